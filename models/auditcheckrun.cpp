#include "models/auditcheckrun.h"

#include "models/displaytext.h"
#include "services/core/async.h"

AuditCheckRun::AuditCheckRun(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
}

QString AuditCheckRun::progressText() const
{
    const QLocale locale;
    return tr("%1 of %2 records checked")
        .arg(DisplayText::count(m_check.lines, locale), DisplayText::count(m_check.total, locale));
}

void AuditCheckRun::start()
{
    if (m_running)
        return;
    m_running = true;
    m_check = {};
    emit progressed();
    further();
}

void AuditCheckRun::stop()
{
    ++m_generation;
    m_running = false;
    emit progressed();
}

void AuditCheckRun::further()
{
    const quint64 generation = ++m_generation;
    whenDone(m_workspace.audit->verify(m_workspace.caller, m_check), this,
             [this, generation](const Result<AuditCheck> &answer) {
                 if (generation == m_generation)
                     onAnswer(answer);
             });
}

void AuditCheckRun::onAnswer(const Result<AuditCheck> &answer)
{
    if (!answer) {
        m_running = false;
        emit progressed();
        emit failed(answer.error());
        return;
    }
    m_check = *answer;
    m_running = !m_check.done;
    emit progressed();
    if (m_running)
        further();
    else
        emit finished();
}
