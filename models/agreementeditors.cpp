#include "models/agreementeditors.h"

#include "models/cardinput.h"
#include "services/core/async.h"

using namespace Qt::StringLiterals;

AgreementChargeEditor::AgreementChargeEditor(const Workspace &workspace, const Agreement &agreement,
                                             QObject *parent)
    : AgreementRun(workspace, parent)
    , m_agreement(agreement)
{
    // The usual case: the same as last time, as long as that may be.
    const Mandate &mandate = agreement.mandate;
    if (mandate.last.amount > 0
        && checkCharge(mandate, {mandate.last.amount, mandate.currency}, workspace.clock.nowMs()))
        m_amount = mandate.last.amount;
}

QString AgreementChargeEditor::obstacle() const
{
    const qint64 nowMs = workspace().clock.nowMs();
    switch (AgreementText::state(m_agreement, nowMs)) {
    case AgreementState::Active:
    case AgreementState::Failed: return {};
    case AgreementState::SettingUp:
    case AgreementState::Blocked:
    case AgreementState::Over: break;
    }
    return AgreementText::meaning(m_agreement, nowMs);
}

QString AgreementChargeEditor::actionText() const
{
    if (canRetry())
        return tr("Back to the form");
    if (outcome() != PaymentOutcome::None)
        return tr("Close");
    if (!m_amount)
        return tr("Charge");
    //: %1 is an amount with its currency
    return tr("Charge %1").arg(shownMoney(*m_amount, currency()));
}

QStringList AgreementChargeEditor::fields() const
{
    return {u"amount"_s, u"merchant_order_reference_id"_s};
}

void AgreementChargeEditor::setAmount(const std::optional<qint64> &minorUnits)
{
    if (isBusy() || minorUnits == m_amount)
        return;
    m_amount = minorUnits;
    m_touched = true;
    clearProblems();
    emit changed();
}

void AgreementChargeEditor::setOrderReference(const QString &reference)
{
    m_touched = m_touched || reference != m_orderReference;
    m_orderReference = reference;
}

void AgreementChargeEditor::submit()
{
    if (!isOpen() || !obstacle().isEmpty())
        return;
    clearProblems();
    if (!m_amount)
        return addProblem(u"amount"_s,
                          fieldProblem({ErrorCode::MissingField, u"amount"_s}, currency()));
    const Result<> usable = checkPaymentAmount({*m_amount, currency()}).and_then([&] {
        return checkCharge(m_agreement.mandate, {*m_amount, currency()}, workspace().clock.nowMs());
    });
    if (!usable) {
        const ErrorText text = errorText(usable.error(), {});
        return addProblem(u"amount"_s, QString(text.what + u' ' + text.todo));
    }
    ChargeOffSession command;
    command.caller = workspace().caller;
    command.id = payment().id;
    command.amount = m_amount;
    command.currency = currency();
    command.details.kind = RecurringDetails::Kind::Mandate;
    command.details.mandateId = m_agreement.mandate.id;
    command.orderReference = m_orderReference;
    follow(workspace().recurring->charge(std::move(command)));
}

SetUpEditor::SetUpEditor(const Workspace &workspace, const Customer &customer,
                         const SavedMethod &method, QObject *parent)
    : AgreementRun(workspace, parent)
    , m_customer(customer)
    , m_method(method)
{
}

QString SetUpEditor::actionText() const
{
    if (canRetry())
        return tr("Back to the form");
    if (outcome() != PaymentOutcome::None)
        return tr("Close");
    if (!m_draft.amount)
        return tr("Set up");
    //: %1 is an amount with its currency
    return tr("Charge %1 and set up").arg(shownMoney(*m_draft.amount, m_draft.currency));
}

bool SetUpEditor::isSetUp() const
{
    return outcome() == PaymentOutcome::Succeeded && !payment().mandateId.isEmpty();
}

QString SetUpEditor::outcomeTitle() const
{
    return isSetUp() ? tr("The agreement is set up") : AgreementRun::outcomeTitle();
}

