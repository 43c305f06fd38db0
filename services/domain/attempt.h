#pragma once

#include "services/domain/payment.h"

/// Where one try stands, as the API names it.
enum class AttemptStatus {
    Started,
    AuthenticationPending,
    AuthenticationSuccessful,
    AuthenticationFailed,
    Authorizing,
    Authorized,
    PartiallyAuthorized,
    Charged,
    PartialCharged,
    PartialChargedAndChargeable,
    CaptureInitiated,
    CaptureFailed,
    VoidInitiated,
    Voided,
    VoidFailed,
    Pending,
    Unresolved,
    Failure,
    IntegrityFailure,
    Expired,
    ConfirmationAwaited,
    PaymentMethodAwaited,
};

QString toText(AttemptStatus status); ///< "partial_charged_and_chargeable"
std::optional<AttemptStatus> attemptStatusFromText(QStringView text);
const QList<AttemptStatus> &allAttemptStatuses();

/// The payment status that an attempt status means.
PaymentStatus paymentStatusFor(AttemptStatus status);

/// What 3D Secure ended with; empty strings when there was none.
struct ThreeDsResult
{
    QString flow;              ///< "challenge", "frictionless"
    QString transactionStatus; ///< Y, A, N, R, U
    bool liabilityShifted = false;

    friend bool operator==(const ThreeDsResult &, const ThreeDsResult &) = default;
};

/// `<payment_id>_<number>`
inline AttemptId attemptId(const PaymentId &payment, int number)
{
    return {payment.value + QLatin1Char('_') + QString::number(number)};
}

/// One try to pay.
struct Attempt
{
    PaymentId paymentId;
    MerchantId merchantId;
    int number = 1; ///< from 1
    AttemptStatus status = AttemptStatus::Started;
    QString connector;
    ConnectorAccountId connectorAccount;
    QString processorReference;
    ThreeDsResult threeDs;
    QString challengeUrl;       ///< where the shopper must go, while the challenge is open
    QByteArray returnTokenHash; ///< SHA-256 of the token in this challenge's return address
    qint64 challengeExpiresAtMs = 0;
    PaymentError error;
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    AttemptId id() const { return attemptId(paymentId, number); }
    friend bool operator==(const Attempt &, const Attempt &) = default;
};
