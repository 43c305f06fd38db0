#pragma once

#include <QString>

/// What a refusal means in the API's own classes, and what a rule of the status map says of it.
struct UnifiedError
{
    QString code;    ///< "UE_1000" ...
    QString message; ///< empty: the usual words for its code
    QString standardisedCode;
    QString description;
    QString guidance; ///< for the shopper

    friend bool operator==(const UnifiedError &, const UnifiedError &) = default;
};

/// As PaymentError::unifiedCode keeps it: the code alone or, where a rule said more, the code with
/// an object of JSON behind it.
QString toText(const UnifiedError &error);
UnifiedError unifiedErrorFromText(const QString &text);
