#pragma once

#include "services/api/json/jsonwriter.h"
#include "services/domain/payment.h"

/// Why a payment, an attempt or a refund was refused, as the API answers it.
namespace errorjson {

/// error_code, error_message, unified_code and unified_message; null without a refusal.
void writeCodes(JsonWriter &out, const PaymentError &error);
/// The same, and error_details.
void write(JsonWriter &out, const PaymentError &error, RetryAdvice advice = RetryAdvice::None);

} // namespace errorjson
