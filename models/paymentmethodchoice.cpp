// The part of NewPaymentEditor that has to do with saved methods and keeping the card.

#include "models/displaytext.h"
#include "models/paymenteditor.h"
#include "models/vaulttext.h"
#include "services/core/async.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostMethods = 20;

} // namespace

void NewPaymentEditor::lookAtVault()
{
    if (!m_workspace.vault)
        return;
    whenDone(m_workspace.vault->status(), this, [this](const Result<VaultStatus> &answer) {
        if (answer && *answer != m_vaultStatus) {
            m_vaultStatus = *answer;
            emit changed();
        }
    });
}

void NewPaymentEditor::readMethods()
{
    const CustomerId customer = m_payment.customer.id;
    if (!m_savedMethods.isEmpty() && m_savedMethods.constFirst().customerId != customer) {
        m_savedMethods.clear();
        m_chosen = {};
    }
    if (!m_workspace.methods || customer.isEmpty())
        return;
    const auto onRead = [this, customer](const Result<QList<SavedMethod>> &answer) {
        if (!answer || customer != m_payment.customer.id)
            return; // a card can be typed in all the same
        const qint64 now = m_workspace.clock.nowMs();
        m_savedMethods.clear();
        std::ranges::copy_if(*answer, std::back_inserter(m_savedMethods),
                             [now](const SavedMethod &method) { return !method.isExpired(now); });
        emit changed();
    };
    whenDone(m_workspace.methods->list(m_workspace.caller.merchantId, customer, kMostMethods), this,
             onRead);
}

const SavedMethod *NewPaymentEditor::chosenMethod() const
{
    const auto found = std::ranges::find(m_savedMethods, m_chosen, &SavedMethod::id);
    return m_chosen.isEmpty() || found == m_savedMethods.end() ? nullptr : &*found;
}

void NewPaymentEditor::chooseMethod(const PaymentMethodId &id)
{
    if (m_busy || m_chosen == id)
        return;
    m_chosen = id;
    m_problems.clear();
    emit changed();
}

QString NewPaymentEditor::methodText(const SavedMethod &method)
{
    const QString month = QString::number(method.card.expiryMonth).rightJustified(2, u'0');
    const QString year = QString::number(method.card.expiryYear % 100).rightJustified(2, u'0');
    return DisplayText::card(method.card.brand, method.card.last4) + u", "_s + month + u'/' + year;
}

QString NewPaymentEditor::whyNotKept() const
{
    if (!m_workspace.vault)
        return tr("This program has no vault to keep cards in.");
    const QString closed = vaulttext::whyNotNow(m_vaultStatus);
    if (!closed.isEmpty())
        return closed;
    return m_payment.customer.id.isEmpty()
               ? tr("A card is kept for a customer: go back and enter the customer ID.")
               : QString();
}

QString NewPaymentEditor::whyNotSaved() const
{
    return m_savedMethods.isEmpty() ? QString() : vaulttext::whyNotNow(m_vaultStatus);
}

QString NewPaymentEditor::keepSentence() const
{
    switch (m_payment.futureUsage) {
    case FutureUsage::None: return {};
    case FutureUsage::OnSession: return tr("The card is kept for the customer's next payments.");
    case FutureUsage::OffSession:
        return tr("The card is kept, and may be charged without the customer, who has agreed.");
    }
    return {};
}

void NewPaymentEditor::confirmSaved(Cvc cvc)
{
    const SavedMethod *method = chosenMethod();
    if (m_busy || m_step != Step::Confirm || !method)
        return;
    m_problems.clear();
    m_failure = {};
    ConfirmPayment command;
    command.paymentMethodId = method->id;
    command.cvc = std::move(cvc);
    send(std::move(command));
}
