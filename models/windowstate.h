#pragma once

#include "models/workspace.h"

#include <QTimer>

/// How the program itself is: storage, recovery after a stop, the search index.
class WindowState final : public QObject
{
    Q_OBJECT

public:
    /// workspace must outlive the object.
    explicit WindowState(const Workspace &workspace, QObject *parent = nullptr);

    /// Empty while storage is fine; else what is wrong, what still works and what to do.
    QString storageText() const;
    /// Empty when nothing is left; else how many payments are still being asked about.
    QString recoveryText() const;
    /// Empty when every payment can be searched; else how many cannot yet.
    QString searchText() const;

public slots:
    void readSearchProgress();

signals:
    void changed();

private:
    void setStorage(const QString &reason);
    void setRecovery(int remaining);

    const Workspace &m_workspace;
    QTimer m_timer;
    QString m_storageReason;
    int m_recovering = 0;
    qint64 m_unindexed = 0;
};
