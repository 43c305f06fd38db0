#include "services/engine/paymentservice.h"

#include "services/engine/clientsecrets.h"
#include "services/engine/enginecore.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kReturnTokenLength = 43; // 32 bytes in base64url
constexpr qsizetype kLongestQuery = 8192;

bool isReturnToken(const QString &token)
{
    const auto allowed = [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
    };
    return token.size() == kReturnTokenLength && std::ranges::all_of(token, allowed);
}

} // namespace

QFuture<Result<CreatedPayment>> PaymentService::create(CreatePayment command)
{
    const auto work = [this, command = std::make_shared<CreatePayment>(std::move(command))](
                          const Reply<CreatedPayment> &reply) {
        EngineCore &core = m_engine.core();
        const PaymentId id =
            command->id.isEmpty() ? PaymentId{core.random.newId("pay"_L1)} : command->id;
        const Result<QString> token = takeToken(*command, id);
        if (!token)
            return reply(token.error());
        const clientsecrets::Kept secret =
            clientsecrets::newSecret(core, command->caller.merchantId, id);
        run(
            id,
            [command, id, secret](Reservation &reservation) {
                return reservation.create(*command, id, secret.hash, secret.sealed);
            },
            [this, reply, secret = secret.secret, token = *token](const Result<Payment> &payment) {
                tokenServed(token, payment);
                if (!payment)
                    return reply(payment.error());
                reply(CreatedPayment{*payment, secret});
            });
    };
    return m_engine.start<CreatedPayment>(work);
}

QFuture<Result<Payment>> PaymentService::update(UpdatePayment command)
{
    return m_engine.start<Payment>([this, command = std::make_shared<UpdatePayment>(
                                              std::move(command))](const Reply<Payment> &reply) {
        run(
            command->id,
            [command](Reservation &reservation) -> Result<Begun> {
                const Result<Payment> payment = reservation.update(*command);
                if (!payment)
                    return payment.error();
                return Begun{*payment, std::nullopt};
            },
            reply);
    });
}

QFuture<Result<Payment>> PaymentService::confirm(ConfirmPayment command)
{
    const auto work = [this, command = std::make_shared<ConfirmPayment>(std::move(command))](
                          const Reply<Payment> &reply) {
        const Result<QString> token = takeToken(*command, command->id);
        if (!token)
            return reply(token.error());
        run(
            command->id,
            [command](Reservation &reservation) { return reservation.confirm(*command); },
            [this, token = *token, reply](const Result<Payment> &payment) {
                tokenServed(token, payment);
                reply(payment);
            });
    };
    return m_engine.start<Payment>(work);
}

template <class Command>
Result<QString> PaymentService::takeToken(Command &command, const PaymentId &id)
{
    if (command.paymentToken.isEmpty())
        return QString();
    if (!command.paymentMethodId.isEmpty() || command.card || command.recurring)
        return Error{ErrorCode::InvalidValue, u"payment_token"_s}; // one way to pay at a time
    EngineCore &core = m_engine.core();
    const Result<PaymentMethodId> method =
        core.tokens.claim(command.paymentToken, command.caller.merchantId, id, core.clock.nowMs());
    if (!method)
        return QString(); // it may name the card that is held for the payment
    command.paymentMethodId = *method;
    return command.paymentToken;
}

void PaymentService::tokenServed(const QString &token, const Result<Payment> &payment)
{
    if (token.isEmpty())
        return;
    PaymentTokens &tokens = m_engine.core().tokens;
    const bool waits = payment
                       && (payment->status == PaymentStatus::RequiresCustomerAction
                           || payment->status == PaymentStatus::RequiresMerchantAction);
    const bool busy = !payment && payment.error().code == ErrorCode::Busy;
    if (!payment && !busy)
        tokens.release(token); // refused: nothing was sent
    else if (payment && !waits)
        tokens.remove(token);
}

QFuture<Result<Payment>> PaymentService::capture(CapturePayment command)
{
    return m_engine.start<Payment>([this,
                                    command = std::move(command)](const Reply<Payment> &reply) {
        run(
            command.id,
            [command](Reservation &reservation) { return reservation.capture(command); }, reply);
    });
}

QFuture<Result<Payment>> PaymentService::cancel(CancelPayment command)
{
    return m_engine.start<Payment>(
        [this, command = std::move(command)](const Reply<Payment> &reply) {
            run(
                command.id,
                [command](Reservation &reservation) { return reservation.cancel(command); }, reply);
        });
}

