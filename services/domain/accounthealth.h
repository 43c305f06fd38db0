#pragma once

#include "services/core/id.h"

/// How calls to one account went since this program started; its last success is kept longer.
struct AccountHealth
{
    ConnectorAccountId account;
    bool isPaused = false;     ///< it does not answer: nothing new is sent for now
    qint64 lastSuccessMs = 0;  ///< when it last answered; 0: not yet
    qint64 lastFailureMs = 0;  ///< when it last did not, or refused the keys; 0: never
    QString lastFailure;       ///< "no_answer", "http_500", "keys_refused" ...
    qint64 lastDurationMs = 0; ///< of the last call that was answered
    int answered = 0;
    int failed = 0;

    friend bool operator==(const AccountHealth &, const AccountHealth &) = default;
};
