#pragma once

#include "ui/widgets/rowdelegate.h"

/// Draws a status as its chip.
class StatusDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    /// `lookRole` answers the int of a StatusLook.
    StatusDelegate(DataTable *table, int loadedRole, int strongRole, int lookRole);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                      const QModelIndex &index) const override;

private:
    int m_lookRole = 0;
};
