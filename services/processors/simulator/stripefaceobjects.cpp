#include "services/processors/simulator/stripefaceobjects.h"

#include "services/domain/card.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kUniqueLength = 20;
constexpr qsizetype kMethodLength = 3 + kUniqueLength + 1 + 2 + 10;

struct DeclineRow
{
    QLatin1StringView category;
    QLatin1StringView code;
    QLatin1StringView declineCode;
};

constexpr auto kDeclines = std::to_array<DeclineRow>({
    {"generic_decline"_L1, "card_declined"_L1, "generic_decline"_L1},
    {"insufficient_funds"_L1, "card_declined"_L1, "insufficient_funds"_L1},
    {"limit_exceeded"_L1, "card_declined"_L1, "card_velocity_exceeded"_L1},
    {"authentication_required"_L1, "authentication_required"_L1, "authentication_required"_L1},
    {"issuer_unavailable"_L1, "card_declined"_L1, "issuer_not_available"_L1},
    {"incorrect_number"_L1, "incorrect_number"_L1, ""_L1},
    {"incorrect_cvc"_L1, "incorrect_cvc"_L1, "incorrect_cvc"_L1},
    {"incorrect_address"_L1, "incorrect_zip"_L1, "incorrect_zip"_L1},
    {"expired_card"_L1, "expired_card"_L1, "expired_card"_L1},
    {"card_not_supported"_L1, "card_declined"_L1, "card_not_supported"_L1},
    {"lost_or_stolen"_L1, "card_declined"_L1, "lost_card"_L1},
    {"suspected_fraud"_L1, "card_declined"_L1, "fraudulent"_L1},
    {"blocked_by_risk"_L1, "card_declined"_L1, "merchant_blacklist"_L1},
    {"recurring_revoked"_L1, "card_declined"_L1, "revocation_of_authorization"_L1},
    {"authentication_failed"_L1, "payment_intent_authentication_failure"_L1, ""_L1},
    {"customer_cancelled"_L1, "payment_intent_authentication_failure"_L1, ""_L1},
    {"processor_error"_L1, "card_declined"_L1, "processing_error"_L1},
});

QJsonObject errorOf(const BankDecline &reason)
{
    const auto row = std::ranges::find_if(
        kDeclines, [&](const DeclineRow &r) { return r.category == reason.category; });
    QJsonObject error = {{u"type"_s, u"card_error"_s}, {u"message"_s, reason.message}};
    if (row == kDeclines.end()) {
        error.insert("code"_L1, u"card_declined"_s);
        return error;
    }
    const bool ofRequest = row->declineCode.isEmpty() && row->category != "incorrect_number"_L1;
    if (ofRequest)
        error.insert("type"_L1, u"invalid_request_error"_s);
    error.insert("code"_L1, QString(row->code));
    if (!row->declineCode.isEmpty())
        error.insert("decline_code"_L1, QString(row->declineCode));
    if (reason.advice == "MAC 03"_L1)
        error.insert("advice_code"_L1, u"do_not_try_again"_s);
    return error;
}

QString brandOf(const QString &bin)
{
    switch (::brandOf(bin.toLatin1())) {
    case CardBrand::Visa: return u"visa"_s;
    case CardBrand::Mastercard: return u"mastercard"_s;
    case CardBrand::AmericanExpress: return u"amex"_s;
    case CardBrand::Discover: return u"discover"_s;
    case CardBrand::Jcb: return u"jcb"_s;
    case CardBrand::DinersClub: return u"diners"_s;
    case CardBrand::UnionPay: return u"unionpay"_s;
    case CardBrand::Unknown: break;
    }
    return u"unknown"_s;
}

