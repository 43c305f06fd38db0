#include "services/processors/stripe/stripeconnector.h"

#include "services/processors/stripe/stripeaccount.h"
#include "services/processors/stripe/stripeform.h"
#include "services/processors/stripe/stripeintent.h"
#include "services/processors/stripe/stripemoney.h"
#include "services/processors/stripe/stripereply.h"
#include "services/processors/stripe/stripeshopper.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kKeyTtlMs = 24LL * 3'600'000;
/// How far the clocks may be apart before a payment is missed in a list.
constexpr qint64 kListSlackSeconds = 3600;
constexpr qsizetype kLongestDescription = 1000;

/// Stripe's own ids of a kept card: the customer may be missing.
struct Token
{
    QString customer;
    QString paymentMethod;
};

std::optional<Token> tokenFrom(const QString &text)
{
    const qsizetype dash = text.indexOf(u'-');
    const Token token{dash < 0 ? QString() : text.left(dash), text.mid(dash + 1)};
    const bool fits = isStripeId(token.paymentMethod) && (dash < 0 || isStripeId(token.customer));
    return fits ? std::optional(token) : std::nullopt;
}

Result<QUrl> urlOf(const ProcessorAccount &account, const QString &path, const QByteArray &query)
{
    QUrl url = account.baseUrl;
    if (!url.isValid() || url.host().isEmpty())
        return Error{ErrorCode::InvalidValue, u"base_url"_s};
    QString base = url.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + path);
    url.setQuery(query.isEmpty() ? QString() : QString::fromLatin1(query), QUrl::StrictMode);
    url.setFragment(QString());
    return url;
}

Result<HttpHeaders> commonHeaders(const ProcessorAccount &account)
{
    if (!account.keys)
        return Error{ErrorCode::MissingField, u"connector_account_details"_s};
    if (const Result<> checked = stripeaccount::check(account); !checked)
        return checked.error();
    QByteArray bearer = "Bearer ";
    for (const char c : account.keys->apiKey.view()) {
        if (c <= 0x20 || c >= 0x7f) // a header must end where the key does
            return Error{ErrorCode::InvalidValue, u"connector_account_details.api_key"_s};
        bearer += c;
    }
    return HttpHeaders{{"Accept", "application/json"},
                       {"Authorization", bearer},
                       {"Stripe-Version", "2023-08-16"}};
}

Result<HttpRequest> get(const ProcessorAccount &account, const QString &path,
                        const QByteArray &query = {})
{
    const Result<HttpHeaders> headers = commonHeaders(account);
    if (!headers)
        return headers.error();
    const Result<QUrl> url = urlOf(account, path, query);
    if (!url)
        return url.error();
    return HttpRequest{"GET", *url, *headers, {}};
}

Result<HttpRequest> post(const ProcessorAccount &account, const QString &path, const QString &key,
                         StripeForm form)
{
    Result<HttpHeaders> headers = commonHeaders(account);
    if (!headers)
        return headers.error();
    const Result<QUrl> url = urlOf(account, path, {});
    if (!url)
        return url.error();
    HttpRequest request{"POST", *url, *headers, form.take()};
    request.headers.append(HttpHeader{"Content-Type", "application/x-www-form-urlencoded"});
    request.headers.append(HttpHeader{"Idempotency-Key", key.toLatin1()});
    return request;
}

Result<> checkOperation(const Operation &operation, std::initializer_list<OperationKind> kinds)
{
    if (std::find(kinds.begin(), kinds.end(), operation.kind) == kinds.end())
        return Error{ErrorCode::NotSupported, u"operation"_s};
    if (operation.id.isEmpty())
        return Error{ErrorCode::InvalidValue, u"operation_id"_s};
    if (operation.idempotencyKey.isEmpty())
        return Error{ErrorCode::InvalidValue, u"idempotency_key"_s};
    return {};
}

/// A follow-up needs the intent's own id: there is money to move.
Result<QString> intentPath(const FollowUpRequest &request, OperationKind kind)
{
    if (const Result<> checked = checkOperation(*request.operation, {kind}); !checked)
        return checked.error();
    const QString &id = request.attempt->processorReference;
    if (id.isEmpty() && kind == OperationKind::Void) // cannot be cancelled by a name of ours
        return Error{ErrorCode::NotSupported, u"processor_reference"_s};
    if (!isStripeId(id))
        return Error{ErrorCode::InvalidValue, u"processor_reference"_s};
    return QString(id.startsWith("seti_"_L1) ? u"/v1/setup_intents/"_s + id
                                             : u"/v1/payment_intents/"_s + id);
}

