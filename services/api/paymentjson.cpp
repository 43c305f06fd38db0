#include "services/api/paymentjson.h"

#include "services/api/fields.h"
#include "services/domain/paymentlifecycle.h"

using namespace Qt::StringLiterals;

namespace paymentjson {

namespace {

template <class Enum>
std::optional<QString> wordOf(Enum value)
{
    return textOrNull(toText(value));
}

/// Taken so far; null before anything was.
std::optional<qint64> received(const Payment &payment)
{
    if (payment.captured + payment.capturePending > 0)
        return payment.captured + payment.capturePending;
    if (payment.status == PaymentStatus::Succeeded)
        return 0; // a set-up
    return std::nullopt;
}

void nulls(JsonWriter &out, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names)
        out.member(name, nullptr);
}

QUrl below(const QUrl &publicBase, const QString &page)
{
    QUrl url = publicBase;
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + page);
    return url;
}

void writeExtras(JsonWriter &out, const PaymentExtras &extras)
{
    for (const QLatin1StringView name : {"shipping"_L1,
                                         "billing"_L1,
                                         "order_details"_L1,
                                         "statement_descriptor_name"_L1,
                                         "statement_descriptor_suffix"_L1,
                                         "allowed_payment_method_types"_L1,
                                         "connector_metadata"_L1,
                                         "feature_metadata"_L1,
                                         "frm_metadata"_L1,
                                         "surcharge_details"_L1,
                                         "shipping_cost"_L1,
                                         "order_tax_amount"_L1,
                                         "browser_info"_L1,
                                         "payment_channel"_L1,
                                         "force_3ds_challenge"_L1,
                                         "billing_descriptor"_L1,
                                         "partner_merchant_identifier_details"_L1,
                                         "discount_amount"_L1,
                                         "duty_amount"_L1,
                                         "shipping_amount_tax"_L1,
                                         "tax_status"_L1,
                                         "order_date"_L1})
        fields::writeJson(out, name, extras.isEmpty() ? QString() : extras.value(name));
}

void writeCard(JsonWriter &out, const PaymentView &view)
{
    const CardSummary &card = view.payment.card;
    if (card.last4.isEmpty())
        return out.member("payment_method_data"_L1, nullptr);
    out.beginObject("payment_method_data"_L1);
    out.beginObject("card"_L1);
    out.member("last4"_L1, card.last4);
    out.member("card_type"_L1, textOrNull(view.payment.paymentMethodType.toUpper()));
    out.member("card_network"_L1, wordOf(card.brand));
    nulls(out, {"card_issuer"_L1, "card_issuing_country"_L1});
    out.member("card_isin"_L1, textOrNull(card.bin));
    out.member("card_extended_bin"_L1, nullptr);
    out.member("card_exp_month"_L1, u"%1"_s.arg(card.expiryMonth, 2, 10, QLatin1Char('0')));
    out.member("card_exp_year"_L1, QString::number(card.expiryYear));
    out.member("card_holder_name"_L1, textOrNull(card.holder));
    nulls(out, {"payment_checks"_L1, "authentication_data"_L1, "auth_code"_L1});
    out.endObject();
    fields::writeJson(out, "billing"_L1, view.extras.value(u"payment_method_data.billing"_s));
    out.endObject();
}

void writeCustomer(JsonWriter &out, const PaymentView &view)
{
    const CustomerSnapshot &customer = view.payment.customer;
    out.member("customer_id"_L1, textOrNull(customer.id.value));
    out.member("email"_L1, textOrNull(customer.email));
    out.member("name"_L1, textOrNull(customer.name));
    out.member("phone"_L1, textOrNull(customer.phone));
    if (customer == CustomerSnapshot())
        return out.member("customer"_L1, nullptr);
    out.beginObject("customer"_L1);
    out.member("id"_L1, textOrNull(customer.id.value));
    out.member("name"_L1, textOrNull(customer.name));
    out.member("email"_L1, textOrNull(customer.email));
    out.member("phone"_L1, textOrNull(customer.phone));
    fields::writeJson(out, "phone_country_code"_L1, view.extras.value(u"phone_country_code"_s));
    out.member("customer_document_details"_L1, nullptr);
    out.endObject();
}

