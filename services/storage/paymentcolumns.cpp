#include "services/storage/paymentcolumns.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace paymentcolumns {

QString all()
{
    return u"row_id, payment_id, merchant_id, profile_id, version, status, outcome_unknown, "
           "has_open_operation, currency, amount, net_amount, amount_to_capture, authorized, "
           "capture_limit, captured, capture_pending, refunded, refund_pending, capture_method, "
           "authentication_type, partial_authorization_allowed, payment_method, "
           "payment_method_type, card_brand, last4, card_bin, card_expiry_month, "
           "card_expiry_year, card_holder, customer_id, customer_name, customer_email, "
           "customer_phone, order_reference, description, metadata_json, return_url, "
           "session_expires_at_ms, attempt_count, connector, connector_account_id, "
           "processor_reference, error_code, error_category, error_message, error_unified_code, "
           "cancellation_reason, capture_before_ms, capture_on_ms, created_at_ms, modified_at_ms, "
           "payment_method_id, future_usage, acceptance_type, accepted_at_ms, acceptance_ip, "
           "acceptance_user_agent, off_session, mit_category, mandate_id, "
           "network_transaction_id, processor_token, retry_advice, payment_token, "
           "card_held_until_ms"_s;
}

QString placeholders(int count)
{
    return u"?, "_s.repeated(count).chopped(2);
}

QString moved()
{
    return u"version, status, outcome_unknown, has_open_operation, authorized, capture_limit, "
           "capture_pending, refunded, refund_pending, attempt_count, error_code, "
           "error_category, error_message, error_unified_code, cancellation_reason, "
           "modified_at_ms"_s;
}

QString settled()
{
    return u"captured, capture_before_ms, processor_reference, payment_method_id, "
           "network_transaction_id, processor_token, retry_advice"_s;
}

QString paidWith()
{
    return u"capture_method, authentication_type, payment_method, payment_method_type, "
           "card_brand, last4, card_bin, card_expiry_month, card_expiry_year, card_holder, "
           "connector, connector_account_id, capture_on_ms, future_usage, acceptance_type, "
           "accepted_at_ms, acceptance_ip, acceptance_user_agent, off_session, mit_category, "
           "mandate_id, payment_token, card_held_until_ms"_s;
}

QString edited()
{
    return u"profile_id, currency, amount, net_amount, amount_to_capture, "
           "partial_authorization_allowed, customer_id, customer_name, customer_email, "
           "customer_phone, customer_key, email_key, order_reference, order_key, description, "
           "metadata_json, return_url, session_expires_at_ms"_s;
}

void bindMoved(Binder &binder, const Payment &payment)
{
    binder << payment.version << payment.status << payment.outcomeUnknown
           << payment.hasOpenOperation << payment.authorized << payment.captureLimit
           << payment.capturePending << payment.refunded << payment.refundPending
           << payment.attemptCount << payment.error.code << payment.error.category
           << payment.error.message << payment.error.unifiedCode << payment.cancellationReason
           << payment.modifiedAtMs;
}

void bindSettled(Binder &binder, const Payment &payment)
{
    binder << payment.captured << payment.captureBeforeMs << payment.processorReference
           << payment.paymentMethodId << payment.networkTransactionId << payment.processorToken
           << payment.retryAdvice;
}

void bindPaidWith(Binder &binder, const Payment &payment)
{
    binder << payment.captureMethod << payment.authenticationType << payment.paymentMethod
           << payment.paymentMethodType << payment.card.brand << payment.card.last4
           << payment.card.bin << payment.card.expiryMonth << payment.card.expiryYear
           << payment.card.holder << payment.connector << payment.connectorAccount
           << payment.captureOnMs << payment.futureUsage << payment.acceptance.type
           << payment.acceptance.acceptedAtMs << payment.acceptance.ipAddress
           << payment.acceptance.userAgent << payment.offSession << payment.mitCategory
           << payment.mandateId << payment.paymentToken << payment.cardHeldUntilMs;
}

void bindEdited(Binder &binder, const Payment &payment)
{
    binder << payment.profileId << payment.currency << payment.amount << payment.netAmount
           << payment.amountToCapture << payment.partialAuthorizationAllowed << payment.customer.id
           << payment.customer.name << payment.customer.email << payment.customer.phone
           << keyOf(payment.customer.name) << keyOf(payment.customer.email)
           << payment.orderReference << keyOf(payment.orderReference) << payment.description
           << payment.metadataJson << payment.returnUrl << payment.sessionExpiresAtMs;
}

void copyMoved(const Payment &from, Payment &to)
{
    to.version = from.version;
    to.status = from.status;
    to.outcomeUnknown = from.outcomeUnknown;
    to.hasOpenOperation = from.hasOpenOperation;
    to.authorized = from.authorized;
    to.captureLimit = from.captureLimit;
    to.capturePending = from.capturePending;
    to.refunded = from.refunded;
    to.refundPending = from.refundPending;
    to.attemptCount = from.attemptCount;
    to.error = from.error;
    to.cancellationReason = from.cancellationReason;
    to.modifiedAtMs = from.modifiedAtMs;
}

void copySettled(const Payment &from, Payment &to)
{
    to.captured = from.captured;
    to.captureBeforeMs = from.captureBeforeMs;
    to.processorReference = from.processorReference;
    to.paymentMethodId = from.paymentMethodId;
    to.networkTransactionId = from.networkTransactionId;
    to.processorToken = from.processorToken;
    to.retryAdvice = from.retryAdvice;
}

