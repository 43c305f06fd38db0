#pragma once

#include "services/api/json/jsonwriter.h"
#include "services/interfaces/recurring.h"

/// Agreements about later charges as the API answers them. Pure.
namespace mandatejson {

void write(JsonWriter &out, const Agreement &agreement);

} // namespace mandatejson
