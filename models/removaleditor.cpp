#include "models/removaleditor.h"

#include "models/editortext.h"
#include "services/core/async.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostCounted = 1'000;

} // namespace

void RemovalEditor::submit()
{
    if (m_busy || !obstacle().isEmpty())
        return;
    m_busy = true;
    m_failure = {};
    emit changed();
    ask();
}

void RemovalEditor::readAgreements(const CustomerId &customer, const PaymentMethodId &method)
{
    if (!m_workspace.recurring)
        return;
    AgreementQuery query;
    query.customerId = customer;
    query.status = MandateStatus::Active;
    query.limit = kMostCounted;
    whenDone(m_workspace.recurring->list(m_workspace.caller.merchantId, query), this,
             [this, method](const Result<QList<Agreement>> &answer) {
                 const qint64 nowMs = m_workspace.clock.nowMs();
                 qint64 next = 0;
                 int count = 0;
                 for (const Agreement &agreement : answer.value_or({})) {
                     const Mandate &mandate = agreement.mandate;
                     if (!isInForce(mandate, nowMs)
                         || (!method.isEmpty() && mandate.paymentMethodId != method))
                         continue;
                     ++count;
                     if (mandate.nextChargeAtMs > 0 && (next == 0 || mandate.nextChargeAtMs < next))
                         next = mandate.nextChargeAtMs;
                 }
                 if (count == 0)
                     return;
                 m_obstacle =
                     count == 1
                         ? tr("An agreement about later charges still needs it. End it first, on "
                              "the page “Recurring”.")
                         : tr("%1 agreements about later charges still need it. End them first, "
                              "on the page “Recurring”.")
                               .arg(count);
                 if (next > 0)
                     //: %1 is the sentence before, %2 a moment such as "Fri 16:00"
                     m_obstacle = tr("%1 The next charge is planned for %2.")
                                      .arg(m_obstacle, shownMoment(m_workspace, next));
                 emit changed();
             });
}

void RemovalEditor::finish(const QString &outcome)
{
    m_busy = false;
    emit changed();
    emit done(outcome);
}

void RemovalEditor::refuse(const ErrorText &text)
{
    m_busy = false;
    m_failure = text;
    emit changed();
    emit failed(text);
}

MethodRemovalEditor::MethodRemovalEditor(const Workspace &workspace, const SavedMethod &method,
                                         QObject *parent)
    : RemovalEditor(workspace, parent)
    , m_method(method)
{
    readAgreements(method.customerId, method.id);
}

QString MethodRemovalEditor::title() const
{
    //: %1 is a card such as "Visa •• 4242"
    return tr("Remove %1").arg(CustomerText::method(m_method));
}

QStringList MethodRemovalEditor::effects() const
{
    QStringList effects;
    if (m_method.isDefault)
        effects.append(tr("It is the customer's default card; afterwards there is none."));
    effects.append(keptWhere());
    effects.append(tr("Payments that were made with it stay as they are and can be refunded."));
    effects.append(workspace().removals
                       ? tr("You can take it back for ten seconds. Afterwards the customer would "
                            "have to give the card again.")
                       : tr("This cannot be undone: the customer would have to give the card "
                            "again."));
    return effects;
}

/// Where its number and what stands for it lie, and what becomes of them.
QString MethodRemovalEditor::keptWhere() const
{
    const QString wiped = m_method.networkToken
                              ? tr("Its number and its network token are wiped from the vault.")
                              : tr("Its number is wiped from the vault.");
    if (m_method.tokenHolders.isEmpty())
        return wiped + u' ' + tr("No processor holds a token for it that this program knows of.");
    QStringList holders;
    for (const TokenHolder &holder : m_method.tokenHolders)
        holders.append(holder.label.isEmpty() ? DisplayText::connector(holder.connector)
                                              : holder.label);
    //: %1 is a list of processor accounts
    return wiped + u' ' + tr("Told to forget their tokens for it: %1.").arg(holders.join(u", "_s));
}

QString MethodRemovalEditor::actionText() const
{
    return title();
}

void MethodRemovalEditor::ask()
{
    whenDone(workspace().methods->remove(workspace().caller, m_method.id), this,
             [this](const Result<SavedMethod> &answer) {
                 if (!answer)
                     return refuse(CustomerText::problem(answer.error(), m_method.id.value));
                 //: %1 is a card such as "Visa •• 4242"
                 finish((workspace().removals ? tr("%1 is removed unless you take it back.")
                                              : tr("%1 was removed."))
                            .arg(CustomerText::method(*answer)));
             });
}

CustomerRemovalEditor::CustomerRemovalEditor(const Workspace &workspace, const Customer &customer,
                                             QObject *parent)
    : RemovalEditor(workspace, parent)
    , m_customer(customer)
{
    readAgreements(customer.id, {});
    whenDone(workspace.methods->list(workspace.caller.merchantId, customer.id, kMostCounted), this,
             [this](const Result<QList<SavedMethod>> &answer) {
                 if (answer)
                     m_methods = answer->size();
                 emit changed();
             });
}

QString CustomerRemovalEditor::title() const
{
    //: %1 is the name of a customer
    return tr("Delete %1").arg(CustomerText::name(m_customer));
}

QStringList CustomerRemovalEditor::effects() const
{
    QStringList effects;
    effects.append(tr("Name, e-mail, phone, address and everything else that tells who it was are "
                      "wiped. The id %1 stays taken.")
                       .arg(m_customer.id.value));
    if (m_methods && *m_methods > 0)
        effects.append(
            *m_methods == 1
                ? tr("One saved card goes with it; its number is wiped from the vault.")
                : tr("%1 saved cards go with it; their numbers are wiped from the vault.")
                      .arg(*m_methods));
    else if (m_methods)
        effects.append(tr("There are no saved cards."));
    effects.append(tr("Payments stay, with what was known of the buyer when they were made."));
    effects.append(tr("This cannot be undone."));
    return effects;
}

QString CustomerRemovalEditor::actionText() const
{
    return tr("Delete customer");
}

void CustomerRemovalEditor::ask()
{
    whenDone(
        workspace().customers->remove(workspace().caller, m_customer.id), this,
        [this](const Result<DeletedCustomer> &answer) {
            if (!answer)
                return refuse(CustomerText::problem(answer.error(), m_customer.id.value));
            finish(answer->methods == 0 ? tr("The customer was deleted.")
                   : answer->methods == 1
                       ? tr("The customer was deleted, with one saved card.")
                       : tr("The customer was deleted, with %1 saved cards.").arg(answer->methods));
        });
}
