#include "services/processors/adyen/adyenconnector.h"

#include "services/processors/adyen/adyenaccount.h"
#include "services/processors/adyen/adyenmoney.h"
#include "services/processors/adyen/adyennews.h"
#include "services/processors/adyen/adyenreply.h"
#include "services/processors/adyen/adyentoken.h"
#include "services/processors/secretjson.h"

#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kKeyTtlMs = 7LL * 24 * 3'600'000; // of two documented times the shorter one
constexpr qsizetype kLongestRedirectResult = 8000;
constexpr qsizetype kShortestShopper = 3;
constexpr qsizetype kLongestOrder = 1000;

Result<QUrl> urlOf(const ProcessorAccount &account, const QString &path)
{
    QUrl url = account.baseUrl;
    if (!url.isValid() || url.host().isEmpty())
        return Error{ErrorCode::InvalidValue, u"base_url"_s};
    QString base = url.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + path);
    url.setQuery(QString());
    url.setFragment(QString());
    return url;
}

Result<> checkKeys(const ProcessorAccount &account)
{
    if (!account.keys || account.keys->apiKey.isEmpty() || account.keys->key1.isEmpty())
        return Error{ErrorCode::MissingField, u"connector_account_details"_s};
    return {};
}

HttpHeaders commonHeaders(const ProcessorAccount &account)
{
    return {{"Accept", "application/json"},
            {"X-API-Key", account.keys->apiKey.view().toByteArray()}};
}

/// A body that begins with the merchant account, as every one does but that of /payments/details.
Result<HttpRequest> post(const ProcessorAccount &account, const QString &path, const QString &key,
                         SecretJson &json)
{
    const Result<QUrl> url = urlOf(account, path);
    if (!url)
        return url.error();
    HttpRequest request{"POST", *url, commonHeaders(account), json.take()};
    request.headers.append(HttpHeader{"Content-Type", "application/json"});
    if (!key.isEmpty())
        request.headers.append(HttpHeader{"Idempotency-Key", key.toLatin1()});
    return request;
}

Result<> checkOperation(const ProcessorAccount &account, const Operation &operation)
{
    if (operation.id.isEmpty())
        return Error{ErrorCode::InvalidValue, u"operation_id"_s};
    if (operation.idempotencyKey.isEmpty())
        return Error{ErrorCode::InvalidValue, u"idempotency_key"_s};
    return checkKeys(account);
}

Result<> writeAmount(SecretJson &json, const Operation &operation)
{
    const auto amount = AdyenMoney::toAdyen(operation.amount, operation.currency);
    if (!amount)
        return Error{ErrorCode::InvalidValue, u"amount"_s, u"not a whole unit at Adyen"_s};
    json.beginObject("amount");
    json.number("value", *amount);
    json.text("currency", toText(operation.currency));
    json.endObject();
    return {};
}

Result<> writeCard(SecretJson &json, const AuthorizeRequest &request)
{
    const CardDetails &card = *request.card;
    const StoredCredential &credential = request.credential;
    json.beginObject("paymentMethod");
    json.text("type", request.isNetworkToken ? u"networkToken" : u"scheme");
    if (card.number.isEmpty() || !json.digits("number", card.number.reveal()))
        return Error{ErrorCode::CardNumberInvalid, u"card_number"_s};
    json.text("expiryMonth", QString::number(card.expiryMonth).rightJustified(2, u'0'));
    json.text("expiryYear", QString::number(card.expiryYear));
    if (!card.cvc.isEmpty() && !json.digits("cvc", card.cvc.reveal()))
        return Error{ErrorCode::CvcInvalid, u"card_cvc"_s};
    if (!card.holder.isEmpty())
        json.text("holderName", card.holder);
    if (credential.byMerchant && !credential.networkTransactionId.isEmpty())
        json.text("networkPaymentReference", credential.networkTransactionId);
    json.endObject();
    return {};
}

