#include "services/processors/simulator/simulatorconnector.h"

#include "services/processors/secretjson.h"
#include "services/processors/simulator/simulatorreply.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kKeyTtlMs = 24LL * 3'600'000;
constexpr qsizetype kLongestPathPart = 128;

/// Ids become parts of a path: a processor's id is as foreign as any other text.
bool fitsPath(const QString &id)
{
    const auto allowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
               || c == u'_' || c == u'-';
    };
    return !id.isEmpty() && id.size() <= kLongestPathPart && std::ranges::all_of(id, allowed);
}

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

HttpHeaders commonHeaders(const ProcessorAccount &account)
{
    const bool hasKey = account.keys && !account.keys->apiKey.isEmpty();
    QByteArray bearer = "Bearer ";
    bearer += hasKey ? account.keys->apiKey.view() : QByteArrayView("any");
    return {{"Accept", "application/json"}, {"Authorization", bearer}};
}

Result<HttpRequest> post(const ProcessorAccount &account, const QString &path, const QString &key,
                         SecretBytes body)
{
    const Result<QUrl> url = urlOf(account, path);
    if (!url)
        return url.error();
    HttpRequest request{"POST", *url, commonHeaders(account), std::move(body)};
    request.headers.append(HttpHeader{"Content-Type", "application/json"});
    request.headers.append(HttpHeader{"Idempotency-Key", key.toLatin1()});
    return request;
}

Result<HttpRequest> post(const ProcessorAccount &account, const QString &path,
                         const Operation &operation, SecretBytes body)
{
    return post(account, path, operation.idempotencyKey, std::move(body));
}

Result<> checkOperation(const Operation &operation)
{
    if (operation.id.isEmpty())
        return Error{ErrorCode::InvalidValue, u"operation_id"_s};
    if (operation.idempotencyKey.isEmpty())
        return Error{ErrorCode::InvalidValue, u"idempotency_key"_s};
    return {};
}

/// Where the payment is found: by the bank's id when we know it, else by our reference.
Result<QString> paymentPath(const Attempt &attempt)
{
    const bool byId = !attempt.processorReference.isEmpty();
    const QString part = byId ? attempt.processorReference : attempt.id().value;
    if (!fitsPath(part))
        return Error{ErrorCode::InvalidValue, byId ? u"processor_reference"_s : u"attempt_id"_s};
    return QString((byId ? u"/v1/payments/"_s : u"/v1/references/"_s) + part);
}

/// The same for what needs the bank's own id: there is money to move.
Result<QString> takenPaymentPath(const FollowUpRequest &request, OperationKind kind)
{
    if (request.operation->kind != kind)
        return Error{ErrorCode::NotSupported, u"operation"_s};
    if (const Result<> checked = checkOperation(*request.operation); !checked)
        return checked.error();
    if (request.attempt->processorReference.isEmpty())
        return Error{ErrorCode::InvalidValue, u"processor_reference"_s};
    return paymentPath(*request.attempt);
}

Result<> writeCard(SecretJson &json, const CardDetails &card, bool isNetworkToken)
{
    json.beginObject(isNetworkToken ? "network_token" : "card");
    if (card.number.isEmpty() || !json.digits("number", card.number.reveal()))
        return Error{ErrorCode::CardNumberInvalid, u"card_number"_s};
    json.number("exp_month", card.expiryMonth);
    json.number("exp_year", card.expiryYear);
    if (!card.cvc.isEmpty() && !json.digits("cvc", card.cvc.reveal()))
        return Error{ErrorCode::CvcInvalid, u"card_cvc"_s};
    json.text("holder", card.holder);
    json.endObject();
    return {};
}

void writeCredential(SecretJson &json, const StoredCredential &credential)
{
    if (credential.use == StoredCredential::Use::None)
        return;
    const bool first = credential.use == StoredCredential::Use::First;
    json.beginObject("stored_credential");
    json.text("initiator", credential.byMerchant ? u"merchant"_s : u"customer"_s);
    json.text("usage", first ? u"first"_s : u"subsequent"_s);
    if (first)
        json.boolean("off_session", credential.offSession);
    if (credential.category != MitCategory::None)
        json.text("category", toText(credential.category));
    if (!credential.networkTransactionId.isEmpty())
        json.text("network_transaction_id", credential.networkTransactionId);
    json.endObject();
}

} // namespace

