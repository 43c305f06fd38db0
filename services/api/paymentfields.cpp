#include "services/api/paymentfields.h"

#include "services/api/fields.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostOfOrder = 999'999'999;

/// Reads one body; what does not fit although it could be read is kept in `problem`.
class PaymentBodyReader
{
public:
    PaymentBodyReader(JsonReader &in, PaymentBody &body) : m_in(in), m_body(body) {}

    std::optional<ApiError> read();

private:
    void readIds();
    void readMoney();
    void readMethod();
    void readMethodData(JsonReader &data);
    void readCustomer();
    void readAgreement();
    void readMandate(JsonReader &in);
    void readTerms(JsonReader &in, MandateType type);
    void readTexts();
    void readOrder();
    void readOrderLine(JsonReader &line);
    void keep(QLatin1StringView name, JsonValue::Kind kind);
    void keepText(QLatin1StringView name, qsizetype longest);
    void refuseWhatIsNotOffered();
    void refuse(const ApiError &error)
    {
        if (!m_problem)
            m_problem = error;
    }

    JsonReader &m_in;
    PaymentBody &m_body;
    std::optional<ApiError> m_problem;
};

std::optional<CaptureMethod> captureMethodOf(QStringView text)
{
    if (text == "sequential_automatic"_L1) // two calls or one: the money is taken by itself
        return CaptureMethod::Automatic;
    return captureMethodFromText(text);
}

std::optional<PaymentType> paymentTypeOf(QStringView text)
{
    if (text == "setup_mandate"_L1)
        return PaymentType::SetupMandate;
    for (const QLatin1StringView known :
         {"normal"_L1, "new_mandate"_L1, "recurring_mandate"_L1, "installment"_L1}) {
        if (text == known)
            return PaymentType::Normal;
    }
    return std::nullopt;
}

/// Every method that requests may name; only cards can be paid with.
std::optional<QString> paymentMethodOf(QStringView text)
{
    for (const QLatin1StringView known :
         {"card"_L1, "card_redirect"_L1, "pay_later"_L1, "wallet"_L1, "bank_redirect"_L1,
          "bank_transfer"_L1, "bank_debit"_L1, "crypto"_L1, "reward"_L1, "real_time_payment"_L1,
          "upi"_L1, "voucher"_L1, "gift_card"_L1, "open_banking"_L1, "mobile_payment"_L1,
          "network_token"_L1}) {
        if (text == known)
            return QString(known);
    }
    return std::nullopt;
}

void PaymentBodyReader::readIds()
{
    m_body.paymentId = m_in.text("payment_id"_L1).value_or(QString());
    m_body.merchantId = m_in.text("merchant_id"_L1).value_or(QString());
    m_body.profileId = m_in.text("profile_id"_L1).value_or(QString());
    m_body.clientSecret = ClientSecret(m_in.secret("client_secret"_L1));
    m_body.confirm = m_in.boolean("confirm"_L1);
    for (const QLatin1StringView reserved : {"create"_L1, "list"_L1, "sync"_L1, "filter"_L1,
                                             "aggregate"_L1, "redirect"_L1, "session_tokens"_L1}) {
        if (m_body.paymentId == reserved)
            m_in.refuse("payment_id"_L1, JsonFault::Kind::InvalidValue, u"is a reserved word"_s);
    }
}

void PaymentBodyReader::readMoney()
{
    m_body.amount = m_in.integer("amount"_L1, 0);
    m_body.currency = fields::word(m_in, "currency"_L1, currencyFromText);
    m_body.captureMethod = fields::word(m_in, "capture_method"_L1, captureMethodOf);
    m_body.amountToCapture = m_in.integer("amount_to_capture"_L1, 0);
    m_body.captureOnMs = fields::time(m_in, "capture_on"_L1);
    m_body.authenticationType =
        fields::word(m_in, "authentication_type"_L1, authenticationTypeFromText);
    m_body.partialAuthorization = m_in.boolean("enable_partial_authorization"_L1);
    m_body.incrementalAuthorization = m_in.boolean("request_incremental_authorization"_L1);
    m_body.sessionExpiry = m_in.integer("session_expiry"_L1);
    m_body.order.shipping = m_in.integer("shipping_cost"_L1, 0, kMostOfOrder);
    m_body.order.tax = m_in.integer("order_tax_amount"_L1, 0, kMostOfOrder);
    m_in.object("surcharge_details"_L1, [this](JsonReader &in) {
        const qint64 surcharge = in.requiredInteger("surcharge_amount"_L1, 0, kMostOfOrder);
        const qint64 tax = in.integer("tax_amount"_L1, 0, kMostOfOrder).value_or(0);
        m_body.order.surcharge = surcharge + tax;
    });
    keep("surcharge_details"_L1, JsonValue::Kind::Object);
    if (m_body.order.shipping)
        m_body.extras.insert(u"shipping_cost"_s, QString::number(*m_body.order.shipping));
    if (m_body.order.tax)
        m_body.extras.insert(u"order_tax_amount"_s, QString::number(*m_body.order.tax));
}

