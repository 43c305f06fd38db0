#pragma once

#include "services/core/result.h"

/// A text that is kept: TooLong, or InvalidValue for control characters and for what looks like a
/// card number, with that field.
Result<> checkText(const QString &text, const QString &field, qsizetype longest = 255);

/// A kept text that is an e-mail address or empty; the field is "email".
Result<> checkEmail(const QString &email);

/// An id from outside, or none: InvalidValue with that field.
Result<> checkOptionalId(const QString &id, const QString &field);

/// Texts that carry a card number are refused wherever they would be kept: any run of 13 to 19
/// digits (blanks and dashes between them allowed) that passes the Luhn check.
bool looksLikeCardNumber(const QString &text);
