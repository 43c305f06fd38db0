#include "services/api/errormapping.h"

#include "services/domain/payment.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr auto kApi = "api"_L1;

ApiError fault(int status, QLatin1StringView code, const QString &message)
{
    ApiError error;
    error.status = status;
    error.code = code;
    error.message = message;
    if (status == 500 || status == 503)
        error.type = kApi;
    return error;
}

QString named(const Error &error, QLatin1StringView otherwise)
{
    return error.field.isEmpty() ? QString(otherwise) : error.field;
}

QString nameOf(ErrorSubject subject)
{
    switch (subject) {
    case ErrorSubject::General: return u"object"_s;
    case ErrorSubject::Payment:
    case ErrorSubject::Capture: return u"payment"_s;
    case ErrorSubject::Refund: return u"refund"_s;
    case ErrorSubject::Customer: return u"customer"_s;
    case ErrorSubject::Method: return u"payment method"_s;
    case ErrorSubject::Mandate: return u"mandate"_s;
    }
    return {};
}

bool isOneOf(const QString &field, std::initializer_list<QLatin1StringView> names)
{
    return std::ranges::any_of(names, [&field](QLatin1StringView name) { return field == name; });
}

ApiError notFound(const Error &error, ErrorSubject subject)
{
    if (error.field == "payment_token"_L1)
        return fault(422, "IR_29"_L1, u"payment_token is unknown, expired or used"_s);
    QString what = nameOf(subject);
    if (error.field.endsWith("_id"_L1))
        what = QString(error.field).chopped(3).replace(u'_', u' ');
    return fault(404, "HE_02"_L1, QString(u"There is no such "_s + what));
}

ApiError duplicate(const Error &error)
{
    if (error.field == "customer_id"_L1)
        return fault(400, "IR_12"_L1, u"A customer with this customer_id exists already"_s);
    ApiError taken = fault(400, "HE_01"_L1,
                           QString(named(error, "id"_L1)
                                   + u" is taken: the earlier object is "
                                     "unchanged"_s));
    taken.reason = u"retrieve it by its id instead of making it again"_s;
    return taken;
}

ApiError missing(const Error &error)
{
    if (error.field == "payment_method_data"_L1)
        return fault(422, "IR_06"_L1,
                     u"Give payment_method_data, payment_token or "
                     "recurring_details to pay with"_s);
    if (error.field == "customer_acceptance"_L1)
        return fault(400, "IR_16"_L1, u"customer_acceptance is needed"_s);
    return missingField(named(error, "a field"_L1));
}

/// Not a failure of HTTP, as clients of this API know it.
ApiError blockedCard()
{
    ApiError error = fault(200, "HE_03"_L1, u"This payment method is blocked"_s);
    error.type = u"blocked"_s;
    error.reason = u"Blocked"_s;
    return error;
}

ApiError invalidValue(const Error &error)
{
    const QString field = named(error, "a value"_L1);
    if (field == "blocklist"_L1)
        return blockedCard();
    const QString message = QString(u"The value of "_s + field + u" is not acceptable"_s);
    if (field == "payment_link"_L1)
        return fault(422, "IR_06"_L1,
                     u"payment_link needs a return_url, and goes without confirm"_s);
    if (field.startsWith("payment_link_config"_L1))
        return fault(400, "IR_40"_L1, message);
    // A body that cannot be what it says: as if it had not been read.
    if (isOneOf(field, {"payment_id"_L1, "refund_id"_L1, "profile_id"_L1, "email"_L1,
                        "return_url"_L1, "country"_L1}))
        return parseFault(message);
    if (isOneOf(field, {"amount_to_capture"_L1, "capture_on"_L1, "due_at"_L1}))
        return fault(422, "IR_05"_L1, message);
    if (isOneOf(field, {"session_expiry"_L1, "metadata"_L1, "limit"_L1, "offset"_L1, "name"_L1,
                        "phone"_L1, "description"_L1, "merchant_order_reference_id"_L1,
                        "payment_method"_L1, "reason"_L1, "cancellation_reason"_L1}))
        return fault(422, "IR_06"_L1, message);
    return fault(400, "IR_16"_L1, message);
}

/// The status itself, when it is what the engine told of.
QString asItIs(const Error &error)
{
    return paymentStatusFromText(error.detail) ? QString(u", which is "_s + error.detail)
                                               : QString();
}

ApiError wrongState(const Error &error, ErrorSubject subject)
{
    if (subject == ErrorSubject::Capture || subject == ErrorSubject::Refund)
        return fault(400, "IR_14"_L1,
                     QString(u"This does not go with payment.status"_s + asItIs(error)
                             + (subject == ErrorSubject::Refund
                                    ? u"; it must be succeeded or partially_captured"_s
                                    : u"; it must be requires_capture or "
                                      "partially_captured_and_capturable"_s)));
    if (subject == ErrorSubject::Mandate)
        return fault(400, "HE_03"_L1, u"The mandate is over already"_s);
    if (subject == ErrorSubject::Method)
        return fault(400, "IR_16"_L1, u"It is the default payment method already"_s);
    return fault(
        400, "IR_16"_L1,
        QString(u"This does not go with the status of the "_s + nameOf(subject) + asItIs(error)));
}