void writeError(JsonWriter &out, const PaymentError &error)
{
    const QString words = unifiedMessage(error.unifiedCode);
    out.member("error_code"_L1, textOrNull(error.code));
    out.member("error_message"_L1, textOrNull(error.message));
    out.member("unified_code"_L1, textOrNull(error.unifiedCode));
    out.member("unified_message"_L1, textOrNull(words));
    nulls(out, {"error_details"_L1, "issuer_error_code"_L1, "issuer_error_message"_L1});
}

void writeNextAction(JsonWriter &out, const PaymentView &view, const Shown &shown)
{
    if (view.challengeUrl.isEmpty() || isTerminal(view.payment.status)) {
        nulls(out, {"next_action"_L1, "redirect_url"_L1});
        return;
    }
    const QString url = startPage(shown.publicBase, view.payment).toString(QUrl::FullyEncoded);
    out.beginObject("next_action"_L1);
    out.member("type"_L1, "redirect_to_url"_L1);
    out.member("redirect_to_url"_L1, url);
    out.endObject();
    out.member("redirect_url"_L1, url);
}

void writeMoney(JsonWriter &out, const Payment &payment)
{
    out.member("status"_L1, toText(payment.status));
    out.member("amount"_L1, payment.amount);
    out.member("net_amount"_L1, payment.netAmount);
    out.member("amount_capturable"_L1, amountCapturable(payment));
    out.member("amount_received"_L1, received(payment));
    out.member("currency"_L1, toText(payment.currency));
    out.member("capture_method"_L1, toText(payment.captureMethod));
    out.member("capture_on"_L1, fields::timeText(payment.captureOnMs));
    out.member("authentication_type"_L1, toText(payment.authenticationType));
    out.member("enable_partial_authorization"_L1, payment.partialAuthorizationAllowed);
    out.member("incremental_authorization_allowed"_L1, false);
    nulls(out, {"authorization_count"_L1, "incremental_authorizations"_L1,
                "extended_authorization_applied"_L1, "is_overcapture_enabled"_L1});
    out.member("capture_before"_L1, fields::timeText(payment.captureBeforeMs));
}

void writeMethod(JsonWriter &out, const PaymentView &view)
{
    const Payment &payment = view.payment;
    const bool kept = !payment.paymentMethodId.isEmpty();
    out.member("payment_method"_L1, textOrNull(payment.paymentMethod));
    const QString given = view.extras.value(u"payment_method_type"_s);
    if (!payment.paymentMethodType.isEmpty())
        out.member("payment_method_type"_L1, payment.paymentMethodType);
    else
        fields::writeJson(out, "payment_method_type"_L1, given);
    writeCard(out, view);
    out.member("payment_token"_L1, textOrNull(payment.paymentToken));
    out.member("payment_method_id"_L1, textOrNull(payment.paymentMethodId.value));
    out.member("payment_method_status"_L1, kept ? std::optional("active"_L1) : std::nullopt);
    out.member("setup_future_usage"_L1, wordOf(payment.futureUsage));
    out.member("off_session"_L1, payment.offSession ? std::optional(true) : std::nullopt);
    out.member("mandate_id"_L1, textOrNull(payment.mandateId.value));
    out.member("mit_category"_L1, wordOf(payment.mitCategory));
    out.member("network_transaction_id"_L1, textOrNull(payment.networkTransactionId));
    nulls(out, {"mandate_data"_L1, "connector_mandate_id"_L1, "payment_experience"_L1,
                "card_discovery"_L1, "is_stored_credential"_L1});
    fields::writeJson(out, "fingerprint"_L1, view.extras.value(u"fingerprint"_s));
}

void writeProcessor(JsonWriter &out, const Payment &payment)
{
    out.member("connector"_L1, textOrNull(payment.connector));
    out.member("merchant_connector_id"_L1, textOrNull(payment.connectorAccount.value));
    out.member("connector_transaction_id"_L1, textOrNull(payment.processorReference));
    out.member("reference_id"_L1, textOrNull(payment.processorReference));
    out.member("cancellation_reason"_L1, textOrNull(payment.cancellationReason));
    out.member("attempt_count"_L1, std::max(1, payment.attemptCount));
    out.member("manual_retry_allowed"_L1, false);
    nulls(out, {"connector_label"_L1, "merchant_decision"_L1, "frm_message"_L1,
                "external_authentication_details"_L1, "external_3ds_authentication_attempted"_L1,
                "split_payments"_L1, "disputes"_L1, "business_country"_L1, "business_label"_L1,
                "business_sub_label"_L1});
}