ShopperData shopperOf(const AuthorizeRequest &request)
{
    return request.shopper ? *request.shopper : ShopperData();
}

bool isSetUp(const AuthorizeRequest &request)
{
    return request.operation->amount == 0;
}

/// Whether a customer is made, for a card that Stripe is to keep.
bool isKept(const AuthorizeRequest &request)
{
    return request.credential.use == StoredCredential::Use::First && request.credential.offSession
           && request.token.isEmpty();
}

void writeMetadata(StripeForm &form, const AuthorizeRequest &request)
{
    form.metadata(u"attempt_id"_s, request.attempt->id().value);
    form.metadata(u"payment_id"_s, request.payment->id.value);
    form.metadata(u"operation_id"_s, request.operation->id.value);
}

Result<> checkAuthorize(const AuthorizeRequest &request)
{
    const Result<> checked =
        checkOperation(*request.operation, {OperationKind::Authorize, OperationKind::Sale});
    if (!checked)
        return checked;
    if (!request.card && request.token.isEmpty())
        return Error{ErrorCode::MissingField, u"card"_s};
    if (!request.token.isEmpty() && !tokenFrom(request.token))
        return Error{ErrorCode::InvalidValue, u"token"_s};
    // A card of another processor's set-up: only some accounts may, and it is not in the contract.
    if (request.credential.byMerchant && request.token.isEmpty())
        return Error{ErrorCode::NotSupported, u"network_transaction_id"_s};
    if (isSetUp(request) && !isKept(request))
        return Error{ErrorCode::NotSupported, u"setup_future_usage"_s};
    return {};
}

void writeToken(StripeForm &form, const Token &token)
{
    if (!token.customer.isEmpty())
        form.text("customer", token.customer);
    form.text("payment_method", token.paymentMethod);
}

/// What payments and set-ups have in common. The card or its kept method comes last.
void writeCommon(StripeForm &form, const AuthorizeRequest &request)
{
    const Payment &payment = *request.payment;
    form.boolean("confirm", true);
    form.text("payment_method_types[0]", u"card");
    form.text("expand[0]", isSetUp(request) ? u"latest_attempt" : u"latest_charge");
    form.textIfAny("description", payment.description, kLongestDescription);
    if (!request.credential.byMerchant && request.returnUrl.isValid())
        form.textIfAny("return_url", request.returnUrl.toString(QUrl::FullyEncoded), 5000);
    if (payment.authenticationType == AuthenticationType::ThreeDs)
        form.text("payment_method_options[card][request_three_d_secure]", u"any");
    writeMetadata(form, request);
}

Result<HttpRequest> buildCustomer(const ProcessorAccount &account, const AuthorizeRequest &request)
{
    const CustomerSnapshot &customer = request.payment->customer;
    StripeForm form;
    stripeshopper::writeCustomer(form, customer, shopperOf(request).billing);
    form.metadata(u"payment_id"_s, request.payment->id.value);
    if (!customer.id.isEmpty())
        form.metadata(u"customer_id"_s, customer.id.value);
    return post(account, u"/v1/customers"_s, request.operation->idempotencyKey + u"-customer"_s,
                std::move(form));
}

Result<HttpRequest> buildPaymentMethod(const ProcessorAccount &account,
                                       const AuthorizeRequest &request)
{
    const CardDetails &card = *request.card;
    const CustomerSnapshot &customer = request.payment->customer;
    StripeForm form;
    form.text("type", u"card");
    if (card.number.isEmpty() || !form.digits("card[number]", card.number.reveal()))
        return Error{ErrorCode::CardNumberInvalid, u"card_number"_s};
    form.number("card[exp_month]", card.expiryMonth);
    form.number("card[exp_year]", card.expiryYear);
    if (!card.cvc.isEmpty() && !form.digits("card[cvc]", card.cvc.reveal()))
        return Error{ErrorCode::CvcInvalid, u"card_cvc"_s};
    stripeshopper::writeBilling(form, card.holder, customer, shopperOf(request).billing);
    Result<HttpRequest> built =
        post(account, u"/v1/payment_methods"_s, request.operation->idempotencyKey + u"-method"_s,
             std::move(form));
    if (built)
        built->holdsCard = true;
    return built;
}

/// The reasons that Stripe has a word for.
bool isReason(const QString &text, bool isSetup)
{
    return text == "duplicate"_L1 || text == "requested_by_customer"_L1 || text == "abandoned"_L1
           || (text == "fraudulent"_L1 && !isSetup);
}

/// The newest hundred that were made since the operation was sent.
QByteArray listSince(const Operation &operation, const QByteArray &expanded)
{
    const qint64 from = operation.firstSentAtMs / 1000 - kListSlackSeconds;
    return "limit=100&created%5Bgte%5D=" + QByteArray::number(qMax<qint64>(0, from))
           + "&expand%5B0%5D=data." + expanded;
}

