#pragma once

#include "models/paymenttablemodel.h"

#include <QItemSelectionModel>

/// Brings current row and selection back by row id after the table was filled anew.
class SelectionKeeper final : public QObject
{
    Q_OBJECT

public:
    /// A selection of more rows than this is not brought back.
    static constexpr int kMostRows = 10'000;

    /// Both must outlive the object.
    SelectionKeeper(PaymentTableModel &table, QItemSelectionModel &selection,
                    QObject *parent = nullptr);

    /// What was selected is not wanted any more: another view is about to be shown.
    void forget();

signals:
    /// The table was filled anew and holds the former current row no more.
    void currentLost();

private:
    void remember();
    void restore();
    void restoreSelection();

    PaymentTableModel &m_table;
    QItemSelectionModel &m_selection;
    qint64 m_current = 0;
    int m_column = 0;
    QSet<qint64> m_wanted;
    bool m_pending = false;
    bool m_forgotten = false;
};