QString SimulatorConnector::name() const
{
    return u"simulator"_s;
}

ConnectorCapabilities SimulatorConnector::capabilities() const
{
    return {.lookupById = true,
            .lookupByReference = true,
            .lookupIsConsistent = true,
            .cancelByReference = true,
            .idempotency = true,
            .keyTtlMs = kKeyTtlMs,
            .multipleCaptures = true,
            .partialCapture = true,
            .partialAuthorization = true,
            .processorTokens = true,
            .detachesTokens = true,
            .networkTransactionIds = true,
            .networkTokens = true};
}

ConnectorDescription SimulatorConnector::description() const
{
    ConnectorDescription simulator;
    simulator.name = name();
    simulator.displayName = u"Simulator"_s;
    simulator.authType = u"HeaderKey"_s;
    simulator.keys = {{KeyPart::Key, KeyName::AccessKey, true}};
    simulator.keysOptional = true;
    return simulator;
}

Result<HttpRequest> SimulatorConnector::buildAuthorize(const ProcessorAccount &account,
                                                       const AuthorizeRequest &request) const
{
    const Operation &operation = *request.operation;
    const Payment &payment = *request.payment;
    const bool sale = operation.kind == OperationKind::Sale;
    if (!sale && operation.kind != OperationKind::Authorize)
        return Error{ErrorCode::NotSupported, u"operation"_s};
    if (const Result<> checked = checkOperation(operation); !checked)
        return checked.error();
    if (!request.card && request.token.isEmpty())
        return Error{ErrorCode::MissingField, u"card"_s};
    SecretJson json;
    json.text("reference", request.attempt->id().value);
    json.text("operation", operation.id.value);
    json.number("amount", operation.amount);
    json.text("currency", toText(operation.currency));
    json.text("capture", sale ? u"automatic"_s : u"manual"_s);
    json.boolean("multiple_captures", payment.captureMethod == CaptureMethod::ManualMultiple);
    json.boolean("allow_partial", payment.partialAuthorizationAllowed);
    json.boolean("three_ds", payment.authenticationType == AuthenticationType::ThreeDs);
    json.text("return_url", request.returnUrl.toString(QUrl::FullyEncoded));
    if (!request.token.isEmpty())
        json.text("token", request.token);
    else if (const Result<> written = writeCard(json, *request.card, request.isNetworkToken);
             !written)
        return written.error();
    writeCredential(json, request.credential);
    json.beginObject("metadata");
    json.text("payment_id", payment.id.value);
    json.endObject();
    return post(account, u"/v1/payments"_s, operation, json.take());
}

Result<HttpRequest> SimulatorConnector::buildCapture(const ProcessorAccount &account,
                                                     const FollowUpRequest &request) const
{
    const Operation &operation = *request.operation;
    const Result<QString> path = takenPaymentPath(request, OperationKind::Capture);
    if (!path)
        return path.error();
    SecretJson json;
    json.text("reference", operation.id.value);
    json.number("amount", operation.amount);
    json.text("currency", toText(operation.currency));
    json.boolean("final", operation.finalCapture);
    return post(account, *path + "/captures"_L1, operation, json.take());
}

Result<HttpRequest> SimulatorConnector::buildVoid(const ProcessorAccount &account,
                                                  const FollowUpRequest &request) const
{
    const Operation &operation = *request.operation;
    if (operation.kind != OperationKind::Void)
        return Error{ErrorCode::NotSupported, u"operation"_s};
    if (const Result<> checked = checkOperation(operation); !checked)
        return checked.error();
    const Result<QString> path = paymentPath(*request.attempt);
    if (!path)
        return path.error();
    SecretJson json;
    json.text("reference", operation.id.value);
    return post(account, *path + "/void"_L1, operation, json.take());
}

