#include "models/disputemodel.h"

#include "services/core/async.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

QString mediaTypeOf(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == "pdf"_L1)
        return u"application/pdf"_s;
    if (suffix == "png"_L1)
        return u"image/png"_s;
    if (suffix == "jpg"_L1 || suffix == "jpeg"_L1)
        return u"image/jpeg"_s;
    return suffix == "txt"_L1 ? u"text/plain"_s : QString();
}

} // namespace

DisputeModel::DisputeModel(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    connect(&workspace.events, &Events::disputeChanged, this, [this](const DisputeId &id) {
        if (id == m_id && !m_busy)
            reload();
    });
}

void DisputeModel::setDispute(const DisputeId &id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_view.reset();
    m_busy = false;
    ++m_generation;
    emit changed();
    reload();
}

void DisputeModel::reload()
{
    if (m_id.isEmpty() || !m_workspace.disputes)
        return;
    const quint64 generation = ++m_generation;
    whenDone(m_workspace.disputes->find(m_workspace.caller.merchantId, m_id), this,
             [this, generation](const Result<DisputeView> &answer) {
                 if (generation == m_generation)
                     came(answer);
             });
}

void DisputeModel::came(const Result<DisputeView> &answer)
{
    if (!answer) {
        const Dispute none = m_view ? m_view->dispute : Dispute();
        emit failed(DisputeText::problem(answer.error(), none));
        return;
    }
    m_view = *answer;
    emit changed();
}

void DisputeModel::follow(const QFuture<Result<DisputeView>> &future, const QString &done)
{
    m_busy = true;
    emit changed();
    const quint64 generation = ++m_generation;
    whenDone(future, this, [this, generation, done](const Result<DisputeView> &answer) {
        if (generation != m_generation)
            return;
        m_busy = false;
        came(answer);
        if (!answer)
            return emit changed();
        const bool isSent = answer->dispute.sending == DisputeAnswer::None;
        emit notice(isSent ? done : DisputeText::meaning(answer->dispute));
    });
}

bool DisputeModel::mayChange() const
{
    return m_view && !m_busy && mayAnswer(m_view->dispute)
           && m_view->dispute.sending == DisputeAnswer::None;
}

QString DisputeModel::amount() const
{
    if (!m_view)
        return {};
    return masked(m_workspace.mask,
                  DisplayText::money({m_view->dispute.amount, m_view->dispute.currency}, m_locale));
}

QList<Fact> DisputeModel::facts() const
{
    if (!m_view)
        return {};
    const Dispute &dispute = m_view->dispute;
    const QTimeZone zone = shownZone(m_workspace.time);
    QList<Fact> facts{
        {tr("Amount"), amount()},
        {tr("Stage"), DisputeText::stage(dispute.stage)},
        {tr("Reason"), DisputeText::reason(dispute.reason)},
        {tr("Respond by"), DisplayText::dateTime(dispute.respondByMs, zone, m_locale)},
        {tr("Opened"), DisplayText::dateTime(dispute.createdAtMs, zone, m_locale)},
        {tr("Processor"), DisplayText::connector(dispute.connector)},
        {tr("Payment"), dispute.paymentId.value, true},
        {tr("Dispute"), dispute.id.value, true},
        {tr("At the processor"), dispute.processorReference, true}};
    facts.removeIf([](const Fact &fact) { return fact.value.isEmpty(); });
    return facts;
}

void DisputeModel::attachText(const QString &kind, const QString &text)
{
    if (!mayChange())
        return;
    DisputeEvidence evidence;
    evidence.kind = kind;
    evidence.text = text.trimmed();
    follow(m_workspace.disputes->attach(m_workspace.caller, m_id, evidence), tr("Kept."));
}

void DisputeModel::attachFile(const QString &kind, const QString &path)
{
    if (!mayChange())
        return;
    DisputeEvidence evidence;
    evidence.kind = kind;
    evidence.fileName = QFileInfo(path).fileName();
    evidence.mediaType = mediaTypeOf(path);
    QFile file(path);
    if (file.size() > kLargestEvidence)
        return emit failed(DisputeText::problem({ErrorCode::TooLong}, m_view->dispute));
    if (file.open(QIODevice::ReadOnly))
        evidence.content = file.read(kLargestEvidence + 1);
    follow(m_workspace.disputes->attach(m_workspace.caller, m_id, evidence),
           tr("%1 is attached.").arg(evidence.fileName));
}

void DisputeModel::remove(const QString &evidenceId)
{
    if (mayChange())
        follow(m_workspace.disputes->detach(m_workspace.caller, m_id, evidenceId),
               tr("Taken away."));
}

void DisputeModel::submit()
{
    if (mayChange())
        follow(m_workspace.disputes->submit(m_workspace.caller, m_id),
               tr("The evidence is with the processor."));
}

void DisputeModel::accept()
{
    if (mayChange())
        follow(m_workspace.disputes->accept(m_workspace.caller, m_id),
               tr("The dispute is accepted."));
}
