#pragma once

#include "models/pagedtablemodel.h"
#include "models/workspace.h"

#include <QLocale>
#include <QTimer>

/// Columns of the list of customers, in order.
enum class CustomerColumn {
    Name,
    Email,
    Phone,
    Methods,
    LastPayment,
    Lifetime,
    Identifier,
    Created,
};

/// The customers, newest first, or those whose name, e-mail or id begins with what was typed.
/// Follows Events while it is active.
class CustomerTableModel final : public PagedTableModel<CustomerSummary>
{
    Q_OBJECT

public:
    enum Role {
        LoadedRole = Qt::UserRole, ///< false: show a skeleton
        UrgentRole,                ///< never true
    };

    /// workspace, which has customers, must outlive the model.
    explicit CustomerTableModel(const Workspace &workspace, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    const CustomerListQuery &query() const { return m_query; }
    /// Shows another search; the same one is not asked again (see reload()).
    void setSearch(const QString &beginsWith);
    /// Whether somebody looks at it: while nobody does nothing is read.
    void setActive(bool active);
    void reload();
    /// This row is kept up to date wherever it stands.
    void watch(qint64 rowId) { m_watched = rowId; }
    /// When the list on screen was read, ms UTC; 0 before the first time.
    qint64 readAtMs() const { return m_readAtMs; }
    /// The row as loaded, or nothing.
    std::optional<CustomerSummary> customer(int row) const;
    static QString columnName(CustomerColumn column);

signals:
    /// Loading, completeness, failure or the time of reading changed.
    void stateUpdated();
    /// A customer on screen changed in place.
    void refreshed(int row);

protected:
    QFuture<Result<QList<CustomerSummary>>> askFirstPage(int limit) override;
    QFuture<Result<QList<qint64>>> askOrdering() override;
    QFuture<Result<QList<CustomerSummary>>> askRows(const QList<qint64> &rowIds) override;
    void stateChanged() override;
    void rowRefreshed(int row) override { emit refreshed(row); }

private:
    void noteChange(int delayMs);
    void repaintAll();
    QString text(const CustomerSummary &row, CustomerColumn column) const;
    QString toolTip(const CustomerSummary &row, CustomerColumn column) const;

    const Workspace &m_workspace;
    const QLocale m_locale;
    CustomerListQuery m_query;
    QTimer m_reloadTimer;
    qint64 m_readAtMs = 0;
    qint64 m_watched = 0;
    bool m_active = false;
    bool m_stale = true; ///< something may have changed while nobody looked
};
