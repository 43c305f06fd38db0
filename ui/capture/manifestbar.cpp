#include "ui/capture/manifestbar.h"

#include "ui/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/textsize.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

constexpr int kFieldsInARow = 4;

} // namespace

ManifestBar::ManifestBar(ManifestEditor &editor, QWidget *parent)
    : QFrame(parent)
    , m_editor(editor)
    , m_file(new ElidedLabel(Qt::ElideMiddle, this))
    , m_found(new ElidedLabel(Qt::ElideRight, this))
    , m_fields(new QWidget(this))
    , m_grid(new QGridLayout(m_fields))
{
    setObjectName(u"manifestBar"_s);
    setAccessibleName(tr("The shipment file"));
    m_file->setObjectName(u"manifestFile"_s);
    m_file->setFont(strongFont(font()));
    m_found->setObjectName(u"manifestFound"_s);
    m_found->setFont(smallerFont(font()));
    m_found->setForegroundRole(QPalette::PlaceholderText);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(2);
    for (int i = 0; i < kManifestRoles; ++i)
        addRole(static_cast<ManifestRole>(i));
    m_decimals = addField(tr("Decimals"), u"manifestDecimals"_s);
    for (const auto &[text, sign] : {std::pair(tr("As found"), DecimalSign::Unclear),
                                     std::pair(u"1,234.56"_s, DecimalSign::Point),
                                     std::pair(u"1.234,56"_s, DecimalSign::Comma)})
        m_decimals->addItem(text, static_cast<int>(sign));
    connect(m_decimals, &QComboBox::activated, this, [this](int at) {
        m_editor.setDecimals(static_cast<DecimalSign>(m_decimals->itemData(at).toInt()));
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_file);
    layout->addWidget(m_found);
    layout->addWidget(m_fields);
    connect(&editor, &ManifestEditor::changed, this, &ManifestBar::refresh);
    connect(&editor.captures(), &CaptureManyEditor::phaseChanged, this, &ManifestBar::refresh);
    refresh();
}

QComboBox *ManifestBar::addField(const QString &caption, const QString &name)
{
    auto *box = new QComboBox(m_fields);
    box->setObjectName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(9);
    auto *label = new QLabel(caption, m_fields);
    label->setFont(smallerFont(font()));
    label->setBuddy(box);
    box->setAccessibleName(caption);
    const auto at = static_cast<int>(m_grid->count() / 2);
    const int row = at / kFieldsInARow * 2;
    m_grid->addWidget(label, row, at % kFieldsInARow);
    m_grid->addWidget(box, row + 1, at % kFieldsInARow);
    return box;
}

void ManifestBar::addRole(ManifestRole role)
{
    const QString name = u"manifestColumn%1"_s.arg(static_cast<int>(role));
    QComboBox *box = addField(manifestRoleName(role), name);
    m_roles.append(box);
    connect(box, &QComboBox::activated, this,
            [this, role](int at) { m_editor.setColumn(role, at - 1); });
}

void ManifestBar::refill()
{
    if (m_header == m_editor.header())
        return;
    m_header = m_editor.header();
    QStringList texts{tr("No column")};
    for (int column = 0; column < m_header.size(); ++column) {
        const QString sample = m_editor.sampleOf(column).left(24);
        QString name = m_header.at(column).left(40);
        if (name.isEmpty())
            //: %1 is the number of a column
            name = tr("Column %1").arg(column + 1);
        texts.append(sample.isEmpty() ? name : QString(name + u": " + sample));
    }
    for (QComboBox *box : std::as_const(m_roles)) {
        box->clear();
        box->addItems(texts);
    }
}

void ManifestBar::refresh()
{
    m_file->setText(m_editor.fileName());
    m_found->setText(m_editor.description());
    m_found->setVisible(!m_editor.description().isEmpty());
    refill();
    const ManifestColumns &columns = m_editor.columns();
    for (int i = 0; i < kManifestRoles; ++i)
        m_roles.at(i)->setCurrentIndex(columns.of(static_cast<ManifestRole>(i)) + 1);
    m_decimals->setCurrentIndex(m_decimals->findData(static_cast<int>(columns.decimals)));
    m_fields->setVisible(m_editor.canChoose());
}
