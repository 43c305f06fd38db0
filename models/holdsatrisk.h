#pragma once

#include "models/workspace.h"

#include <QTimer>

/// The money whose holds end within a day, per currency. Reads again when payments change, and
/// regularly, since time passes.
class HoldsAtRisk final : public QObject
{
    Q_OBJECT

public:
    /// workspace must outlive the object.
    explicit HoldsAtRisk(const Workspace &workspace, QObject *parent = nullptr);

    qint64 count() const { return m_count; }
    /// "Ends within 24 h: 1,204.50 EUR and 310.00 USD, 12 holds"; empty before the first reading.
    QString text() const;

public slots:
    void read();

signals:
    void changed();

private:
    void noteChange();
    void onTotals(quint64 generation, qint64 count, const Result<QList<CurrencyTotal>> &totals);

    const Workspace &m_workspace;
    QTimer m_soon;
    QTimer m_regularly;
    bool m_isRead = false;
    qint64 m_count = 0;
    QList<Money> m_amounts;
    quint64 m_generation = 0;
};