/// What the caller said of itself; nothing for a payment that it gave no reference.
QJsonObject metadataOf(const BankPayment &payment)
{
    if (payment.reference == payment.id)
        return {};
    QJsonObject metadata = {{u"attempt_id"_s, payment.reference},
                            {u"payment_id"_s, payment.reference.section(u'_', 0, -2)},
                            {u"operation_id"_s, payment.operation}};
    if (payment.automaticCapture)
        return metadata;
    for (const BankCapture &capture : payment.captures) {
        const bool ours = capture.reference.startsWith("op_"_L1);
        if (ours && capture.state == BankProgress::Succeeded)
            metadata.insert(capture.reference, QString::number(stripefaceobjects::theirAmount(
                                                   capture.amount, payment.currency)));
    }
    return metadata;
}

QString statusOf(const BankPayment &payment)
{
    switch (payment.status) {
    case BankStatus::Authorized: return u"requires_capture"_s;
    case BankStatus::Captured: return u"succeeded"_s;
    case BankStatus::PartiallyCaptured:
        return payment.held() > 0 ? u"requires_capture"_s : u"succeeded"_s;
    case BankStatus::ChallengeRequired: return u"requires_action"_s;
    case BankStatus::Pending:
    case BankStatus::Review: return u"processing"_s;
    case BankStatus::Declined: return u"requires_payment_method"_s;
    case BankStatus::Voided:
    case BankStatus::Expired: return u"canceled"_s;
    }
    return u"processing"_s;
}

QJsonValue threeDsOf(const BankPayment &payment)
{
    if (payment.threeDsStatus.isEmpty())
        return {};
    QString result = u"processing_error"_s;
    if (payment.threeDsStatus == "Y"_L1)
        result = u"authenticated"_s;
    else if (payment.threeDsStatus == "A"_L1)
        result = u"attempt_acknowledged"_s;
    else if (payment.threeDsStatus == "N"_L1 || payment.threeDsStatus == "R"_L1)
        result = u"failed"_s;
    return QJsonObject{{u"authentication_flow"_s, payment.threeDsFlow}, {u"result"_s, result}};
}

QJsonObject cardDetailsOf(const BankPayment &payment)
{
    QJsonObject card = {{u"brand"_s, brandOf(payment.bin)},
                        {u"last4"_s, payment.last4},
                        {u"exp_month"_s, 12},
                        {u"exp_year"_s, 2034},
                        {u"network_transaction_id"_s, payment.networkTransactionId},
                        {u"three_d_secure"_s, threeDsOf(payment)}};
    if (payment.captureBeforeMs > 0)
        card.insert("capture_before"_L1, payment.captureBeforeMs / 1000);
    if (payment.captureBeforeMs > 0)
        card.insert(
            "incremental_authorization"_L1,
            QJsonObject{{u"status"_s, payment.incremental ? u"available"_s : u"unavailable"_s}});
    return {{u"type"_s, u"card"_s}, {u"card"_s, card}};
}

QJsonObject chargeOf(const BankPayment &payment)
{
    const bool no = payment.status == BankStatus::Declined;
    const bool blocked = payment.decline.category == "blocked_by_risk"_L1;
    const auto theirs = [&](qint64 amount) {
        return stripefaceobjects::theirAmount(amount, payment.currency);
    };
    const QString bankSays = blocked ? u"blocked"_s : u"issuer_declined"_s;
    const QString id = u"ch_"_s + payment.id.section(u'_', 1);
    return {{u"id"_s, id},
            {u"object"_s, u"charge"_s},
            {u"amount"_s, theirs(payment.amount)},
            {u"amount_captured"_s, theirs(payment.captured)},
            {u"amount_refunded"_s, theirs(payment.refunded())},
            {u"billing_details"_s, QJsonObject()},
            {u"captured"_s, payment.captured > 0},
            {u"created"_s, payment.createdMs / 1000},
            {u"currency"_s, toText(payment.currency).toLower()},
            {u"disputed"_s, false},
            {u"livemode"_s, false},
            {u"metadata"_s, metadataOf(payment)},
            {u"outcome"_s, QJsonObject{{u"type"_s, no ? bankSays : u"authorized"_s}}},
            {u"paid"_s, !no},
            {u"payment_intent"_s, payment.id},
            {u"payment_method_details"_s, cardDetailsOf(payment)},
            {u"refunded"_s, payment.captured > 0 && payment.refunded() == payment.captured},
            {u"status"_s, no ? u"failed"_s : u"succeeded"_s}};
}

