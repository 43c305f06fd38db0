#include "services/processors/simulator/bankpayment.h"

#include "services/domain/fromtext.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

QString toText(BankProgress progress)
{
    switch (progress) {
    case BankProgress::Pending: return u"pending"_s;
    case BankProgress::Succeeded: return u"succeeded"_s;
    case BankProgress::Failed: return u"failed"_s;
    }
    return {};
}

BankProgress progressFrom(const QString &text)
{
    for (const auto progress : {BankProgress::Pending, BankProgress::Failed}) {
        if (toText(progress) == text)
            return progress;
    }
    return BankProgress::Succeeded;
}

QJsonObject toJson(const BankDecline &decline)
{
    return {{u"code"_s, decline.code},
            {u"category"_s, decline.category},
            {u"message"_s, decline.message},
            {u"advice"_s, decline.advice}};
}

BankDecline declineFrom(const QJsonObject &json)
{
    return {json["code"_L1].toString(), json["category"_L1].toString(),
            json["message"_L1].toString(), json["advice"_L1].toString()};
}

QJsonArray capturesJson(const BankPayment &payment)
{
    QJsonArray list;
    for (const BankCapture &capture : payment.captures) {
        QJsonObject json = {{u"reference"_s, capture.reference},
                            {u"amount"_s, capture.amount},
                            {u"currency"_s, toText(payment.currency)},
                            {u"status"_s, toText(capture.state)},
                            {u"final"_s, capture.final}};
        if (!capture.decline.isEmpty())
            json.insert("decline"_L1, toJson(capture.decline));
        list.append(json);
    }
    return list;
}

QJsonArray voidsJson(const BankPayment &payment)
{
    QJsonArray list;
    for (const BankVoid &entry : payment.voids) {
        list.append(QJsonObject{{u"reference"_s, entry.reference},
                                {u"released"_s, entry.released},
                                {u"status"_s, u"succeeded"_s}});
    }
    return list;
}

QJsonArray refundsJson(const BankPayment &payment)
{
    QJsonArray list;
    for (const BankRefund &refund : payment.refunds) {
        QJsonObject json = {{u"id"_s, refund.id},
                            {u"reference"_s, refund.reference},
                            {u"amount"_s, refund.amount},
                            {u"currency"_s, toText(payment.currency)},
                            {u"status"_s, toText(refund.state)}};
        if (!refund.decline.isEmpty())
            json.insert("decline"_L1, toJson(refund.decline));
        list.append(json);
    }
    return list;
}

/// The refunds; none in a record of the time before there were any.
void readRefunds(const QJsonObject &record, BankPayment &payment)
{
    const QJsonArray refunds = record["refunds"_L1].toArray();
    const QJsonArray dues = record["refund_dues"_L1].toArray();
    for (qsizetype i = 0; i < refunds.size(); ++i) {
        const QJsonObject json = refunds.at(i).toObject();
        payment.refunds.append({json["id"_L1].toString(), json["reference"_L1].toString(),
                                json["amount"_L1].toInteger(),
                                progressFrom(json["status"_L1].toString()), dues.at(i).toInteger(),
                                declineFrom(json["decline"_L1].toObject())});
    }
}

void readLists(const QJsonObject &record, BankPayment &payment)
{
    const QJsonArray captures = record["captures"_L1].toArray();
    const QJsonArray dues = record["capture_dues"_L1].toArray();
    for (qsizetype i = 0; i < captures.size(); ++i) {
        const QJsonObject json = captures.at(i).toObject();
        payment.captures.append({json["reference"_L1].toString(), json["amount"_L1].toInteger(),
                                 progressFrom(json["status"_L1].toString()),
                                 json["final"_L1].toBool(), dues.at(i).toInteger(),
                                 declineFrom(json["decline"_L1].toObject())});
    }
    for (const QJsonValue value : record["voids"_L1].toArray()) {
        payment.voids.append({value["reference"_L1].toString(), value["released"_L1].toInteger()});
    }
    readRefunds(record, payment);
}

/// What was said of the stored card, as it was understood.
QJsonObject credentialJson(const BankPayment &payment)
{
    QJsonObject json = {{u"initiator"_s, payment.byMerchant ? u"merchant"_s : u"customer"_s},
                        {u"usage"_s, payment.storesCard ? u"first"_s : u"subsequent"_s},
                        {u"category"_s, payment.category},
                        {u"refers_to"_s, payment.series}};
    if (payment.byNetworkToken)
        json.insert("with"_L1, u"network_token"_s);
    return json;
}

/// What an approval gives for later charges.
void addKept(const BankPayment &payment, QJsonObject &json)
{
    constexpr int kNewMonth = 12;
    if (!payment.networkTransactionId.isEmpty())
        json.insert("network_transaction_id"_L1, payment.networkTransactionId);
    if (!payment.token.isEmpty())
        json.insert("token"_L1, payment.token);
    if (!payment.newLast4.isEmpty())
        json.insert("updated_card"_L1, QJsonObject{{u"last4"_s, payment.newLast4},
                                                   {u"exp_month"_s, kNewMonth},
                                                   {u"exp_year"_s, payment.newExpiryYear}});
}

