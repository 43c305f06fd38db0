#include "services/engine/auditservice.h"

#include "services/engine/enginecore.h"
#include "services/storage/auditreader.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kLinesAtOnce = 1'000;
constexpr int kLongestList = 1'000;
/// One sitting of a reader is one line of the trail.
constexpr qint64 kSittingMs = 10 * 60'000;

QString resultOf(const AuditCheck &check)
{
    if (check.finding)
        return u"broken"_s;
    return check.unread > 0 ? u"partly"_s : u"whole"_s;
}

} // namespace

QFuture<Result<AuditPage>> AuditService::list(const Caller &caller, const AuditQuery &query)
{
    return m_engine.start<AuditPage>([this, caller, query](const Reply<AuditPage> &reply) {
        if (query.limit < 1 || query.limit > kLongestList)
            return reply(Error{ErrorCode::InvalidValue, u"limit"_s});
        noteRead(caller);
        reply(AuditReader(m_engine.core().database).page(caller.merchantId, query));
    });
}

void AuditService::noteRead(const Caller &caller)
{
    const qint64 nowMs = m_engine.core().clock.nowMs();
    const auto known = m_readAtMs.constFind(caller.actor);
    if (known != m_readAtMs.cend() && qAbs(nowMs - *known) < kSittingMs)
        return;
    m_readAtMs.insert(caller.actor, nowMs);
    append(caller, u"audit.read"_s, u"done"_s, {}, [] {});
}

QFuture<Result<AuditCheck>> AuditService::verify(const Caller &caller, const AuditCheck &soFar)
{
    return m_engine.start<AuditCheck>([this, caller, soFar](const Reply<AuditCheck> &reply) {
        const Result<AuditCheck> check = checkMore(soFar);
        if (!check || !check->done)
            return reply(check);
        const QString detail = check->finding ? u"line=%1"_s.arg(check->finding->number)
                                              : u"lines=%1"_s.arg(check->lines);
        append(caller, u"audit.verify"_s, resultOf(*check), detail,
               [check, reply] { reply(check); });
    });
}

Result<AuditCheck> AuditService::checkMore(const AuditCheck &soFar)
{
    EngineCore &core = m_engine.core();
    AuditReader reader(core.database);
    const Result<QList<AuditHead>> heads = reader.heads();
    if (!heads)
        return heads.error();
    const Result<AuditHead> last = core.journal.lastLine();
    if (!last)
        return last.error();
    AuditCheck begun = soFar;
    begun.total = std::max(last->number, begun.lines);
    const auto seal = [&core](QByteArrayView previous, QByteArrayView line) {
        return core.vault.isUnlocked() ? core.vault.auditMac(previous, line).value_or(QByteArray())
                                       : QByteArray();
    };
    AuditVerifier verifier(std::move(begun), seal, *heads);
    int taken = 0;
    const Result<> read =
        reader.lines(soFar.lines, kLinesAtOnce, [&verifier, &taken](const AuditLine &line) {
            ++taken;
            return verifier.take(line);
        });
    if (!read)
        return read.error();
    if (taken < kLinesAtOnce)
        verifier.finish();
    return verifier.check();
}

void AuditService::append(const Caller &caller, const QString &action, const QString &result,
                          const QString &detail, const std::function<void()> &then)
{
    EngineCore &core = m_engine.core();
    AuditEntry entry;
    entry.atMs = core.clock.nowMs();
    entry.merchantId = caller.merchantId;
    entry.actor = caller.actor;
    entry.action = action;
    entry.object = u"audit"_s;
    entry.result = result;
    entry.detail = detail;
    // What was read was read, whether the disk takes a line about it or not.
    core.writes.enqueue([&core, entry] { return core.journal.appendAudit(entry); },
                        [then](const Result<> &) { then(); });
}
