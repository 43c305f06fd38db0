#pragma once

#include "models/paymenttablemodel.h"
#include "models/workbenchplan.h"

/// The capture workbench: every hold, what ends first on top, with what a person means to capture
/// of it. The rows are those of a PaymentTableModel; ticks and amounts are the plan's.
class WorkbenchTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column {
        Tick,
        TimeLeft,
        CaptureBefore,
        Order,
        Customer,
        Authorized,
        Captured,
        ToCapture,
        LeftAfter,
        Connector,
        Captures, ///< how many are allowed
        Check,    ///< why it is not ready
        Age,
        Identifier,
    };
    static constexpr int kColumnCount = static_cast<int>(Column::Identifier) + 1;
    enum Role {
        LoadedRole = Qt::UserRole, ///< false: show a skeleton
        UrgentRole,                ///< true: less than four hours are left
        ProblemRole,               ///< what is wrong with the typed amount
        PermilleRole,              ///< of a week that is left of the hold
        RowIdRole,
    };

    /// workspace must outlive the model.
    explicit WorkbenchTable(const Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// By time left, order, customer, captured or connector; other columns are ignored.
    void sort(int column, Qt::SortOrder order) override;
    static bool isSortedBy(Column column);

    /// Reads the holds, or reads them again.
    void read();
    const PaymentTableModel &payments() const { return m_payments; }
    WorkbenchPlan &plan() { return m_plan; }
    const WorkbenchPlan &plan() const { return m_plan; }
    std::optional<PaymentSummary> hold(int row) const { return m_payments.payment(row); }
    qint64 rowIdAt(int row) const { return m_payments.rowIdAt(row); }

signals:
    /// Loading, completeness or failure changed.
    void stateUpdated();
    void refreshed(int row);

private:
    void follow();
    void onChanged(const QModelIndex &first, const QModelIndex &last);
    QString text(const PaymentSummary &row, Column column) const;
    QString leftAfter(const PaymentSummary &row) const;
    QVariant amountText(const PaymentSummary &row, bool toEdit) const;

    const Workspace &m_workspace;
    PaymentTableModel m_payments;
    WorkbenchPlan m_plan;
    const QLocale m_locale;
};
