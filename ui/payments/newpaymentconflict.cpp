#include "ui/payments/newpaymentconflict.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

QLabel *cell(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

NewPaymentConflict::NewPaymentConflict(NewPaymentEditor &editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_mine(new QPushButton(tr("Keep &mine"), this))
    , m_theirs(new QPushButton(tr("Take the s&tored ones"), this))
{
    setObjectName(u"conflict"_s);
    m_mine->setObjectName(u"keepMine"_s);
    m_mine->setAutoDefault(false);
    m_theirs->setObjectName(u"takeTheirs"_s);
    m_theirs->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_mine);
    buttons->addWidget(m_theirs);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addStretch(1);
    connect(m_mine, &QPushButton::clicked, &editor, &NewPaymentEditor::keepMine);
    connect(m_theirs, &QPushButton::clicked, &editor, &NewPaymentEditor::takeTheirs);
}

void NewPaymentConflict::refresh()
{
    delete m_table;
    m_table = new QWidget(this);
    auto *grid = new QGridLayout(m_table);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->addWidget(cell(tr("Yours"), m_table), 0, 1);
    grid->addWidget(cell(tr("Stored meanwhile"), m_table), 0, 2);
    int row = 1;
    for (const FieldConflict &conflict : m_editor.conflicts()) {
        grid->addWidget(cell(conflict.label, m_table), row, 0);
        grid->addWidget(cell(conflict.mine, m_table), row, 1);
        grid->addWidget(cell(conflict.theirs, m_table), row, 2);
        ++row;
    }
    qobject_cast<QVBoxLayout *>(layout())->insertWidget(0, m_table);
}