ApiError moneyError(const Error &error, ErrorSubject subject)
{
    const QString field = named(error, "amount"_L1);
    switch (error.code) {
    case ErrorCode::AmountNotPositive:
        return subject == ErrorSubject::Payment
                   ? fault(400, "IR_16"_L1,
                           QString(field + u" 0 is only for payment_type setup_mandate"_s))
                   : fault(422, "IR_05"_L1, QString(field + u" must be above 0"_s));
    case ErrorCode::AmountTooLarge:
        return fault(400, "IR_16"_L1, QString(field + u" must be at most 999999999"_s));
    case ErrorCode::AmountAboveCapturable:
        return fault(422, "IR_06"_L1, QString(field + u" is above amount_capturable"_s));
    case ErrorCode::AmountAboveRefundable:
        return fault(400, "IR_13"_L1, u"Refunds would exceed what was captured"_s);
    case ErrorCode::TooMany:
        return field == "card_testing_guard_config"_L1
                   ? fault(400, "IR_16"_L1, u"Blocked due to suspicious activity"_s)
                   : fault(400, "IR_12"_L1, u"There are too many refunds of this payment"_s);
    case ErrorCode::CurrencyUnknown: return parseFault(u"currency is not known"_s);
    case ErrorCode::CurrencyMismatch:
        return fault(400, "HE_03"_L1, u"currency is not that of the agreement"_s);
    default: return fault(422, "IR_05"_L1, QString(field + u" is not an amount"_s));
    }
}

ApiError cardError(const Error &error)
{
    const QString field = named(error, "card"_L1);
    if (error.code == ErrorCode::CardNumberInvalid)
        return parseFault(u"card_number is not a card number"_s);
    if (error.code == ErrorCode::CardExpired)
        return fault(400, "IR_16"_L1, u"The card has expired"_s);
    return fault(400, "IR_16"_L1, QString(field + u" is not valid"_s));
}

ApiError agreementError(const Error &error)
{
    switch (error.code) {
    case ErrorCode::AgreementActive: return fault(400, "IR_10"_L1, u"A mandate is still active"_s);
    case ErrorCode::AgreementEnded: return fault(400, "IR_16"_L1, u"The mandate is not active"_s);
    case ErrorCode::AgreementPeriod:
        return fault(400, "HE_03"_L1, u"The mandate does not allow a charge at this time"_s);
    case ErrorCode::AgreementLimit:
        return fault(400, "HE_03"_L1, u"amount is more than the mandate allows"_s);
    case ErrorCode::NotForRecurring:
        return fault(400, "IR_39"_L1, u"This payment method cannot be charged off session"_s);
    default: return fault(400, "IR_39"_L1, u"The bank has forbidden further charges off session"_s);
    }
}

/// What is not the caller's doing.
ApiError serverError(const Error &error)
{
    switch (error.code) {
    case ErrorCode::ConnectorUnreachable:
    case ErrorCode::ConnectorUnavailable:
        return fault(503, "OX_04"_L1, u"The processor cannot be reached now"_s);
    case ErrorCode::IntegrityMismatch:
        return fault(500, "IE_00"_L1, u"The processor confirmed something else than was asked"_s);
    case ErrorCode::NotSupported:
        return fault(400, "IR_20"_L1, u"The processor does not offer this"_s);
    case ErrorCode::AuthorizationExpired:
        return fault(400, "IR_14"_L1, u"The authorization has ended"_s);
    case ErrorCode::VaultLocked:
    case ErrorCode::VaultKeyMissing:
    case ErrorCode::VaultKeyDenied:
    case ErrorCode::VaultKeyTimeout:
    case ErrorCode::VaultKeychainError: return fault(503, "OX_03"_L1, u"The vault is locked"_s);
    case ErrorCode::StorageUnavailable:
    case ErrorCode::DiskFull:
    case ErrorCode::FileReadOnly:
    case ErrorCode::FileInUse: return fault(503, "OX_02"_L1, u"Storage is not available now"_s);
    default: return fault(500, "HE_00"_L1, u"Something went wrong"_s);
    }
}

} // namespace

ApiError parseFault(const QString &message)
{
    ApiError error = fault(400, "IR_06"_L1, message);
    error.isParseFault = true;
    return error;
}

ApiError parseFault(const JsonFault &jsonFault)
{
    return parseFault(jsonFault.message());
}

ApiError unfitValue(const QString &message)
{
    return fault(422, "IR_06"_L1, message);
}

ApiError unmetCondition(const QString &message)
{
    return fault(400, "IR_16"_L1, message);
}

ApiError missingField(const QString &field)
{
    return fault(400, "IR_04"_L1, QString(u"Missing required param: "_s + field));
}

