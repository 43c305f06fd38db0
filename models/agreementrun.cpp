#include "models/agreementrun.h"

#include "services/core/async.h"

using namespace Qt::StringLiterals;

AgreementRun::AgreementRun(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    m_payment.id = {workspace.random.newId("pay"_L1)};
    connect(&workspace.events, &Events::paymentChanged, this, [this](const PaymentId &id) {
        if (id == m_payment.id && m_outcome != PaymentOutcome::None && !m_busy)
            reload();
    });
}

bool AgreementRun::canRetry() const
{
    return m_outcome == PaymentOutcome::NotSent || m_outcome == PaymentOutcome::Declined;
}

void AgreementRun::retry()
{
    if (!canRetry() || m_busy)
        return;
    m_payment = {};
    m_payment.id = {m_workspace.random.newId("pay"_L1)};
    m_outcome = PaymentOutcome::None;
    m_outcomeText = {};
    emit changed();
}

void AgreementRun::clearProblems()
{
    m_problems.clear();
    m_failure = {};
}

void AgreementRun::addProblem(const QString &field, const QString &words)
{
    m_problems.insert(field, words);
    emit changed();
}

void AgreementRun::follow(const QFuture<Result<Payment>> &answer)
{
    m_busy = true;
    emit changed();
    whenDone(answer, this, [this](const Result<Payment> &result) { onAnswer(result); });
}

void AgreementRun::onAnswer(const Result<Payment> &answer)
{
    m_busy = false;
    if (answer) {
        m_payment = *answer;
        return judge(0);
    }
    // The id is ours alone: a duplicate is an earlier one whose answer was lost.
    const ErrorCode code = answer.error().code;
    if (code != ErrorCode::OutcomeUnknown && code != ErrorCode::Duplicate)
        return fail(answer.error());
    m_payment.outcomeUnknown = true;
    judge(0);
    reload();
}

void AgreementRun::reload()
{
    whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, m_payment.id), this,
             [this](const Result<PaymentDetails> &details) { onReload(details); });
}

void AgreementRun::onReload(const Result<PaymentDetails> &details)
{
    if (!details || m_busy || m_outcome == PaymentOutcome::None
        || details->payment.id != m_payment.id || details->payment.version < m_payment.version)
        return;
    m_payment = details->payment;
    judge(nextCheckOf(*details));
}

void AgreementRun::judge(qint64 nextCheckAtMs)
{
    ErrorScene scene = sceneOf(m_workspace, MoneyAction::Confirm, m_payment);
    scene.nextCheckAtMs = nextCheckAtMs;
    m_outcome = outcomeOf(m_payment);
    m_outcomeText = ::outcomeText(m_workspace, m_payment, m_outcome, scene);
    adorn(m_outcomeText);
    emit changed();
    emit outcomeChanged(m_outcome);
}

/// The payment that was not made keeps no id: the next try makes another.
void AgreementRun::fail(const Error &error)
{
    const QString words = fieldProblem(error, currency());
    m_payment.id = {m_workspace.random.newId("pay"_L1)};
    if (fields().contains(error.field) && !words.isEmpty())
        return addProblem(error.field, words);
    m_failure = errorText(error, sceneOf(m_workspace, MoneyAction::Confirm, m_payment));
    emit changed();
    emit failed(m_failure);
}
