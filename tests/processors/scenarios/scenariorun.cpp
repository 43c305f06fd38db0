#include "tests/processors/scenarios/scenariorun.h"

#include "services/domain/card.h"
#include "services/processors/processornews.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray kNewsKey(64, 'a');
constexpr GatewayTimeouts kTimeouts{.authorizeMs = 150, .followUpMs = 150, .readMs = 150};

CardDetails cardOf(const char *number)
{
    CardDetails card;
    card.number = Pan(number);
    card.cvc = Cvc(qstrlen(number) == 15 ? "9731" : "973");
    card.expiryMonth = 12;
    card.expiryYear = 2034;
    card.holder = u"Ada Lovelace"_s;
    return card;
}

QString wordOf(ReplyState state)
{
    switch (state) {
    case ReplyState::Authorized: return u"authorized"_s;
    case ReplyState::Captured: return u"captured"_s;
    case ReplyState::Voided: return u"voided"_s;
    case ReplyState::Refunded: return u"refunded"_s;
    case ReplyState::ChallengeRequired: return u"challenge"_s;
    case ReplyState::Pending: return u"pending"_s;
    case ReplyState::HeldForReview: return u"review"_s;
    case ReplyState::Declined: return u"declined"_s;
    case ReplyState::Expired: return u"expired"_s;
    case ReplyState::NotFound: return u"not_found"_s;
    }
    return {};
}

bool hasAmount(ReplyState state)
{
    return state == ReplyState::Authorized || state == ReplyState::Captured
           || state == ReplyState::Refunded;
}

} // namespace

/// Carries everything to the bank in this process and checks it on the way.
class ScenarioRun::CheckedTransport final : public HttpTransport
{
public:
    CheckedTransport(SimulatedBank &bank, const ConnectorUnderTest &under)
        : m_inner(bank)
        , m_base(QString::fromLatin1(under.baseUrl))
    {
        if (*under.contract)
            m_contract = std::make_unique<ProcessorContract>(QString::fromLatin1(under.contract));
    }

    void send(HttpRequest request, int timeoutMs, QObject *context,
              std::function<void(const HttpResult &)> handler) override
    {
        const auto kept = std::make_shared<HttpRequest>(
            HttpRequest{request.method, request.url, request.headers, request.body.clone(), false});
        if (m_contract)
            note(m_contract->requestProblem(*kept, m_base), *kept);
        m_inner.send(std::move(request), timeoutMs, context,
                     [this, kept, handler](const HttpResult &result) {
                         check(*kept, result);
                         handler(result);
                     });
    }

    QStringList problems;

private:
    void check(const HttpRequest &request, const HttpResult &result)
    {
        const bool isJson =
            result.response.body.startsWith('{') && result.response.body.endsWith('}');
        if (m_contract && result.delivery == Delivery::Answered && isJson)
            noteReply(m_contract->replyProblem(request, m_base, result.response), request,
                      result.response.status);
    }
    /// Not every processor publishes what it says to too many calls.
    void noteReply(const QString &problem, const HttpRequest &request, int status)
    {
        if (status != 429 || problem != "no such status"_L1)
            note(problem, request);
    }
    void note(const QString &problem, const HttpRequest &request)
    {
        if (!problem.isEmpty())
            problems.append(request.url.path() + u": "_s + problem);
    }

    InProcessTransport m_inner;
    const QUrl m_base;
    std::unique_ptr<ProcessorContract> m_contract;
};

ScenarioRun::ScenarioRun(const ConnectorUnderTest &under)
    : m_bank(std::make_unique<SimulatedBank>(BankSettings(), m_clock))
    , m_transport(std::make_unique<CheckedTransport>(*m_bank, under))
    , m_gateway(std::make_unique<ProcessorGateway>(*m_transport, m_connectors, m_clock, kTimeouts))
    , m_connector(m_connectors.find(QString::fromLatin1(under.name)))
{
    m_account.id = {u"mca_1"_s};
    m_account.connector = QString::fromLatin1(under.name);
    m_account.baseUrl = QUrl(QString::fromLatin1(under.baseUrl));
    auto keys = std::make_shared<AccountKeys>();
    keys->apiKey = SecretBytes(QByteArrayView(under.key));
    keys->key1 = u"TestMerchant"_s;
    if (*under.key)
        m_account.keys = keys;
    m_payment.amount = 1000;
    m_payment.netAmount = 1000;
    m_bank->subscribe(QUrl(u"http://127.0.0.1:9/news"_s), kNewsKey, BankDialect::Adyen);
}