/// How the bank tried to set a card up.
QJsonObject attemptOf(const BankPayment &payment)
{
    const QString id = u"setatt_"_s + payment.id.section(u'_', 1);
    return {{u"id"_s, id},
            {u"object"_s, u"setup_attempt"_s},
            {u"created"_s, payment.createdMs / 1000},
            {u"livemode"_s, false},
            {u"payment_method"_s, payment.token},
            {u"payment_method_details"_s,
             QJsonObject{{u"type"_s, u"card"_s}, {u"card"_s, cardDetailsOf(payment)["card"_L1]}}},
            {u"setup_intent"_s, payment.id},
            {u"status"_s, payment.status == BankStatus::Declined ? u"failed"_s : u"succeeded"_s},
            {u"usage"_s, u"off_session"_s}};
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue nextActionOf(const BankPayment &payment, const QUrl &bankUrl)
{
    if (payment.status != BankStatus::ChallengeRequired)
        return {};
    QUrl url = bankUrl;
    url.setPath(u"/challenge/"_s + payment.challengeToken);
    const QJsonObject redirect = {{u"url"_s, url.toString()},
                                  {u"return_url"_s, orNull(payment.returnUrl)}};
    return QJsonObject{{u"type"_s, u"redirect_to_url"_s}, {u"redirect_to_url"_s, redirect}};
}

/// Currencies that Stripe counts otherwise than with two decimals.
int decimalsThere(Currency currency)
{
    static const QStringList none = QStringLiteral("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND "
                                                   "VUV XAF XOF XPF")
                                        .split(u' ');
    static const QStringList three = QStringLiteral("BHD JOD KWD OMR TND").split(u' ');
    if (none.contains(toText(currency)))
        return 0;
    return three.contains(toText(currency)) ? 3 : 2;
}

qint64 scaleOf(Currency currency)
{
    return decimalsThere(currency) == 2 && decimals(currency) == 0 ? 100 : 1;
}

} // namespace

