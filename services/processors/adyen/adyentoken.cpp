#include "services/processors/adyen/adyentoken.h"

#include "services/core/id.h"

QString AdyenToken::toText(const AdyenToken &token)
{
    if (!isWellFormedId(token.method))
        return {};
    return isWellFormedId(token.shopper) ? token.shopper + QLatin1Char('.') + token.method
                                         : token.method;
}

AdyenToken AdyenToken::fromText(const QString &text)
{
    const qsizetype dot = text.indexOf(QLatin1Char('.'));
    const QString method = text.mid(dot + 1);
    const QString shopper = dot < 0 ? QString() : text.left(dot);
    if (!isWellFormedId(method) || (dot >= 0 && !isWellFormedId(shopper)))
        return {};
    return {shopper, method};
}
