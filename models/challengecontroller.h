#pragma once

#include "models/errortext.h"
#include "models/workspace.h"

#include <QObject>
#include <QTimer>

/// One customer verification (3DS) as a person follows it: who is present, the bank's page, the
/// question to the bank afterwards, and its answer in words. Nothing the page does decides
/// anything: returning, leaving, a dead page and a run-out clock all only ask the bank.
class ChallengeController final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Loading,
        AskWhoIsPresent,
        Open,         ///< the bank's page is being shown somewhere
        Asking,       ///< the bank is asked, or the payment is being cancelled
        Finished,     ///< nothing more for the customer to do; see headline()
        StillWaiting, ///< not answered: can be resumed or cancelled
        Trouble,      ///< our own services could not tell; see failure()
    };

    /// The workspace outlives the controller.
    ChallengeController(Workspace &workspace, const PaymentId &id, QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    State state() const { return m_state; }
    const Payment &payment() const { return m_details.payment; }

    /// Where the customer must go; empty when there is no open challenge.
    QUrl challengeUrl() const;
    QString host() const { return challengeUrl().host(); }
    /// Base URL of the account that runs the payment; empty when that is not known.
    QUrl accountUrl() const;
    /// SHA-256 of the token in this challenge's return address.
    QByteArray returnTokenHash() const;
    /// Milliseconds until the challenge ends, 0 when it is over, -1 when no end is known.
    qint64 remainingMs() const;
    /// "12:05 left"; empty when no end is known.
    QString remainingText() const;
    /// "Fri 14:30 (Europe/Berlin)"; empty when no end is known.
    QString expiryText() const;

    /// Whether the bank's page can be opened (again).
    bool isOpenable() const;
    bool mayCancel() const;
    /// Whether the bank holds or has taken the money now.
    bool isVerified() const;
    /// What is being verified: "49.90 EUR · A-10237 · Anna Müller".
    QString subject() const;
    /// Where it stands, in one short sentence, and what that means and what to do.
    QString headline() const;
    QString explanation() const;
    const ErrorText &failure() const { return m_failure; }

public slots:
    /// The bank's page is opened now, here or in a browser, or its link was handed over.
    void open();
    /// Back to the question who is present.
    void resumeChallenge();
    /// The page went to its return address, with that query.
    void returned(const QString &token, const QString &query = {});
    /// The page was left, died, or timed out; or a person wants to know: asks the bank.
    void left();
    /// Gives the payment up: releases it at the bank first.
    void cancelPayment();
    /// After Trouble.
    void tryAgain();

signals:
    void stateChanged();
    void countdownChanged();

private:
    void load();
    void onLoaded(const Result<PaymentDetails> &details);
    void onPaymentChanged(const PaymentId &id);
    void ask(const QFuture<Result<Payment>> &answer);
    void onAnswer(const Result<Payment> &answer);
    void judge();
    void judgeWaiting();
    void setState(State state);
    void fail(const Error &error, MoneyAction action);
    void tick();
    const Attempt *attempt() const;
    QString money(qint64 minorUnits) const;

    Workspace &m_workspace;
    PaymentId m_id;
    PaymentDetails m_details;
    State m_state = State::Loading;
    MoneyAction m_asked = MoneyAction::Read;
    bool m_askedByToken = false;
    bool m_overtime = false; ///< the end was reached while open: asked once
    quint64 m_question = 0;  ///< number of the newest question; late answers are dropped
    ErrorText m_failure;
    QTimer m_timer;
};