ScenarioRun::~ScenarioRun() = default;

ConnectorCapabilities ScenarioRun::capabilities() const
{
    return m_connector->capabilities();
}

void ScenarioRun::setMoney(qint64 amount, Currency currency)
{
    m_payment.amount = amount;
    m_payment.netAmount = amount;
    m_payment.currency = currency;
}

void ScenarioRun::newPayment(const QString &token)
{
    m_payment.id = {u"pay_%1"_s.arg(++m_payments)};
    m_payment.customer = {{u"cust_1"_s}, u"Ada King"_s, u"ada@example.com"_s, {}};
    m_attempt = {};
    m_attempt.paymentId = m_payment.id;
    m_attempt.number = 1;
    m_token = token;
}

void ScenarioRun::newOperation(OperationKind kind, qint64 amount)
{
    m_operation = {};
    m_operation.id = {u"op_%1"_s.arg(++m_operations)};
    m_operation.paymentId = m_payment.id;
    m_operation.attemptNumber = 1;
    m_operation.kind = kind;
    m_operation.amount = amount;
    m_operation.currency = m_payment.currency;
    m_operation.finalCapture = true;
    m_operation.idempotencyKey = u"key_%1"_s.arg(m_operations);
    m_operation.firstSentAtMs = m_clock.nowMs();
    m_operation.lastSentAtMs = m_clock.nowMs();
    m_isUnknown = false;
}

void ScenarioRun::sell(const char *card, bool kept)
{
    if (m_payment.captureMethod != CaptureMethod::ManualMultiple)
        m_payment.captureMethod = CaptureMethod::Automatic;
    authorize(OperationKind::Sale, card, kept);
}

void ScenarioRun::hold(const char *card, bool kept)
{
    if (m_payment.captureMethod != CaptureMethod::ManualMultiple)
        m_payment.captureMethod = CaptureMethod::Manual;
    authorize(OperationKind::Authorize, card, kept);
}

void ScenarioRun::setUp(const char *card)
{
    setMoney(0, m_payment.currency);
    sell(card, true);
    setMoney(1000, m_payment.currency);
}

void ScenarioRun::chargeKept()
{
    if (m_token.isEmpty())
        return tell(u"no token"_s);
    m_payment.captureMethod = CaptureMethod::Automatic;
    m_payment.authenticationType = AuthenticationType::NoThreeDs;
    authorize(OperationKind::Sale, nullptr, false);
}

void ScenarioRun::authorize(OperationKind kind, const char *number, bool kept)
{
    newPayment(number ? QString() : m_token);
    newOperation(kind, m_payment.netAmount);
    const CardDetails card = number ? cardOf(number) : CardDetails();
    StoredCredential credential;
    if (kept) {
        credential.use = StoredCredential::Use::First;
        credential.offSession = true;
    } else if (!number) {
        credential.use = StoredCredential::Use::Later;
        credential.byMerchant = true;
        credential.category = MitCategory::Recurring;
    }
    const QUrl back = number ? QUrl(u"http://127.0.0.1:9/return?t=abc"_s) : QUrl();
    const AuthorizeRequest asked{&m_payment, &m_attempt, &m_operation, number ? &card : nullptr,
                                 back,       m_token,    credential};
    Result<HttpRequest> request = m_gateway->build(m_account, asked);
    auto before = m_gateway->buildPreparations(m_account, asked);
    if (!request || !before)
        return tell(u"cannot "_s + (request ? before.error().field : request.error().field));
    m_request = std::make_shared<HttpRequest>(std::move(*request));
    const auto calls = std::make_shared<std::vector<HttpRequest>>(std::move(*before));
    std::optional<std::optional<CallOutcome>> stopped;
    m_gateway->prepare(m_account, calls, m_request, this,
                       [&](const std::optional<CallOutcome> &told) { stopped = told; });
    if (!QTest::qWaitFor([&] { return stopped.has_value(); }))
        return tell(u"never prepared"_s);
    if (*stopped)
        return tell(**stopped);
    send();
    m_first = m_operation;
}

