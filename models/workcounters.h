#pragma once

#include "models/workspace.h"

#include <QTimer>

/// Work that is left: payments whose outcome is not known, and holds that end within a day.
class WorkCounters final : public QObject
{
    Q_OBJECT

public:
    /// workspace must outlive the object.
    explicit WorkCounters(const Workspace &workspace, QObject *parent = nullptr);

    qint64 notKnownYet() const { return m_notKnownYet; }
    qint64 expiring() const { return m_expiring; }
    QString notKnownYetText() const;
    QString expiringText() const;

public slots:
    void read();

signals:
    void changed();

private:
    void noteChange();

    const Workspace &m_workspace;
    QTimer m_soon;
    QTimer m_regularly;
    qint64 m_notKnownYet = 0;
    qint64 m_expiring = 0;
};