void recordKept(const BankPayment &payment, QJsonObject &record)
{
    if (payment.networkTransactionId.isEmpty())
        return;
    record.insert("kept"_L1, QJsonObject{{u"token"_s, payment.token},
                                         {u"network_transaction"_s, payment.networkTransactionId},
                                         {u"last4"_s, payment.newLast4},
                                         {u"exp_year"_s, payment.newExpiryYear}});
}

/// Nothing in a record of the time before cards were kept.
void readKept(const QJsonObject &record, BankPayment &payment)
{
    const QJsonValue kept = record["kept"_L1];
    const QJsonValue credential = record["stored_credential"_L1];
    payment.storesCard = credential["usage"_L1] == "first"_L1;
    payment.byMerchant = credential["initiator"_L1] == "merchant"_L1;
    payment.byNetworkToken = credential["with"_L1] == "network_token"_L1;
    payment.series = credential["refers_to"_L1].toString();
    payment.category = credential["category"_L1].toString();
    payment.token = kept["token"_L1].toString();
    payment.networkTransactionId = kept["network_transaction"_L1].toString();
    payment.newLast4 = kept["last4"_L1].toString();
    payment.newExpiryYear = kept["exp_year"_L1].toInt();
}

void recordDisputes(const BankPayment &payment, QJsonObject &record)
{
    QJsonArray disputes;
    for (const BankDispute &dispute : payment.disputes) {
        QJsonObject json = toJson(dispute, payment);
        json.insert("due"_L1, dispute.dueMs);
        disputes.append(json);
    }
    if (!disputes.isEmpty())
        record.insert("disputes"_L1, disputes);
    if (payment.disputeDueMs > 0)
        record.insert("dispute_due"_L1, payment.disputeDueMs);
}

/// Nothing in a record of the time before there were disputes.
void readDisputes(const QJsonObject &record, BankPayment &payment)
{
    for (const QJsonValue json : record["disputes"_L1].toArray())
        payment.disputes.append({json["id"_L1].toString(), json["amount"_L1].toInteger(),
                                 json["status"_L1].toString(), json["created"_L1].toInteger(),
                                 json["updated"_L1].toInteger(), json["respond_by"_L1].toInteger(),
                                 json["due"_L1].toInteger(), json["evidence"_L1].toInt()});
    payment.disputeDueMs = record["dispute_due"_L1].toInteger();
}

/// Of two times; 0 = never.
qint64 earlier(qint64 oneMs, qint64 otherMs)
{
    return oneMs == 0 || otherMs == 0 ? qMax(oneMs, otherMs) : qMin(oneMs, otherMs);
}

} // namespace

QString toText(BankStatus status)
{
    switch (status) {
    case BankStatus::Authorized: return u"authorized"_s;
    case BankStatus::Captured: return u"captured"_s;
    case BankStatus::PartiallyCaptured: return u"partially_captured"_s;
    case BankStatus::ChallengeRequired: return u"challenge_required"_s;
    case BankStatus::Pending: return u"pending"_s;
    case BankStatus::Review: return u"review"_s;
    case BankStatus::Declined: return u"declined"_s;
    case BankStatus::Voided: return u"voided"_s;
    case BankStatus::Expired: return u"expired"_s;
    }
    return {};
}

qint64 BankPayment::capturePending() const
{
    qint64 sum = 0;
    for (const BankCapture &capture : captures) {
        if (capture.state == BankCapture::State::Pending)
            sum += capture.amount;
    }
    return sum;
}

qint64 BankPayment::refundSum(BankRefund::State state) const
{
    qint64 sum = 0;
    for (const BankRefund &refund : refunds) {
        if (refund.state == state)
            sum += refund.amount;
    }
    return sum;
}

qint64 BankPayment::refundDueMs() const
{
    qint64 first = 0;
    for (const BankRefund &refund : refunds)
        first = earlier(first, refund.dueMs);
    return first;
}

qint64 BankPayment::nextDisputeMs() const
{
    qint64 first = disputeDueMs;
    for (const BankDispute &dispute : disputes)
        first = earlier(first, dispute.dueMs);
    return first;
}

qint64 BankPayment::dueMs() const
{
    return earlier(nextDisputeMs(), earlier(refundDueMs(), holdDueMs()));
}

qint64 BankPayment::holdDueMs() const
{
    if (status == BankStatus::ChallengeRequired)
        return challengeExpiresMs;
    for (const BankCapture &capture : captures) {
        if (capture.state == BankCapture::State::Pending)
            return capture.dueMs;
    }
    if (status == BankStatus::Pending)
        return decisionDueMs;
    return held() > 0 ? captureBeforeMs : 0;
}