/// Who the card is stored for: the customer, else the payment itself. No personal data.
QString shopperOf(const Payment &payment)
{
    const QString &customer = payment.customer.id.value;
    return customer.size() >= kShortestShopper ? customer : payment.id.value;
}

void writeCredential(SecretJson &json, const AuthorizeRequest &request)
{
    const StoredCredential &credential = request.credential;
    const bool continued = credential.byMerchant;
    json.text("shopperInteraction", continued ? u"ContAuth" : u"Ecommerce");
    const AdyenToken token = AdyenToken::fromText(request.token);
    const bool kept = credential.use != StoredCredential::Use::None || !request.token.isEmpty();
    const bool first = credential.use == StoredCredential::Use::First;
    if (!kept)
        return;
    json.text("shopperReference",
              token.shopper.isEmpty() ? shopperOf(*request.payment) : token.shopper);
    const bool series = credential.category == MitCategory::Recurring
                        || credential.category == MitCategory::Installment;
    const bool offSession = continued || (first && credential.offSession);
    json.text("recurringProcessingModel", series       ? u"Subscription"
                                          : offSession ? u"UnscheduledCardOnFile"
                                                       : u"CardOnFile");
    // Only what is charged without the shopper later needs a token of Adyen's.
    if (first && credential.offSession)
        json.boolean("storePaymentMethod", true);
}

void writeShopper(SecretJson &json, const Payment &payment)
{
    if (!payment.customer.email.isEmpty())
        json.text("shopperEmail", payment.customer.email);
    if (!payment.customer.phone.isEmpty())
        json.text("telephoneNumber", payment.customer.phone);
    if (!payment.orderReference.isEmpty())
        json.text("merchantOrderReference", payment.orderReference.left(kLongestOrder));
}

void writeAuthentication(SecretJson &json, const Payment &payment)
{
    const bool wanted = payment.authenticationType == AuthenticationType::ThreeDs;
    json.beginObject("authenticationData");
    json.text("attemptAuthentication", wanted ? u"always" : u"never");
    if (wanted) { // on the bank's own page: Adyen's component for browsers is not here
        json.beginObject("threeDSRequestData");
        json.text("nativeThreeDS", u"disabled");
        json.endObject();
    }
    json.endObject();
    if (wanted)
        json.text("channel", u"Web");
}

void writeCaptureWishes(SecretJson &json, const Payment &payment, bool sale)
{
    if (sale)
        json.number("captureDelayHours", 0);
    if (sale && !payment.partialAuthorizationAllowed)
        return;
    json.beginObject("additionalData");
    if (!sale)
        json.text("manualCapture", u"true");
    if (payment.partialAuthorizationAllowed)
        json.text("allowPartialAuth", u"true");
    json.endObject();
}

/// The same for what needs Adyen's own id: there is money to move.
Result<QString> takenPaymentPath(const ProcessorAccount &account, const FollowUpRequest &request,
                                 OperationKind kind, QLatin1StringView what)
{
    if (request.operation->kind != kind)
        return Error{ErrorCode::NotSupported, u"operation"_s};
    if (const Result<> checked = checkOperation(account, *request.operation); !checked)
        return checked.error();
    const QString &reference = request.attempt->processorReference;
    if (!isWellFormedId(reference))
        return Error{ErrorCode::InvalidValue, u"processor_reference"_s};
    return QString(u"/payments/"_s + reference + what);
}

Result<HttpRequest> buildMoved(const ProcessorAccount &account, const FollowUpRequest &request,
                               OperationKind kind, QLatin1StringView what)
{
    const Result<QString> path = takenPaymentPath(account, request, kind, what);
    if (!path)
        return path.error();
    SecretJson json;
    json.text("merchantAccount", account.keys->key1);
    json.text("reference", request.operation->id.value);
    if (const Result<> written = writeAmount(json, *request.operation); !written)
        return written.error();
    return post(account, *path, request.operation->idempotencyKey, json);
}

} // namespace

