#include "ui/payments/newpaymentcustomer.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

NewPaymentCustomer::NewPaymentCustomer(NewPaymentEditor &editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_name = addFormRow(column, tr("&Name"), u"customerName"_s, tr("Name"), this);
    m_email = addFormRow(column, tr("&E-mail"), u"customerEmail"_s, tr("E-mail"), this);
    m_phone = addFormRow(column, tr("&Phone"), u"customerPhone"_s, tr("Phone"), this);
    m_id = addFormRow(column, tr("&Customer ID in your shop"), u"customerId"_s,
                      tr("Customer ID in your shop"), this);
    column->addStretch(1);
    for (const FormRow &row : {m_name, m_email, m_phone, m_id})
        connect(row.edit, &QLineEdit::textEdited, this, &NewPaymentCustomer::store);
    load();
}

void NewPaymentCustomer::store()
{
    PaymentDraft draft = m_editor.draft();
    draft.customer.name = m_name.edit->text().trimmed();
    draft.customer.email = m_email.edit->text().trimmed();
    draft.customer.phone = m_phone.edit->text().trimmed();
    draft.customer.id = CustomerId{m_id.edit->text().trimmed()};
    m_editor.setDraft(draft);
}

void NewPaymentCustomer::load()
{
    const CustomerSnapshot &customer = m_editor.draft().customer;
    m_name.edit->setText(customer.name);
    m_email.edit->setText(customer.email);
    m_phone.edit->setText(customer.phone);
    m_id.edit->setText(customer.id.value);
    refresh();
}

void NewPaymentCustomer::refresh()
{
    m_name.show(m_editor.problemOf(u"name"_s));
    m_email.show(m_editor.problemOf(u"email"_s));
    m_phone.show(m_editor.problemOf(u"phone"_s));
    m_id.show(m_editor.problemOf(u"customer_id"_s));
}

void NewPaymentCustomer::focusFirst()
{
    m_name.edit->setFocus(Qt::OtherFocusReason);
}
