#pragma once

#include "models/refundtext.h"
#include "models/workspace.h"

#include <QAbstractTableModel>
#include <QLocale>
#include <QSet>
#include <QTimer>

/// Columns of the refunds table, in order.
enum class RefundColumn {
    Status,
    Amount,
    Currency,
    Payment,
    Reason,
    RequestedBy,
    Created,
    Processed,
    Identifier,
    Error,
};

/// Refunds, newest first, read page by page as somebody scrolls. Follows Events while it is active:
/// what became of a refund shows in its row, new ones come in on top.
class RefundTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        LookRole = Qt::UserRole, ///< int of StatusLook, for the status column's delegate
        LoadedRole,              ///< always true: no row is shown before it is read
        UrgentRole,              ///< true: a person must look
    };

    /// workspace must outlive the model.
    explicit RefundTableModel(const Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// Nothing: all of them.
    const std::optional<RefundStatus> &status() const { return m_status; }
    void setStatus(const std::optional<RefundStatus> &status);
    /// Whether somebody looks at it: while nobody does nothing is read.
    void setActive(bool active);
    /// Reads from the newest on, as many as there are rows.
    void reload();

    bool isLoading() const { return m_loading; }
    /// Everything there is has been read.
    bool isComplete() const { return m_complete; }
    const std::optional<Error> &failure() const { return m_failure; }
    /// When the list on screen was read, ms UTC; 0 before the first time.
    qint64 readAtMs() const { return m_readAtMs; }
    /// The row as read, or nothing.
    std::optional<Refund> refund(int row) const;
    static QString columnName(RefundColumn column);

signals:
    /// Loading, completeness, failure or the time of reading changed.
    void stateUpdated();
    /// A refund on screen changed in place.
    void refreshed(int row);

private:
    void read(qint64 before, int limit);
    void onRead(const Result<QList<Refund>> &answer, qint64 before, int limit);
    void noteChange(const PaymentId &id);
    void readChanged();
    void dropMissing(const QList<Refund> &page, int limit);
    void append(const QList<Refund> &page);
    void put(const Refund &refund);
    void repaintAll();
    QString text(const Refund &refund, RefundColumn column) const;
    QString toolTip(const Refund &refund, RefundColumn column) const;

    const Workspace &m_workspace;
    const QLocale m_locale;
    std::optional<RefundStatus> m_status;
    QList<Refund> m_rows; ///< by row id, falling
    QSet<PaymentId> m_changed;
    QTimer m_changedTimer;
    std::optional<Error> m_failure;
    quint64 m_generation = 0;
    qint64 m_readAtMs = 0;
    bool m_active = false;
    bool m_stale = true; ///< something may have changed while nobody looked
    bool m_loading = false;
    bool m_complete = false;
};
