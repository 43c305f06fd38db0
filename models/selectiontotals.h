#pragma once

#include "models/workspace.h"

#include <QTimer>

/// Sums of the selected payments, per currency; read on a reader thread however many they are.
class SelectionTotals final : public QObject
{
    Q_OBJECT

public:
    /// workspace must outlive the object.
    explicit SelectionTotals(const Workspace &workspace, QObject *parent = nullptr);

    /// The selected rows, in the order of the table. Sums follow a moment later.
    void setRowIds(const QList<qint64> &rowIds);
    const QList<qint64> &rowIds() const { return m_rowIds; }
    /// Empty while they are being read.
    const QList<CurrencyTotal> &totals() const { return m_totals; }
    /// "37 selected: 1,204.50 EUR + 310.00 USD"; without sums while they are being read.
    QString text() const;
    /// "12 can be captured: 400.00 EUR"; empty when none can.
    QString capturableText() const;
    bool hasCapturable() const;

signals:
    void changed();

private:
    void read();

    const Workspace &m_workspace;
    QTimer m_delay;
    QList<qint64> m_rowIds;
    QList<CurrencyTotal> m_totals;
    quint64 m_generation = 0;
};
