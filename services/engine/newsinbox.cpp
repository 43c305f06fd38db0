#include "services/engine/newsinbox.h"

#include "services/core/scrubber.h"
#include "services/engine/newsrecord.h"
#include "services/engine/webhooksecrets.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kTickMs = 1'000;
constexpr int kBusyAgainMs = 100;
constexpr int kMostAtOnce = 64;
constexpr size_t kMostQueued = 20'000;
constexpr qsizetype kLongestPayload = 8'192;
constexpr qsizetype kMostRemembered = 10'000;
constexpr qsizetype kMostItems = 100;
constexpr qsizetype kLongestEventId = 255;
constexpr qint64 kHintEveryMs = 10'000;
constexpr qint64 kAuditEveryMs = 60'000;

QByteArray shown(const QByteArray &body)
{
    QByteArray text;
    for (const QByteArray &line : body.left(kLongestPayload).split('\n'))
        text += scrubbed(QString::fromUtf8(line)).toUtf8() + '\n';
    text.chop(1);
    return text.left(2 * kLongestPayload);
}

bool isDecided(const Error &error)
{
    return error.code == ErrorCode::IntegrityMismatch || error.code == ErrorCode::InvalidValue
           || error.code == ErrorCode::NotSupported;
}

} // namespace

NewsInbox::NewsInbox(EngineCore &core, OperationRunner &runner, Events &events)
    : m_core(core)
    , m_runner(runner)
    , m_events(events)
    , m_store(core.database)
{
    connect(&m_timer, &QTimer::timeout, this, &NewsInbox::tick);
    connect(&m_runner, &OperationRunner::asked, this, &NewsInbox::asked);
}

void NewsInbox::start()
{
    m_timer.start(static_cast<int>(m_core.clock.waitMs(kTickMs)));
    tick();
}

Result<QList<ProcessorAccount>> NewsInbox::candidates(const IncomingWebhook &call)
{
    const auto all = m_core.accounts.accounts(call.merchantId);
    if (!all)
        return all.error();
    QList<ProcessorAccount> found;
    for (const ProcessorAccount &account : *all) {
        if (account.id.value == call.account)
            return QList<ProcessorAccount>{account};
        if (account.connector == call.account)
            found.append(account);
    }
    return found;
}

Result<NewsInbox::Authentic> NewsInbox::authenticate(const IncomingWebhook &call)
{
    const auto accounts = candidates(call);
    if (!accounts)
        return accounts.error();
    Error worst{ErrorCode::IntegrityMismatch};
    for (const ProcessorAccount &account : *accounts) {
        const Connector *connector = m_core.connectors.find(account.connector);
        const auto setup = m_core.setups.account(account.merchantId, account.id);
        if (!connector || (setup && setup->deletedAtMs > 0))
            continue;
        Result<QList<QByteArray>> secrets = webhooksecrets::open(m_core, account);
        if (!secrets)
            return secrets.error();
        const bool verified = !secrets->isEmpty();
        // Without a secret anybody may say anything: that makes us ask, and no more. It must name
        // the account, which a passer-by does not know.
        if (!verified && call.account == account.id.value)
            secrets->append(QByteArray());
        for (QByteArray &secret : *secrets) {
            const auto news = connector->parseNews(account, call.headers, call.body, secret,
                                                   m_core.clock.nowMs());
            wipe(secret);
            if (news)
                return Authentic{account, *news, verified, connector->newsReceipt()};
            if (!isDecided(news.error()))
                return news.error();
            if (verified && news.error().code == ErrorCode::InvalidValue)
                worst = news.error();
        }
    }
    return worst;
}

void NewsInbox::receive(const IncomingWebhook &call, const Received &done)
{
    const Result<Authentic> authentic = authenticate(call);
    if (authentic)
        return keep(*authentic, call.body, done);
    if (authentic.error().code == ErrorCode::IntegrityMismatch)
        return refuse(call, authentic.error(), done);
    done(authentic.error());
}

