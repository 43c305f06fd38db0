#pragma once

#include "models/holdsatrisk.h"

#include <QTimer>

/// Work that waits for a person, the most urgent first.
enum class WorkKind {
    NotKnown,  ///< no answer from the processor yet
    Mismatch,  ///< the processor confirmed something else
    Expiring,  ///< holds that end within a day
    Refunds,   ///< refunds that a person must look at
    Review,    ///< held for a decision
    Customer,  ///< waits for the customer
    ToCapture, ///< all holds
};

/// One line of the work list.
struct WorkItem
{
    WorkKind kind = WorkKind::NotKnown;
    qint64 count = 0;
    QString title; ///< "3 payments are not known yet"
    QString hint;  ///< what that means, and what to do

    friend bool operator==(const WorkItem &, const WorkItem &) = default;
};

/// What is to be done, counted. Follows Events.
class WorkList final : public QObject
{
    Q_OBJECT

public:
    /// workspace must outlive the object.
    explicit WorkList(const Workspace &workspace, QObject *parent = nullptr);

    /// Only what there is any of.
    QList<WorkItem> items() const;
    /// Everything was counted at least once.
    bool isRead() const { return m_statusesRead && m_refundsRead; }
    /// When, ms UTC; 0 before the first time.
    qint64 readAtMs() const { return m_readAtMs; }
    const std::optional<Error> &failure() const { return m_failure; }

public slots:
    void read();

signals:
    void changed();

private:
    void noteChange();
    qint64 countOf(std::initializer_list<PaymentStatus> statuses) const;
    qint64 countOf(WorkKind kind) const;
    QString title(WorkKind kind, qint64 count) const;
    QString hint(WorkKind kind) const;

    const Workspace &m_workspace;
    HoldsAtRisk m_risk;
    QTimer m_soon;
    QHash<QString, qint64> m_counts;
    qint64 m_refunds = 0;
    qint64 m_readAtMs = 0;
    bool m_statusesRead = false;
    bool m_refundsRead = false;
    std::optional<Error> m_failure;
};
