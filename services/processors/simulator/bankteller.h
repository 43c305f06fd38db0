#pragma once

#include "services/processors/simulator/bankledger.h"

#include <optional>

/// The bank refuses to do what was asked; nothing changed.
struct BankRefusal
{
    int status = 422;
    QString code;
    QString category;
    QString message;
};

/// What the bank does with money, and the only place that changes a payment. Every function takes
/// the bank's own time in ms UTC.
class BankTeller
{
public:
    explicit BankTeller(BankLedger &ledger) : m_ledger(ledger) {}

    /// Does everything that fell due: late decisions, captures and refunds, reversals, ended
    /// challenges and holds.
    void settle(qint64 nowMs);

    /// A new payment, up to its first answer: authorised, declined, pending, or waiting for the
    /// shopper, who is never asked for when the merchant charges a kept card. id, reference,
    /// operation, card, amount and wishes are filled.
    BankPayment &authorize(BankPayment payment, bool threeDsAsked, qint64 nowMs);

    /// A failed or pending capture is no refusal: see the payment's last capture.
    std::optional<BankRefusal> capture(BankPayment &payment, BankCapture wanted, Currency currency,
                                       qint64 nowMs);
    /// Holds more, up to the wanted total. A declined increment is no refusal: see the payment's
    /// last one.
    std::optional<BankRefusal> increment(BankPayment &payment, BankIncrement wanted,
                                         Currency currency, qint64 nowMs);
    std::optional<BankRefusal> voidHold(BankPayment &payment, const QString &reference,
                                        qint64 nowMs);

    /// A pending refund is no refusal: see the payment's last refund. id, reference and amount of
    /// the wanted one are filled.
    std::optional<BankRefusal> refund(BankPayment &payment, BankRefund wanted, Currency currency,
                                      qint64 nowMs);

    enum class ChallengeAnswer { Approve, Fail, Cancel };
    /// Nothing happens when the challenge is no longer open.
    void answerChallenge(BankPayment &payment, ChallengeAnswer answer, qint64 nowMs);

    /// Carries a declined payment out after all, as no bank should.
    std::optional<BankRefusal> approveLate(BankPayment &payment, qint64 nowMs);

    std::optional<BankRefusal> submitEvidence(BankPayment &payment, BankDispute &dispute,
                                              int pieces, qint64 nowMs);
    std::optional<BankRefusal> acceptDispute(BankPayment &payment, BankDispute &dispute,
                                             qint64 nowMs);
    std::optional<BankRefusal> decideDispute(BankPayment &payment, BankDispute &dispute, bool won,
                                             qint64 nowMs);

    std::optional<BankRefusal> decideReview(BankPayment &payment, bool approve, qint64 nowMs);

private:
    void decide(BankPayment &payment, bool authenticated, qint64 nowMs);
    BankDecline laterDecline(const BankPayment &payment);
    qint64 countUp(const QString &counter);
    void approve(BankPayment &payment, qint64 nowMs);
    void decline(BankPayment &payment, const BankDecline &reason);
    void finishCapture(BankPayment &payment, qsizetype number, qint64 nowMs);
    void finishRefund(BankPayment &payment, BankRefund &refund, qint64 nowMs);
    void settleRefund(BankPayment &payment, qint64 nowMs);
    void settleOne(BankPayment &payment);
    void planDispute(BankPayment &payment, qint64 nowMs);
    /// Opens or ends the dispute that is due; false when none is.
    bool settleDispute(BankPayment &payment, qint64 nowMs);
    void release(BankPayment &payment, const QString &operation, qint64 amount, qint64 nowMs);

    BankLedger &m_ledger;
};

/// "approve", "fail", "cancel".
std::optional<BankTeller::ChallengeAnswer> challengeAnswerFrom(const QString &action);
