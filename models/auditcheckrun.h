#pragma once

#include "models/workspace.h"
#include "services/interfaces/audittrail.h"

#include <QObject>

/// One check of the audit trail after the other, with how far it is and what came of it.
class AuditCheckRun final : public QObject
{
    Q_OBJECT

public:
    /// workspace, which must name an audit trail, must outlive the object.
    explicit AuditCheckRun(const Workspace &workspace, QObject *parent = nullptr);

    bool isRunning() const { return m_running; }
    const AuditCheck &check() const { return m_check; }
    /// "12,000 of 40,000 records checked".
    QString progressText() const;

public slots:
    /// From the first line on; nothing while one is running.
    void start();
    /// Gives it up.
    void stop();

signals:
    void progressed();
    /// The check is over; check() says how.
    void finished();
    void failed(const Error &error);

private:
    void further();
    void onAnswer(const Result<AuditCheck> &answer);

    const Workspace &m_workspace;
    AuditCheck m_check;
    quint64 m_generation = 0;
    bool m_running = false;
};