void writeLink(JsonWriter &out, const PaymentView &view, const QUrl &publicBase)
{
    const QString id = linkId(view);
    if (id.isEmpty())
        return out.member("payment_link"_L1, nullptr);
    out.beginObject("payment_link"_L1);
    out.member("link"_L1, linkPage(publicBase, view.payment).toString(QUrl::FullyEncoded));
    out.member("secure_link"_L1, nullptr);
    out.member("payment_link_id"_L1, id);
    out.endObject();
}

void writeTimes(JsonWriter &out, const Payment &payment)
{
    out.member("created"_L1, fields::timeText(payment.createdAtMs));
    out.member("modified_at"_L1, fields::timeText(payment.modifiedAtMs));
    out.member("updated"_L1, fields::timeText(payment.modifiedAtMs));
    out.member("expires_on"_L1, fields::timeText(payment.sessionExpiresAtMs));
}

void writeAttempts(JsonWriter &out, const PaymentView &view)
{
    const Payment &payment = view.payment;
    out.beginArray("attempts"_L1);
    for (const Attempt &attempt : view.attempts) {
        out.beginObject();
        out.member("attempt_id"_L1, attempt.id());
        out.member("status"_L1, toText(attempt.status));
        out.member("amount"_L1, payment.netAmount);
        out.member("currency"_L1, toText(payment.currency));
        out.member("connector"_L1, textOrNull(attempt.connector));
        out.member("payment_method"_L1, textOrNull(payment.paymentMethod));
        out.member("connector_transaction_id"_L1, textOrNull(attempt.processorReference));
        out.member("reference_id"_L1, textOrNull(attempt.processorReference));
        out.member("capture_method"_L1, toText(payment.captureMethod));
        out.member("authentication_type"_L1, toText(payment.authenticationType));
        out.member("created_at"_L1, fields::timeText(attempt.createdAtMs));
        out.member("modified_at"_L1, fields::timeText(attempt.modifiedAtMs));
        out.member("cancellation_reason"_L1, textOrNull(payment.cancellationReason));
        out.member("mandate_id"_L1, textOrNull(payment.mandateId.value));
        out.member("error_code"_L1, textOrNull(attempt.error.code));
        out.member("error_message"_L1, textOrNull(attempt.error.message));
        out.member("unified_code"_L1, textOrNull(attempt.error.unifiedCode));
        out.member("unified_message"_L1, textOrNull(unifiedMessage(attempt.error.unifiedCode)));
        out.endObject();
    }
    out.endArray();
}

QLatin1StringView captureStatus(OperationState state)
{
    switch (state) {
    case OperationState::Succeeded: return "charged"_L1;
    case OperationState::Pending:
    case OperationState::Unknown: return "pending"_L1;
    case OperationState::Prepared:
    case OperationState::Sending: return "started"_L1;
    case OperationState::Declined:
    case OperationState::Rejected:
    case OperationState::Integrity:
    case OperationState::AbortedBeforeSend: return "failed"_L1;
    }
    return "failed"_L1;
}

void writeCaptures(JsonWriter &out, const PaymentView &view)
{
    out.beginArray("captures"_L1);
    for (const Operation &operation : view.operations) {
        if (operation.kind != OperationKind::Capture)
            continue;
        const AttemptId attempt = attemptId(operation.paymentId, operation.attemptNumber);
        out.beginObject();
        out.member("capture_id"_L1,
                   QString(attempt.value + u'_' + QString::number(operation.sequence)));
        out.member("status"_L1, captureStatus(operation.state));
        out.member("amount"_L1, operation.amount);
        out.member("currency"_L1, toText(operation.currency));
        out.member("connector"_L1, operation.connector);
        out.member("authorized_attempt_id"_L1, attempt);
        out.member("connector_capture_id"_L1, textOrNull(operation.processorReference));
        out.member("reference_id"_L1, textOrNull(operation.processorReference));
        out.member("capture_sequence"_L1, operation.sequence);
        out.member("error_code"_L1, textOrNull(operation.error.code));
        out.member("error_message"_L1, textOrNull(operation.error.message));
        out.member("error_reason"_L1, nullptr);
        out.endObject();
    }
    out.endArray();
}