void ScenarioRun::capture(qint64 amount, bool finalCapture)
{
    newOperation(OperationKind::Capture, amount);
    m_operation.finalCapture = finalCapture;
    sendFollowUp();
}

void ScenarioRun::raise(qint64 total)
{
    newOperation(OperationKind::Increment, total);
    sendFollowUp();
    if (m_steps.last().startsWith("authorized"_L1))
        m_first.amount = total; // as the engine asks about it from now on
}

void ScenarioRun::release()
{
    newOperation(OperationKind::Void, m_payment.netAmount);
    sendFollowUp();
}

void ScenarioRun::refund(qint64 amount)
{
    newOperation(OperationKind::Refund, amount);
    sendFollowUp();
}

void ScenarioRun::sendFollowUp()
{
    Result<HttpRequest> request =
        m_gateway->build(m_account, FollowUpRequest{&m_payment, &m_attempt, &m_operation});
    if (!request)
        return tell(u"cannot "_s + request.error().field);
    m_request = std::make_shared<HttpRequest>(std::move(*request));
    send();
}

void ScenarioRun::again()
{
    send();
}

void ScenarioRun::send()
{
    std::optional<CallOutcome> outcome;
    m_gateway->send(m_account, m_payment, m_attempt, m_operation, *m_request, m_isUnknown, this,
                    [&](const CallOutcome &told) { outcome = told; });
    if (!QTest::qWaitFor([&] { return outcome.has_value(); }))
        return tell(u"never answered"_s);
    const bool onlyReceived = outcome->kind == OutcomeClass::Decided
                              && outcome->reply.state == ReplyState::Pending
                              && !outcome->reply.operationReference.isEmpty();
    if (!isAsked() && onlyReceived) // what became of it is told
        return hear(u"pending"_s);
    tell(*outcome);
}

void ScenarioRun::read()
{
    if (!isAsked())
        return hear(u"no news"_s);
    std::optional<CallOutcome> outcome;
    m_gateway->read(m_account, m_payment, m_attempt, m_operation, this,
                    [&](const CallOutcome &told) { outcome = told; });
    m_operation.checkCount += 1;
    if (!QTest::qWaitFor([&] { return outcome.has_value(); }))
        return tell(u"never answered"_s);
    tell(*outcome);
}

void ScenarioRun::readFirst()
{
    m_operation = m_first;
    read();
}

void ScenarioRun::answerChallenge(const QByteArray &action)
{
    HttpRequest request;
    request.method = "POST";
    request.url = QUrl(m_challengeUrl);
    request.body = SecretBytes("action=");
    request.body.append(action);
    const HttpResponse page = m_bank->handle(request).response;
    if (page.status != 303)
        return tell(u"page %1"_s.arg(page.status));
    const QUrl back = QUrl::fromEncoded(headerValue(page.headers, "Location"));
    if (capabilities().completesAfterReturn)
        forwardReturn(back.query(QUrl::FullyEncoded));
}

void ScenarioRun::detach()
{
    std::optional<DetachAnswer> answer;
    m_gateway->detach(m_account, {m_token, u"det_1"_s, u"key_detach_%1"_s.arg(m_operations)}, this,
                      [&](const DetachAnswer &told) { answer = told; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }))
        return tell(u"never answered"_s);
    const bool isDone = answer->kind == DetachAnswer::Kind::Done;
    tell(isDone ? u"detached"_s : QString(u"not detached "_s + answer->code));
}

void ScenarioRun::verify()
{
    std::optional<Result<bool>> answer;
    m_gateway->verify(m_account, this, [&](const Result<bool> &told) { answer = told; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }))
        return tell(u"never answered"_s);
    tell(*answer ? u"verified"_s : QString(u"not verified "_s + answer->error().field));
}

