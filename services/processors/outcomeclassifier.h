#pragma once

#include "services/processors/connector.h"
#include "services/processors/httptransport.h"

/// What has to be known of a call to judge its answer.
struct CallFacts
{
    const Operation &operation;
    QString processorReference; ///< as far as known before the call, else empty
    bool isRead = false;
    bool earlierUnknown = false;       ///< an earlier send of the operation has no known outcome
    bool partialAllowed = false;       ///< a smaller authorised amount was asked for
    qint64 nowMs = 0;                  ///< wall clock, for a Retry-After that is a date
    std::optional<bool> testMode = {}; ///< of the account; nothing: not compared
};

/// The outcome class of one call, with its reply or error, status and redacted body. Pure; the
/// duration is the caller's to fill in. Whenever it is not certain that money did not move, it is
/// Unknown.
CallOutcome classify(const Connector &connector, const CallFacts &facts, const HttpResult &result);

/// The same for what a processor told of its own accord, signed: Decided, or Integrity when it
/// speaks of something else than we asked.
CallOutcome classifyTold(const CallFacts &facts, const ProcessorReply &reply);

/// The same for a call that comes before the one that moves money: nothing when it is done and the
/// money request is completed, else the outcome of the whole operation. Whatever goes wrong with
/// it, no money has moved: NotSent, Rejected, or Decided with a decline.
std::optional<CallOutcome> classifyPreparation(const Connector &connector, bool testMode,
                                               const HttpResult &result, HttpRequest &money,
                                               qint64 nowMs);

/// The wait a Retry-After header asks for: seconds or an HTTP date (any of its three forms), in ms
/// from nowMs (UTC). 0 when it is missing, in the past or not understood; a day at most.
qint64 retryAfterMs(const HttpHeaders &headers, qint64 nowMs);