/// A refund is read by its own id, else found among those of its payment.
Result<HttpRequest> buildRefundRead(const ProcessorAccount &account, const FollowUpRequest &request)
{
    const QString &id = request.operation->processorReference;
    if (id.startsWith("re_"_L1) && isStripeId(id))
        return get(account, u"/v1/refunds/"_s + id);
    const QString &intent = request.attempt->processorReference;
    if (!isStripeId(intent))
        return Error{ErrorCode::InvalidValue, u"processor_reference"_s};
    return get(account, u"/v1/refunds"_s, "limit=100&payment_intent=" + intent.toLatin1());
}

} // namespace

QString StripeConnector::name() const
{
    return u"stripe"_s;
}

ConnectorCapabilities StripeConnector::capabilities() const
{
    return {.lookupById = true,
            .lookupByReference = true,
            .lookupIsConsistent = true, // of lists; what a search does not find is not known
            .cancelByReference = false,
            .idempotency = true,
            .keyTtlMs = kKeyTtlMs,
            .multipleCaptures = true,
            .partialCapture = true,
            .partialAuthorization = false,
            .processorTokens = true,
            .detachesTokens = true,
            .networkTransactionIds = false,
            .increments = true};
}

ConnectorDescription StripeConnector::description() const
{
    return stripeaccount::description();
}

Result<> StripeConnector::checkAccount(const ProcessorAccount &account) const
{
    return stripeaccount::check(account);
}

Result<HttpRequest> StripeConnector::buildAuthorize(const ProcessorAccount &account,
                                                    const AuthorizeRequest &request) const
{
    if (const Result<> checked = checkAuthorize(request); !checked)
        return checked.error();
    const Operation &operation = *request.operation;
    StripeForm form;
    if (isSetUp(request)) {
        form.text("usage", u"off_session");
    } else {
        const Result<qint64> amount = stripemoney::toStripe({operation.amount, operation.currency});
        if (!amount)
            return amount.error();
        form.number("amount", *amount);
        form.text("currency", stripemoney::codeOf(operation.currency));
        const bool sale = operation.kind == OperationKind::Sale;
        form.text("capture_method", sale ? u"automatic" : u"manual");
        if (!sale && request.payment->captureMethod == CaptureMethod::ManualMultiple)
            form.text("payment_method_options[card][request_multicapture]", u"if_available");
        if (!sale && request.payment->incrementWanted)
            form.text("payment_method_options[card][request_incremental_authorization]",
                      u"if_available");
        if (isKept(request))
            form.text("setup_future_usage", u"off_session");
        if (request.credential.byMerchant)
            form.boolean("off_session", true);
        stripeshopper::writeShipping(form, request.payment->customer, shopperOf(request).shipping);
    }
    writeCommon(form, request);
    if (!request.token.isEmpty())
        writeToken(form, *tokenFrom(request.token));
    return post(account, isSetUp(request) ? u"/v1/setup_intents"_s : u"/v1/payment_intents"_s,
                operation.idempotencyKey, std::move(form));
}

Result<std::vector<HttpRequest>>
StripeConnector::buildPreparations(const ProcessorAccount &account,
                                   const AuthorizeRequest &request) const
{
    if (const Result<> checked = checkAuthorize(request); !checked)
        return checked.error();
    std::vector<HttpRequest> calls;
    if (!request.token.isEmpty())
        return calls;
    if (isKept(request)) {
        Result<HttpRequest> customer = buildCustomer(account, request);
        if (!customer)
            return customer.error();
        calls.push_back(std::move(*customer));
    }
    Result<HttpRequest> method = buildPaymentMethod(account, request);
    if (!method)
        return method.error();
    calls.push_back(std::move(*method));
    return calls;
}

Result<PreparationReply> StripeConnector::parsePreparation(const HttpResponse &response,
                                                           HttpRequest &money) const
{
    return stripereply::readPreparation(response, money);
}

Result<HttpRequest> StripeConnector::buildCapture(const ProcessorAccount &account,
                                                  const FollowUpRequest &request) const
{
    const Operation &operation = *request.operation;
    const Result<QString> path = intentPath(request, OperationKind::Capture);
    if (!path)
        return path.error();
    const Result<qint64> amount = stripemoney::toStripe({operation.amount, operation.currency});
    if (!amount)
        return amount.error();
    StripeForm form;
    form.number("amount_to_capture", *amount);
    if (!operation.finalCapture)
        form.boolean("final_capture", false);
    form.metadata(operation.id.value, QString::number(*amount));
    form.text("expand[0]", u"latest_charge");
    return post(account, *path + "/capture"_L1, operation.idempotencyKey, std::move(form));
}

