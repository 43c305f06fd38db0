#pragma once

#include "ui/widgets/moneydelegate.h"

/// A tick box in the middle of its cell; a click anywhere in the cell toggles it.
class TickDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                      const QModelIndex &index) const override;
};

/// How much time is left, in words over a bar that runs out within a week.
class TimeLeftDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    /// `permilleRole`: how much of the bar is full; nothing draws none.
    TimeLeftDelegate(DataTable *table, int loadedRole, int strongRole, int permilleRole)
        : RowDelegate(table, loadedRole, strongRole)
        , m_permilleRole(permilleRole)
    {
    }

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                      const QModelIndex &index) const override;

private:
    int m_permilleRole = 0;
};

/// An amount that can be edited; one that is wrong is underlined in the colour of errors.
class AmountDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    AmountDelegate(DataTable *table, int loadedRole, int strongRole, int problemRole)
        : RowDelegate(table, loadedRole, strongRole)
        , m_problemRole(problemRole)
    {
    }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                      const QModelIndex &index) const override;

private:
    int m_problemRole = 0;
};
