#include "ui/home/troublepage.h"

#include "ui/widgets/primarybutton.h"
#include "ui/widgets/textsize.h"

#include <QDir>
#include <QFileInfo>
#include <QIcon>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QLabel *label(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

/// Lets a long path break at its folders.
QString breakable(QString path)
{
    return path.replace(u'/', u"/\u200B"_s);
}

} // namespace

TroublePage::TroublePage(QWidget *parent, FileChooser chooseFile)
    : QScrollArea(parent)
    , m_chooseFile(std::move(chooseFile))
{
    setObjectName(u"troublePage"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    layOut();
}

void TroublePage::showTrouble(const QString &path, const Error &error)
{
    m_path = path;
    ErrorScene scene;
    scene.action = MoneyAction::Read;
    scene.reference = QFileInfo(path).fileName();
    const ErrorText text = errorText(error, scene);
    m_what->setText(text.what);
    m_file->setText(breakable(QDir::toNativeSeparators(path)));
    m_file->setToolTip(path);
    //: %1 is the path of a file
    m_file->setAccessibleName(tr("File: %1").arg(path));
    m_where->setText(text.where);
    m_todo->setText(text.todo);
    // Who has the file, for instance; the path itself is above already.
    const bool tellsMore = !error.detail.isEmpty() && error.detail != path;
    m_detail->setText(tellsMore ? breakable(error.detail) : QString());
    m_detail->setVisible(tellsMore);
}

void TroublePage::layOut()
{
    auto *page = new QWidget(this);
    auto *column = new QWidget(page);
    auto *outer = new QHBoxLayout(page);
    outer->setContentsMargins(24, 24, 24, 24);
    outer->addStretch(1);
    outer->addWidget(column, 1000);
    outer->addStretch(1);
    auto *sign = new QLabel(column);
    sign->setPixmap(QIcon::fromTheme(u"dialog-warning"_s).pixmap(fontMetrics().height() * 3));
    m_what = label(u"troubleWhat"_s, column);
    m_what->setFont(largerFont(font()));
    m_file = label(u"troubleFile"_s, column);
    m_file->setFont(fixedFont(font()));
    m_file->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_where = label(u"troubleWhere"_s, column);
    m_todo = label(u"troubleTodo"_s, column);
    m_detail = label(u"troubleDetail"_s, column);
    m_detail->setFont(smallerFont(font()));
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *retry = new PrimaryButton(column);
    retry->setText(tr("Try again"));
    retry->setObjectName(u"tryAgain"_s);
    auto *open = new QPushButton(tr("Open another file…"), column);
    open->setObjectName(u"openAnotherFile"_s);
    auto *sample = new QPushButton(tr("Try with sample data"), column);
    sample->setObjectName(u"trySampleData"_s);

    auto *words = new QVBoxLayout;
    words->setSpacing(8);
    for (QLabel *part : {m_what, m_file, m_where, m_todo, m_detail})
        words->addWidget(part);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {static_cast<QPushButton *>(retry), open, sample})
        buttons->addWidget(button);
    buttons->addStretch(1);
    words->addSpacing(8);
    words->addLayout(buttons);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(2);
    // Short lines, but never shorter than the buttons.
    column->setMaximumWidth(
        std::max(fontMetrics().averageCharWidth() * 90, column->minimumSizeHint().width()));
    setWidget(page);
    setFocusProxy(retry);
    connect(retry, &QPushButton::clicked, this, [this] { emit retryRequested(m_path); });
    connect(open, &QPushButton::clicked, this, [this] {
        m_chooseFile(this, [this](const QString &path) { emit openFileRequested(path); });
    });
    connect(sample, &QPushButton::clicked, this, &TroublePage::sampleDataRequested);
}
