#include "ui/payments/reasonfields.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ReasonFields::ReasonFields(const QString &noteCaption, QWidget *parent) : QWidget(parent)
{
    // In reading order, which those who do not see it are told it in.
    auto *reason = new QLabel(tr("&Reason"), this);
    m_kind = new QComboBox(this);
    auto *note = new QLabel(noteCaption, this);
    m_note = new QPlainTextEdit(this);
    reason->setBuddy(m_kind);
    note->setBuddy(m_note);
    m_kind->setObjectName(u"reason"_s);
    m_kind->setAccessibleName(tr("Reason"));
    for (const MoneyReason::Kind kind : MoneyReason::kinds())
        m_kind->addItem(MoneyReason::text(kind));
    m_note->setObjectName(u"note"_s);
    m_note->setAccessibleName(tr("Note"));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(fontMetrics().lineSpacing() * 3 + 16);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    for (QWidget *widget : std::initializer_list<QWidget *>{reason, m_kind, note, m_note})
        column->addWidget(widget);
    setFocusProxy(m_kind);
    connect(m_kind, &QComboBox::currentIndexChanged, this,
            [this](int index) { emit kindChanged(MoneyReason::kinds().at(index)); });
    connect(m_note, &QPlainTextEdit::textChanged, this,
            [this] { emit noteChanged(m_note->toPlainText()); });
}
