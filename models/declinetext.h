#pragma once

#include "models/errortext.h"

/// A refusal by a bank or processor; PaymentError::category decides the words.
ErrorText declineText(const PaymentError &error, const ErrorScene &scene);

/// A decline category in a few words, such as "insufficient funds".
QString declineReason(QStringView category);