void ScenarioRun::tell(const CallOutcome &outcome)
{
    const ProcessorReply &reply = outcome.reply;
    m_isUnknown = m_isUnknown || outcome.kind == OutcomeClass::Unknown;
    switch (outcome.kind) {
    case OutcomeClass::Decided: break;
    case OutcomeClass::NotSent: return tell(u"not_sent"_s);
    case OutcomeClass::Rejected: return tell(u"rejected "_s + outcome.error.category);
    case OutcomeClass::RetryLater: return tell(u"retry_later"_s);
    case OutcomeClass::Unknown: return tell(u"unknown"_s);
    case OutcomeClass::Integrity: return tell(u"integrity "_s + outcome.error.message);
    }
    if (!reply.processorReference.isEmpty())
        m_attempt.processorReference = reply.processorReference;
    if (!reply.operationReference.isEmpty())
        m_operation.processorReference = reply.operationReference;
    if (!reply.processorToken.isEmpty())
        m_token = reply.processorToken;
    if (!reply.challengeUrl.isEmpty())
        m_challengeUrl = reply.challengeUrl;
    QString words = wordOf(reply.state);
    if (hasAmount(reply.state))
        words += u' ' + QString::number(reply.amount);
    if (reply.state == ReplyState::Declined)
        words += u' ' + reply.error.category;
    tell(words);
}

QString ScenarioRun::story() const
{
    QStringList effects;
    for (const QJsonValue effect : m_bank->ledger()["effects"_L1].toArray())
        effects.append(effect["kind"_L1].toString() + u' '
                       + QString::number(effect["amount"_L1].toInteger()));
    return m_steps.join(u"; "_s) + u" | "_s + effects.join(u", "_s);
}

QString ScenarioRun::contractProblems() const
{
    return m_transport->problems.join(u'\n');
}

std::optional<ProcessorReply> ScenarioRun::heard() const
{
    std::optional<ProcessorReply> last;
    const bool isVoid = m_operation.kind == OperationKind::Void;
    const bool followsUp = isVoid || m_operation.kind == OperationKind::Capture
                           || m_operation.kind == OperationKind::Refund
                           || m_operation.kind == OperationKind::Increment;
    for (const ProcessorNews &news : m_news) {
        const bool byTry = news.attemptReference == m_attempt.id().value;
        const bool isOurs =
            news.operation == m_operation.id
            || (byTry
                && (followsUp ? isVoid && news.kind == m_operation.kind : !news.kind.has_value()));
        if (isOurs && news.outcome)
            last = news.outcome;
    }
    if (last && last->state == ReplyState::Captured && m_operation.kind == OperationKind::Authorize)
        last->state = ReplyState::Authorized; // as the settlement reads it
    return last;
}

void ScenarioRun::hear(const QString &otherwise)
{
    for (const BankCall &call : m_bank->takeDueNews()) {
        m_bank->newsAnswered(call.number, true);
        const auto news =
            m_connector->parseNews(m_account, call.headers, call.body, kNewsKey, m_clock.nowMs());
        if (!news)
            return tell(u"unreadable news"_s);
        m_news += *news;
    }
    const std::optional<ProcessorReply> reply = heard();
    if (!reply)
        return tell(otherwise);
    CallOutcome told;
    told.kind = OutcomeClass::Decided;
    told.reply = *reply;
    tell(told);
}

void ScenarioRun::forwardReturn(const QString &query)
{
    Operation call = m_operation;
    call.idempotencyKey += u"_complete"_s;
    Result<HttpRequest> request =
        m_gateway->build(m_account, CompleteRequest{&m_payment, &m_attempt, &call,
                                                    m_connector->keptOfReturn(query)});
    if (!request)
        return tell(u"cannot "_s + request.error().field);
    std::optional<CallOutcome> outcome;
    m_gateway->send(m_account, m_payment, m_attempt, m_operation, *request, false, this,
                    [&](const CallOutcome &told) { outcome = told; });
    if (!QTest::qWaitFor([&] { return outcome.has_value(); }))
        return tell(u"never answered"_s);
    if (outcome->kind != OutcomeClass::Decided)
        return tell(*outcome);
    if (!outcome->reply.processorToken.isEmpty())
        m_token = outcome->reply.processorToken;
    m_attempt.processorReference = outcome->reply.processorReference;
}
