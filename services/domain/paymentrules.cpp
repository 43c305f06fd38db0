#include "services/domain/paymentrules.h"

#include "services/domain/paymentlifecycle.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestDescription = 1000;
constexpr qsizetype kLongestUrl = 2048;
constexpr qsizetype kMostMetadataKeys = 50;
constexpr qsizetype kLongestMetadataKey = 40;
constexpr qsizetype kLongestMetadataValue = 500;
constexpr qsizetype kLongestExtraName = 64;
constexpr qsizetype kMostExtras = 32LL * 1024;
constexpr int kShortestSessionSeconds = 60;
constexpr int kLongestSessionSeconds = 7'890'000;

Result<> checkReturnUrl(const QString &url)
{
    if (url.isEmpty())
        return {};
    if (looksLikeCardNumber(url))
        return Error{ErrorCode::InvalidValue, u"return_url"_s};
    const QUrl parsed(url, QUrl::StrictMode);
    if (url.size() > kLongestUrl || !parsed.isValid() || parsed.host().isEmpty()
        || (parsed.scheme() != "https"_L1 && parsed.scheme() != "http"_L1))
        return Error{ErrorCode::InvalidValue, u"return_url"_s};
    return {};
}

Result<> checkAmounts(const Payment &payment)
{
    const bool automatic = payment.captureMethod == CaptureMethod::Automatic;
    const bool setUp = isSetUp(payment) && payment.futureUsage == FutureUsage::OffSession;
    if (setUp && !automatic)
        return Error{ErrorCode::InvalidValue, u"capture_method"_s};
    const Result<> amount = setUp ? Result<>() : checkPaymentAmount(payment.total());
    if (!amount)
        return amount;
    if (payment.amountToCapture < 0 || payment.amountToCapture > payment.amount
        || (automatic && payment.amountToCapture > 0
            && payment.amountToCapture != payment.netAmount))
        return Error{ErrorCode::InvalidValue, u"amount_to_capture"_s};
    if (automatic && payment.incrementWanted) // nothing stays held that could be raised
        return Error{ErrorCode::NotSupported, u"request_incremental_authorization"_s};
    return {};
}

/// A scheduled payment names a time to come, and no other names one.
Result<> checkSchedule(const Payment &payment, qint64 nowMs)
{
    const bool scheduled = payment.captureMethod == CaptureMethod::Scheduled;
    if (scheduled && payment.captureOnMs == 0)
        return Error{ErrorCode::MissingField, u"capture_on"_s};
    const bool fits = scheduled ? payment.captureOnMs > nowMs : payment.captureOnMs == 0;
    return fits ? Result<>() : Result<>(Error{ErrorCode::InvalidValue, u"capture_on"_s});
}

/// What is charged for an order: its amount and what it adds to that.
Result<qint64> netAmountOf(qint64 amount, qint64 orderAdds)
{
    qint64 sum = 0;
    if (orderAdds < 0 || (amount == 0 && orderAdds > 0))
        return Error{ErrorCode::InvalidValue, u"surcharge_details"_s};
    if (qAddOverflow(amount, orderAdds, &sum) || sum > kLargestAmount)
        return Error{ErrorCode::AmountTooLarge, u"amount"_s};
    return sum;
}

/// Everything a payment carries as text.
Result<> checkTexts(const Payment &payment)
{
    const std::pair<const QString *, QString> ids[] = {
        {&payment.id.value, u"payment_id"_s},
        {&payment.profileId.value, u"profile_id"_s},
        {&payment.customer.id.value, u"customer_id"_s},
    };
    for (const auto &[id, field] : ids) {
        const Result<> checked = checkOptionalId(*id, field);
        if (!checked)
            return checked;
    }
    const std::pair<const QString *, QString> texts[] = {
        {&payment.customer.name, u"name"_s},
        {&payment.customer.email, u"email"_s},
        {&payment.customer.phone, u"phone"_s},
        {&payment.orderReference, u"merchant_order_reference_id"_s},
    };
    for (const auto &[text, field] : texts) {
        const Result<> checked = checkText(*text, field);
        if (!checked)
            return checked;
    }
    const Result<> email = checkEmail(payment.customer.email);
    if (!email)
        return email;
    if (!payment.paymentMethod.isEmpty() && payment.paymentMethod != "card"_L1)
        return Error{ErrorCode::InvalidValue, u"payment_method"_s};
    return checkText(payment.description, u"description"_s, kLongestDescription)
        .and_then([&] { return checkReturnUrl(payment.returnUrl); })
        .and_then([&] { return checkAcceptance(payment.acceptance); })
        .and_then([&] { return checkMetadata(payment.metadataJson); });
}