void NewsInbox::refuse(const IncomingWebhook &call, const Error &why, const Received &done)
{
    ++m_refusedCount;
    const QString account = call.merchantId.value + u'/' + call.account;
    const qint64 nowMs = m_core.clock.steadyMs();
    if (m_refusedSince.size() > kMostRemembered) {
        m_refusedSince.clear();
        m_lastAuditMs.clear();
    }
    const qint64 count = ++m_refusedSince[account];
    const bool known = m_core.accounts.isTestMode(call.merchantId).has_value();
    const auto last = m_lastAuditMs.constFind(account);
    // Who sends rubbish all day must not fill the trail.
    if (!known || (last != m_lastAuditMs.cend() && nowMs - *last < kAuditEveryMs))
        return done(why);
    m_lastAuditMs.insert(account, nowMs);
    m_refusedSince.insert(account, 0);
    AuditEntry entry;
    entry.atMs = m_core.clock.nowMs();
    entry.merchantId = call.merchantId;
    entry.actor = u"processor"_s;
    entry.action = u"webhook.refused"_s;
    entry.object = isWellFormedId(call.account) ? call.account : u"unknown"_s;
    entry.result = u"refused"_s;
    entry.detail = u"calls=%1"_s.arg(count);
    m_core.writes.enqueue([this, entry] { return m_core.journal.appendAudit(entry); },
                          [why, done](const Result<> &) { done(why); });
}

void NewsInbox::keep(const Authentic &authentic, const QByteArray &body, const Received &done)
{
    struct Kept
    {
        InboxEntry entry;
        ProcessorNews news;
    };
    const auto kept = std::make_shared<QList<Kept>>();
    const qint64 nowMs = m_core.clock.nowMs();
    for (const ProcessorNews &given :
         authentic.news.first(qMin(authentic.news.size(), kMostItems))) {
        const ProcessorNews news = authentic.verified ? given : newsrecord::asHint(given);
        if (news.eventId.isEmpty() || news.eventId.size() > kLongestEventId)
            continue;
        // Of what anybody may say, only what makes us ask is worth a row.
        if (!authentic.verified && !makesUsAsk(authentic.account, news))
            continue;
        InboxEntry entry;
        entry.merchantId = authentic.account.merchantId;
        entry.account = authentic.account.id;
        entry.connector = authentic.account.connector;
        entry.eventId = news.eventId;
        entry.eventType = scrubbed(news.eventType);
        entry.verified = authentic.verified;
        entry.news = newsrecord::toRecord(news);
        entry.payload = shown(body);
        entry.occurredAtMs = news.occurredAtMs;
        entry.receivedAtMs = nowMs;
        entry.nextTryAtMs = nowMs; // also when this program ends before it is worked off
        kept->append({entry, news});
    }
    const auto half = [this, kept]() -> Result<> {
        for (Kept &one : *kept) {
            const auto row = m_store.insert(one.entry);
            if (!row)
                return row.error();
            one.entry.rowId = row->value_or(0);
        }
        return {};
    };
    m_core.writes.enqueue(
        half, [this, kept, done, receipt = authentic.receipt](const Result<> &committed) {
            if (!committed)
                return done(committed.error());
            done(receipt);
            for (const Kept &one : std::as_const(*kept)) {
                if (one.entry.rowId > 0)
                    enqueue(one.entry, one.news, {});
            }
        });
}

void NewsInbox::tick()
{
    if (m_core.writes.isDegraded() || m_queue.size() >= kMostAtOnce)
        return;
    const auto due =
        m_store.due(m_core.clock.nowMs(), kMostAtOnce + static_cast<int>(m_known.size()));
    for (const InboxEntry &entry : due.value_or({}))
        enqueue(entry);
}

/// Nothing to do then: it is worked off, or is due and the next tick sees it.
bool NewsInbox::isTaken(const InboxEntry &entry, const Handled &done) const
{
    return m_known.contains(entry.rowId) || (m_queue.size() >= kMostQueued && !done);
}

