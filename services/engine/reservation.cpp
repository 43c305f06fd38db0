#include "services/engine/reservation.h"

#include "services/core/faultpoint.h"
#include "services/domain/capturepolicy.h"
#include "services/domain/paymentrules.h"
#include "services/engine/accountchoice.h"
#include "services/engine/accountkeys.h"
#include "services/engine/customerrecord.h"
#include "services/engine/heldcards.h"
#include "services/engine/idempotencykey.h"
#include "services/engine/linkkeeping.h"
#include "services/engine/merchantrecord.h"
#include "services/engine/methodkeeping.h"
#include "services/engine/webhooktelling.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLeaseMs = 120'000;
constexpr qsizetype kLongestReason = 255;

} // namespace

Reservation::Reservation(EngineCore &core) : m_core(core), m_journal(core) {}

Result<Begun> Reservation::create(const CreatePayment &command, const PaymentId &id,
                                  const QByteArray &clientSecretHash,
                                  const QByteArray &sealedClientSecret)
{
    const Result<BusinessProfile> profile =
        merchantrecord::profile(m_core, command.caller.merchantId, command.profileId);
    if (!profile)
        return profile.error();
    const qint64 nowMs = m_core.clock.nowMs();
    Result<Payment> payment = newPayment(
        command,
        {profile->fineInitialState || m_core.fineInitialState, profile->sessionExpirySeconds},
        nowMs);
    if (!payment)
        return payment.error();
    payment->id = id;
    payment->profileId = profile->id;
    if (payment->returnUrl.isEmpty())
        payment->returnUrl = profile->returnUrl;
    if (command.card)
        payment->paymentMethod = u"card"_s;
    const bool confirm = command.confirm || command.recurring;
    if (!confirm && command.mandate) // it is agreed to when the payment is confirmed
        return Error{ErrorCode::InvalidValue, u"mandate_data"_s};
    if (!confirm && !command.paymentMethodId.isEmpty())
        return Error{ErrorCode::InvalidValue, u"payment_method_id"_s};
    if (!confirm && !command.paymentToken.isEmpty())
        return Error{ErrorCode::InvalidValue, u"payment_token"_s};
    const bool holds = !confirm && command.card;
    const Result<> inserted =
        customerrecord::makeKnown(m_core, *payment, command.caller.actor)
            .and_then([&] {
                return holds
                           ? heldcards::hold(m_core, *payment, *command.card, command.caller.actor)
                           : Result<>();
            })
            .and_then([&] {
                return m_core.payments.insert(*payment, clientSecretHash, sealedClientSecret);
            })
            .and_then([&] { return keepExtras(*payment, command.extras); })
            .and_then([&] { return linkkeeping::make(m_core, *payment, command.extras, confirm); });
    if (!inserted)
        return inserted.error();
    const PaymentStep created = step(*payment, u"created"_s, 0, {}, payment->amount);
    const Result<> written =
        m_journal.writeTrail(*payment, {created}, u"payment.create"_s, command.caller.actor, {});
    if (!written)
        return written.error();
    if (!confirm)
        return Begun{*payment, std::nullopt};
    return pay(*payment, payWith(command, {}));
}

Result<Payment> Reservation::update(const UpdatePayment &command)
{
    const Result<Payment> payment = m_core.payments.find(command.caller.merchantId, command.id);
    if (!payment)
        return payment.error();
    Result<Payment> changed = updatedPayment(*payment, command, m_core.clock.nowMs());
    if (!changed)
        return changed.error();
    const Result<> held =
        command.card ? heldcards::hold(m_core, *changed, *command.card, command.caller.actor)
                     : Result<>();
    if (!held)
        return held.error();
    const Result<> kept = keepExtras(*changed, command.extras);
    if (!kept)
        return kept.error();
    const PaymentStep updated = step(*changed, u"updated"_s, 0, {}, changed->amount);
    const Result<> written =
        m_journal.writePayment(*changed, {updated}, u"payment.update"_s, command.caller.actor);
    if (!written)
        return written.error();
    return *changed;
}

Result<> Reservation::keepExtras(const Payment &payment, const PaymentExtras &extras)
{
    return checkExtras(extras)
        .and_then([&] { return accountchoice::checkRequest(m_core, payment, extras); })
        .and_then([&] { return m_core.extras.put(payment, extras); });
}