QString AdyenConnector::name() const
{
    return u"adyen"_s;
}

ConnectorCapabilities AdyenConnector::capabilities() const
{
    return {.lookupById = false,
            .lookupByReference = false,
            .lookupIsConsistent = false,
            .cancelByReference = true,
            .idempotency = true,
            .keyTtlMs = kKeyTtlMs,
            .multipleCaptures = true,
            .partialCapture = true,
            .partialAuthorization = true,
            .processorTokens = true,
            .detachesTokens = true,
            .networkTransactionIds = true,
            .networkTokens = true,
            .statusQuery = false,
            .completesAfterReturn = true};
}

ConnectorDescription AdyenConnector::description() const
{
    return adyenaccount::description();
}

Result<> AdyenConnector::checkAccount(const ProcessorAccount &account) const
{
    return adyenaccount::check(account);
}

Result<HttpRequest> AdyenConnector::buildAuthorize(const ProcessorAccount &account,
                                                   const AuthorizeRequest &request) const
{
    const Operation &operation = *request.operation;
    const Payment &payment = *request.payment;
    const bool sale = operation.kind == OperationKind::Sale;
    if (!sale && operation.kind != OperationKind::Authorize)
        return Error{ErrorCode::NotSupported, u"operation"_s};
    if (const Result<> checked = checkOperation(account, operation); !checked)
        return checked.error();
    if (!request.card && request.token.isEmpty())
        return Error{ErrorCode::MissingField, u"card"_s};
    // Asked for even where nobody returns; nobody goes there then.
    const bool nobodyReturns = request.returnUrl.isEmpty() && request.credential.byMerchant;
    const QUrl back = nobodyReturns ? account.baseUrl : request.returnUrl;
    if (back.isEmpty())
        return Error{ErrorCode::MissingField, u"return_url"_s};
    SecretJson json;
    json.text("merchantAccount", account.keys->key1);
    json.text("reference", request.attempt->id().value);
    json.text("returnUrl", back.toString(QUrl::FullyEncoded));
    if (const Result<> written = writeAmount(json, operation); !written)
        return written.error();
    if (!request.token.isEmpty()) {
        const AdyenToken token = AdyenToken::fromText(request.token);
        if (token.method.isEmpty())
            return Error{ErrorCode::InvalidValue, u"token"_s};
        json.beginObject("paymentMethod");
        json.text("type", u"scheme");
        json.text("storedPaymentMethodId", token.method);
        json.endObject();
    } else if (const Result<> written = writeCard(json, request); !written) {
        return written.error();
    }
    writeCaptureWishes(json, payment, sale);
    writeCredential(json, request);
    writeShopper(json, payment);
    if (!request.credential.byMerchant)
        writeAuthentication(json, payment);
    json.beginObject("metadata");
    json.text("payment_id", payment.id.value);
    json.text("operation_id", operation.id.value);
    json.endObject();
    return post(account, u"/payments"_s, operation.idempotencyKey, json);
}

Result<HttpRequest> AdyenConnector::buildCapture(const ProcessorAccount &account,
                                                 const FollowUpRequest &request) const
{
    return buildMoved(account, request, OperationKind::Capture, "/captures"_L1);
}

Result<HttpRequest> AdyenConnector::buildVoid(const ProcessorAccount &account,
                                              const FollowUpRequest &request) const
{
    const Operation &operation = *request.operation;
    if (operation.kind != OperationKind::Void)
        return Error{ErrorCode::NotSupported, u"operation"_s};
    if (const Result<> checked = checkOperation(account, operation); !checked)
        return checked.error();
    const QString &reference = request.attempt->processorReference;
    if (!reference.isEmpty() && !isWellFormedId(reference))
        return Error{ErrorCode::InvalidValue, u"processor_reference"_s};
    SecretJson json;
    json.text("merchantAccount", account.keys->key1);
    json.text("reference", operation.id.value);
    if (!reference.isEmpty())
        return post(account, u"/payments/"_s + reference + u"/cancels"_s, operation.idempotencyKey,
                    json);
    json.text("paymentReference", request.attempt->id().value);
    return post(account, u"/cancels"_s, operation.idempotencyKey, json);
}

