#include "services/storage/writequeue.h"

#include "services/storage/transaction.h"

#include <QSqlQuery>
#include <QTimer>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t kMostWaiting = 10'000;
constexpr size_t kLargestGroup = 512;
constexpr int kCarefulGroups = 8; // run half by half after a refusal: others tend to follow
constexpr auto kRetryInterval = 1s;

/// A store remembered a row that somebody else has changed. Undoing the half makes it forget, so
/// the same half decides anew, on what is there.
bool isOutOfDate(const Result<> &result)
{
    return !result && result.error().code == ErrorCode::VersionConflict;
}

} // namespace

WriteQueue::WriteQueue(Database &database, QObject *parent)
    : QObject(parent)
    , m_database(database)
    , m_retryTimer(new QTimer(this))
{
    m_retryTimer->setInterval(kRetryInterval);
    connect(m_retryTimer, &QTimer::timeout, this, &WriteQueue::retry);
}

WriteQueue::~WriteQueue() = default;

void WriteQueue::enqueue(Half half, Done done, Importance importance)
{
    if (importance == Importance::Normal) {
        if (m_degraded)
            return refuse(std::move(done), Error{ErrorCode::StorageUnavailable});
        if (m_waiting.size() >= kMostWaiting)
            return refuse(std::move(done), Error{ErrorCode::Overloaded});
    }
    m_waiting.push_back({std::move(half), std::move(done), importance});
    if (!m_degraded)
        scheduleFlush();
}

void WriteQueue::drain()
{
    std::erase_if(m_waiting,
                  [](const Entry &entry) { return entry.importance == Importance::Normal; });
    while (!m_waiting.empty() && commitGroup()) {
    }
}

void WriteQueue::setRetryIntervalMs(int ms)
{
    m_retryTimer->setInterval(ms);
}

void WriteQueue::scheduleFlush()
{
    if (m_scheduled)
        return;
    m_scheduled = true;
    // Behind everything that is posted already: whoever is about to enqueue joins this group.
    QMetaObject::invokeMethod(this, &WriteQueue::flush, Qt::QueuedConnection);
}

void WriteQueue::flush()
{
    m_scheduled = false;
    if (!m_waiting.empty() && !m_degraded)
        commitGroup();
}

/// Whether the disk took it. Callers are told once the queue is in its new state.
bool WriteQueue::commitGroup()
{
    Group group = takeGroup();
    std::vector<Result<>> results(group.size());
    const Result<> committed = runGroup(group, results);
    if (!committed) {
        m_database.rollback();
        putBack(group, committed.error());
        return false;
    }
    becomeHealthy();
    if (!m_waiting.empty())
        scheduleFlush();
    for (size_t i = 0; i < group.size(); ++i)
        group[i].done(results[i]);
    return true;
}

WriteQueue::Group WriteQueue::takeGroup()
{
    const size_t count = std::min(m_waiting.size(), kLargestGroup);
    const auto end = m_waiting.begin() + static_cast<std::ptrdiff_t>(count);
    Group group(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(end));
    m_waiting.erase(m_waiting.begin(), end);
    return group;
}

Result<> WriteQueue::runGroup(Group &group, std::vector<Result<>> &results)
{
    const Result<> begun = m_database.begin();
    if (!begun)
        return begun;
    const Result<> ran = runHalves(group, results);
    if (!ran)
        return ran;
    // One half that was refused left nothing to commit.
    if (group.size() == 1 && !results.front()) {
        m_database.rollback();
        return {};
    }
    if (m_beforeCommit)
        m_beforeCommit();
    const Result<> committed = m_database.commit();
    if (committed && m_afterCommit)
        m_afterCommit();
    return committed;
}

/// An error only when the disk failed; a half's own refusal is its result.
///
/// A savepoint makes SQLite copy every page a half is the first to touch, a sixth of all work, for
/// a refusal that is rare. So halves first run without; when one is refused all is undone, and this
/// group and the next few run with a savepoint each.
Result<> WriteQueue::runHalves(Group &group, std::vector<Result<>> &results)
{
    const bool hopeful = group.size() == 1 || m_carefulGroups == 0;
    if (hopeful) {
        const auto refused = firstRefused(group, results);
        if (refused == group.size())
            return {};
        if (isStorageFailure(results[refused].error()))
            return results[refused];
        if (group.size() == 1 && !isOutOfDate(results.front()))
            return {};
        m_database.rollback();
        const Result<> begun = m_database.begin();
        if (!begun)
            return begun;
        m_carefulGroups = kCarefulGroups;
    } else {
        --m_carefulGroups;
    }
    for (size_t i = 0; i < group.size(); ++i) {
        Result<> ran = runAlone(group[i].half, results[i]);
        if (ran && isOutOfDate(results[i]))
            ran = runAlone(group[i].half, results[i]);
        if (!ran)
            return ran;
    }
    return {};
}

/// Runs the halves up to the first that is refused; the group's size when none was.
size_t WriteQueue::firstRefused(Group &group, std::vector<Result<>> &results)
{
    for (size_t i = 0; i < group.size(); ++i) {
        results[i] = group[i].half();
        if (!results[i])
            return i;
    }
    return group.size();
}

Result<> WriteQueue::runAlone(const Half &half, Result<> &result)
{
    Savepoint savepoint(m_database);
    if (!savepoint.opened())
        return savepoint.opened();
    result = half();
    if (result)
        return savepoint.release();
    return isStorageFailure(result.error()) ? result : Result<>();
}

void WriteQueue::refuse(Done done, const Error &error)
{
    QMetaObject::invokeMethod(
        this, [done = std::move(done), error] { done(error); }, Qt::QueuedConnection);
}

/// After a failed transaction: known outcomes are kept in their order, the rest is refused.
void WriteQueue::putBack(Group &group, const Error &error)
{
    const Error refusal{error.code == ErrorCode::DiskFull ? ErrorCode::DiskFull
                                                          : ErrorCode::StorageUnavailable,
                        {},
                        error.detail};
    std::deque<Entry> kept;
    std::vector<Done> refused;
    const auto sort = [&](Entry &entry) {
        if (entry.importance == Importance::MustSucceed)
            kept.push_back(std::move(entry));
        else
            refused.push_back(std::move(entry.done));
    };
    std::ranges::for_each(group, sort);
    std::ranges::for_each(m_waiting, sort);
    m_waiting = std::move(kept);
    becomeDegraded(error);
    for (const Done &done : refused)
        done(refusal);
}

void WriteQueue::becomeDegraded(const Error &error)
{
    if (m_degraded)
        return;
    m_degraded = true;
    m_retryTimer->start();
    emit degraded(error.detail.isEmpty() ? u"the database cannot be written"_s : error.detail);
}

/// What was kept is the best probe of all; with nothing kept, a small write that must reach the
/// disk.
void WriteQueue::retry()
{
    if (!m_waiting.empty()) {
        commitGroup();
        return;
    }
    Result<> probe = m_database.begin();
    if (probe)
        probe = m_database.run(
            m_database.prepared(u"UPDATE write_probe SET tries = tries + 1 WHERE only_row = 1"_s));
    if (probe)
        probe = m_database.commit();
    if (probe)
        becomeHealthy();
    else
        m_database.rollback();
}

void WriteQueue::becomeHealthy()
{
    if (!m_degraded)
        return;
    m_degraded = false;
    m_retryTimer->stop();
    emit degraded({});
}