void PaymentBodyReader::readMethod()
{
    m_body.paymentMethod = fields::word(m_in, "payment_method"_L1, paymentMethodOf);
    keepText("payment_method_type"_L1, 64);
    const bool hasData =
        m_in.object("payment_method_data"_L1, [this](JsonReader &data) { readMethodData(data); });
    m_body.paymentToken = m_in.text("payment_token"_L1).value_or(QString());
    const QByteArrayView cvc = m_in.secret("card_cvc"_L1);
    if (!cvc.isEmpty())
        m_body.cvc = Cvc(cvc);
    const bool isCard = !m_body.paymentMethod || *m_body.paymentMethod == "card"_L1;
    if (!isCard && m_body.card)
        refuse(unfitValue(u"payment_method_data is not that of payment_method"_s));
    if (!isCard) {
        ApiError error = notOffered();
        error.message = u"payment_method %1 is not offered"_s.arg(*m_body.paymentMethod);
        refuse(error);
    }
    if (hasData && !m_body.paymentMethod && m_body.card)
        m_body.paymentMethod = u"card"_s;
    if (m_body.card && !m_body.paymentToken.isEmpty())
        refuse(unmetCondition(u"Give payment_token or a card, not both"_s));
}

void PaymentBodyReader::readMethodData(JsonReader &data)
{
    data.object("card"_L1,
                [this](JsonReader &card) { m_body.card = fields::readCard(card, m_problem); });
    data.object("card_token"_L1, [this](JsonReader &token) {
        m_body.cvc = Cvc(token.secret("card_cvc"_L1));
        token.ignore({"card_holder_name"_L1});
    });
    const auto billing = fields::jsonText(data, "billing"_L1, JsonValue::Kind::Object);
    data.object("billing"_L1, [](JsonReader &address) { fields::checkAddress(address); });
    if (billing)
        m_body.extras.insert(u"payment_method_data.billing"_s, *billing);
}

void PaymentBodyReader::readCustomer()
{
    m_body.customerId = m_in.text("customer_id"_L1);
    m_body.name = m_in.text("name"_L1);
    m_body.email = m_in.text("email"_L1);
    m_body.phone = m_in.text("phone"_L1);
    std::optional<QString> countryCode = m_in.text("phone_country_code"_L1);
    const auto same = [this](std::optional<QString> &flat, std::optional<QString> nested,
                             QLatin1StringView name) {
        if (flat && nested && *flat != *nested)
            refuse(unmetCondition(QString(name + u" differs from that in customer"_s)));
        if (nested)
            flat = nested;
    };
    m_in.object("customer"_L1, [&](JsonReader &in) {
        same(m_body.customerId, in.text("id"_L1), "customer_id"_L1);
        same(m_body.name, in.text("name"_L1), "name"_L1);
        same(m_body.email, in.text("email"_L1), "email"_L1);
        same(m_body.phone, in.text("phone"_L1), "phone"_L1);
        same(countryCode, in.text("phone_country_code"_L1), "phone_country_code"_L1);
        in.ignore({"tax_registration_id"_L1, "document_details"_L1});
    });
    if (countryCode && countryCode->size() > 16)
        m_in.refuse("phone_country_code"_L1, JsonFault::Kind::InvalidValue, u"too long"_s);
    else if (countryCode)
        m_body.extras.insert(u"phone_country_code"_s,
                             QString::fromUtf8(toJson(JsonValue::ofText(countryCode->toUtf8()))));
}