void writeRefunds(JsonWriter &out, const QList<Refund> &refunds)
{
    if (refunds.isEmpty())
        return out.member("refunds"_L1, nullptr);
    out.beginArray("refunds"_L1);
    for (const Refund &refund : refunds)
        write(out, refund);
    out.endArray();
}

} // namespace

QString unifiedMessage(const QString &unifiedCode)
{
    if (unifiedCode == "UE_1000"_L1)
        return u"Issue with payment method details"_s;
    if (unifiedCode == "UE_2000"_L1)
        return u"Issue with configurations"_s;
    if (unifiedCode == "UE_3000"_L1)
        return u"Technical issue or risk decision at the processor or bank"_s;
    if (unifiedCode == "UE_4000"_L1)
        return u"Issue with the integration"_s;
    return unifiedCode.isEmpty() ? QString() : u"Something went wrong"_s;
}

QUrl startPage(const QUrl &publicBase, const Payment &payment)
{
    return below(publicBase, u"/payments/redirect/%1/%2/%3"_s.arg(
                                 payment.id.value, payment.merchantId.value,
                                 attemptId(payment.id, payment.attemptCount).value));
}

QUrl linkPage(const QUrl &publicBase, const Payment &payment)
{
    QUrl url =
        below(publicBase, u"/payment_link/%1/%2"_s.arg(payment.merchantId.value, payment.id.value));
    url.setQuery(u"locale=en"_s);
    return url;
}

QString linkId(const PaymentView &view)
{
    return view.extras.value(u"payment_link_id"_s).remove(u'"');
}

void write(JsonWriter &out, const PaymentView &view, const Shown &shown)
{
    const Payment &payment = view.payment;
    out.beginObject();
    out.member("payment_id"_L1, payment.id);
    out.member("merchant_id"_L1, payment.merchantId);
    out.member("processor_merchant_id"_L1, payment.merchantId);
    out.member("profile_id"_L1, textOrNull(payment.profileId.value));
    out.member("client_secret"_L1, textOrNull(view.clientSecret));
    writeMoney(out, payment);
    writeNextAction(out, view, shown);
    writeMethod(out, view);
    writeCustomer(out, view);
    writeProcessor(out, payment);
    writeLink(out, view, shown.publicBase);
    writeError(out, payment.error);
    writeTimes(out, payment);
    out.member("description"_L1, textOrNull(payment.description));
    out.member("return_url"_L1, textOrNull(payment.returnUrl));
    out.member("merchant_order_reference_id"_L1, textOrNull(payment.orderReference));
    fields::writeJson(out, "metadata"_L1, payment.metadataJson);
    writeExtras(out, view.extras);
    writeRefunds(out, view.refunds);
    if (shown.attempts)
        writeAttempts(out, view);
    if (shown.captures)
        writeCaptures(out, view);
    out.endObject();
}

QByteArray payment(const PaymentView &view, const Shown &shown)
{
    JsonWriter out;
    write(out, view, shown);
    return out.take();
}

void write(JsonWriter &out, const Refund &refund)
{
    out.beginObject();
    out.member("refund_id"_L1, refund.id);
    out.member("payment_id"_L1, refund.paymentId);
    out.member("amount"_L1, refund.amount);
    out.member("currency"_L1, toText(refund.currency));
    out.member("status"_L1, toText(refund.status));
    out.member("reason"_L1, textOrNull(refund.reason));
    fields::writeJson(out, "metadata"_L1, refund.metadataJson);
    writeError(out, refund.error);
    out.member("created_at"_L1, fields::timeText(refund.createdAtMs));
    out.member("updated_at"_L1, fields::timeText(refund.modifiedAtMs));
    out.member("connector"_L1, refund.connector);
    out.member("profile_id"_L1, textOrNull(refund.profileId.value));
    out.member("merchant_connector_id"_L1, textOrNull(refund.connectorAccount.value));
    out.member("connector_refund_id"_L1, textOrNull(refund.processorReference));
    out.endObject();
}

QByteArray refund(const Refund &value)
{
    JsonWriter out;
    write(out, value);
    return out.take();
}

} // namespace paymentjson