void SetUpEditor::adorn(ErrorText &text) const
{
    if (isSetUp() && !m_draft.amount)
        text = {tr("The bank has accepted the agreement."), tr("No money was taken."),
                tr("It can be charged from now on."), payment().id.value};
}

QStringList SetUpEditor::fields() const
{
    return {u"amount"_s,   u"mandate_amount"_s,      u"mandate_description"_s,
            u"end_date"_s, u"customer_acceptance"_s, u"card_cvc"_s};
}

void SetUpEditor::setDraft(const AgreementDraft &draft)
{
    if (isBusy() || draft == m_draft)
        return;
    m_draft = draft;
    clearProblems();
    emit changed();
}

bool SetUpEditor::check(const Cvc &cvc)
{
    if (m_draft.amount && !checkPaymentAmount({*m_draft.amount, m_draft.currency})) {
        addProblem(u"amount"_s, tr("Enter an amount above zero, or leave it empty."));
        return false;
    }
    if (m_draft.type == MandateType::SingleUse && !m_draft.limit) {
        addProblem(u"mandate_amount"_s, tr("Enter the most that the one charge may be."));
        return false;
    }
    if (m_draft.endAtMs > 0 && m_draft.endAtMs <= workspace().clock.nowMs()) {
        addProblem(u"end_date"_s, tr("Choose a time that is still to come."));
        return false;
    }
    if (cvc.reveal().size() != cvcLength(m_method.card.brand)) {
        addProblem(u"card_cvc"_s, fieldProblem({ErrorCode::CvcInvalid, u"card_cvc"_s}, currency()));
        return false;
    }
    if (!m_draft.accepted) {
        addProblem(u"customer_acceptance"_s,
                   tr("Ask the customer, and tick this when they agree."));
        return false;
    }
    return true;
}

void SetUpEditor::submit(Cvc cvc)
{
    if (!isOpen())
        return;
    clearProblems();
    if (!check(cvc))
        return;
    SetUpAgreement command;
    command.caller = workspace().caller;
    command.id = payment().id;
    command.customer = {m_customer.id, m_customer.texts.name, m_customer.texts.email,
                        m_customer.texts.phone};
    command.amount = m_draft.amount.value_or(0);
    command.currency = m_draft.currency;
    command.terms.type = m_draft.type;
    command.terms.amount = m_draft.limit;
    command.terms.frequency = m_draft.frequency;
    command.terms.endAtMs = m_draft.endAtMs;
    command.terms.description = m_draft.description;
    command.acceptance.type = AcceptanceType::Offline; // told to the person at this window
    command.acceptance.acceptedAtMs = workspace().clock.nowMs();
    command.paymentMethodId = m_method.id;
    command.cvc = std::move(cvc);
    follow(workspace().recurring->setUp(std::move(command)));
}

RevocationEditor::RevocationEditor(const Workspace &workspace, const Agreement &agreement,
                                   QObject *parent)
    : RemovalEditor(workspace, parent)
    , m_agreement(agreement)
{
}

QString RevocationEditor::title() const
{
    //: %1 is the name of a customer
    return tr("End the agreement with %1").arg(AgreementText::customer(m_agreement));
}

QStringList RevocationEditor::effects() const
{
    QStringList effects;
    effects.append(tr("Nothing can be charged under it any more. A charge that is under way goes "
                      "on."));
    const qint64 next = m_agreement.mandate.nextChargeAtMs;
    if (next > 0)
        //: %1 is a moment such as "Fri 16:00"
        effects.append(
            tr("The next charge, planned for %1, falls away.").arg(shownMoment(workspace(), next)));
    effects.append(tr("The saved card stays; it can then be removed."));
    effects.append(tr("This cannot be undone: the customer would have to agree to a new one."));
    return effects;
}

QString RevocationEditor::actionText() const
{
    return tr("End agreement");
}

void RevocationEditor::ask()
{
    const MandateId id = m_agreement.mandate.id;
    whenDone(workspace().recurring->revoke(workspace().caller, id), this,
             [this, id](const Result<Mandate> &answer) {
                 if (!answer)
                     return refuse(AgreementText::problem(answer.error(), id.value));
                 finish(tr("The agreement has ended."));
             });
}