QJsonObject toJson(const BankPayment &payment, const QUrl &baseUrl)
{
    QJsonObject json = {
        {u"id"_s, payment.id},
        {u"reference"_s, payment.reference},
        {u"operation"_s, payment.operation},
        {u"status"_s, toText(payment.status)},
        {u"amount"_s, payment.amount},
        {u"currency"_s, toText(payment.currency)},
        {u"authorized"_s, payment.authorized},
        {u"captured"_s, payment.captured},
        {u"held"_s, payment.held()},
        {u"capture_before"_s, payment.captureBeforeMs},
        {u"three_ds"_s, QJsonObject{{u"flow"_s, payment.threeDsFlow},
                                    {u"status"_s, payment.threeDsStatus},
                                    {u"liability_shift"_s, payment.liabilityShift}}},
        {u"captures"_s, capturesJson(payment)},
        {u"voids"_s, voidsJson(payment)},
        {u"refunds"_s, refundsJson(payment)},
        {u"refunded"_s, payment.refunded()},
    };
    if (payment.status == BankStatus::ChallengeRequired) {
        QUrl url = baseUrl;
        url.setPath(u"/challenge/"_s + payment.challengeToken);
        json.insert("challenge"_L1, QJsonObject{{u"url"_s, url.toString()},
                                                {u"expires_at"_s, payment.challengeExpiresMs}});
    }
    if (payment.status == BankStatus::Declined)
        json.insert("decline"_L1, toJson(payment.decline));
    if (!payment.networkTransactionId.isEmpty())
        json.insert("stored_credential"_L1, credentialJson(payment));
    if (payment.isApproved())
        addKept(payment, json);
    return json;
}

QJsonObject toRecord(const BankPayment &payment)
{
    QJsonObject record = toJson(payment, QUrl());
    QJsonArray captureDues;
    for (const BankCapture &capture : payment.captures)
        captureDues.append(capture.dueMs);
    QJsonArray refundDues;
    for (const BankRefund &refund : payment.refunds)
        refundDues.append(refund.dueMs);
    recordKept(payment, record);
    for (const auto name : {"network_transaction_id"_L1, "token"_L1, "updated_card"_L1})
        record.remove(name);
    record.remove("challenge"_L1);
    record.remove("held"_L1);
    record.remove("refunded"_L1);
    record.insert("capture_dues"_L1, captureDues);
    record.insert("refund_dues"_L1, refundDues);
    record.insert("released"_L1, payment.released);
    record.insert("scenario"_L1, QString(scenarioName(payment.scenario)));
    record.insert("bin"_L1, payment.bin);
    record.insert("last4"_L1, payment.last4);
    record.insert("automatic"_L1, payment.automaticCapture);
    record.insert("multiple"_L1, payment.multipleCaptures);
    record.insert("partial"_L1, payment.allowPartial);
    record.insert("zip_matches"_L1, payment.zipMatches);
    record.insert("created"_L1, payment.createdMs);
    record.insert("decision_due"_L1, payment.decisionDueMs);
    record.insert("challenge_token"_L1, payment.challengeToken);
    record.insert("challenge_expires"_L1, payment.challengeExpiresMs);
    record.insert("challenge_result"_L1, payment.challengeResult);
    record.insert("return_url"_L1, payment.returnUrl);
    recordDisputes(payment, record);
    return record;
}

std::optional<BankPayment> fromRecord(const QJsonObject &record)
{
    const auto status = fromText<BankStatus>(record["status"_L1].toString(), BankStatus::Expired);
    const auto currency = currencyFromText(record["currency"_L1].toString());
    const auto scenario = scenarioFromName(record["scenario"_L1].toString());
    BankPayment payment;
    payment.id = record["id"_L1].toString();
    payment.reference = record["reference"_L1].toString();
    if (!status || !currency || !scenario || payment.id.isEmpty() || payment.reference.isEmpty())
        return std::nullopt;
    payment.status = *status;
    payment.currency = *currency;
    payment.scenario = *scenario;
    payment.operation = record["operation"_L1].toString();
    payment.bin = record["bin"_L1].toString();
    payment.last4 = record["last4"_L1].toString();
    payment.amount = record["amount"_L1].toInteger();
    payment.authorized = record["authorized"_L1].toInteger();
    payment.captured = record["captured"_L1].toInteger();
    payment.released = record["released"_L1].toInteger();
    payment.automaticCapture = record["automatic"_L1].toBool();
    payment.multipleCaptures = record["multiple"_L1].toBool();
    payment.allowPartial = record["partial"_L1].toBool();
    payment.zipMatches = record["zip_matches"_L1].toBool();
    payment.createdMs = record["created"_L1].toInteger();
    payment.captureBeforeMs = record["capture_before"_L1].toInteger();
    payment.decisionDueMs = record["decision_due"_L1].toInteger();
    const QJsonValue threeDs = record["three_ds"_L1];
    payment.threeDsFlow = threeDs["flow"_L1].toString();
    payment.threeDsStatus = threeDs["status"_L1].toString();
    payment.liabilityShift = threeDs["liability_shift"_L1].toBool();
    payment.challengeToken = record["challenge_token"_L1].toString();
    payment.challengeExpiresMs = record["challenge_expires"_L1].toInteger();
    payment.challengeResult = record["challenge_result"_L1].toString();
    payment.returnUrl = record["return_url"_L1].toString();
    payment.decline = declineFrom(record["decline"_L1].toObject());
    readLists(record, payment);
    readKept(record, payment);
    readDisputes(record, payment);
    return payment;
}
