#pragma once

#include <QLoggingCategory>

/// Says whether one of our own invariants holds, in release builds too. When it does not, the
/// breach is logged with its place and the caller stops that operation with ErrorCode::Internal.
/// For our own mistakes only, never for input or what the network says. The place fills itself in
/// (std::source_location would, but clang-tidy 14 cannot read it).
[[nodiscard]] inline bool ensure(bool holds, const char *invariant,
                                 const char *file = __builtin_FILE(), int line = __builtin_LINE())
{
    if (!holds)
        qCritical("broken invariant: %s at %s:%d", invariant, file, line);
    return holds;
}