void PaymentBodyReader::readAgreement()
{
    m_body.futureUsage = fields::word(m_in, "setup_future_usage"_L1, futureUsageFromText);
    m_in.object("customer_acceptance"_L1,
                [this](JsonReader &in) { m_body.acceptance = fields::readAcceptance(in); });
    m_body.offSession = m_in.boolean("off_session"_L1);
    m_body.type = fields::word(m_in, "payment_type"_L1, paymentTypeOf);
    m_body.mitCategory = fields::word(m_in, "mit_category"_L1, mitCategoryFromText);
    if (const JsonValue *details = m_in.any("recurring_details"_L1, JsonValue::Kind::Object)) {
        std::optional<JsonFault> fault;
        m_body.recurring = readRecurringDetails(*details, fault, m_problem);
        if (fault)
            m_in.refuse("recurring_details"_L1, fault->kind, fault->message());
    }
    m_in.object("mandate_data"_L1, [this](JsonReader &in) { readMandate(in); });
    const std::optional<QString> mandateId = m_in.text("mandate_id"_L1);
    if (mandateId && m_body.recurring)
        refuse(unmetCondition(u"Give mandate_id or recurring_details, not both"_s));
    if (mandateId && !m_body.recurring) {
        m_body.recurring.emplace();
        m_body.recurring->kind = RecurringDetails::Kind::Mandate;
        m_body.recurring->mandateId = {*mandateId};
    }
    if (m_body.recurring && m_body.mandate)
        refuse(ApiError{400, u"HE_03"_s, u"Give mandate_data or recurring_details, not both"_s});
    if (m_body.recurring && m_body.confirm && !*m_body.confirm)
        refuse(unmetCondition(u"A charge off session is confirmed at once: confirm"_s));
    const bool stored = m_body.recurring || !m_body.paymentToken.isEmpty();
    if (m_in.boolean("is_stored_credential"_L1).value_or(true) || !stored)
        return;
    refuse(unfitValue(u"is_stored_credential is false, but a stored credential is used"_s));
}

void PaymentBodyReader::readMandate(JsonReader &in)
{
    in.object("customer_acceptance"_L1, [this](JsonReader &acceptance) {
        m_body.acceptance = fields::readAcceptance(acceptance);
    });
    const bool updates = in.has("update_mandate_id"_L1);
    in.ignore({"update_mandate_id"_L1});
    const bool typed = in.object("mandate_type"_L1, [this](JsonReader &type) {
        const bool multi = type.has("multi_use"_L1) || type.isNull("multi_use"_L1);
        type.object("single_use"_L1,
                    [this](JsonReader &terms) { readTerms(terms, MandateType::SingleUse); });
        type.object("multi_use"_L1,
                    [this](JsonReader &terms) { readTerms(terms, MandateType::MultiUse); });
        if (multi && !m_body.mandate)
            m_body.mandate.emplace(); // without a limit
    });
    if (typed && updates)
        refuse(unfitValue(u"Give mandate_type or update_mandate_id, not both"_s));
    else if (updates)
        refuse(notOffered());
    if (!typed && !updates)
        m_body.mandate.emplace();
}

void PaymentBodyReader::readTerms(JsonReader &in, MandateType type)
{
    MandateTerms terms;
    terms.type = type;
    terms.amount = in.requiredInteger("amount"_L1, 0);
    terms.currency = fields::word(in, "currency"_L1, currencyFromText);
    terms.startAtMs = fields::time(in, "start_date"_L1).value_or(0);
    terms.endAtMs = fields::time(in, "end_date"_L1).value_or(0);
    in.any("metadata"_L1, JsonValue::Kind::Object);
    if (!terms.currency)
        in.refuse("currency"_L1, JsonFault::Kind::MissingField, u"required, and missing"_s);
    m_body.mandate = terms;
}

