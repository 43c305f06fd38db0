// What a person does in the customer view; how it shows things is in customerview.cpp.
#include "ui/customers/customerview.h"
#include "ui/payments/inspectorwindow.h"
#include "ui/payments/paymentactions.h"
#include "ui/widgets/datatable.h"

#include <QItemSelectionModel>
#include <QPushButton>

#include <algorithm>

/// Whoever is among the cards stays there when one of them has gone: on the one after it.
void CustomerView::keepPlace()
{
    const int rows = m_model.methods().rowCount();
    if (m_methodRow >= 0 && window()->focusWidget() == m_methods)
        m_methods->chooseRow(std::min(m_methodRow, rows - 1));
    m_methodRow = -1;
}

std::optional<SavedMethod> CustomerView::currentMethod() const
{
    const QModelIndex current = m_methods->currentIndex();
    return m_methods->selectionModel()->isRowSelected(current.row())
               ? m_model.methods().method(current.row())
               : std::nullopt;
}

PaymentId CustomerView::currentPayment() const
{
    const auto payment = m_history->payment(m_payments->currentIndex().row());
    return payment ? payment->id : PaymentId();
}

void CustomerView::chargeMethod()
{
    if (const auto method = currentMethod(); method && m_model.customer() && m_charge->isEnabled())
        m_actions.chargeMethod(*m_model.customer(), *method, window());
}

void CustomerView::removeMethod()
{
    if (const auto method = currentMethod())
        m_actions.removeMethod(*method, window());
}

void CustomerView::setUpAgreement()
{
    if (const auto method = currentMethod(); method && m_model.customer() && m_agree->isEnabled())
        m_actions.setUpAgreement(*m_model.customer(), *method, window());
}

void CustomerView::addNote()
{
    if (m_workspace.notes && m_model.customer())
        m_actions.addNote({NoteAbout::Customer, m_model.customer()->id.value}, m_model.title(),
                          window());
}

void CustomerView::makeDefault()
{
    if (const auto method = currentMethod(); method && !method->isDefault)
        m_model.makeDefault(method->id);
}

void CustomerView::addMethod()
{
    if (m_model.customer())
        m_actions.addMethod(*m_model.customer(), window());
}

void CustomerView::openPayment()
{
    if (const PaymentId id = currentPayment(); !id.isEmpty())
        (new InspectorWindow(m_workspace, m_actions, id, this))->show();
}
