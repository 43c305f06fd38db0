#include "services/api/errorjson.h"

#include "services/domain/unifiederror.h"

using namespace Qt::StringLiterals;

namespace {

/// The usual words for a unified code; empty when there is none.
QString usualWords(const QString &code)
{
    if (code == "UE_1000"_L1)
        return u"Issue with payment method details"_s;
    if (code == "UE_2000"_L1)
        return u"Issue with configurations"_s;
    if (code == "UE_3000"_L1)
        return u"Technical issue or risk decision at the processor or bank"_s;
    if (code == "UE_4000"_L1)
        return u"Issue with the integration"_s;
    return code.isEmpty() ? QString() : u"Something went wrong"_s;
}

/// One of the five that clients know.
std::optional<QString> categoryOf(const QString &code)
{
    for (const QLatin1StringView known :
         {"UE_1000"_L1, "UE_2000"_L1, "UE_3000"_L1, "UE_4000"_L1, "UE_9000"_L1}) {
        if (code == known)
            return code;
    }
    return std::nullopt;
}

UnifiedError worded(const PaymentError &error)
{
    UnifiedError unified = unifiedErrorFromText(error.unifiedCode);
    if (unified.message.isEmpty())
        unified.message = usualWords(unified.code);
    return unified;
}

void writeDetails(JsonWriter &out, const PaymentError &error, RetryAdvice advice)
{
    const UnifiedError unified = worded(error);
    out.beginObject("error_details"_L1);
    out.beginObject("unified_details"_L1);
    out.member("category"_L1, categoryOf(unified.code));
    out.member("message"_L1, textOrNull(unified.message));
    out.member("standardised_code"_L1, textOrNull(unified.standardisedCode));
    out.member("description"_L1, textOrNull(unified.description));
    out.member("user_guidance_message"_L1, textOrNull(unified.guidance));
    out.member("recommended_action"_L1, textOrNull(toText(advice)));
    out.endObject();
    out.member("issuer_details"_L1, nullptr);
    out.beginObject("connector_details"_L1);
    out.member("code"_L1, textOrNull(error.code));
    out.member("message"_L1, textOrNull(error.message));
    out.member("reason"_L1, nullptr);
    out.endObject();
    out.endObject();
}

} // namespace

void errorjson::writeCodes(JsonWriter &out, const PaymentError &error)
{
    const UnifiedError unified = worded(error);
    out.member("error_code"_L1, textOrNull(error.code));
    out.member("error_message"_L1, textOrNull(error.message));
    out.member("unified_code"_L1, textOrNull(unified.code));
    out.member("unified_message"_L1, textOrNull(unified.message));
}

void errorjson::write(JsonWriter &out, const PaymentError &error, RetryAdvice advice)
{
    writeCodes(out, error);
    if (error.code.isEmpty())
        out.member("error_details"_L1, nullptr);
    else
        writeDetails(out, error, advice);
}