/// What a payment type asks of the amount and of what the card is kept for.
Result<> applyType(Payment &payment, PaymentType type)
{
    if (type == PaymentType::Normal)
        return {};
    if (payment.amount != 0)
        return Error{ErrorCode::InvalidValue, u"amount"_s};
    if (payment.futureUsage == FutureUsage::OnSession)
        return Error{ErrorCode::InvalidValue, u"setup_future_usage"_s};
    payment.futureUsage = FutureUsage::OffSession;
    return {};
}

template <class T>
void assign(T &target, const std::optional<T> &value)
{
    if (value)
        target = *value;
}

} // namespace

Result<> checkMetadata(const QString &json)
{
    const auto refused = [](ErrorCode code) { return Error{code, u"metadata"_s}; };
    if (json.isEmpty())
        return {};
    if (looksLikeCardNumber(json)) // it is kept as it came, repeated and escaped keys included
        return refused(ErrorCode::InvalidValue);
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8());
    if (!document.isObject())
        return refused(ErrorCode::InvalidValue);
    const QJsonObject object = document.object();
    if (object.size() > kMostMetadataKeys)
        return refused(ErrorCode::TooLong);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString value =
            it.value().isString()
                ? it.value().toString()
                : QString::fromUtf8(
                    QJsonDocument({{u"v"_s, it.value()}}).toJson(QJsonDocument::Compact));
        if (it.key().size() > kLongestMetadataKey || value.size() > kLongestMetadataValue)
            return refused(ErrorCode::TooLong);
        if (looksLikeCardNumber(it.key()) || looksLikeCardNumber(value))
            return refused(ErrorCode::InvalidValue);
    }
    return {};
}

Result<> checkExtras(const PaymentExtras &extras)
{
    qsizetype size = 0;
    for (auto it = extras.cbegin(); it != extras.cend(); ++it) {
        size += it.value().size();
        if (it.key().isEmpty() || it.key().size() > kLongestExtraName)
            return Error{ErrorCode::InvalidValue, it.key()};
        if (looksLikeCardNumber(it.value()))
            return Error{ErrorCode::InvalidValue, it.key()};
        if (size > kMostExtras)
            return Error{ErrorCode::TooLong, it.key()};
    }
    return {};
}

void assignSchedule(Payment &payment, const std::optional<CaptureMethod> &method,
                    const std::optional<qint64> &captureOnMs)
{
    if (method && *method != payment.captureMethod)
        payment.captureOnMs = 0; // the time belonged to the other method
    payment.captureMethod = method.value_or(payment.captureMethod);
    payment.captureOnMs = captureOnMs.value_or(payment.captureOnMs);
}

Result<Payment> newPayment(const CreatePayment &command, const PaymentRules &rules, qint64 nowMs)
{
    Payment payment;
    payment.id = command.id;
    payment.merchantId = command.caller.merchantId;
    payment.profileId = command.profileId;
    payment.captureMethod = command.captureMethod;
    payment.authenticationType = command.authenticationType;
    payment.partialAuthorizationAllowed = command.partialAuthorizationAllowed;
    payment.incrementWanted = command.incrementWanted;
    payment.paymentMethod = command.paymentMethod;
    payment.futureUsage = command.futureUsage;
    payment.acceptance = command.acceptance;
    payment.customer = command.customer;
    payment.orderReference = command.orderReference;
    payment.description = command.description;
    payment.metadataJson = command.metadataJson;
    payment.returnUrl = command.returnUrl;
    payment.amountToCapture = command.amountToCapture.value_or(0);
    const Result<> texts = checkTexts(payment);
    if (!texts)
        return texts.error();
    if (!command.currency)
        return Error{ErrorCode::MissingField, u"currency"_s};
    if (!command.amount)
        return Error{ErrorCode::MissingField, u"amount"_s};
    payment.currency = *command.currency;
    payment.amount = *command.amount;
    const Result<qint64> net = netAmountOf(payment.amount, command.orderAdds);
    if (!net)
        return net.error();
    payment.netAmount = *net;
    payment.captureOnMs = command.captureOnMs.value_or(0);
    const Result<> amounts = applyType(payment, command.type)
                                 .and_then([&] { return checkAmounts(payment); })
                                 .and_then([&] { return checkSchedule(payment, nowMs); });
    if (!amounts)
        return amounts.error();
    const int session = command.sessionExpirySeconds == 0 ? rules.sessionExpirySeconds
                                                          : command.sessionExpirySeconds;
    if (session < kShortestSessionSeconds || session > kLongestSessionSeconds)
        return Error{ErrorCode::InvalidValue, u"session_expiry"_s};
    payment.sessionExpiresAtMs = nowMs + 1000LL * session;
    const bool named = !payment.paymentMethod.isEmpty() || command.card || command.recurring
                       || !command.paymentMethodId.isEmpty() || !command.paymentToken.isEmpty();
    payment.status = rules.fineInitialState && !named ? PaymentStatus::RequiresPaymentMethod
                                                      : PaymentStatus::RequiresConfirmation;
    payment.version = 1;
    payment.createdAtMs = nowMs;
    payment.modifiedAtMs = nowMs;
    return payment;
}

