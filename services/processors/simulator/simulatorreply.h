#pragma once

#include "services/processors/connector.h"

/// Reads what the simulated bank answers. Strict: a member that matters and is missing, null, of
/// another type or of an unknown value makes the whole reply unreadable.
namespace SimulatorReply {

/// The state of that one operation. OutcomeUnknown, with the member as field, when the reply cannot
/// be understood. In a read, NotFound says that the operation has left no trace and still could;
/// when it no longer can (the hold expired, was released, or all of it was taken), that is the
/// state.
Result<Connector::ParsedReply> read(const Operation &operation, const HttpResponse &response,
                                    bool isRead);

/// What became of a token that was to be forgotten.
DetachAnswer readDetach(const HttpResponse &response);

} // namespace SimulatorReply
