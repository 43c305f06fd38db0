#pragma once

#include "services/api/json/jsonfault.h"
#include "services/api/json/jsonvalue.h"

/// How much a body may hold.
struct JsonLimits
{
    int depth = 16;
    int values = 2'000; ///< objects and arrays count too
};

/// Reads a whole body into `into`, strictly: UTF-8 without a byte order mark, one value and nothing
/// after it, no name twice in an object (compared as they are meant, not as they are spelled), no
/// lone surrogates, no control characters (but for line feeds inside "metadata"), numbers as they
/// are spelled. Returns what is wrong, or nothing.
std::optional<JsonFault> readJson(QByteArrayView bytes, JsonValue &into,
                                  const JsonLimits &limits = {});
