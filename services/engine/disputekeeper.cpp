#include "services/engine/disputekeeper.h"

#include "services/engine/accountkeys.h"
#include "services/engine/idempotencykey.h"
#include "services/engine/webhooktelling.h"
#include "services/interfaces/events.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kTickMs = 1'000;
constexpr int kMostAtOnce = 8;
constexpr qsizetype kKeyLength = 40;
const auto kProcessor = u"processor"_s;

Dispute opened(const ProcessorAccount &account, const DisputeNews &news, const Payment &payment)
{
    Dispute dispute;
    dispute.merchantId = account.merchantId;
    dispute.profileId = payment.profileId;
    dispute.paymentId = payment.id;
    dispute.attemptNumber = payment.attemptCount;
    dispute.connector = account.connector;
    dispute.connectorAccount = account.id;
    dispute.processorReference = news.processorReference;
    dispute.stage = news.stage;
    dispute.status = news.status;
    dispute.amount = news.amount;
    dispute.currency = news.currency.value_or(payment.currency);
    dispute.processorStatus = news.processorStatus;
    dispute.reasonCode = news.reasonCode;
    dispute.reason = news.reason;
    dispute.respondByMs = news.respondByMs;
    dispute.processorCreatedMs = news.createdAtMs;
    dispute.processorUpdatedMs = news.updatedAtMs;
    return dispute;
}

} // namespace

DisputeKeeper::DisputeKeeper(EngineCore &core, Events &events)
    : m_core(core)
    , m_events(events)
    , m_store(core.database)
{
    connect(&m_timer, &QTimer::timeout, this, &DisputeKeeper::tick);
}

void DisputeKeeper::start()
{
    m_timer.start(static_cast<int>(m_core.clock.waitMs(kTickMs)));
    tick();
}

Result<> DisputeKeeper::audit(const Dispute &dispute, const QString &actor, const QString &action)
{
    AuditEntry entry;
    entry.atMs = m_core.clock.nowMs();
    entry.merchantId = dispute.merchantId;
    entry.actor = actor;
    entry.action = action;
    entry.object = dispute.id.value;
    entry.result = toText(dispute.status);
    entry.detail = u"payment="_s + dispute.paymentId.value + u" stage="_s + toText(dispute.stage)
                   + u" amount="_s + QString::number(dispute.amount) + u' '
                   + toText(dispute.currency);
    return m_core.journal.appendAudit(entry);
}

Result<QString> DisputeKeeper::take(const ProcessorAccount &account, const DisputeNews &news,
                                    const std::optional<Payment> &payment)
{
    const Result<Dispute> known =
        m_store.findByReference(account.merchantId, account.id, news.processorReference);
    if (!known && known.error().code != ErrorCode::NotFound)
        return known.error();
    if (!known && !payment)
        return u"unknown_reference"_s;
    const qint64 nowMs = m_core.clock.nowMs();
    std::optional<Dispute> after;
    if (known) {
        after = disputeAfter(*known, news, nowMs);
        if (!after)
            return u"stale"_s;
    } else {
        after = opened(account, news, *payment);
        after->id = {m_core.random.newId("dp"_L1)};
        after->createdAtMs = nowMs;
        after->modifiedAtMs = nowMs;
    }
    const Result<> written = known ? m_store.update(*after, *known) : m_store.insert(*after);
    const Result<> told =
        written
            .and_then([&] {
                return audit(*after, kProcessor, known ? u"dispute.change"_s : u"dispute.open"_s);
            })
            .and_then([&] { return webhooktelling::tell(m_core, *after); });
    if (!told)
        return told.error();
    // Heard by queued connections, after the commit or with nothing new to see.
    emit m_events.disputeChanged(after->id, after->paymentId);
    return QString();
}

Result<DisputeView> DisputeKeeper::view(const MerchantId &merchant, const DisputeId &id)
{
    const Result<Dispute> dispute = m_store.find(merchant, id);
    if (!dispute)
        return dispute.error();
    const auto evidence = m_store.evidence(merchant, id, false);
    return evidence ? Result<DisputeView>(DisputeView{*dispute, *evidence}) : evidence.error();
}

