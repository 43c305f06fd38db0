#pragma once

#include "services/core/result.h"
#include "services/domain/currency.h"

#include <QList>
#include <QString>

/// A refund the bank is told to have made already.
struct ImportedRefund
{
    QString id;        ///< the bank's id, "simref_…"
    QString operation; ///< our operation id of the refund
    qint64 amount = 0; ///< minor units
};

/// A dispute the bank is told to know of already.
struct ImportedDispute
{
    QString id;        ///< the bank's id, "simdsp_…"
    qint64 amount = 0; ///< minor units, at most what was captured
    QString status;    ///< "needs_response", "under_review", "won", "lost", "accepted"
    qint64 createdMs = 0;
    qint64 updatedMs = 0;
    qint64 respondByMs = 0;
};

/// A payment the bank is told to have handled already, so that sample data can be carried on with.
struct ImportedPayment
{
    QString id;        ///< the bank's id, "simpay_…"; unique
    QString reference; ///< our attempt id
    QString operation; ///< our operation id of the authorisation
    Currency currency = Currency::Eur;
    qint64 amount = 0;             ///< asked, minor units
    qint64 authorized = 0;         ///< minor units; 0 while a challenge or a review is open
    qint64 captured = 0;           ///< minor units, at most authorized
    qint64 released = 0;           ///< minor units; what is neither captured nor released is held
    QString captureOperation;      ///< our operation id of the capture, when captured > 0
    QList<ImportedRefund> refunds; ///< all succeeded; together at most captured
    QList<ImportedDispute> disputes = {};
    bool automaticCapture = false;
    bool multipleCaptures = false;
    qint64 createdMs = 0;                                    ///< UTC
    qint64 captureBeforeMs = 0;                              ///< UTC, when an uncaptured hold ends
    QString cardNumber = QStringLiteral("4242424242424242"); ///< a test card: sets the behaviour

    enum class State {
        Settled,           ///< as the amounts say: held, captured, in part, or released
        ChallengeRequired, ///< the shopper has to answer until challengeExpiresMs
        HeldForReview,
    };
    State state = State::Settled;
    qint64 challengeExpiresMs = 0; ///< UTC
    QString returnUrl;             ///< of ChallengeRequired
};

/// Writes a fresh ledger file, replacing one of that name, with a single fsync. The payments are
/// there when a bank opens the file. Errors: InvalidValue (field names what is wrong, detail the
/// id), StorageUnavailable (detail names the file).
Result<> writeLedgerFile(const QString &path, const QList<ImportedPayment> &payments);
