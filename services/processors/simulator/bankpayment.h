#pragma once

#include "services/domain/currency.h"
#include "services/processors/simulator/testcards.h"

#include <QJsonObject>
#include <QString>
#include <QUrl>

enum class BankStatus {
    Authorized,
    Captured,
    PartiallyCaptured,
    ChallengeRequired,
    Pending,
    Review,
    Declined,
    Voided,
    Expired,
};

QString toText(BankStatus status); ///< "partially_captured", as on the wire

/// A no, with the neutral category that goes with it.
struct BankDecline
{
    QString code;
    QString category;
    QString message;
    QString advice;

    bool isEmpty() const { return code.isEmpty(); }
};

/// How far something asked for has come.
enum class BankProgress { Pending, Succeeded, Failed };

struct BankCapture
{
    using State = BankProgress;

    QString reference; ///< operation id of whoever asked
    qint64 amount = 0;
    State state = State::Succeeded;
    bool final = false; ///< releases what is left
    qint64 dueMs = 0;   ///< of Pending: when it is decided
    BankDecline decline;
};

struct BankVoid
{
    QString reference;
    qint64 released = 0;
};

struct BankRefund
{
    using State = BankProgress;

    QString id;
    QString reference; ///< operation id of whoever asked
    qint64 amount = 0;
    State state = State::Pending;
    qint64 dueMs = 0; ///< when it is decided or, once succeeded, reversed; 0 = never
    BankDecline decline;
};

/// The cardholder wants the money back through the bank.
struct BankDispute
{
    QString id;
    qint64 amount = 0;
    QString status; ///< "needs_response", "under_review", "won", "lost", "accepted"
    qint64 createdMs = 0;
    qint64 updatedMs = 0;
    qint64 respondByMs = 0;
    qint64 dueMs = 0; ///< when it is decided without anybody asking; 0 = never
    int evidence = 0; ///< pieces that were submitted
};

/// One payment in the ledger. Amounts in minor units, times in ms UTC of the bank's clock. Of the
/// card there is only what may be kept.
struct BankPayment
{
    QString id;
    QString reference;
    QString operation;
    CardScenario scenario = CardScenario::Unknown;
    QString bin;
    QString last4;
    Currency currency = Currency::Eur;
    qint64 amount = 0;
    qint64 authorized = 0;
    qint64 captured = 0;
    qint64 released = 0;
    BankStatus status = BankStatus::Pending;
    bool automaticCapture = false;
    bool multipleCaptures = false;
    bool allowPartial = false;
    bool zipMatches = false;
    qint64 createdMs = 0;
    qint64 captureBeforeMs = 0;
    qint64 decisionDueMs = 0; ///< of Pending

    QString threeDsFlow;   ///< "challenge", "frictionless" or ""
    QString threeDsStatus; ///< Y A N R U or ""
    bool liabilityShift = false;
    QString challengeToken;
    qint64 challengeExpiresMs = 0;
    QString challengeResult; ///< "approved", "failed", "cancelled" once answered
    QString returnUrl;

    bool storesCard = false;     ///< first use of a card that is kept for later charges
    bool byMerchant = false;     ///< the shopper is not there
    bool byNetworkToken = false; ///< and a network token came in place of the card's number
    QString token;               ///< that later charges name, when the card is kept for such
    QString networkTransactionId;
    QString series;   ///< of a later charge: the token or network transaction it refers to
    QString category; ///< of a charge by the merchant: "recurring" ...
    QString newLast4; ///< of a card that was replaced meanwhile
    int newExpiryYear = 0;

    BankDecline decline;
    QList<BankCapture> captures;
    QList<BankVoid> voids;
    QList<BankRefund> refunds;
    QList<BankDispute> disputes;
    qint64 disputeDueMs = 0; ///< when the cardholder disputes it; 0 = never

    /// The card is checked, nothing is taken.
    bool isVerification() const { return amount == 0; }
    /// The bank said yes, whatever became of the money since.
    bool isApproved() const
    {
        return authorized > 0 || (isVerification() && status == BankStatus::Captured);
    }
    /// Still blocked on the card.
    qint64 held() const { return authorized - captured - released; }
    /// Of what is held: promised to captures that are not decided yet.
    qint64 capturePending() const;
    /// Given back, and what of the rest is promised to refunds that are not decided yet.
    qint64 refunded() const { return refundSum(BankRefund::State::Succeeded); }
    qint64 refundPending() const { return refundSum(BankRefund::State::Pending); }
    /// When the next refund changes without anybody asking; 0 = never.
    qint64 refundDueMs() const;
    /// When the next dispute opens or ends by itself; 0 = never.
    qint64 nextDisputeMs() const;
    /// When something happens to it without anybody asking; 0 = never.
    qint64 dueMs() const;

private:
    qint64 refundSum(BankRefund::State state) const;
    qint64 holdDueMs() const;
};

/// As the dialect shows it. baseUrl is where the bank's challenge pages are.
QJsonObject toJson(const BankPayment &payment, const QUrl &baseUrl);
QJsonObject toJson(const BankDispute &dispute, const BankPayment &payment);

/// As the journal keeps it, and back; nothing when the record cannot be understood.
QJsonObject toRecord(const BankPayment &payment);
std::optional<BankPayment> fromRecord(const QJsonObject &record);