Result<HttpRequest> AdyenConnector::buildRefund(const ProcessorAccount &account,
                                                const FollowUpRequest &request) const
{
    return buildMoved(account, request, OperationKind::Refund, "/refunds"_L1);
}

Result<HttpRequest> AdyenConnector::buildRead(const ProcessorAccount & /*account*/,
                                              const FollowUpRequest & /*request*/) const
{
    return Error{ErrorCode::NotSupported, u"operation"_s, u"there is no status query"_s};
}

QString AdyenConnector::keptOfReturn(const QString &query) const
{
    const QString result = QUrlQuery(query).queryItemValue(u"redirectResult"_s, QUrl::FullyDecoded);
    const auto printable = [](QChar c) { return c > u' ' && c < QChar(0x7F); };
    const bool fits =
        result.size() <= kLongestRedirectResult && std::ranges::all_of(result, printable);
    return fits ? result : QString();
}

Result<HttpRequest> AdyenConnector::buildComplete(const ProcessorAccount &account,
                                                  const CompleteRequest &request) const
{
    if (const Result<> checked = checkOperation(account, *request.operation); !checked)
        return checked.error();
    if (request.returned.isEmpty())
        return Error{ErrorCode::MissingField, u"redirect_result"_s};
    SecretJson json;
    json.beginObject("details");
    json.text("redirectResult", request.returned);
    json.endObject();
    return post(account, u"/payments/details"_s, request.operation->idempotencyKey, json);
}

Result<HttpRequest> AdyenConnector::buildDetach(const ProcessorAccount &account,
                                                const DetachRequest &request) const
{
    if (const Result<> checked = checkKeys(account); !checked)
        return checked.error();
    const AdyenToken token = AdyenToken::fromText(request.token);
    if (token.method.isEmpty() || token.shopper.isEmpty())
        return Error{ErrorCode::InvalidValue, u"token"_s};
    Result<QUrl> url = urlOf(account, u"/storedPaymentMethods/"_s + token.method);
    if (!url)
        return url.error();
    QUrlQuery query;
    query.addQueryItem(u"shopperReference"_s, token.shopper);
    query.addQueryItem(u"merchantAccount"_s,
                       QString::fromLatin1(QUrl::toPercentEncoding(account.keys->key1)));
    url->setQuery(query);
    return HttpRequest{"DELETE", *url, commonHeaders(account), {}};
}

DetachAnswer AdyenConnector::parseDetach(const HttpResponse &response) const
{
    return AdyenReply::readDetach(response);
}

Result<HttpRequest> AdyenConnector::buildVerify(const ProcessorAccount &account) const
{
    if (const Result<> checked = checkKeys(account); !checked)
        return checked.error();
    SecretJson json;
    json.text("merchantAccount", account.keys->key1);
    return post(account, u"/paymentMethods"_s, {}, json);
}

Result<Connector::ParsedReply>
AdyenConnector::parse(const Operation &operation, const HttpResponse &response, bool isRead) const
{
    if (isRead)
        return Error{ErrorCode::OutcomeUnknown, u"body"_s};
    return AdyenReply::read(operation, response);
}

Result<QList<ProcessorNews>>
AdyenConnector::parseNews(const ProcessorAccount &account, const HttpHeaders & /*headers*/,
                          QByteArrayView rawBody, QByteArrayView secret, qint64 /*nowMs*/) const
{
    return AdyenNews::read(account, rawBody, secret);
}

QByteArray AdyenConnector::newsReceipt() const
{
    return "[accepted]";
}
