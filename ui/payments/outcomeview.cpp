#include "ui/payments/outcomeview.h"

#include "ui/widgets/statuschip.h"
#include "ui/widgets/textsize.h"

#include <QAccessible>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

OutcomeView::OutcomeView(QWidget *parent) : QWidget(parent), m_chip(new StatusChip(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_chip->setObjectName(u"resultStatus"_s);
    column->addWidget(m_chip, 0, Qt::AlignLeft);
    const auto add = [this, column](const QString &name) {
        auto *label = new QLabel(this);
        label->setObjectName(name);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
        return label;
    };
    m_title = add(u"resultTitle"_s);
    m_title->setFont(largerFont(font()));
    m_what = add(u"resultWhat"_s);
    m_where = add(u"resultWhere"_s);
    m_todo = add(u"resultTodo"_s);
    m_reference = add(u"resultReference"_s);
    m_reference->setFont(smallerFont(font()));
    column->addStretch(1);
}

void OutcomeView::showOutcome(const Payment &payment, const QString &title, const ErrorText &text)
{
    m_chip->setStatus(payment.status, payment.outcomeUnknown);
    m_title->setText(title);
    m_what->setText(text.what);
    m_where->setText(text.where);
    m_todo->setText(text.todo);
    for (QLabel *label : {m_what, m_where, m_todo})
        label->setVisible(!label->text().isEmpty());
    //: %1 is the id of a payment, to quote when asking for help
    m_reference->setText(tr("Ref %1").arg(text.reference));
    m_reference->setVisible(!text.reference.isEmpty());
    setAccessibleName(title + u". "_s + text.oneLine());
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}
