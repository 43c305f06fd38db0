#include "tests/support/ledgercheck.h"

#include "services/domain/paymentlifecycle.h"

#include <QJsonArray>
#include <QMap>

using namespace Qt::StringLiterals;

namespace {

QString amountProblem(const Payment &payment)
{
    const bool captured = payment.captured >= 0 && payment.capturePending >= 0
                          && payment.captured + payment.capturePending <= payment.captureLimit;
    const bool refunded = payment.refunded >= 0 && payment.refundPending >= 0
                          && payment.refunded + payment.refundPending <= payment.captured;
    if (captured && refunded)
        return {};
    return u"I2 broken: captured %1 + pending %2, limit %3"_s.arg(payment.captured)
        .arg(payment.capturePending)
        .arg(payment.captureLimit);
}

QString sumProblem(const PaymentDetails &details)
{
    const Payment &payment = details.payment;
    qint64 captured = 0;
    qint64 pending = 0;
    int holders = 0;
    for (const Operation &operation : details.operations) {
        const bool done = operation.state == OperationState::Succeeded;
        if (operation.kind == OperationKind::Sale && done)
            captured += payment.authorized;
        if (operation.kind == OperationKind::Capture && done)
            captured += operation.amount;
        if (operation.kind == OperationKind::Capture && isOpen(operation.state))
            pending += operation.amount;
        holders += holdsPayment(operation.state) ? 1 : 0;
    }
    if (captured != payment.captured || pending != payment.capturePending)
        return u"operations say captured %1, pending %2; the payment %3, %4"_s.arg(captured)
            .arg(pending)
            .arg(payment.captured)
            .arg(payment.capturePending);
    if (holders > 1 || (holders == 1) != payment.hasOpenOperation)
        return u"%1 operations hold the payment, its flag says %2"_s.arg(holders).arg(
            payment.hasOpenOperation);
    return {};
}

QString refundProblem(const PaymentDetails &details)
{
    qint64 done = 0;
    qint64 pending = 0;
    for (const Refund &refund : details.refunds) {
        done += refund.status == RefundStatus::Succeeded ? refund.amount : 0;
        const bool open =
            refund.status == RefundStatus::Pending || refund.status == RefundStatus::Review;
        pending += open ? refund.amount : 0;
        const bool sent = !refund.operationId.isEmpty();
        const auto isIts = [&](const Operation &o) { return o.id == refund.operationId; };
        if (sent && std::ranges::count_if(details.operations, isIts) != 1)
            return u"refund %1 has no operation of its own"_s.arg(refund.id.value);
    }
    if (done == details.payment.refunded && pending == details.payment.refundPending)
        return {};
    return u"refunds say done %1, pending %2; the payment %3, %4"_s.arg(done)
        .arg(pending)
        .arg(details.payment.refunded)
        .arg(details.payment.refundPending);
}

QString stepProblem(const PaymentDetails &details)
{
    int sequence = 0;
    qint64 atMs = 0;
    for (const PaymentStep &step : details.steps) {
        if (step.sequence != ++sequence)
            return u"step %1 is numbered %2"_s.arg(sequence).arg(step.sequence);
        if (step.atMs < atMs || step.atMs == 0)
            return u"step %1 has no time or goes back in time"_s.arg(sequence);
        if (step.actor.isEmpty() || step.event.isEmpty())
            return u"step %1 names no actor or event"_s.arg(sequence);
        atMs = step.atMs;
    }
    if (details.steps.isEmpty())
        return u"no step at all"_s;
    if (details.steps.last().status != details.payment.status)
        return u"the last step says %1, the payment %2"_s.arg(toText(details.steps.last().status),
                                                              toText(details.payment.status));
    return {};
}

/// What a payment that was not sent, or given up before, may be while its attempt has failed.
QString mappingProblem(const PaymentDetails &details)
{
    if (details.attempts.isEmpty())
        return {};
    const AttemptStatus attempt = details.attempts.last().status;
    const PaymentStatus status = details.payment.status;
    if (paymentStatusFor(attempt) == status)
        return {};
    const bool backAgain = mayConfirm(status) && attempt == AttemptStatus::Failure;
    const bool givenUp = status == PaymentStatus::Cancelled && attempt == AttemptStatus::Failure;
    if (backAgain || givenUp)
        return {};
    return u"attempt %1 does not mean %2"_s.arg(toText(attempt), toText(status));
}

struct Effects
{
    QMap<QString, qint64> amounts; ///< operation id + kind -> amount
    qint64 captured = 0;
    QString problem;
};

Effects effectsOn(const PaymentDetails &details, const QJsonObject &ledger)
{
    Effects found;
    for (const QJsonValue &value : ledger["effects"_L1].toArray()) {
        const QString reference = value["reference"_L1].toString();
        if (!reference.startsWith(details.payment.id.value + u'_'))
            continue;
        const QString operation = value["operation"_L1].toString();
        const QString kind = value["kind"_L1].toString();
        if (kind == "detach"_L1)
            continue; // no money
        const auto known = [&](const Operation &ours) { return ours.id.value == operation; };
        if (std::ranges::none_of(details.operations, known))
            found.problem = u"the bank did %1 for unknown operation %2"_s.arg(kind, operation);
        if (found.amounts.contains(operation + u' ' + kind))
            found.problem = u"the bank did %1 twice for %2"_s.arg(kind, operation);
        if (value["currency"_L1].toString() != toText(details.payment.currency))
            found.problem = u"the bank did %1 in another currency"_s.arg(kind);
        const qint64 amount = value["amount"_L1].toInteger();
        found.amounts.insert(operation + u' ' + kind, amount);
        found.captured += kind == "capture"_L1 ? amount : 0;
    }
    return found;
}

/// What the bank must have done for one of our operations, and what it must not have.
QString operationProblem(const Operation &operation, const Payment &payment,
                         const QMap<QString, qint64> &amounts)
{
    qint64 raised = 0; // of the hold, since it was made
    for (auto it = amounts.cbegin(); it != amounts.cend(); ++it)
        raised += it.key().endsWith(" increment"_L1) ? it.value() : 0;
    const auto done = [&](QLatin1StringView kind) {
        return amounts.value(operation.id.value + u' ' + kind, -1);
    };
    const auto wrong = [&](const QString &what) {
        return QString(toText(operation.kind) + u' ' + operation.id.value + u" is "_s
                       + toText(operation.state) + u": "_s + what);
    };
    const bool succeeded = operation.state == OperationState::Succeeded;
    if (operation.amount == 0 && operation.kind == OperationKind::Sale) // a set-up
        return succeeded == (done("verify"_L1) == 0) ? QString()
                                                     : wrong(u"the bank says otherwise"_s);
    switch (operation.kind) {
    case OperationKind::Sale:
        if (succeeded && done("capture"_L1) != payment.authorized)
            return wrong(u"the bank took something else"_s);
        [[fallthrough]];
    case OperationKind::Authorize:
        if (succeeded && done("authorize"_L1) + raised != payment.authorized)
            return wrong(u"the bank holds something else"_s);
        // An operation that was fenced may have been held for a moment; it must be free again.
        if (!succeeded && done("authorize"_L1) != done("void"_L1)
            && payment.status != PaymentStatus::Cancelled
            && payment.status != PaymentStatus::Conflicted)
            return wrong(u"the bank holds money for it"_s);
        break;
    case OperationKind::Increment:
        if (succeeded != (done("increment"_L1) > 0))
            return wrong(u"the bank says otherwise"_s);
        break;
    case OperationKind::Capture:
        if (succeeded ? done("capture"_L1) != operation.amount : done("capture"_L1) != -1)
            return wrong(u"the bank captured something else"_s);
        break;
    case OperationKind::Void:
        if (!succeeded && done("void"_L1) != -1)
            return wrong(u"the bank released the hold"_s);
        break;
    case OperationKind::Refund:
        if (succeeded
            && (done("refund"_L1) != operation.amount || done("refund_reversed"_L1) != -1))
            return wrong(u"the bank gave something else back"_s);
        if (!succeeded && done("refund"_L1) != done("refund_reversed"_L1))
            return wrong(u"the bank gave money back"_s);
        break;
    }
    return {};
}

/// No money may stay held behind a payment that has ended.
QString heldProblem(const PaymentDetails &details, const QJsonObject &ledger)
{
    const PaymentStatus status = details.payment.status;
    const bool ended = status == PaymentStatus::Cancelled || status == PaymentStatus::Succeeded
                       || status == PaymentStatus::PartiallyCaptured
                       || status == PaymentStatus::RequiresConfirmation;
    for (const QJsonValue &value : ledger["payments"_L1].toArray()) {
        if (!value["reference"_L1].toString().startsWith(details.payment.id.value + u'_'))
            continue;
        if (ended && value["held"_L1].toInteger() != 0)
            return u"%1 with %2 held at the bank"_s.arg(toText(status))
                .arg(value["held"_L1].toInteger());
    }
    return {};
}

} // namespace

QString checkRows(const PaymentDetails &details)
{
    for (const QString &problem :
         {amountProblem(details.payment), sumProblem(details), refundProblem(details),
          stepProblem(details), mappingProblem(details)}) {
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

QString checkLedger(const PaymentDetails &details, const QJsonObject &ledger)
{
    for (const Operation &operation : details.operations) {
        if (isOpen(operation.state))
            return u"%1 %2 is still %3"_s.arg(toText(operation.kind), operation.id.value,
                                              toText(operation.state));
    }
    const Effects effects = effectsOn(details, ledger);
    if (!effects.problem.isEmpty())
        return effects.problem;
    if (details.payment.status == PaymentStatus::Conflicted)
        return {}; // that they disagree is what the status says
    if (effects.captured != details.payment.captured)
        return u"the bank took %1, the payment says %2"_s.arg(effects.captured)
            .arg(details.payment.captured);
    for (const Operation &operation : details.operations) {
        const QString problem = operationProblem(operation, details.payment, effects.amounts);
        if (!problem.isEmpty())
            return problem;
    }
    return heldProblem(details, ledger);
}