ApiError unauthorized()
{
    return fault(401, "IR_01"_L1, u"API key not provided or invalid API key used"_s);
}

ApiError notAllowed()
{
    return fault(401, "IR_18"_L1, u"This key may not do this"_s);
}

ApiError badClientSecret()
{
    return fault(400, "IR_09"_L1,
                 u"client_secret is not one of a payment that can be reached with it now"_s);
}

ApiError unknownUrl()
{
    return fault(404, "IR_02"_L1, u"Unrecognized request URL"_s);
}

ApiError notOffered()
{
    return fault(501, "IR_00"_L1, u"This is not offered"_s);
}

ApiError apiError(const Error &error, ErrorSubject subject)
{
    switch (error.code) {
    case ErrorCode::MissingField: return missing(error);
    case ErrorCode::InvalidValue: return invalidValue(error);
    case ErrorCode::TooLong:
        return fault(422, error.field == "refund_id"_L1 ? "IR_05"_L1 : "IR_06"_L1,
                     QString(named(error, "a text"_L1) + u" is too long"_s));
    case ErrorCode::NotFound: return notFound(error, subject);
    case ErrorCode::Duplicate: return duplicate(error);
    case ErrorCode::InvalidState: return wrongState(error, subject);
    case ErrorCode::VersionConflict:
        return fault(409, "OX_06"_L1, u"It was changed by somebody else meanwhile"_s);
    case ErrorCode::Busy:
        return fault(422, "HE_00"_L1, u"Another call on this payment is still under way"_s);
    case ErrorCode::Overloaded:
        return fault(503, "OX_02"_L1, u"Too much to do: nothing was done, try again later"_s);
    case ErrorCode::AmountNotPositive:
    case ErrorCode::AmountTooLarge:
    case ErrorCode::AmountDecimals:
    case ErrorCode::AmountAmbiguous:
    case ErrorCode::AmountAboveCapturable:
    case ErrorCode::AmountAboveRefundable:
    case ErrorCode::TooMany:
    case ErrorCode::CurrencyMismatch:
    case ErrorCode::CurrencyUnknown: return moneyError(error, subject);
    case ErrorCode::CardNumberInvalid:
    case ErrorCode::CardExpired:
    case ErrorCode::CardExpiryInvalid:
    case ErrorCode::CvcInvalid: return cardError(error);
    case ErrorCode::CustomerRedacted: return fault(400, "IR_11"_L1, u"The customer was deleted"_s);
    case ErrorCode::AgreementActive:
    case ErrorCode::AgreementEnded:
    case ErrorCode::AgreementPeriod:
    case ErrorCode::AgreementLimit:
    case ErrorCode::NotForRecurring:
    case ErrorCode::DoNotTryAgain: return agreementError(error);
    case ErrorCode::ConnectorUnreachable:
    case ErrorCode::ConnectorUnavailable:
    case ErrorCode::IntegrityMismatch:
    case ErrorCode::NotSupported:
    case ErrorCode::AuthorizationExpired:
    case ErrorCode::VaultLocked:
    case ErrorCode::VaultKeyMissing:
    case ErrorCode::VaultKeyDenied:
    case ErrorCode::VaultKeyTimeout:
    case ErrorCode::VaultKeychainError:
    case ErrorCode::StorageUnavailable:
    case ErrorCode::DiskFull:
    case ErrorCode::FileReadOnly:
    case ErrorCode::FileInUse:
    case ErrorCode::OutcomeUnknown:
    case ErrorCode::VaultKeyWrong:
    case ErrorCode::VaultKeyNotKept:
    case ErrorCode::VaultKeyUsedUp:
    case ErrorCode::VaultPassphraseWrong:
    case ErrorCode::VaultPassphraseTooShort:
    case ErrorCode::VaultRecordDamaged:
    case ErrorCode::VaultSelfTestFailed:
    case ErrorCode::KeyFileUnsafe:
    case ErrorCode::KeyFileDamaged:
    case ErrorCode::RecoverySheetUnreadable:
    case ErrorCode::FileNotFound:
    case ErrorCode::FileNotDatabase:
    case ErrorCode::FileNewerSchema:
    case ErrorCode::FileOnNetwork:
    case ErrorCode::Internal: break;
    }
    return serverError(error);
}

ApiReply errorReply(const ApiError &error)
{
    QJsonObject inner{
        {u"type"_s, error.type}, {u"message"_s, error.message}, {u"code"_s, error.code}};
    if (error.isParseFault)
        inner.insert(u"error_type"_s, error.type);
    if (!error.reason.isEmpty())
        inner.insert(u"reason"_s, error.reason);
    ApiReply reply;
    reply.status = error.status;
    reply.body = QJsonDocument(QJsonObject{{u"error"_s, inner}}).toJson(QJsonDocument::Compact);
    if (error.status == 503)
        reply.headers.append(HttpHeader{"Retry-After", "1"});
    return reply;
}
