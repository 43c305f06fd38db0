#include "services/processors/simulator/importing.h"

#include "services/core/id.h"
#include "services/domain/money.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

Error invalid(const QString &field, const ImportedPayment &imported)
{
    return {ErrorCode::InvalidValue, field, imported.id};
}

bool disputesFit(const ImportedPayment &imported)
{
    for (const ImportedDispute &dispute : imported.disputes) {
        if (!isWellFormedId(dispute.id) || dispute.amount <= 0
            || dispute.amount > imported.captured)
            return false;
    }
    return true;
}

bool refundsFit(const ImportedPayment &imported)
{
    qint64 left = imported.captured;
    for (const ImportedRefund &refund : imported.refunds) {
        if (!isWellFormedId(refund.id) || !isWellFormedId(refund.operation) || refund.amount <= 0
            || refund.amount > left)
            return false;
        left -= refund.amount;
    }
    return true;
}

/// The first thing wrong with it.
Result<> check(const ImportedPayment &imported)
{
    const bool isOpen = imported.state != ImportedPayment::State::Settled;
    if (!isWellFormedId(imported.id))
        return invalid(u"id"_s, imported);
    if (!isWellFormedId(imported.reference))
        return invalid(u"reference"_s, imported);
    if (!isWellFormedId(imported.operation))
        return invalid(u"operation"_s, imported);
    if (imported.amount <= 0 || imported.amount > kLargestAmount)
        return invalid(u"amount"_s, imported);
    if (imported.authorized < 0 || imported.authorized > imported.amount
        || (isOpen == (imported.authorized > 0)))
        return invalid(u"authorized"_s, imported);
    if (imported.captured < 0 || imported.released < 0
        || imported.captured + imported.released > imported.authorized)
        return invalid(u"captured"_s, imported);
    if (imported.captured > 0 && !isWellFormedId(imported.captureOperation))
        return invalid(u"captureOperation"_s, imported);
    if (!refundsFit(imported))
        return invalid(u"refunds"_s, imported);
    if (!disputesFit(imported))
        return invalid(u"disputes"_s, imported);
    if (scenarioOf(imported.cardNumber.toLatin1()) == CardScenario::Unknown)
        return invalid(u"cardNumber"_s, imported);
    return {};
}

BankStatus statusOf(const ImportedPayment &imported)
{
    switch (imported.state) {
    case ImportedPayment::State::ChallengeRequired: return BankStatus::ChallengeRequired;
    case ImportedPayment::State::HeldForReview: return BankStatus::Review;
    case ImportedPayment::State::Settled: break;
    }
    if (imported.captured > 0)
        return imported.captured == imported.authorized ? BankStatus::Captured
                                                        : BankStatus::PartiallyCaptured;
    return imported.released == imported.authorized ? BankStatus::Voided : BankStatus::Authorized;
}

BankPayment paymentFrom(const ImportedPayment &imported)
{
    BankPayment payment;
    payment.id = imported.id;
    payment.reference = imported.reference;
    payment.operation = imported.operation;
    const QByteArray number = imported.cardNumber.toLatin1();
    payment.scenario = scenarioOf(number);
    payment.bin = imported.cardNumber.first(6);
    payment.last4 = imported.cardNumber.last(4);
    payment.currency = imported.currency;
    payment.amount = imported.amount;
    payment.authorized = imported.authorized;
    payment.captured = imported.captured;
    payment.released = imported.released;
    payment.status = statusOf(imported);
    payment.automaticCapture = imported.automaticCapture;
    payment.multipleCaptures = imported.multipleCaptures;
    payment.createdMs = imported.createdMs;
    payment.captureBeforeMs = imported.captureBeforeMs;
    if (imported.captured > 0)
        payment.captures.append({imported.captureOperation,
                                 imported.captured,
                                 BankCapture::State::Succeeded,
                                 imported.captured + imported.released == imported.authorized,
                                 0,
                                 {}});
    for (const ImportedRefund &refund : imported.refunds)
        payment.refunds.append(
            {refund.id, refund.operation, refund.amount, BankRefund::State::Succeeded, 0, {}});
    for (const ImportedDispute &dispute : imported.disputes) {
        const bool waits = dispute.status == "needs_response"_L1;
        payment.disputes.append({dispute.id, dispute.amount, dispute.status, dispute.createdMs,
                                 dispute.updatedMs, dispute.respondByMs,
                                 waits ? dispute.respondByMs : 0, 0});
    }
    if (payment.status == BankStatus::ChallengeRequired) {
        payment.threeDsFlow = u"challenge"_s;
        payment.challengeToken = u"tds_"_s + imported.id;
        payment.challengeExpiresMs = imported.challengeExpiresMs;
        payment.returnUrl = imported.returnUrl;
    }
    return payment;
}

} // namespace

Result<> addImported(const ImportedPayment &imported, BankLedger &ledger)
{
    Result<> fits = check(imported);
    if (!fits)
        return fits;
    if (ledger.byId(imported.id))
        return Error{ErrorCode::Duplicate, u"id"_s, imported.id};
    const BankPayment &payment = ledger.add(paymentFrom(imported));
    const qint64 atMs = imported.createdMs;
    if (imported.authorized > 0)
        ledger.addEffect(payment, imported.operation, u"authorize"_s, imported.authorized, atMs);
    if (imported.captured > 0)
        ledger.addEffect(payment, imported.captureOperation, u"capture"_s, imported.captured, atMs);
    if (imported.released > 0)
        ledger.addEffect(payment,
                         imported.captured > 0 ? imported.captureOperation : imported.operation,
                         u"void"_s, imported.released, atMs);
    for (const ImportedRefund &refund : imported.refunds)
        ledger.addEffect(payment, refund.operation, u"refund"_s, refund.amount, atMs);
    return {};
}

Result<> writeLedgerFile(const QString &path, const QList<ImportedPayment> &payments)
{
    QSaveFile file(path);
    const auto failed = [&] {
        return Error{ErrorCode::StorageUnavailable, u"ledger"_s,
                     path + u": "_s + file.errorString()};
    };
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    BankLedger ledger;
    for (const ImportedPayment &payment : payments) {
        Result<> added = addImported(payment, ledger);
        if (!added)
            return added;
        const QByteArray line = ledger.takeChanges() + '\n';
        if (file.write(line) != line.size())
            return failed();
    }
    return file.commit() ? Result<>() : Result<>(failed());
}
