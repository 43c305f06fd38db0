#pragma once

#include "services/storage/database.h"

#include <QObject>

#include <deque>
#include <functional>

/// Group commit: halves that wait share one durable transaction, each under its own savepoint (one
/// that fails rolls back alone); only after COMMIT are their callers told. Owning thread only.
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
        MustSucceed,           ///< an outcome that is already known: never dropped
    };
    /// Runs inside the transaction. Must have no effect but on the database and its own captures,
    /// and must be repeatable: after a failed COMMIT it is run again.
    using Half = std::function<Result<>()>;
    using Done = std::function<void(const Result<> &)>;

    explicit WriteQueue(Database &database, QObject *parent = nullptr);
    ~WriteQueue() override;

    /// Overloaded when more than 10,000 halves wait.
    void enqueue(Half half, Done done, Importance importance = Importance::Normal);
    bool isDegraded() const { return m_degraded; }

signals:
    void degraded(const QString &reason); ///< empty: fine again

private:
    struct Entry
    {
        Half half;
        Done done;
        Importance importance;
    };
    void flush();
    void schedule(int delayMs);
    Result<> runGroup(std::deque<Entry> &group, std::vector<Result<>> &results);
    void becomeDegraded(const Error &error);

    Database &m_database;
    std::deque<Entry> m_waiting;
    bool m_scheduled = false;
    bool m_degraded = false;
};