Result<Payment> updatedPayment(const Payment &payment, const UpdatePayment &command, qint64 nowMs)
{
    if (command.expectedVersion && *command.expectedVersion != payment.version)
        return Error{ErrorCode::VersionConflict, u"version"_s};
    if (!mayUpdate(payment.status))
        return Error{ErrorCode::InvalidState, u"status"_s, toText(payment.status)};
    Payment changed = payment;
    assign(changed.amount, command.amount);
    const Result<qint64> net =
        netAmountOf(changed.amount, command.orderAdds.value_or(payment.netAmount - payment.amount));
    if (!net)
        return net.error();
    changed.netAmount = *net;
    assign(changed.currency, command.currency);
    assignSchedule(changed, command.captureMethod, command.captureOnMs);
    assign(changed.authenticationType, command.authenticationType);
    assign(changed.partialAuthorizationAllowed, command.partialAuthorizationAllowed);
    assign(changed.incrementWanted, command.incrementWanted);
    assign(changed.amountToCapture, command.amountToCapture);
    assign(changed.paymentMethod, command.paymentMethod);
    if (command.card)
        changed.paymentMethod = u"card"_s;
    assign(changed.futureUsage, command.futureUsage);
    assign(changed.acceptance, command.acceptance);
    assign(changed.customer, command.customer);
    assign(changed.orderReference, command.orderReference);
    assign(changed.description, command.description);
    assign(changed.metadataJson, command.metadataJson);
    assign(changed.returnUrl, command.returnUrl);
    Result<> checked = checkTexts(changed).and_then([&] { return checkAmounts(changed); });
    if (checked && (command.captureMethod || command.captureOnMs))
        checked = checkSchedule(changed, nowMs);
    if (!checked)
        return checked.error();
    if (changed.status == PaymentStatus::RequiresPaymentMethod && !changed.paymentMethod.isEmpty())
        changed.status = *next(changed.status, PaymentEvent::MethodProvided);
    changed.version += 1;
    changed.modifiedAtMs = nowMs;
    return changed;
}

Result<> checkConfirm(const Payment &payment, const CardDetails *card, qint64 nowMs,
                      bool cvcRequired)
{
    if (!mayConfirm(payment.status))
        return Error{ErrorCode::InvalidState, u"status"_s, toText(payment.status)};
    if (!card)
        return Error{ErrorCode::MissingField, u"payment_method_data"_s};
    if (payment.futureUsage != FutureUsage::None && payment.customer.id.isEmpty())
        return Error{ErrorCode::InvalidValue, u"customer_id"_s}; // a kept card is somebody's
    // Confirm may have changed the capture method and the acceptance.
    const Result<> amounts =
        checkAmounts(payment).and_then([&] { return checkSchedule(payment, nowMs); }).and_then([&] {
            return checkAcceptance(payment.acceptance);
        });
    if (!amounts)
        return amounts;
    const Result<> name = checkText(card->holder, u"card_holder_name"_s);
    if (!name)
        return name;
    return checkCard(*card, nowMs, cvcRequired);
}

Result<> checkOffSession(const Payment &payment, const CardDetails *card, qint64 nowMs)
{
    if (!mayConfirm(payment.status))
        return Error{ErrorCode::InvalidState, u"status"_s, toText(payment.status)};
    if (payment.futureUsage != FutureUsage::None)
        return Error{ErrorCode::InvalidValue, u"setup_future_usage"_s};
    const Result<> amounts =
        checkAmounts(payment).and_then([&] { return checkSchedule(payment, nowMs); });
    if (!amounts || !card)
        return amounts;
    return checkText(card->holder, u"card_holder_name"_s).and_then([&] {
        return checkCard(*card, nowMs, false);
    });
}