Result<HttpRequest> StripeConnector::buildIncrement(const ProcessorAccount &account,
                                                    const FollowUpRequest &request) const
{
    const Operation &operation = *request.operation;
    const Result<QString> path = intentPath(request, OperationKind::Increment);
    if (!path)
        return path.error();
    const Result<qint64> amount = stripemoney::toStripe({operation.amount, operation.currency});
    if (!amount)
        return amount.error();
    StripeForm form;
    form.number("amount", *amount);
    form.metadata(u"increment"_s, operation.id.value);
    form.text("expand[0]", u"latest_charge");
    return post(account, *path + "/increment_authorization"_L1, operation.idempotencyKey,
                std::move(form));
}

Result<HttpRequest> StripeConnector::buildVoid(const ProcessorAccount &account,
                                               const FollowUpRequest &request) const
{
    const Result<QString> path = intentPath(request, OperationKind::Void);
    if (!path)
        return path.error();
    const bool isSetup = path->contains("/setup_intents/"_L1);
    StripeForm form;
    if (isReason(request.payment->cancellationReason, isSetup))
        form.text("cancellation_reason", request.payment->cancellationReason);
    form.text("expand[0]", isSetup ? u"latest_attempt" : u"latest_charge");
    return post(account, *path + "/cancel"_L1, request.operation->idempotencyKey, std::move(form));
}

Result<HttpRequest> StripeConnector::buildRefund(const ProcessorAccount &account,
                                                 const FollowUpRequest &request) const
{
    const Operation &operation = *request.operation;
    if (const Result<QString> path = intentPath(request, OperationKind::Refund); !path)
        return path.error();
    const Result<qint64> amount = stripemoney::toStripe({operation.amount, operation.currency});
    if (!amount)
        return amount.error();
    StripeForm form;
    form.text("payment_intent", request.attempt->processorReference);
    form.number("amount", *amount);
    form.metadata(u"attempt_id"_s, request.attempt->id().value);
    form.metadata(u"payment_id"_s, request.payment->id.value);
    form.metadata(u"operation_id"_s, operation.id.value);
    return post(account, u"/v1/refunds"_s, operation.idempotencyKey, std::move(form));
}

Result<HttpRequest> StripeConnector::buildRead(const ProcessorAccount &account,
                                               const FollowUpRequest &request) const
{
    const Operation &operation = *request.operation;
    if (operation.kind == OperationKind::Refund)
        return buildRefundRead(account, request);
    const QString &id = request.attempt->processorReference;
    if (!id.isEmpty() && !isStripeId(id))
        return Error{ErrorCode::InvalidValue, u"processor_reference"_s};
    if (id.startsWith("seti_"_L1))
        return get(account, u"/v1/setup_intents/"_s + id, "expand%5B0%5D=latest_attempt");
    if (!id.isEmpty())
        return get(account, u"/v1/payment_intents/"_s + id, "expand%5B0%5D=latest_charge");
    if (request.payment->amount == 0) // set-ups cannot be searched for
        return get(account, u"/v1/setup_intents"_s, listSince(operation, "latest_attempt"));
    // A list is never behind, but ends somewhere; a search is, and does not.
    if (operation.checkCount % 2 == 0)
        return get(account, u"/v1/payment_intents"_s, listSince(operation, "latest_charge"));
    const QString query = u"metadata['attempt_id']:'"_s + request.attempt->id().value + u"'"_s;
    return get(account, u"/v1/payment_intents/search"_s,
               "query=" + percentEncoded(query) + "&expand%5B0%5D=data.latest_charge");
}

Result<HttpRequest> StripeConnector::buildDetach(const ProcessorAccount &account,
                                                 const DetachRequest &request) const
{
    const std::optional<Token> token = tokenFrom(request.token);
    if (!token)
        return Error{ErrorCode::InvalidValue, u"token"_s};
    return post(account, u"/v1/payment_methods/"_s + token->paymentMethod + u"/detach"_s,
                request.idempotencyKey, StripeForm());
}

DetachAnswer StripeConnector::parseDetach(const HttpResponse &response) const
{
    return stripereply::readDetach(response);
}

Result<HttpRequest> StripeConnector::buildVerify(const ProcessorAccount &account) const
{
    return get(account, u"/v1/payment_intents"_s, "limit=1");
}

Result<Connector::ParsedReply>
StripeConnector::parse(const Operation &operation, const HttpResponse &response, bool isRead) const
{
    return stripereply::read(operation, response, isRead);
}