Result<Dispute> DisputeKeeper::changeable(const MerchantId &merchant, const DisputeId &id)
{
    const Result<Dispute> dispute = m_store.find(merchant, id);
    if (!dispute)
        return dispute;
    if (!mayAnswer(*dispute))
        return Error{ErrorCode::InvalidState, u"dispute_status"_s};
    if (dispute->sending != DisputeAnswer::None)
        return Error{ErrorCode::Busy, u"dispute_id"_s};
    return dispute;
}

void DisputeKeeper::run(const Half &half, const Done &done)
{
    const auto result = std::make_shared<Result<Dispute>>(ErrorCode::Internal);
    const auto work = [half, result]() -> Result<> {
        *result = half();
        return *result ? Result<>() : Result<>(result->error());
    };
    m_core.writes.enqueue(work, [this, result, done](const Result<> &committed) {
        if (!committed)
            return done(committed.error());
        emit m_events.disputeChanged((*result)->id, (*result)->paymentId);
        done(view((*result)->merchantId, (*result)->id));
    });
}

void DisputeKeeper::attach(const Caller &caller, const DisputeId &id,
                           const DisputeEvidence &evidence, const Done &done)
{
    const Result<> fits = checkEvidence(evidence);
    if (!fits)
        return done(fits.error());
    const auto half = [this, caller, id, evidence]() -> Result<Dispute> {
        const Result<Dispute> dispute = changeable(caller.merchantId, id);
        if (!dispute)
            return dispute;
        const auto there = m_store.evidence(caller.merchantId, id, false);
        if (!there)
            return there.error();
        qsizetype count = there->size();
        for (const DisputeEvidence &one : *there) {
            if (one.kind != evidence.kind || one.size > 0 || evidence.text.isEmpty())
                continue;
            const Result<> removed = m_store.removeEvidence(caller.merchantId, id, one.id);
            if (!removed)
                return removed.error();
            --count;
        }
        if (count >= kMostEvidence)
            return Error{ErrorCode::TooMany, u"dispute_evidence"_s};
        DisputeEvidence kept = evidence;
        kept.id = m_core.random.newId("file"_L1);
        kept.createdAtMs = m_core.clock.nowMs();
        const Result<> added = m_store.addEvidence(*dispute, kept).and_then([&] {
            return audit(*dispute, caller.actor, u"dispute.evidence"_s);
        });
        return added ? dispute : Result<Dispute>(added.error());
    };
    run(half, done);
}

void DisputeKeeper::detach(const Caller &caller, const DisputeId &id, const QString &evidenceId,
                           const Done &done)
{
    const auto half = [this, caller, id, evidenceId]() -> Result<Dispute> {
        const Result<Dispute> dispute = changeable(caller.merchantId, id);
        if (!dispute)
            return dispute;
        const Result<> removed =
            m_store.removeEvidence(caller.merchantId, id, evidenceId).and_then([&] {
                return audit(*dispute, caller.actor, u"dispute.evidence"_s);
            });
        return removed ? dispute : Result<Dispute>(removed.error());
    };
    run(half, done);
}

Result<Dispute> DisputeKeeper::reserve(const Caller &caller, const DisputeId &id,
                                       DisputeAnswer answer)
{
    const Result<Dispute> before = changeable(caller.merchantId, id);
    if (!before)
        return before;
    const auto evidence = m_store.evidence(caller.merchantId, id, false);
    if (!evidence)
        return evidence.error();
    if (answer == DisputeAnswer::Evidence && evidence->isEmpty())
        return Error{ErrorCode::MissingField, u"dispute_evidence"_s};
    Dispute after = *before;
    after.sending = answer;
    after.answerCount += 1;
    after.sendCount = 1;
    after.modifiedAtMs = m_core.clock.nowMs();
    after.nextSendAtMs = after.modifiedAtMs + disputeDelayMs(1);
    const QString action =
        answer == DisputeAnswer::Accept ? u"dispute.accept"_s : u"dispute.submit"_s;
    const Result<> written =
        m_store.update(after, *before).and_then([&] { return audit(after, caller.actor, action); });
    return written ? Result<Dispute>(after) : written.error();
}