Result<HttpRequest> SimulatorConnector::buildRefund(const ProcessorAccount &account,
                                                    const FollowUpRequest &request) const
{
    const Operation &operation = *request.operation;
    const Result<QString> path = takenPaymentPath(request, OperationKind::Refund);
    if (!path)
        return path.error();
    SecretJson json;
    json.text("reference", operation.id.value);
    json.number("amount", operation.amount);
    json.text("currency", toText(operation.currency));
    return post(account, *path + "/refunds"_L1, operation, json.take());
}

Result<HttpRequest> SimulatorConnector::buildRead(const ProcessorAccount &account,
                                                  const FollowUpRequest &request) const
{
    const Result<QString> path = paymentPath(*request.attempt);
    if (!path)
        return path.error();
    const Result<QUrl> url = urlOf(account, *path);
    if (!url)
        return url.error();
    return HttpRequest{"GET", *url, commonHeaders(account), {}};
}

Result<HttpRequest> SimulatorConnector::buildDetach(const ProcessorAccount &account,
                                                    const DetachRequest &request) const
{
    if (!fitsPath(request.token))
        return Error{ErrorCode::InvalidValue, u"token"_s};
    SecretJson json;
    json.text("reference", request.reference);
    return post(account, u"/v1/tokens/"_s + request.token + u"/detach"_s, request.idempotencyKey,
                json.take());
}

DetachAnswer SimulatorConnector::parseDetach(const HttpResponse &response) const
{
    return SimulatorReply::readDetach(response);
}

Result<HttpRequest> SimulatorConnector::buildVerify(const ProcessorAccount &account) const
{
    // A payment that nobody made: the bank looks at the key first.
    const Result<QUrl> url = urlOf(account, u"/v1/references/none"_s);
    if (!url)
        return url.error();
    return HttpRequest{"GET", *url, commonHeaders(account), {}};
}

Result<Connector::ParsedReply> SimulatorConnector::parse(const Operation &operation,
                                                         const HttpResponse &response,
                                                         bool isRead) const
{
    return SimulatorReply::read(operation, response, isRead);
}

Result<HttpRequest>
SimulatorConnector::buildDisputeAnswer(const ProcessorAccount &account,
                                       const DisputeAnswerRequest &request) const
{
    const QString &id = request.dispute->processorReference;
    if (!fitsPath(id))
        return Error{ErrorCode::InvalidValue, u"dispute_id"_s};
    const QString path = u"/v1/disputes/"_s + id;
    QJsonObject json{{u"reference"_s, request.dispute->id.value}};
    if (!request.evidence)
        return post(account, path + u"/accept"_s, request.idempotencyKey,
                    SecretBytes(QJsonDocument(json).toJson(QJsonDocument::Compact)));
    QJsonObject texts;
    QJsonArray files;
    for (const DisputeEvidence &piece : *request.evidence) {
        if (piece.content.isEmpty()) {
            texts.insert(piece.kind, piece.text);
            continue;
        }
        // The bank looks at no picture: it wants to know that there is one.
        const QByteArray sum =
            QCryptographicHash::hash(piece.content, QCryptographicHash::Sha256).toHex();
        files.append(QJsonObject{{u"type"_s, piece.kind},
                                 {u"name"_s, piece.fileName},
                                 {u"media_type"_s, piece.mediaType},
                                 {u"size"_s, qint64(piece.content.size())},
                                 {u"sha256"_s, QString::fromLatin1(sum)}});
    }
    json.insert("texts"_L1, texts);
    json.insert("files"_L1, files);
    return post(account, path + u"/evidence"_s, request.idempotencyKey,
                SecretBytes(QJsonDocument(json).toJson(QJsonDocument::Compact)));
}

Result<DisputeNews> SimulatorConnector::parseDisputeAnswer(const HttpResponse &response) const
{
    if (response.status >= 400)
        return Error{ErrorCode::InvalidState, u"dispute_id"_s};
    const Result<DisputeNews> dispute =
        simulatorDispute(QJsonDocument::fromJson(response.body).object());
    if (response.status != 200 || !dispute)
        return ErrorCode::OutcomeUnknown;
    return dispute;
}