void PaymentBodyReader::readTexts()
{
    m_body.returnUrl = m_in.text("return_url"_L1);
    m_body.description = m_in.text("description"_L1);
    m_body.orderReference = m_in.text("merchant_order_reference_id"_L1);
    m_body.metadataJson = fields::jsonText(m_in, "metadata"_L1, JsonValue::Kind::Object);
    keepText("statement_descriptor_name"_L1, 255);
    keepText("statement_descriptor_suffix"_L1, 255);
    keepText("payment_channel"_L1, 64);
    keepText("psd2_sca_exemption_type"_L1, 64);
    for (const QLatin1StringView name :
         {"browser_info"_L1, "connector_metadata"_L1, "feature_metadata"_L1, "frm_metadata"_L1,
          "billing_descriptor"_L1, "partner_merchant_identifier_details"_L1})
        keep(name, JsonValue::Kind::Object);
    keep("allowed_payment_method_types"_L1, JsonValue::Kind::Array);
    keep("routing"_L1, JsonValue::Kind::Object); // where it may go: the engine obeys these two
    keep("connector"_L1, JsonValue::Kind::Array);
    keep("force_3ds_challenge"_L1, JsonValue::Kind::Boolean);
    keep("payment_link_config"_L1, JsonValue::Kind::Object);
    if (m_in.boolean("payment_link"_L1).value_or(false))
        m_body.extras.insert(u"payment_link"_s, u"true"_s);
    for (const QLatin1StringView name : {"billing"_L1, "shipping"_L1}) {
        m_in.object(name, [](JsonReader &address) { fields::checkAddress(address); });
        keep(name, JsonValue::Kind::Object);
    }
}

void PaymentBodyReader::readOrder()
{
    m_in.eachObject("order_details"_L1, [this](JsonReader &line) { readOrderLine(line); });
    keep("order_details"_L1, JsonValue::Kind::Array);
    for (const QLatin1StringView name :
         {"discount_amount"_L1, "duty_amount"_L1, "shipping_amount_tax"_L1}) {
        m_in.integer(name, 0, kMostOfOrder);
        keep(name, JsonValue::Kind::Number);
    }
    keepText("tax_status"_L1, 64);
    if (const auto date = fields::time(m_in, "order_date"_L1))
        keep("order_date"_L1, JsonValue::Kind::Text);
}

void PaymentBodyReader::readOrderLine(JsonReader &line)
{
    const QString product = line.requiredText("product_name"_L1);
    if (product.size() > 255)
        line.refuse("product_name"_L1, JsonFault::Kind::InvalidValue, u"too long"_s);
    line.requiredInteger("quantity"_L1, 0, 65'535);
    line.requiredInteger("amount"_L1, 0, kMostOfOrder);
    for (const QLatin1StringView name :
         {"unit_discount_amount"_L1, "total_amount"_L1, "total_tax_amount"_L1})
        line.integer(name, 0);
    for (const QLatin1StringView name :
         {"product_id"_L1, "sku"_L1, "upc"_L1, "category"_L1, "sub_category"_L1, "brand"_L1,
          "product_type"_L1, "product_img_link"_L1, "description"_L1, "unit_of_measure"_L1,
          "commodity_code"_L1, "product_tax_code"_L1})
        line.text(name);
    line.any("tax_rate"_L1, JsonValue::Kind::Number);
    line.boolean("requires_shipping"_L1);
}

void PaymentBodyReader::keep(QLatin1StringView name, JsonValue::Kind kind)
{
    const std::optional<QString> json = fields::jsonText(m_in, name, kind);
    if (json)
        m_body.extras.insert(name, *json);
    else if (m_in.isNull(name))
        m_body.extras.insert(name, QString());
}

void PaymentBodyReader::keepText(QLatin1StringView name, qsizetype longest)
{
    const std::optional<QString> text = m_in.text(name);
    if (text && text->size() > longest)
        refuse(unfitValue(QString(name + u" is too long"_s)));
    keep(name, JsonValue::Kind::Text);
}

/// What would change the course of a payment and cannot be done must not be passed over.
void PaymentBodyReader::refuseWhatIsNotOffered()
{
    for (const QLatin1StringView name :
         {"request_external_three_ds_authentication"_L1, "enable_overcapture"_L1,
          "request_extended_authorization"_L1}) {
        if (m_in.boolean(name).value_or(false)) {
            ApiError error = notOffered();
            error.message = QString(name + u" is not offered"_s);
            refuse(error);
        }
    }
    for (const QLatin1StringView name :
         {"split_payments"_L1, "three_ds_data"_L1, "installment_data"_L1, "installment_options"_L1,
          "ctp_service_details"_L1, "tokenization"_L1, "merchant_connector_details"_L1}) {
        if (m_in.has(name)) {
            ApiError error = notOffered();
            error.message = QString(name + u" is not offered"_s);
            refuse(error);
        }
        m_in.ignore({name});
    }
    m_in.ignore({"payment_link_config_id"_L1, "retry_action"_L1, "threeds_method_comp_ind"_L1,
                 "payment_experience"_L1, "business_country"_L1, "business_label"_L1,
                 "business_sub_label"_L1, "is_payment_id_from_merchant"_L1, "all_keys_required"_L1,
                 "skip_external_tax_calculation"_L1});
}

std::optional<ApiError> PaymentBodyReader::read()
{
    readIds();
    readMoney();
    readMethod();
    readCustomer();
    readAgreement();
    readTexts();
    readOrder();
    refuseWhatIsNotOffered();
    const bool automatic =
        m_body.captureMethod.value_or(CaptureMethod::Automatic) == CaptureMethod::Automatic;
    if (m_body.incrementalAuthorization.value_or(false) && automatic)
        refuse(ApiError{400, u"IR_19"_s,
                        u"request_incremental_authorization does not go with automatic capture"_s});
    return m_problem;
}

} // namespace

