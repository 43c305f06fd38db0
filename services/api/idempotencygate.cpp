#include "services/api/idempotencygate.h"

#include "services/api/errormapping.h"
#include "services/api/json/jsonparser.h"
#include "services/api/json/jsonwriter.h"
#include "services/core/async.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestKey = 255;

/// Of a request that makes something: what names it in the body, and where it is read.
struct Maker
{
    QLatin1StringView path;
    QLatin1StringView field;
    QLatin1StringView prefix;
    QLatin1StringView readAt;
};

constexpr Maker kMakers[] = {
    {"/payments"_L1, "payment_id"_L1, "pay_"_L1, "/payments/"_L1},
    {"/payments/create"_L1, "payment_id"_L1, "pay_"_L1, "/payments/"_L1},
    {"/refunds"_L1, "refund_id"_L1, "ref_"_L1, "/refunds/"_L1},
    {"/customers"_L1, "customer_id"_L1, "cus_"_L1, "/customers/"_L1},
};

void writeMeaning(const JsonValue &value, JsonWriter &out)
{
    if (value.kind() == JsonValue::Kind::Array) {
        out.beginArray();
        for (const JsonValue &item : value.items())
            writeMeaning(item, out);
        return out.endArray();
    }
    if (value.kind() != JsonValue::Kind::Object)
        return out.value(value);
    std::vector<const JsonMember *> members;
    for (const JsonMember &member : value.members()) {
        if (member.name != "card_cvc")
            members.push_back(&member);
    }
    std::ranges::sort(members, {}, [](const JsonMember *member) { return member->name; });
    // Names and values in a row: what is written only has to be unambiguous.
    out.beginObject();
    out.beginArray("members"_L1);
    for (const JsonMember *member : members) {
        out.value(QStringView(QString::fromUtf8(member->name)));
        writeMeaning(member->value, out);
    }
    out.endArray();
    out.endObject();
}

bool isVisible(char c)
{
    return c > 0x20 && c < 0x7f;
}

QString codeOf(const ApiReply &reply)
{
    JsonValue body;
    if (readJson(reply.body, body))
        return {};
    const JsonValue *error = body.find("error");
    const JsonValue *code = error ? error->find("code") : nullptr;
    return code ? code->text() : QString();
}

/// Answers that say what happened; the others say that nothing did.
bool isKept(const ApiReply &reply)
{
    const bool isWhole = reply.contentType.startsWith("application/json") && !reply.body.isEmpty();
    if (!isWhole)
        return false;
    return (reply.status >= 200 && reply.status < 300)
           || (reply.status >= 400 && codeOf(reply).startsWith("CE_"_L1));
}

/// Hands one answer on; 500 when it goes without one.
class OneAnswer
{
public:
    explicit OneAnswer(ApiResponder respond) : m_respond(std::move(respond)) {}
    OneAnswer(const OneAnswer &) = delete;
    OneAnswer &operator=(const OneAnswer &) = delete;
    ~OneAnswer() { answer(errorReply(apiError({ErrorCode::Internal}))); }
    void answer(const ApiReply &reply)
    {
        if (const ApiResponder once = std::exchange(m_respond, {}))
            once(reply);
    }

private:
    ApiResponder m_respond;
};

} // namespace

struct IdempotencyGate::Call
{
    ApiRequestPtr request;
    ApiResponder respond;
    Next next;
    IdempotentRequest claim;
    QByteArray scope;
    QByteArray ownId; ///< that the body names, of what is to be made
    qint64 deadlineMs = 0;
    IdempotencyClaim::State state = IdempotencyClaim::State::Fresh;
    qint64 claimedAtMs = 0;
    bool isOver = false;
};

std::optional<QString> idempotencyKeyOf(const HttpHeaders &headers)
{
    const auto isKey = [](const HttpHeader &header) {
        return header.name.compare("Idempotency-Key", Qt::CaseInsensitive) == 0;
    };
    const auto count = std::ranges::count_if(headers, isKey);
    if (count == 0)
        return std::nullopt;
    const QByteArray key = std::ranges::find_if(headers, isKey)->value;
    const bool isGood = count == 1 && !key.isEmpty() && key.size() <= kLongestKey
                        && std::ranges::all_of(key, isVisible);
    return isGood ? QString::fromLatin1(key) : QString(u""_s);
}

QByteArray meaningOf(QByteArrayView body)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!body.isEmpty()) {
        JsonValue value;
        if (readJson(body, value))
            return {};
        JsonWriter out;
        writeMeaning(value, out);
        QByteArray text = out.take();
        hash.addData(text);
        wipe(text);
    }
    return hash.result();
}

