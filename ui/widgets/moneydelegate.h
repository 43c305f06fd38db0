#pragma once

#include "ui/widgets/rowdelegate.h"

/// Draws an amount right aligned, its currency code in grey behind it, so that figures line up
/// under each other whatever their currency.
class MoneyDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                      const QModelIndex &index) const override;
};
