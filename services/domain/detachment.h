#pragma once

#include "services/core/id.h"

#include <QString>

#include <optional>

using DetachmentId = Id<struct DetachmentTag>;

/// Why a processor is to forget a token.
enum class DetachReason { MethodRemoved, CustomerDeleted, AgreementRevoked };

/// How far that has come.
enum class DetachState {
    Due,     ///< to be told, or told without an answer that could be understood
    Done,    ///< the processor has forgotten it, or never knew it
    Refused, ///< the processor will not, for good
};

QString toText(DetachReason reason); ///< "method_removed"
QString toText(DetachState state);   ///< "due"
std::optional<DetachReason> detachReasonFromText(QStringView text);
std::optional<DetachState> detachStateFromText(QStringView text);

/// A token that a processor is to forget. Asking twice has one effect, so it is asked with the same
/// key until it is answered. Times are milliseconds since 1970 UTC.
struct Detachment
{
    DetachmentId id;
    MerchantId merchantId;
    ConnectorAccountId connectorAccount;
    PaymentMethodId paymentMethodId; ///< that it was kept for
    QString token;                   ///< empty once it is over
    DetachReason reason = DetachReason::MethodRemoved;
    DetachState state = DetachState::Due;
    QString idempotencyKey;
    int sendCount = 0;
    qint64 nextAtMs = 0;
    QString errorCode; ///< of the latest answer that was not a yes
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    friend bool operator==(const Detachment &, const Detachment &) = default;
};

/// What a processor says to it.
struct DetachAnswer
{
    enum class Kind {
        Done,    ///< it has forgotten the token, or knows no such token
        Refused, ///< it understood, and will not
        Unknown, ///< no answer, or none that could be understood
    };

    Kind kind = Kind::Unknown;
    QString code; ///< of an answer that is not a yes
};

/// How often a refusal is asked again before it counts.
constexpr int kDetachRefusals = 5;

/// The detachment after that answer to its next send: over, or due again further up the ladder.
Detachment answered(const Detachment &detachment, const DetachAnswer &answer, qint64 nowMs);
