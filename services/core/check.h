#pragma once

#include <QLoggingCategory>

#include <source_location>

/// Says whether one of our own invariants holds, in release builds too. When it does not, the
/// breach is logged with its place and the caller stops that operation with ErrorCode::Internal.
/// For our own mistakes only, never for input or what the network says.
[[nodiscard]] inline bool ensure(bool holds, const char *invariant,
                                 std::source_location where = std::source_location::current())
{
    if (!holds)
        qCritical("broken invariant: %s at %s:%u", invariant, where.file_name(), where.line());
    return holds;
}
