#include "models/challengecontroller.h"

#include "models/displaytext.h"
#include "models/editortext.h"
#include "services/core/async.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kTickMs = 1000;

bool isWaiting(const Payment &payment)
{
    return payment.status == PaymentStatus::RequiresCustomerAction;
}

QTimeZone zoneOf(const Workspace &workspace)
{
    return workspace.time ? workspace.time->zone() : QTimeZone::systemTimeZone();
}

} // namespace

ChallengeController::ChallengeController(Workspace &workspace, const PaymentId &id, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_id(id)
{
    connect(&workspace.events, &Events::paymentChanged, this,
            &ChallengeController::onPaymentChanged);
    connect(&m_timer, &QTimer::timeout, this, &ChallengeController::tick);
    m_timer.start(kTickMs);
    load();
}

QUrl ChallengeController::challengeUrl() const
{
    const Attempt *current = attempt();
    return current && isWaiting(payment()) ? QUrl(current->challengeUrl, QUrl::StrictMode) : QUrl();
}

QUrl ChallengeController::accountUrl() const
{
    const Attempt *current = attempt();
    for (const ProcessorAccount &account : m_workspace.accounts) {
        if (current && account.id == current->connectorAccount)
            return account.baseUrl;
    }
    return {};
}

QByteArray ChallengeController::returnTokenHash() const
{
    const Attempt *current = attempt();
    return current ? current->returnTokenHash : QByteArray();
}

qint64 ChallengeController::remainingMs() const
{
    const Attempt *current = attempt();
    if (!current || current->challengeExpiresAtMs == 0)
        return -1;
    return qMax<qint64>(0, current->challengeExpiresAtMs - m_workspace.clock.nowMs());
}

QString ChallengeController::remainingText() const
{
    const qint64 remaining = remainingMs();
    if (remaining < 0)
        return {};
    if (remaining == 0)
        return tr("time is up");
    const qint64 seconds = (remaining + 999) / 1000;
    constexpr qint64 kHour = 3600;
    if (seconds >= kHour)
        //: %1 is a time such as "3 hours"
        return tr("%1 left").arg(DisplayText::timeLeft(remaining, 0).words);
    const QString clock = u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
    //: %1 is minutes and seconds, such as 12:05
    return tr("%1 left").arg(clock);
}

QString ChallengeController::expiryText() const
{
    const Attempt *current = attempt();
    if (!current || current->challengeExpiresAtMs == 0)
        return {};
    const QTimeZone zone = zoneOf(m_workspace);
    const QString when = DisplayText::moment(current->challengeExpiresAtMs,
                                             m_workspace.clock.nowMs(), zone, QLocale());
    return u"%1 (%2)"_s.arg(when, QString::fromUtf8(zone.id()));
}

bool ChallengeController::isOpenable() const
{
    return isWaiting(payment()) && challengeUrl().isValid() && !challengeUrl().isEmpty()
           && remainingMs() != 0;
}

bool ChallengeController::mayCancel() const
{
    return isWaiting(payment()) && !payment().hasOpenOperation;
}

bool ChallengeController::isVerified() const
{
    return payment().authorized > 0 && payment().status != PaymentStatus::Cancelled
           && payment().status != PaymentStatus::Expired
           && payment().status != PaymentStatus::Failed
           && payment().status != PaymentStatus::Conflicted;
}

QString ChallengeController::subject() const
{
    QStringList parts{money(payment().netAmount)};
    for (const QString &part : {payment().orderReference, payment().customer.name}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts.join(u" · "_s);
}

void ChallengeController::open()
{
    if (m_state != State::AskWhoIsPresent || !isOpenable())
        return;
    m_askedByToken = false;
    setState(State::Open);
}

void ChallengeController::resumeChallenge()
{
    if (m_state == State::StillWaiting && isOpenable())
        setState(State::AskWhoIsPresent);
}

void ChallengeController::returned(const QString &token, const QString &query)
{
    if (m_state != State::Open)
        return;
    m_askedByToken = true;
    m_asked = MoneyAction::Read;
    ask(m_workspace.payments.resume(token, query));
}

void ChallengeController::left()
{
    if (m_state == State::Asking || m_state == State::Finished)
        return;
    m_askedByToken = false;
    m_asked = MoneyAction::Read;
    ask(m_workspace.payments.sync({m_workspace.caller, m_id}));
}

void ChallengeController::cancelPayment()
{
    if (m_state == State::Asking || !mayCancel())
        return;
    m_askedByToken = false;
    m_asked = MoneyAction::Void;
    ask(m_workspace.payments.cancel(
        {m_workspace.caller, m_id, u"customer_not_verified"_s, newClientOperationId(m_workspace)}));
}

void ChallengeController::tryAgain()
{
    if (m_state != State::Trouble)
        return;
    if (m_details.payment.id.isEmpty())
        load();
    else
        left();
}

void ChallengeController::load()
{
    if (m_details.payment.id.isEmpty())
        setState(State::Loading);
    const quint64 question = ++m_question;
    whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, m_id), this,
             [this, question](const Result<PaymentDetails> &details) {
                 if (question == m_question)
                     onLoaded(details);
             });
}

