#pragma once

#include <QString>

/// What stands for a card at Adyen: the stored method and the shopper it was stored for, whom every
/// use has to name. As one text: "shopper.method".
struct AdyenToken
{
    QString shopper; ///< may be empty in a token that was made elsewhere
    QString method;

    /// Empty when the method cannot be one.
    static QString toText(const AdyenToken &token);
    /// Without a method when the text cannot be one.
    static AdyenToken fromText(const QString &text);
};