namespace stripefaceobjects {

Method methodOf(const QString &unique, const PresentedCard &card)
{
    const QString scenario = QString::number(static_cast<int>(card.scenario));
    return {u"pm_"_s + unique.left(kUniqueLength) + u'c' + scenario.rightJustified(2, u'0')
                + card.bin + card.last4,
            card.scenario, card.bin, card.last4};
}

std::optional<Method> methodFrom(const QString &id)
{
    struct Named
    {
        QLatin1StringView id;
        CardScenario scenario;
    };
    static constexpr auto kNamed = std::to_array<Named>({
        {"pm_card_visa"_L1, CardScenario::ApproveVisa},
        {"pm_card_mastercard"_L1, CardScenario::ApproveMastercard},
        {"pm_card_visa_chargeDeclined"_L1, CardScenario::GenericDecline},
        {"pm_card_visa_chargeDeclinedInsufficientFunds"_L1, CardScenario::InsufficientFunds},
        {"pm_card_chargeCustomerFail"_L1, CardScenario::LaterChargeDeclines},
        {"pm_card_authenticationRequired"_L1, CardScenario::SavingNeedsChallenge},
        {"pm_card_threeDSecure2Required"_L1, CardScenario::Challenge},
    });
    const auto named = std::ranges::find_if(kNamed, [&](const Named &n) { return n.id == id; });
    if (named != kNamed.end())
        return Method{id, named->scenario, u"424242"_s, u"4242"_s};
    const bool fits =
        id.startsWith("pm_"_L1) && id.size() == kMethodLength && id.at(3 + kUniqueLength) == u'c';
    const int scenario = fits ? id.mid(kMethodLength - 12, 2).toInt() : -1;
    if (scenario < 0 || scenario > static_cast<int>(CardScenario::Unknown))
        return std::nullopt;
    return Method{id, static_cast<CardScenario>(scenario), id.mid(kMethodLength - 10, 6),
                  id.right(4)};
}

QJsonObject methodJson(const Method &method, const QString &customer, qint64 nowMs)
{
    return {{u"id"_s, method.id},
            {u"object"_s, u"payment_method"_s},
            {u"type"_s, u"card"_s},
            {u"billing_details"_s, QJsonObject()},
            {u"created"_s, nowMs / 1000},
            {u"livemode"_s, false},
            {u"customer"_s, orNull(customer)},
            {u"card"_s, QJsonObject{{u"brand"_s, brandOf(method.bin)},
                                    {u"last4"_s, method.last4},
                                    {u"exp_month"_s, 12},
                                    {u"exp_year"_s, 2034},
                                    {u"funding"_s, u"credit"_s}}}};
}

qint64 theirAmount(qint64 amount, Currency currency)
{
    return amount * scaleOf(currency);
}

std::optional<qint64> ourAmount(qint64 amount, Currency currency)
{
    const bool oddThousandth = decimalsThere(currency) == 3 && amount % 10 != 0;
    const bool oddHundredth = toText(currency) == "ISK"_L1 && amount % 100 != 0;
    if (oddThousandth || oddHundredth || amount % scaleOf(currency) != 0)
        return std::nullopt;
    return amount / scaleOf(currency);
}

QJsonObject intentJson(const BankPayment &payment, const QUrl &bankUrl, bool expanded)
{
    const bool isSetup = payment.isVerification();
    const bool isKept = !payment.token.isEmpty();
    QJsonObject intent = {{u"id"_s, payment.id},
                          {u"object"_s, isSetup ? u"setup_intent"_s : u"payment_intent"_s},
                          {u"created"_s, payment.createdMs / 1000},
                          {u"livemode"_s, false},
                          {u"metadata"_s, metadataOf(payment)},
                          {u"payment_method_types"_s, QJsonArray{u"card"_s}},
                          {u"status"_s, statusOf(payment)},
                          {u"next_action"_s, nextActionOf(payment, bankUrl)},
                          {u"customer"_s, isKept ? orNull(payment.series) : QJsonValue()},
                          {u"payment_method"_s, orNull(payment.token)},
                          {u"cancellation_reason"_s, QJsonValue()}};
    QJsonValue lastError;
    if (payment.status == BankStatus::Declined)
        lastError = errorOf(payment.decline);
    if (isSetup) {
        intent.insert("usage"_L1, u"off_session"_s);
        intent.insert("last_setup_error"_L1, lastError);
        if (expanded)
            intent.insert("latest_attempt"_L1, attemptOf(payment));
        return intent;
    }
    if (payment.status == BankStatus::Expired)
        intent.insert("cancellation_reason"_L1, u"automatic"_s);
    const bool captures =
        payment.status == BankStatus::Authorized || payment.status == BankStatus::PartiallyCaptured;
    const qint64 capturable = captures ? payment.held() - payment.capturePending() : 0;
    intent.insert("amount"_L1, theirAmount(payment.amount, payment.currency));
    intent.insert("amount_capturable"_L1, theirAmount(capturable, payment.currency));
    intent.insert("amount_received"_L1, theirAmount(payment.captured, payment.currency));
    intent.insert("capture_method"_L1, payment.automaticCapture ? u"automatic"_s : u"manual"_s);
    intent.insert("confirmation_method"_L1, u"automatic"_s);
    intent.insert("currency"_L1, toText(payment.currency).toLower());
    intent.insert("last_payment_error"_L1, lastError);
    intent.insert("setup_future_usage"_L1, isKept ? QJsonValue(u"off_session"_s) : QJsonValue());
    if (payment.isApproved() || payment.status == BankStatus::Declined) {
        const QJsonObject charge = chargeOf(payment);
        intent.insert("latest_charge"_L1, expanded ? QJsonValue(charge) : charge["id"_L1]);
    }
    return intent;
}

QJsonObject refundJson(const BankPayment &payment, const BankRefund &refund)
{
    QJsonObject json = {{u"id"_s, refund.id},
                        {u"object"_s, u"refund"_s},
                        {u"amount"_s, theirAmount(refund.amount, payment.currency)},
                        {u"created"_s, payment.createdMs / 1000},
                        {u"currency"_s, toText(payment.currency).toLower()},
                        {u"payment_intent"_s, payment.id},
                        {u"status"_s, u"pending"_s}};
    if (payment.reference != payment.id)
        json.insert("metadata"_L1, QJsonObject{{u"attempt_id"_s, payment.reference},
                                               {u"operation_id"_s, refund.reference}});
    if (refund.state == BankProgress::Succeeded)
        json.insert("status"_L1, u"succeeded"_s);
    if (refund.state == BankProgress::Failed) {
        json.insert("status"_L1, u"failed"_s);
        json.insert("failure_reason"_L1, u"declined"_s);
    }
    return json;
}

QJsonObject chargeJson(const BankPayment &payment)
{
    return chargeOf(payment);
}

QJsonObject disputeJson(const BankPayment &payment, const BankDispute &dispute)
{
    const QString unique = dispute.id.section(u'_', 1);
    const QString charge = u"ch_"_s + payment.id.section(u'_', 1);
    const bool isLost = dispute.status == "accepted"_L1;
    return {{u"id"_s, QString(u"dp_"_s + unique)},
            {u"object"_s, u"dispute"_s},
            {u"amount"_s, theirAmount(dispute.amount, payment.currency)},
            {u"balance_transactions"_s, QJsonArray()},
            {u"charge"_s, charge},
            {u"created"_s, dispute.createdMs / 1000},
            {u"currency"_s, toText(payment.currency).toLower()},
            {u"evidence"_s, QJsonObject()},
            {u"evidence_details"_s, QJsonObject{{u"due_by"_s, dispute.respondByMs / 1000},
                                                {u"has_evidence"_s, dispute.evidence > 0},
                                                {u"past_due"_s, false},
                                                {u"submission_count"_s, dispute.evidence}}},
            {u"is_charge_refundable"_s, false},
            {u"livemode"_s, false},
            {u"metadata"_s, QJsonObject()},
            {u"payment_intent"_s, payment.id},
            {u"reason"_s, u"fraudulent"_s},
            {u"status"_s, isLost ? u"lost"_s : dispute.status}};
}

QJsonObject listJson(const QString &object, const QString &url, const QJsonArray &data)
{
    return {{u"object"_s, object}, {u"data"_s, data}, {u"has_more"_s, false}, {u"url"_s, url}};
}

HttpResponse declined(const BankPayment &payment, const BankDecline &reason,
                      const QJsonObject &intent)
{
    QJsonObject error = errorOf(reason);
    error.insert(payment.isVerification() ? "setup_intent"_L1 : "payment_intent"_L1, intent);
    const bool isCardError = error["type"_L1] == "card_error"_L1;
    return jsonResponse(isCardError ? 402 : 400, {{u"error"_s, error}});
}

HttpResponse error(int status, const QString &type, const QString &code, const QString &message,
                   const QJsonObject &intent)
{
    QJsonObject json = {{u"type"_s, type}, {u"message"_s, message}};
    if (!code.isEmpty())
        json.insert("code"_L1, code);
    if (!intent.isEmpty())
        json.insert("payment_intent"_L1, intent);
    return jsonResponse(status, {{u"error"_s, json}});
}

} // namespace stripefaceobjects