IdempotencyGate::IdempotencyGate(Idempotency &claims, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_claims(claims)
    , m_clock(clock)
{
}

void IdempotencyGate::handle(const ApiRequestPtr &request, const ApiResponder &respond,
                             const Next &next)
{
    const auto key = idempotencyKeyOf(request->http.headers);
    const MerchantId merchant = request->identity.merchantId;
    if (!key || request->http.method != "POST" || merchant.isEmpty())
        return next(respond);
    if (key->isEmpty())
        return respond(errorReply(
            {400, u"IR_06"_s, u"Idempotency-Key needs 1 to 255 visible ASCII characters"_s}));
    const QByteArray digest = meaningOf(request->http.body.view());
    if (digest.isEmpty())
        return next(respond); // the route says what is wrong with it
    const auto call = std::make_shared<Call>();
    const QString target = request->http.url.toString(QUrl::FullyEncoded);
    call->claim = {merchant, *key, request->http.method, target, digest};
    call->request = request;
    call->respond = respond;
    call->next = next;
    call->scope = QByteArray(merchant.value.toUtf8() + '\n' + key->toLatin1());
    call->deadlineMs = m_clock.steadyMs() + kWaitMs;
    for (const Maker &maker : kMakers) {
        JsonValue body;
        if (target != maker.path || readJson(request->http.body.view(), body))
            continue;
        const JsonValue *own = body.find(maker.field);
        if (own && own->kind() == JsonValue::Kind::Text)
            call->ownId = own->bytes().toByteArray();
    }
    enter(call);
}

void IdempotencyGate::enter(const CallPtr &call)
{
    if (m_running.contains(call->scope))
        return waitForTurn(call);
    m_running.insert(call->scope, {});
    whenDone(
        m_claims.claim(call->claim), this, [this, call](const Result<IdempotencyClaim> &claim) {
            if (claim)
                return claimed(call, *claim);
            const bool isOther = claim.error().code == ErrorCode::Duplicate;
            end(call, errorReply(
                          isOther ? ApiError{422, u"OX_01"_s,
                                             u"This Idempotency-Key was used for another request"_s}
                                  : apiError(claim.error())));
        });
}

void IdempotencyGate::waitForTurn(const CallPtr &call)
{
    m_running[call->scope].append(call);
    const qint64 leftMs = call->deadlineMs - m_clock.steadyMs();
    const qint64 waitMs = m_clock.waitMs(qMax(leftMs, qint64(1)));
    QTimer::singleShot(static_cast<int>(waitMs), this, [this, call] {
        const auto waiting = m_running.find(call->scope);
        if (call->isOver || waiting == m_running.end() || waiting->removeAll(call) == 0)
            return; // it had its turn
        call->isOver = true;
        call->respond(errorReply({422, u"HE_00"_s, u"The same request is still under way"_s}));
    });
}

void IdempotencyGate::claimed(const CallPtr &call, const IdempotencyClaim &claim)
{
    if (claim.state == IdempotencyClaim::State::Answered) {
        ApiReply again;
        again.status = claim.status;
        again.body = claim.answer;
        again.headers.append(HttpHeader{"Idempotent-Replayed", "true"});
        return end(call, again);
    }
    call->state = claim.state;
    call->claimedAtMs = claim.claimedAtMs;
    call->request->operationId = claim.operationId;
    // A route that lets go of its responder must not keep others waiting.
    const auto once =
        std::make_shared<OneAnswer>([self = QPointer(this), call](const ApiReply &reply) {
            if (self)
                self->done(call, reply);
        });
    call->next([once](const ApiReply &reply) { once->answer(reply); });
}

void IdempotencyGate::done(const CallPtr &call, const ApiReply &reply)
{
    const bool isThere = reply.status == 400 && codeOf(reply) == "HE_01"_L1;
    if (call->state == IdempotencyClaim::State::Begun && isThere && m_reader)
        return readMade(call, reply);
    keep(call, reply);
}

void IdempotencyGate::readMade(const CallPtr &call, const ApiReply &refusal)
{
    const Maker *maker = std::ranges::find_if(
        kMakers, [&call](const Maker &one) { return call->claim.path == one.path; });
    if (maker == std::end(kMakers))
        return keep(call, refusal);
    const QString id = call->ownId.isEmpty() ? call->request->newId(maker->prefix)
                                             : QString::fromUtf8(call->ownId);
    HttpRequest read;
    read.method = "GET";
    read.url = QUrl(maker->readAt + id);
    read.headers = {{"api-key", headerValue(call->request->http.headers, "api-key")}};
    m_reader(std::move(read), [this, call, refusal](const HttpReply &http) {
        ApiReply reply;
        reply.status = http.response.status;
        reply.body = http.response.body;
        JsonValue body;
        const bool isJson = !readJson(reply.body, body);
        const JsonValue *created = isJson ? body.find("created") : nullptr;
        if (isJson && !created)
            created = body.find("created_at");
        const qint64 createdMs =
            created ? QDateTime::fromString(created->text(), Qt::ISODateWithMs).toMSecsSinceEpoch()
                    : 0;
        // What is older than the request was made by another one. Times may be told in seconds.
        const bool isOurs =
            reply.status == 200
            && (call->ownId.isEmpty() || createdMs / 1000 >= call->claimedAtMs / 1000);
        keep(call, isOurs ? reply : refusal);
    });
}

void IdempotencyGate::keep(const CallPtr &call, const ApiReply &reply)
{
    const MerchantId merchant = call->claim.merchantId;
    const bool hadNoEffect = call->state == IdempotencyClaim::State::Fresh && reply.status >= 400
                             && reply.status < 500 && codeOf(reply) != "HE_00"_L1;
    if (!isKept(reply) && !hadNoEffect)
        return end(call, reply); // the claim stays: whoever comes again finds what was done
    const auto kept = isKept(reply)
                          ? m_claims.finish(merchant, call->claim.key, reply.status, reply.body)
                          : m_claims.forget(merchant, call->claim.key);
    // Also when it could not be kept: then the effects' names tell what was done.
    whenDone(kept, this, [this, call, reply](const Result<bool> &) { end(call, reply); });
}

void IdempotencyGate::end(const CallPtr &call, const ApiReply &reply)
{
    call->isOver = true;
    const QList<CallPtr> waiting = m_running.take(call->scope);
    call->respond(reply);
    for (const CallPtr &other : waiting)
        enter(other);
}