void NewsInbox::enqueue(const InboxEntry &entry, const Handled &done)
{
    if (isTaken(entry, done))
        return done ? done(Error{ErrorCode::Busy, u"event"_s}) : void();
    const auto news = newsrecord::fromRecord(entry.news);
    enqueue(entry, news.value_or(ProcessorNews()), done);
}

void NewsInbox::enqueue(const InboxEntry &entry, const ProcessorNews &news, const Handled &done)
{
    if (isTaken(entry, done))
        return;
    const auto work = std::make_shared<Work>();
    work->entry = entry;
    work->news = news;
    work->sinceMs = m_core.clock.steadyMs();
    work->done = done;
    m_known.insert(entry.rowId);
    m_queue.push_back(work);
    next();
}

void NewsInbox::next()
{
    while (m_underWay < kMostAtOnce && !m_queue.empty()) {
        const WorkPtr work = m_queue.front();
        m_queue.pop_front();
        ++m_underWay;
        begin(work);
    }
}

bool NewsInbox::makesUsAsk(const ProcessorAccount &account, const ProcessorNews &news)
{
    const auto match = newsmatching::find(m_core, m_store, account.merchantId, account.id, news);
    return match && !isTooSoon(match->payment);
}

bool NewsInbox::isTooSoon(const Payment &payment)
{
    if (m_lastHintMs.size() > kMostRemembered)
        m_lastHintMs.clear();
    const qint64 nowMs = m_core.clock.nowMs();
    const auto last = m_lastHintMs.constFind(payment.id.value);
    if (last != m_lastHintMs.cend() && nowMs - *last < kHintEveryMs && nowMs >= *last)
        return true;
    m_lastHintMs.insert(payment.id.value, nowMs);
    return false;
}

void NewsInbox::begin(const WorkPtr &work)
{
    const InboxEntry &entry = work->entry;
    const auto match =
        newsmatching::find(m_core, m_store, entry.merchantId, entry.account, work->news);
    if (!match && match.error().code != ErrorCode::NotFound)
        return finish(work, entry.state, u"storage"_s, true);
    if (match)
        work->entry.paymentId = match->payment.id;
    if (work->news.dispute && m_takeDispute)
        return takeDispute(work, match ? std::optional(match->payment) : std::nullopt);
    const bool namesNothing =
        work->news.operation.isEmpty() && work->news.operationReference.isEmpty()
        && work->news.attemptReference.isEmpty() && work->news.paymentReference.isEmpty();
    if (namesNothing)
        return finish(work, InboxState::Noted, u"nothing_of_ours"_s);
    if (!match)
        return finish(work, InboxState::Unmatched, u"unknown_reference"_s, true);
    work->toAsk = match->operations;
    const auto account = m_core.accounts.account(entry.merchantId, entry.account);
    const auto can = account ? m_core.gateway.capabilities(account->connector)
                             : Result<ConnectorCapabilities>(account.error());
    // A processor that answers no questions is not asked: what it tells is all there is.
    if (!can || (!can->lookupById && !can->lookupByReference))
        work->toAsk = work->news.outcome ? work->toAsk.first(1) : QList<Operation>();
    askNext(work);
}