void copyPaidWith(const Payment &from, Payment &to)
{
    to.captureMethod = from.captureMethod;
    to.authenticationType = from.authenticationType;
    to.paymentMethod = from.paymentMethod;
    to.paymentMethodType = from.paymentMethodType;
    to.card = from.card;
    to.connector = from.connector;
    to.connectorAccount = from.connectorAccount;
    to.captureOnMs = from.captureOnMs;
    to.futureUsage = from.futureUsage;
    to.acceptance = from.acceptance;
    to.offSession = from.offSession;
    to.mitCategory = from.mitCategory;
    to.mandateId = from.mandateId;
    to.paymentToken = from.paymentToken;
    to.cardHeldUntilMs = from.cardHeldUntilMs;
}

QString assignments(const QString &columns)
{
    QString text = columns;
    return text.replace(", "_L1, " = ?, "_L1) + u" = ?"_s;
}

namespace {

template <class Row>
void readMoney(Row &row, Payment &payment)
{
    payment.currency = row.known(storedCurrency, Currency::Eur);
    payment.amount = row.number();
    payment.netAmount = row.number();
    payment.amountToCapture = row.number();
    payment.authorized = row.number();
    payment.captureLimit = row.number();
    payment.captured = row.number();
    payment.capturePending = row.number();
    payment.refunded = row.number();
    payment.refundPending = row.number();
}

template <class Row>
void readMethod(Row &row, Payment &payment)
{
    payment.captureMethod = row.known(captureMethodFromText, CaptureMethod::Automatic);
    payment.authenticationType =
        row.known(authenticationTypeFromText, AuthenticationType::NoThreeDs);
    payment.partialAuthorizationAllowed = row.flag();
    payment.paymentMethod = row.text();
    payment.paymentMethodType = row.text();
    payment.card.brand = brandFromText(row.text());
    payment.card.last4 = row.text();
    payment.card.bin = row.text();
    payment.card.expiryMonth = row.smallNumber();
    payment.card.expiryYear = row.smallNumber();
    payment.card.holder = row.text();
}

template <class Row>
void readOrder(Row &row, Payment &payment)
{
    row.into(payment.customer.id);
    payment.customer.name = row.text();
    payment.customer.email = row.text();
    payment.customer.phone = row.text();
    payment.orderReference = row.text();
    payment.description = row.text();
    payment.metadataJson = row.text();
    payment.returnUrl = row.text();
    payment.sessionExpiresAtMs = row.number();
}

template <class Row>
void readProcessing(Row &row, Payment &payment)
{
    payment.attemptCount = row.smallNumber();
    payment.connector = row.text();
    row.into(payment.connectorAccount);
    payment.processorReference = row.text();
    payment.error.code = row.text();
    payment.error.category = row.text();
    payment.error.message = row.text();
    payment.error.unifiedCode = row.text();
    payment.cancellationReason = row.text();
    payment.captureBeforeMs = row.number();
    payment.captureOnMs = row.number();
    payment.createdAtMs = row.number();
    payment.modifiedAtMs = row.number();
}

template <class Row>
void readKeeping(Row &row, Payment &payment)
{
    row.into(payment.paymentMethodId);
    payment.futureUsage = row.known(futureUsageFromText, FutureUsage::None);
    payment.acceptance.type = row.known(acceptanceTypeFromText, AcceptanceType::None);
    payment.acceptance.acceptedAtMs = row.number();
    payment.acceptance.ipAddress = row.text();
    payment.acceptance.userAgent = row.text();
    payment.offSession = row.flag();
    payment.mitCategory = row.known(mitCategoryFromText, MitCategory::None);
    row.into(payment.mandateId);
    payment.networkTransactionId = row.text();
    payment.processorToken = row.text();
    payment.retryAdvice = row.known(retryAdviceFromText, RetryAdvice::None);
    payment.paymentToken = row.text();
    payment.cardHeldUntilMs = row.number();
}

template <class Row>
Result<Payment> paymentFrom(Row &row)
{
    Payment payment;
    payment.rowId = row.number();
    row.into(payment.id);
    row.into(payment.merchantId);
    row.into(payment.profileId);
    payment.version = row.number();
    payment.status = row.known(paymentStatusFromText, PaymentStatus::Review);
    payment.outcomeUnknown = row.flag();
    payment.hasOpenOperation = row.flag();
    readMoney(row, payment);
    readMethod(row, payment);
    readOrder(row, payment);
    readProcessing(row, payment);
    readKeeping(row, payment);
    if (!row.isValid())
        return unknownValueError("payment");
    return payment;
}

} // namespace

Result<Payment> readPayment(const QSqlQuery &query)
{
    RowReader row(query);
    return paymentFrom(row);
}

Result<Payment> readPaymentInPlace(dialect::RowInPlace &row)
{
    return paymentFrom(row);
}

QString keyOf(const QString &text)
{
    return text.toCaseFolded();
}

std::optional<Currency> storedCurrency(QStringView code)
{
    static const QHash<QString, Currency> known = [] {
        QHash<QString, Currency> byCode;
        for (const Currency currency : allCurrencies())
            byCode.insert(toText(currency), currency);
        return byCode;
    }();
    const auto found = known.constFind(code.toString());
    return found == known.cend() ? std::nullopt : std::optional(*found);
}

} // namespace paymentcolumns