std::optional<RecurringDetails> readRecurringDetails(const JsonValue &value,
                                                     std::optional<JsonFault> &fault,
                                                     std::optional<ApiError> &problem)
{
    RecurringDetails details;
    JsonReader in(value, fault);
    const QString type = in.requiredText("type"_L1);
    if (type == "payment_method_id"_L1) {
        details.kind = RecurringDetails::Kind::PaymentMethod;
        details.paymentMethodId = {in.requiredText("data"_L1)};
    } else if (type == "mandate_id"_L1) {
        details.kind = RecurringDetails::Kind::Mandate;
        details.mandateId = {in.requiredText("data"_L1)};
    } else if (type == "processor_payment_token"_L1) {
        details.kind = RecurringDetails::Kind::ProcessorToken;
        in.object("data"_L1, [&](JsonReader &data) {
            details.processorToken = data.requiredText("processor_payment_token"_L1);
            details.connectorAccount = {data.text("merchant_connector_id"_L1).value_or(QString())};
        });
    } else if (type == "network_transaction_id_and_card_details"_L1) {
        details.kind = RecurringDetails::Kind::NetworkTransactionCard;
        in.object("data"_L1, [&](JsonReader &data) {
            details.networkTransactionId = data.requiredText("network_transaction_id"_L1);
            details.card = fields::readCard(data, problem);
            data.ignore({"transaction_link_id"_L1});
        });
    } else if (type == "network_transaction_id_and_network_token_details"_L1) {
        details.kind = RecurringDetails::Kind::NetworkTransactionToken;
        in.object("data"_L1, [&](JsonReader &data) {
            details.networkTransactionId = data.requiredText("network_transaction_id"_L1);
            details.card = fields::readNetworkToken(
                data, {"network_token"_L1, "token_exp_month"_L1, "token_exp_year"_L1}, problem);
            // Of the payment that set it up; the network knows them by its id.
            data.ignore({"transaction_link_id"_L1, "eci"_L1});
        });
    } else if (type == "network_transaction_id_and_decrypted_wallet_token_details"_L1
               || type == "card_with_limited_data"_L1) {
        problem = notOffered();
        problem->message = u"recurring_details of the type %1 is not offered"_s.arg(type);
        in.ignore({"data"_L1});
    } else {
        in.refuse("type"_L1, JsonFault::Kind::InvalidValue, u"not a known value"_s);
    }
    in.finish();
    return details;
}

std::optional<ApiError> readPaymentBody(const JsonValue &json, PaymentBody &body)
{
    std::optional<ApiError> problem;
    const std::optional<ApiError> fault = fields::readBody(
        json, [&](JsonReader &in) { problem = PaymentBodyReader(in, body).read(); });
    return fault ? fault : problem;
}