void DisputeKeeper::answer(const Caller &caller, const DisputeId &id, DisputeAnswer answer,
                           const Done &done)
{
    const auto reserved = std::make_shared<Result<Dispute>>(ErrorCode::Internal);
    const auto half = [this, caller, id, answer, reserved]() -> Result<> {
        *reserved = reserve(caller, id, answer);
        return *reserved ? Result<>() : Result<>(reserved->error());
    };
    m_core.writes.enqueue(half, [this, reserved, done](const Result<> &committed) {
        if (!committed)
            return done(committed.error());
        emit m_events.disputeChanged((*reserved)->id, (*reserved)->paymentId);
        send(**reserved, done);
    });
}

void DisputeKeeper::tick()
{
    if (m_core.writes.isDegraded())
        return;
    const qint64 nowMs = m_core.clock.nowMs();
    const auto due = m_store.due(nowMs, kMostAtOnce);
    for (const Dispute &before : due.value_or({})) {
        if (m_inFlight.contains(before.id.value))
            continue;
        m_inFlight.insert(before.id.value);
        Dispute again = before;
        again.sendCount += 1;
        again.nextSendAtMs = nowMs + disputeDelayMs(again.sendCount);
        m_core.writes.enqueue([this, again, before] { return m_store.update(again, before); },
                              [this, again](const Result<> &committed) {
                                  m_inFlight.remove(again.id.value);
                                  if (committed)
                                      send(again, [](const Result<DisputeView> &) {});
                              });
    }
}

void DisputeKeeper::send(const Dispute &dispute, const Done &done)
{
    const auto account = m_core.accounts.account(dispute.merchantId, dispute.connectorAccount);
    const auto evidence = m_store.evidence(dispute.merchantId, dispute.id, true);
    if (!account || !evidence)
        return done(account ? evidence.error() : account.error());
    const Result<ProcessorAccount> opened = accountkeys::opened(m_core, *account);
    if (!opened && opened.error().code == ErrorCode::VaultLocked)
        return done(view(dispute.merchantId, dispute.id)); // it is sent when the keys can be had
    m_inFlight.insert(dispute.id.value);
    const QByteArray named =
        "dispute|" + dispute.id.value.toUtf8() + '|' + QByteArray::number(dispute.answerCount);
    DisputeAnswerRequest request;
    request.dispute = &dispute;
    request.evidence = dispute.sending == DisputeAnswer::Evidence ? &*evidence : nullptr;
    request.idempotencyKey =
        QString::fromLatin1(keyedHash(m_core.installKey, named).toHex().first(kKeyLength));
    m_core.gateway.answerDispute(opened ? *opened : *account, request, this,
                                 [this, dispute, done](const Result<DisputeNews> &result) {
                                     answered(dispute, result, done);
                                 });
}

void DisputeKeeper::answered(const Dispute &dispute, const Result<DisputeNews> &result,
                             const Done &done)
{
    // That this send never left says nothing about the one before it.
    const ErrorCode why = result ? ErrorCode::Internal : result.error().code;
    const bool unknown = why == ErrorCode::OutcomeUnknown
                         || (why == ErrorCode::ConnectorUnreachable && dispute.sendCount > 1);
    const auto half = [this, dispute, result, unknown]() -> Result<> {
        const Result<Dispute> current = m_store.find(dispute.merchantId, dispute.id);
        if (!current)
            return current.error();
        if (unknown || current->sending == DisputeAnswer::None
            || current->answerCount != dispute.answerCount)
            return {}; // asked again under the same key, or answered meanwhile
        Dispute after = *current;
        if (result)
            after = disputeAfter(*current, *result, m_core.clock.nowMs()).value_or(*current);
        after.sending = DisputeAnswer::None;
        after.nextSendAtMs = 0;
        after.modifiedAtMs = m_core.clock.nowMs();
        const Result<> written = m_store.update(after, *current);
        if (!written || after.status == current->status)
            return written;
        return audit(after, kProcessor, u"dispute.change"_s).and_then([&] {
            return webhooktelling::tell(m_core, after);
        });
    };
    m_core.writes.enqueue(
        half,
        [this, dispute, result, unknown, done](const Result<> &committed) {
            m_inFlight.remove(dispute.id.value);
            emit m_events.disputeChanged(dispute.id, dispute.paymentId);
            if (!committed)
                return done(committed.error());
            if (!result && !unknown)
                return done(result.error());
            done(view(dispute.merchantId, dispute.id));
        },
        WriteQueue::Importance::MustSucceed);
}
