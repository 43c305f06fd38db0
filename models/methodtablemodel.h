#pragma once

#include "models/workspace.h"

#include <QAbstractTableModel>
#include <QLocale>

/// Columns of the saved methods of a customer, in order.
enum class MethodColumn {
    Card,
    Expiry,
    Default,
    Usage,
    LastUsed,
    KeptIn,
    Saved,
};

/// The saved methods of one customer, last used first.
class MethodTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        LookRole = Qt::UserRole, ///< int of StatusLook, of the expiry column
        LoadedRole,              ///< always true
        UrgentRole,              ///< true: the card of the default method
    };

    /// workspace must outlive the model.
    explicit MethodTableModel(const Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    const QList<SavedMethod> &methods() const { return m_methods; }
    void setMethods(const QList<SavedMethod> &methods);
    /// Nothing when there is no such row.
    std::optional<SavedMethod> method(int row) const;
    /// -1 when it is not there.
    int rowOf(const PaymentMethodId &id) const;
    static QString columnName(MethodColumn column);

private:
    void repaintAll();
    QString text(const SavedMethod &method, MethodColumn column) const;
    QString toolTip(const SavedMethod &method, MethodColumn column) const;
    static QString keptInWords(const SavedMethod &method);

    const Workspace &m_workspace;
    const QLocale m_locale;
    QList<SavedMethod> m_methods;
};