Result<Payment> Reservation::changeMetadata(const Caller &caller, const PaymentId &id,
                                            const QString &metadataJson)
{
    Result<Payment> payment = m_core.payments.find(caller.merchantId, id);
    if (!payment)
        return payment;
    if (!mayChangeMetadata(payment->status))
        return Error{ErrorCode::InvalidState, u"status"_s, toText(payment->status)};
    const Result<> checked = checkMetadata(metadataJson);
    if (!checked)
        return checked.error();
    payment->metadataJson = metadataJson;
    payment->version += 1;
    payment->modifiedAtMs = m_core.clock.nowMs();
    const PaymentStep changed = step(*payment, u"updated"_s, 0, {}, payment->amount);
    const Result<> written =
        m_journal.writePayment(*payment, {changed}, u"payment.update"_s, caller.actor);
    return written ? payment : Result<Payment>(written.error());
}

Result<std::optional<Begun>> Reservation::repeated(const MerchantId &merchant, const PaymentId &id,
                                                   const QString &clientId)
{
    if (clientId.isEmpty())
        return std::optional<Begun>();
    if (!isWellFormedId(clientId))
        return Error{ErrorCode::InvalidValue, u"client_operation_id"_s};
    const Result<Operation> earlier = m_core.operations.findByClientId(merchant, clientId);
    if (!earlier) {
        if (earlier.error().code == ErrorCode::NotFound)
            return std::optional<Begun>();
        return earlier.error();
    }
    if (earlier->paymentId != id)
        return Error{ErrorCode::Duplicate, u"client_operation_id"_s};
    if (holdsPayment(earlier->state) && earlier->state != OperationState::Unknown)
        return Error{ErrorCode::Busy, u"client_operation_id"_s};
    const Result<Payment> payment = m_core.payments.find(merchant, earlier->paymentId);
    if (!payment)
        return payment.error();
    const bool triedAgain = payment->attemptCount > earlier->attemptNumber;
    if (triedAgain && payment->hasOpenOperation && !payment->outcomeUnknown)
        return Error{ErrorCode::Busy, u"client_operation_id"_s};
    return std::optional<Begun>(Begun{*payment, std::nullopt});
}

Result<Payment> Reservation::idlePayment(const MerchantId &merchant, const PaymentId &id)
{
    Result<Payment> payment = m_core.payments.find(merchant, id);
    if (payment && payment->hasOpenOperation)
        return Error{ErrorCode::Busy, u"status"_s};
    return payment;
}

Result<Begun> Reservation::confirm(const ConfirmPayment &command)
{
    const auto earlier = repeated(command.caller.merchantId, command.id, command.clientOperationId);
    if (!earlier)
        return earlier.error();
    if (*earlier)
        return **earlier;
    Result<Payment> payment = idlePayment(command.caller.merchantId, command.id);
    if (!payment)
        return payment.error();
    if (command.change)
        payment = update(*command.change);
    if (!payment)
        return payment.error();
    if (command.authenticationType)
        payment->authenticationType = *command.authenticationType;
    assignSchedule(*payment, command.captureMethod, command.captureOnMs);
    payment->incrementWanted = command.incrementWanted.value_or(payment->incrementWanted);
    payment->futureUsage = command.futureUsage.value_or(payment->futureUsage);
    payment->acceptance = command.acceptance.value_or(payment->acceptance);
    const Result<> kept = keepExtras(*payment, command.extras);
    if (!kept)
        return kept.error();
    return pay(*payment, payWith(command, command.clientOperationId));
}

Result<Operation> Reservation::newOperation(const Payment &payment, int attempt,
                                            const Effect &effect)
{
    const Result<int> sequence =
        m_core.operations.nextSequence(payment.merchantId, payment.id, attempt, effect.kind);
    if (!sequence)
        return sequence.error();
    const qint64 nowMs = m_core.clock.nowMs();
    Operation operation;
    operation.id = {m_core.random.newId("op"_L1)};
    operation.merchantId = payment.merchantId;
    operation.paymentId = payment.id;
    operation.attemptNumber = attempt;
    operation.kind = effect.kind;
    operation.sequence = *sequence;
    operation.state = OperationState::Sending;
    operation.amount = effect.amount;
    operation.currency = payment.currency;
    operation.finalCapture = effect.finalCapture;
    operation.connector = payment.connector;
    operation.connectorAccount = payment.connectorAccount;
    operation.clientOperationId = effect.clientOperationId;
    operation.idempotencyKey = idempotencyKey(m_core.installKey, operation, "main"_L1);
    operation.sendCount = 1;
    operation.leaseOwner = m_core.instance;
    operation.leaseUntilMs = nowMs + kLeaseMs;
    operation.firstSentAtMs = nowMs;
    operation.lastSentAtMs = nowMs;
    operation.statusBefore = payment.status;
    operation.createdAtMs = nowMs;
    operation.modifiedAtMs = nowMs;
    return operation;
}