void NewsInbox::askNext(const WorkPtr &work)
{
    if (work->toAsk.isEmpty())
        return finish(work, InboxState::Done, {});
    const Operation operation = work->toAsk.constFirst();
    const auto current = m_core.operations.find(operation.merchantId, operation.id);
    const auto payment = m_core.payments.find(operation.merchantId, operation.paymentId);
    if (!current || !payment)
        return finish(work, work->entry.state, u"storage"_s, true);
    const bool isTold = work->isFirst && work->news.outcome.has_value();
    // A question that is under way may have been asked before this happened, and while it is being
    // sent, or something else of the payment is, an answer would be half of the truth.
    const bool anotherIsOpen = payment->hasOpenOperation && !holdsPayment(current->state)
                               && (isTold || !payment->outcomeUnknown);
    const bool isBusy = current->state == OperationState::Prepared
                        || current->state == OperationState::Sending
                        || m_runner.isInFlight(operation.id) || anotherIsOpen;
    if (isBusy)
        return askLater(work);
    work->isFirst = false;
    work->toAsk.removeFirst();
    if (isTold)
        return tell(work, *current, *work->news.outcome);
    m_answers.insert(operation.id.value, false);
    m_runner.ask(operation.merchantId, operation.id,
                 [this, work, id = operation.id](const Result<Payment> &result) {
                     const bool answered = m_answers.take(id.value);
                     if (!result || !answered)
                         return finish(work, work->entry.state, u"not_answered"_s, true);
                     askNext(work);
                 });
}

void NewsInbox::askLater(const WorkPtr &work)
{
    constexpr qint64 kLongestMs = 60'000;
    if (m_core.clock.steadyMs() - work->sinceMs > kLongestMs)
        return finish(work, work->entry.state, u"busy"_s, true);
    const std::chrono::milliseconds wait(m_core.clock.waitMs(kBusyAgainMs));
    QTimer::singleShot(wait, this, [this, work] { askNext(work); });
}

void NewsInbox::asked(const OperationId &id, bool answered)
{
    const auto ours = m_answers.find(id.value);
    if (ours != m_answers.end()) // others ask, too
        *ours = answered;
}

void NewsInbox::tell(const WorkPtr &work, const Operation &operation, const ProcessorReply &reply)
{
    m_runner.tell(operation.merchantId, operation.id, reply,
                  [this, work](const Result<Payment> &result) {
                      if (!result)
                          return finish(work, work->entry.state, u"not_settled"_s, true);
                      askNext(work);
                  });
}

void NewsInbox::takeDispute(const WorkPtr &work, const std::optional<Payment> &payment)
{
    const auto note = std::make_shared<QString>();
    const auto account = m_core.accounts.account(work->entry.merchantId, work->entry.account);
    if (!account)
        return finish(work, InboxState::Noted, u"no_account"_s);
    const auto half = [this, work, payment, note, account = *account]() -> Result<> {
        const Result<QString> taken = m_takeDispute(account, work->news, payment);
        *note = taken.value_or(QString());
        return taken ? Result<>() : Result<>(taken.error());
    };
    m_core.writes.enqueue(half, [this, work, payment, note](const Result<> &committed) {
        if (!committed)
            return finish(work, work->entry.state, u"storage"_s, true);
        if (!payment)
            return finish(work, InboxState::Unmatched, u"unknown_reference"_s, true);
        finish(work, InboxState::Done, *note);
    });
}

void NewsInbox::finish(const WorkPtr &work, InboxState state, const QString &note, bool again)
{
    InboxEntry &entry = work->entry;
    const qint64 nowMs = m_core.clock.nowMs();
    entry.state = state;
    entry.note = note;
    entry.tries += 1;
    const qint64 delayMs = again ? inboxDelayMs(entry.tries) : 0;
    entry.nextTryAtMs = delayMs > 0 ? nowMs + delayMs : 0;
    entry.handledAtMs = state == InboxState::Done || state == InboxState::Noted ? nowMs : 0;
    m_core.writes.enqueue([this, entry] { return m_store.update(entry); },
                          [this, work](const Result<> &committed) {
                              m_known.remove(work->entry.rowId);
                              --m_underWay;
                              emit m_events.newsHandled(work->entry.merchantId);
                              if (work->done)
                                  work->done(committed ? Result<InboxEntry>(work->entry)
                                                       : committed.error());
                              next();
                          });
}

void NewsInbox::handleAgain(const InboxEntry &entry, const Handled &done)
{
    enqueue(entry, done);
}