QFuture<Result<Payment>> PaymentService::raise(RaiseHold command)
{
    return m_engine.start<Payment>(
        [this, command = std::move(command)](const Reply<Payment> &reply) {
            run(
                command.id,
                [command](Reservation &reservation) { return reservation.raise(command); }, reply);
        });
}

void PaymentService::run(const PaymentId &id, const BeginHalf &begin, const Done &done)
{
    runCommand(m_engine.core(), m_engine.runner(), id, begin, done);
}

QFuture<Result<Payment>> PaymentService::sync(SyncPayment command)
{
    return m_engine.start<Payment>(
        [this, command = std::move(command)](const Reply<Payment> &reply) {
            syncHere(command.caller.merchantId, command.id, reply);
        });
}

void PaymentService::syncHere(const MerchantId &merchant, const PaymentId &id, const Done &done)
{
    EngineCore &core = m_engine.core();
    const Result<Payment> payment = core.payments.find(merchant, id);
    if (!payment)
        return done(payment.error());
    const auto operations = core.operations.forPayment(merchant, id);
    if (!operations)
        return done(operations.error());
    const bool askable = maySync(payment->status) || payment->outcomeUnknown;
    QList<OperationId> toAsk;
    QList<OperationId> holds;
    QList<OperationId> refused;
    for (const Operation &operation : *operations) {
        const bool hold = operation.kind == OperationKind::Authorize
                          && operation.state == OperationState::Succeeded;
        if (isOpen(operation.state))
            toAsk.prepend(operation.id); // the newest first: it may hold the payment
        else if (hold)
            holds.append(operation.id);
        else if (mayBeCorrected(*payment, operation))
            refused.append(operation.id);
    }
    if (toAsk.isEmpty())
        toAsk = holds;
    if (payment->status == PaymentStatus::Failed && toAsk.isEmpty())
        toAsk = refused; // the processor may have thought better of it
    if ((!askable && refused.isEmpty()) || toAsk.isEmpty())
        return done(*payment);
    askEach(merchant, toAsk, done);
}

void PaymentService::askEach(const MerchantId &merchant, QList<OperationId> operations,
                             const Done &done)
{
    const OperationId first = operations.takeFirst();
    const auto next = [this, merchant, operations, done](const Result<Payment> &payment) {
        if (operations.isEmpty())
            return done(payment);
        askEach(merchant, operations, done);
    };
    m_engine.runner().check(merchant, first, next);
}

QFuture<Result<Payment>> PaymentService::resume(const QString &returnToken, const QString &query)
{
    return m_engine.start<Payment>([this, returnToken, query](const Reply<Payment> &reply) {
        if (!isReturnToken(returnToken))
            return reply(Error{ErrorCode::NotFound, u"return_token"_s});
        const QByteArray hash =
            QCryptographicHash::hash(returnToken.toLatin1(), QCryptographicHash::Sha256);
        const Result<Attempt> attempt = m_engine.core().payments.findAttemptByReturnToken(hash);
        if (!attempt)
            return reply(attempt.error());
        if (query.isEmpty() || query.size() > kLongestQuery)
            return syncHere(attempt->merchantId, attempt->paymentId, reply);
        const auto operations =
            m_engine.core().operations.forPayment(attempt->merchantId, attempt->paymentId);
        for (const Operation &operation : operations.value_or({})) {
            const bool challenged =
                operation.kind == OperationKind::Authorize || operation.kind == OperationKind::Sale;
            if (challenged && operation.attemptNumber == attempt->number
                && operation.state == OperationState::Pending)
                return m_engine.runner().complete(attempt->merchantId, operation.id, query, reply);
        }
        syncHere(attempt->merchantId, attempt->paymentId, reply);
    });
}

QFuture<Result<PaymentDetails>> PaymentService::find(const MerchantId &merchant,
                                                     const PaymentId &id)
{
    return m_engine.start<PaymentDetails>([this, merchant, id](const Reply<PaymentDetails> &reply) {
        EngineCore &core = m_engine.core();
        const Result<Payment> payment = core.payments.find(merchant, id);
        if (!payment)
            return reply(payment.error());
        const auto attempts = core.payments.attempts(merchant, id);
        const auto operations = core.operations.forPayment(merchant, id);
        const auto steps = core.payments.steps(merchant, id);
        const auto refunds = core.refunds.forPayment(merchant, id);
        if (!attempts || !operations || !steps || !refunds)
            return reply(Error{ErrorCode::StorageUnavailable});
        reply(PaymentDetails{*payment, *attempts, *operations, *steps, *refunds});
    });
}
