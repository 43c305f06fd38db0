#pragma once

#include "services/storage/database.h"

#include <QObject>

#include <deque>
#include <functional>
#include <vector>

class QTimer;

/// Group commit: halves that wait share one durable transaction (one that is refused leaves nothing
/// and the others whole); only after COMMIT are their callers told. Owning thread only.
///
/// When the database cannot be written (full, read-only, I/O error) the queue turns degraded: new
/// halves are refused with StorageUnavailable, those marked MustSucceed are kept and tried again
/// every second, and `degraded(reason)` is emitted once each way.
class WriteQueue : public QObject
{
    Q_OBJECT

public:
    enum class Importance {
        Normal,
        MustSucceed, ///< an outcome that is already known: never dropped
    };
    /// Runs inside the transaction. Must have no effect but on the database and its own captures,
    /// and must be repeatable: it is run again after a failed COMMIT, and when another half of its
    /// group is refused.
    using Half = std::function<Result<>()>;
    using Done = std::function<void(const Result<> &)>;

    explicit WriteQueue(Database &database, QObject *parent = nullptr);
    ~WriteQueue() override;

    /// Overloaded when more than 10,000 halves wait; MustSucceed halves are taken all the same.
    /// Done is never called from inside enqueue().
    void enqueue(Half half, Done done, Importance importance = Importance::Normal);
    bool isDegraded() const { return m_degraded; }
    qsizetype waiting() const { return static_cast<qsizetype>(m_waiting.size()); }
    /// Commits the outcomes that wait, once, now, and drops what has not begun: for the end of the
    /// program.
    void drain();

    /// How long to wait between tries of a disk that refuses; 1000 ms unless a test says otherwise.
    void setRetryIntervalMs(int ms);

    /// Called inside the transaction before COMMIT, and after it before anybody is told; for named
    /// fault points.
    void setBeforeCommit(std::function<void()> hook) { m_beforeCommit = std::move(hook); }
    void setAfterCommit(std::function<void()> hook) { m_afterCommit = std::move(hook); }

signals:
    /// The file or disk refuses writes; empty: fine again.
    void degraded(const QString &reason);

private:
    struct Entry
    {
        Half half;
        Done done;
        Importance importance = Importance::Normal;
    };
    using Group = std::vector<Entry>;

    void scheduleFlush();
    void flush();
    bool commitGroup();
    Group takeGroup();
    Result<> runGroup(Group &group, std::vector<Result<>> &results);
    Result<> runHalves(Group &group, std::vector<Result<>> &results);
    static size_t firstRefused(Group &group, std::vector<Result<>> &results);
    Result<> runAlone(const Half &half, Result<> &result);
    void refuse(Done done, const Error &error);
    void putBack(Group &group, const Error &error);
    void becomeDegraded(const Error &error);
    void retry();
    void becomeHealthy();

    Database &m_database;
    std::deque<Entry> m_waiting;
    std::function<void()> m_beforeCommit;
    std::function<void()> m_afterCommit;
    QTimer *m_retryTimer = nullptr;
    int m_carefulGroups = 0; ///< groups still to run with a savepoint for each half
    bool m_scheduled = false;
    bool m_degraded = false;
};
