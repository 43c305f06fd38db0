#pragma once

#include "services/core/id.h"

#include <QByteArray>
#include <QString>

/// A request that its sender may send again, and that must not be done twice.
struct IdempotentRequest
{
    MerchantId merchantId; ///< a key is of one merchant
    QString key;           ///< the sender's; 1 to 255 visible ASCII characters
    QByteArray method;
    QString path;
    QByteArray bodyDigest; ///< of what the body means, without CVCs
};

/// How a claim of such a request stands.
struct IdempotencyClaim
{
    enum class State {
        Fresh,    ///< nobody has begun it
        Begun,    ///< somebody has, and no answer was kept: this program ended in between
        Answered, ///< with what follows
    };

    State state = State::Fresh;
    QString operationId;    ///< effects are named after it; well formed as an id
    qint64 claimedAtMs = 0; ///< of the first claim
    int status = 0;         ///< of Answered
    QByteArray answer;      ///< of Answered
};
