#include "services/engine/auditkeeper.h"

#include "services/storage/auditheadfile.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNoteIntervalMs = 5'000;
constexpr qint64 kClockJumpMs = 60'000;

} // namespace

AuditKeeper::AuditKeeper(EngineCore &core) : m_core(core)
{
    m_timer.setInterval(static_cast<int>(core.clock.waitMs(kNoteIntervalMs)));
    connect(&m_timer, &QTimer::timeout, this, &AuditKeeper::tick);
    m_clockAheadMs = core.clock.nowMs() - core.clock.steadyMs();
}

Result<> AuditKeeper::compare()
{
    const Result<QList<AuditHead>> heads = m_core.journal.heads();
    if (!heads)
        return heads.error();
    for (const AuditHead &head : *heads) {
        const Result<> compared = compareOne(head);
        if (!compared)
            return compared;
    }
    return {};
}

Result<> AuditKeeper::compareOne(const AuditHead &head)
{
    const Result<QByteArray> link = m_core.journal.linkOf(head.number);
    if (!link && link.error().code != ErrorCode::NotFound)
        return link.error();
    if (link && *link == head.link)
        return {};
    m_kept[head.sealed ? 1 : 0] = true;
    AuditEntry entry;
    entry.atMs = m_core.clock.nowMs();
    entry.actor = u"system"_s;
    entry.action = u"audit.broken"_s;
    entry.object = u"audit"_s;
    entry.result = link ? u"changed"_s : u"missing"_s;
    entry.detail = u"line=%1"_s.arg(head.number);
    return m_core.journal.appendAudit(entry);
}

void AuditKeeper::start()
{
    m_timer.start();
}

void AuditKeeper::tick()
{
    noteClock();
    note();
}

void AuditKeeper::noteClock()
{
    const qint64 aheadMs = m_core.clock.nowMs() - m_core.clock.steadyMs();
    const qint64 jumpMs = aheadMs - m_clockAheadMs;
    if (qAbs(jumpMs) <= kClockJumpMs)
        return;
    m_clockAheadMs = aheadMs;
    AuditEntry entry;
    entry.atMs = m_core.clock.nowMs();
    entry.actor = u"system"_s;
    entry.action = u"clock.jump"_s;
    entry.object = u"clock"_s;
    entry.detail = u"seconds=%1"_s.arg(jumpMs / 1000);
    m_core.writes.enqueue([this, entry] { return m_core.journal.appendAudit(entry); },
                          [](const Result<> &) {});
}

void AuditKeeper::note()
{
    if (m_core.writes.isDegraded())
        return;
    const Result<AuditHead> last = m_core.journal.lastLine();
    if (!last || last->number == m_noted || last->number == 0)
        return;
    AuditHead head = *last;
    head.sealed = m_core.vault.isUnlocked();
    if (m_kept[head.sealed ? 1 : 0])
        return;
    if (head.sealed) {
        const Result<QByteArray> mac =
            m_core.vault.auditMac(head.link, auditchain::headBytes(head));
        if (!mac)
            return;
        head.mac = *mac;
    }
    m_noted = head.number;
    exportDaily(head);
    const auto half = [this, head] { return m_core.journal.writeHead(head); };
    m_core.writes.enqueue(
        half, [](const Result<> &) {}, WriteQueue::Importance::MustSucceed);
}

/// Once a day and a run. The file is for whoever keeps copies; that it cannot be written stops
/// nobody.
void AuditKeeper::exportDaily(const AuditHead &head)
{
    constexpr qint64 kDayMs = 24LL * 60 * 60 * 1000;
    const qint64 nowMs = m_core.clock.nowMs();
    if (std::exchange(m_exportedDay, nowMs / kDayMs) == nowMs / kDayMs)
        return;
    const Result<> written = auditheadfile::append(m_core.database.file(), head, nowMs);
    if (!written)
        qWarning("audit: %s cannot be written", qUtf8Printable(written.error().detail));
}

void AuditKeeper::end()
{
    m_timer.stop();
    AuditEntry entry;
    entry.atMs = m_core.clock.nowMs();
    entry.actor = u"system"_s;
    entry.action = u"program.stop"_s;
    entry.object = m_core.instance;
    m_core.writes.enqueue([this, entry] { return m_core.journal.appendAudit(entry); },
                          [](const Result<> &) {}, WriteQueue::Importance::MustSucceed);
    m_core.writes.drain();
    note();
    m_core.writes.drain();
}