Result<Begun> Reservation::capture(const CapturePayment &command)
{
    const auto earlier = repeated(command.caller.merchantId, command.id, command.clientOperationId);
    if (!earlier)
        return earlier.error();
    if (*earlier)
        return **earlier;
    Result<Payment> payment = idlePayment(command.caller.merchantId, command.id);
    if (!payment)
        return payment.error();
    const Result<CapturePlan> plan =
        planCapture(*payment, command.amount, command.finalCapture, m_core.clock.nowMs());
    if (!plan)
        return plan.error();
    payment->capturePending += plan->amount;
    const PaymentStep started =
        step(*payment, u"capture_started"_s, payment->attemptCount, {}, plan->amount);
    return reserveFollowUp(
        *payment,
        {OperationKind::Capture, plan->amount, plan->closesHold, command.clientOperationId},
        started, command.caller.actor);
}

Result<Begun> Reservation::cancel(const CancelPayment &command)
{
    if (command.reason.size() > kLongestReason || looksLikeCardNumber(command.reason))
        return Error{ErrorCode::InvalidValue, u"cancellation_reason"_s};
    const auto earlier = repeated(command.caller.merchantId, command.id, command.clientOperationId);
    if (!earlier)
        return earlier.error();
    if (*earlier)
        return **earlier;
    Result<Payment> payment = idlePayment(command.caller.merchantId, command.id);
    if (!payment)
        return payment.error();
    if (!mayCancel(payment->status))
        return Error{ErrorCode::InvalidState, u"status"_s, toText(payment->status)};
    if (payment->capturePending > 0)
        return Error{ErrorCode::Busy, u"amount_to_capture"_s};
    payment->cancellationReason = command.reason;
    if (!mayUpdate(payment->status)) {
        const qint64 held = qMax<qint64>(0, payment->captureLimit - payment->captured);
        const PaymentStep started =
            step(*payment, u"void_started"_s, payment->attemptCount, {}, held);
        return reserveFollowUp(*payment,
                               {OperationKind::Void, held, true, command.clientOperationId},
                               started, command.caller.actor);
    }
    // Nothing is held anywhere: no processor need be asked.
    const Result<PaymentStatus> cancelled = next(payment->status, PaymentEvent::Voided);
    if (!cancelled)
        return cancelled.error();
    const Result<> dropped = heldcards::drop(m_core, *payment);
    if (!dropped)
        return dropped.error();
    payment->status = *cancelled;
    payment->version += 1;
    payment->modifiedAtMs = m_core.clock.nowMs();
    const PaymentStep done = step(*payment, toText(PaymentEvent::Voided), 0, {}, 0);
    const Result<> written =
        m_journal.writePayment(*payment, {done}, u"payment.cancel"_s, command.caller.actor)
            .and_then([&] { return webhooktelling::tell(m_core, *payment); });
    if (!written)
        return written.error();
    return Begun{*payment, std::nullopt};
}

Result<Begun> Reservation::reserveFollowUp(Payment payment, const Effect &effect,
                                           const PaymentStep &started, const QString &actor)
{
    const Result<ProcessorAccount> account =
        m_core.accounts.account(payment.merchantId, payment.connectorAccount)
            .and_then(
                [&](const ProcessorAccount &found) { return accountkeys::opened(m_core, found); });
    if (!account)
        return account.error();
    const Result<> mayStart = m_core.gateway.mayStart(*account);
    if (!mayStart)
        return mayStart.error();
    const Result<Attempt> attempt =
        m_core.payments.findAttempt(payment.merchantId, payment.id, payment.attemptCount);
    if (!attempt)
        return attempt.error();
    Result<Operation> operation = newOperation(payment, attempt->number, effect);
    if (!operation)
        return operation.error();
    operation->requestMac = requestMac(m_core.installKey, *operation, nullptr);
    Result<HttpRequest> request =
        m_core.gateway.build(*account, FollowUpRequest{&payment, &*attempt, &*operation});
    if (!request)
        return request.error();
    payment.version += 1;
    payment.hasOpenOperation = true;
    payment.modifiedAtMs = m_core.clock.nowMs();
    PaymentStep begun = started;
    begun.attemptStatus = toText(attempt->status);
    begun.operationId = operation->id;
    const Result<> written =
        m_journal.writeReserve(payment, *attempt, false, *operation, {begun}, actor);
    if (!written)
        return written.error();
    OpenOperation open{payment, *attempt, *operation, *account,
                       std::make_shared<HttpRequest>(std::move(*request))};
    faultPoint("reserve.before_commit");
    return Begun{payment, std::move(open)};
}

PaymentStep Reservation::step(const Payment &payment, const QString &event, int attempt,
                              const QString &attemptStatus, qint64 amount) const
{
    PaymentStep step;
    step.atMs = payment.modifiedAtMs;
    step.event = event;
    step.status = payment.status;
    step.attemptNumber = attempt;
    step.attemptStatus = attemptStatus;
    step.amount = amount;
    return step;
}