void ChallengeController::onLoaded(const Result<PaymentDetails> &details)
{
    const bool wasShown = m_state == State::Open || m_state == State::AskWhoIsPresent;
    if (!details && payment().id.isEmpty())
        return fail(details.error(), MoneyAction::Read);
    if (details)
        m_details = *details;
    if (wasShown && isWaiting(payment()))
        emit countdownChanged(); // something else about it changed; the page stays
    else
        judge();
}

void ChallengeController::onPaymentChanged(const PaymentId &id)
{
    // While the bank is being asked its answer is on the way anyhow.
    if (id == m_id && m_state != State::Asking)
        load();
}

void ChallengeController::ask(const QFuture<Result<Payment>> &answer)
{
    setState(State::Asking);
    const quint64 question = ++m_question;
    whenDone(answer, this, [this, question](const Result<Payment> &payment) {
        if (question == m_question)
            onAnswer(payment);
    });
}

void ChallengeController::onAnswer(const Result<Payment> &answer)
{
    // A token nobody knows proves nothing either way: the bank knows.
    if (!answer && m_askedByToken && answer.error().code == ErrorCode::NotFound) {
        m_askedByToken = false;
        return ask(m_workspace.payments.sync({m_workspace.caller, m_id}));
    }
    if (!answer)
        return fail(answer.error(), m_asked);
    // A token selects nothing: were it another payment's, that one was asked about and this one
    // still has to be.
    if (!(answer->id == m_id)) {
        m_askedByToken = false;
        return ask(m_workspace.payments.sync({m_workspace.caller, m_id}));
    }
    m_details.payment = *answer;
    load(); // attempts and times come with the details; the state follows from them
}

void ChallengeController::judge()
{
    m_failure = {};
    const Payment &now = payment();
    if (isWaiting(now))
        return judgeWaiting();
    const bool undecided = now.status == PaymentStatus::Processing;
    setState(undecided ? State::StillWaiting : State::Finished);
}

void ChallengeController::judgeWaiting()
{
    // The first look at an open challenge asks who is there; later ones say that it still waits.
    const bool first = m_state == State::Loading || m_state == State::AskWhoIsPresent;
    if (first && isOpenable())
        return setState(State::AskWhoIsPresent);
    if (first && remainingMs() == 0 && !m_overtime) {
        m_overtime = true;
        return left();
    }
    setState(State::StillWaiting);
}

void ChallengeController::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

void ChallengeController::fail(const Error &error, MoneyAction action)
{
    ErrorScene scene = sceneOf(m_workspace, action, payment());
    scene.reference = m_id.value;
    m_failure = errorText(error, scene);
    setState(State::Trouble);
}

void ChallengeController::tick()
{
    if (m_state == State::Finished || m_state == State::Loading)
        return;
    emit countdownChanged();
    const bool shown = m_state == State::Open || m_state == State::AskWhoIsPresent;
    if (shown && remainingMs() == 0 && !m_overtime) {
        m_overtime = true;
        left();
    }
}

const Attempt *ChallengeController::attempt() const
{
    return m_details.attempts.isEmpty() ? nullptr : &m_details.attempts.last();
}

QString ChallengeController::money(qint64 minorUnits) const
{
    return DisplayText::money({minorUnits, payment().currency}, QLocale());
}
