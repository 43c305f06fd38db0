#pragma once

#include "models/routingeditor.h"

#include <QAbstractTableModel>

/// Columns of the rules; the last row is what happens when no rule holds.
enum class RoutingColumn { Order, Name, When, Then, Matched };

/// What tables ask of both models beside the words.
enum RoutingRole {
    RoutingLoadedRole = Qt::UserRole, ///< always true: no row is shown before it is read
    RoutingStrongRole,                ///< never true
};

/// The rules of a routing editor in their order. Rows can be dragged to another place.
class RoutingRulesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit RoutingRulesModel(RoutingEditor &editor);

    /// Whether that row is a rule, not what happens otherwise.
    bool isRule(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

signals:
    /// A rule was dragged to that row.
    void dropped(int row);

private:
    QString text(int row, RoutingColumn column) const;
    void refresh();

    RoutingEditor &m_editor;
    int m_rows = 0;
};

/// What would have gone elsewhere, by account and currency.
class RoutingTrialModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit RoutingTrialModel(RoutingEditor &editor);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    /// "Of 1,204 payments in the last 30 days 37 would have gone elsewhere."
    QString summary() const;

private:
    void refresh();

    RoutingEditor &m_editor;
    QList<TrialPart> m_parts;
};
