#pragma once

#include "services/api/json/jsonreader.h"
#include "services/api/json/jsonwriter.h"
#include "services/interfaces/merchants.h"

/// A business profile as the API spells it.
namespace profilejson {

/// What a merchant and a profile have in common: where browsers and webhooks go, and signatures.
void readCommon(JsonReader &in, ProfileChange &change);
void writeCommon(JsonWriter &out, const ProfileDetails &details);

/// A whole profile. `kept` is what the profile keeps already.
void readProfile(JsonReader &in, ProfileChange &change, const QString &kept);
void writeProfile(JsonWriter &out, const ProfileDetails &details);

} // namespace profilejson
