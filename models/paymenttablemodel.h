#pragma once

#include "models/pagedtablemodel.h"
#include "models/workspace.h"
#include "services/domain/paymentquery.h"

#include <QElapsedTimer>
#include <QLocale>
#include <QTimer>

/// The payments table: every PaymentColumn is a column, in the order of the enumeration. Follows
/// Events: a payment that changed is read again in place, new ones come in at their place.
class PaymentTableModel final : public PagedTableModel<PaymentSummary>
{
    Q_OBJECT

public:
    enum Role {
        SortRole = Qt::UserRole, ///< typed: integer, text
        LookRole,                ///< int of StatusLook, for the status column's delegate
        PaymentIdRole,           ///< QString
        RowIdRole,               ///< qint64
        LoadedRole,              ///< false: show a skeleton
        UrgentRole,              ///< true: less than four hours are left
    };

    /// workspace must outlive the model.
    explicit PaymentTableModel(const Workspace &workspace, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    /// Columns that cannot be sorted by are ignored.
    void sort(int column, Qt::SortOrder order) override;

    const PaymentQuery &query() const { return m_query; }
    /// Shows another query; the same one is not asked again (see reload()).
    void setQuery(const PaymentQuery &query);
    /// Reads the same query again, keeping the rows' selection.
    void reload();
    /// When the list on screen was read, ms UTC; 0 before the first time.
    qint64 readAtMs() const { return m_readAtMs; }
    /// The row as loaded, or nothing.
    std::optional<PaymentSummary> payment(int row) const;
    /// What the cell shows, for copying.
    QString text(const PaymentSummary &row, PaymentColumn column) const;

signals:
    /// Loading, completeness, failure or the time of reading changed.
    void stateUpdated();
    /// A payment on screen changed in place.
    void refreshed(int row);

protected:
    QFuture<Result<QList<PaymentSummary>>> askFirstPage(int limit) override;
    QFuture<Result<QList<qint64>>> askOrdering() override;
    QFuture<Result<QList<PaymentSummary>>> askRows(const QList<qint64> &rowIds) override;
    void stateChanged() override;
    void rowRefreshed(int row) override { emit refreshed(row); }

private:
    void noteChange(const PaymentId &id, qint64 rowId);
    void readChanged();
    void scheduleReload();
    void reloadWhenRead();
    void repaintAll();
    QVariant skeleton(PaymentColumn column, int role) const;
    QVariant sortKey(const PaymentSummary &row, PaymentColumn column) const;
    QString captureBeforeText(const PaymentSummary &row) const;
    QString toolTip(const PaymentSummary &row, PaymentColumn column) const;

    const Workspace &m_workspace;
    const QLocale m_locale;
    PaymentQuery m_query;
    QSet<qint64> m_changed;
    QTimer m_changedTimer;
    QTimer m_reloadTimer;
    QElapsedTimer m_reading;
    qint64 m_readingMs = 0; ///< how long the last complete reading took
    qint64 m_readAtMs = 0;
};

/// Whether a column holds amounts of money or other numbers, which stand right aligned.
bool isNumeric(PaymentColumn column);
/// The columns of a new view, in order.
QList<PaymentColumn> defaultPaymentColumns();
