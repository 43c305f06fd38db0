#include "models/routingtext.h"

using namespace Qt::StringLiterals;

namespace {

QString sourceText(const RoutingReason &reason)
{
    switch (reason.source) {
    case RoutingSource::Bound: return RoutingText::tr("the only account that can charge this card");
    case RoutingSource::Request: return RoutingText::tr("as the request asked");
    case RoutingSource::Single: return RoutingText::tr("the one account of the configuration");
    case RoutingSource::Priority: return RoutingText::tr("first in the order of priority");
    case RoutingSource::VolumeSplit: return RoutingText::tr("drawn by share");
    //: %1 the name of a routing rule
    case RoutingSource::Rule: return RoutingText::tr("rule \u201c%1\u201d").arg(reason.rule);
    case RoutingSource::Otherwise: return RoutingText::tr("no rule applied");
    case RoutingSource::Fallback: return RoutingText::tr("default order");
    case RoutingSource::Retry: return RoutingText::tr("tried again with another account");
    case RoutingSource::StepUp: return RoutingText::tr("tried again with verification");
    case RoutingSource::ClearNumber:
        return RoutingText::tr("tried again with the card's own number");
    }
    return {};
}

QString valueText(const RoutingCondition &condition)
{
    QStringList values;
    for (const qint64 number : condition.numbers)
        values.append(QString::number(number));
    for (const QString &text : condition.texts)
        values.append(text);
    for (const RoutingCondition::Bound &bound : condition.bounds)
        values.append(RoutingText::comparison(bound.comparison) + u' '
                      + QString::number(bound.number));
    return values.join(RoutingText::tr(" or "));
}

QString statementText(const RoutingStatement &statement)
{
    QStringList parts;
    for (const RoutingCondition &condition : statement.conditions)
        parts.append(RoutingText::condition(condition));
    if (!statement.nested.isEmpty()) {
        QStringList inner;
        for (const RoutingStatement &one : statement.nested)
            inner.append(statementText(one));
        parts.append(u'(' + inner.join(RoutingText::tr(" or ")) + u')');
    }
    return parts.join(RoutingText::tr(" and "));
}

} // namespace

QString RoutingText::reason(const RoutingReason &reason)
{
    const QString text = sourceText(reason);
    if (reason.first == PassedOver::No || reason.place <= 1)
        return text;
    //: %1 why an account was chosen, %2 why the one before it was not
    return tr("%1; the first choice was passed over: %2").arg(text, passedOver(reason.first));
}

QString RoutingText::passedOver(PassedOver why)
{
    switch (why) {
    case PassedOver::No: return {};
    case PassedOver::OtherProfile: return tr("it belongs to another profile");
    case PassedOver::WrongMode: return tr("test and live do not mix");
    case PassedOver::Disabled: return tr("it was switched off");
    case PassedOver::NotNamed: return tr("the request did not allow it");
    case PassedOver::CardsOff: return tr("it takes no cards");
    case PassedOver::CardType: return tr("it does not take cards of this type");
    case PassedOver::CardNetwork: return tr("it does not take this card network");
    case PassedOver::Currency: return tr("it does not take this currency");
    case PassedOver::Country: return tr("it does not take this country");
    case PassedOver::Amount: return tr("the amount is outside its limits");
    case PassedOver::Recurring: return tr("it cannot charge saved cards later");
    case PassedOver::CaptureMethod: return tr("it cannot capture in several parts");
    case PassedOver::NetworkId: return tr("it cannot charge a card set up elsewhere");
    case PassedOver::NetworkToken: return tr("it takes no network tokens");
    case PassedOver::Unavailable: return tr("it did not answer");
    }
    return {};
}

QString RoutingText::rule(const RoutingRule &rule)
{
    QStringList parts;
    for (const RoutingStatement &statement : rule.statements)
        parts.append(statementText(statement));
    return parts.join(tr(", or "));
}

QString RoutingText::condition(const RoutingCondition &condition)
{
    QString what = key(condition.key);
    if (condition.key == RoutingKey::Metadata)
        //: %1 the name of a member of the payment's metadata
        what = tr("metadata %1").arg(condition.metadataKey);
    else if (condition.key == RoutingKey::Elsewhere)
        what = condition.elsewhere;
    if (!condition.bounds.isEmpty())
        return what + u' ' + valueText(condition);
    return what + u' ' + comparison(condition.comparison) + u' ' + valueText(condition);
}

QString RoutingText::key(RoutingKey key)
{
    switch (key) {
    case RoutingKey::PaymentMethod: return tr("payment method");
    case RoutingKey::CardType: return tr("card type");
    case RoutingKey::CardNetwork: return tr("card network");
    case RoutingKey::CardBin: return tr("first six digits");
    case RoutingKey::Amount: return tr("amount in minor units");
    case RoutingKey::Currency: return tr("currency");
    case RoutingKey::AuthenticationType: return tr("verification");
    case RoutingKey::CaptureMethod: return tr("capture method");
    case RoutingKey::FutureUsage: return tr("kept for");
    case RoutingKey::BillingCountry: return tr("billing country");
    case RoutingKey::Customer: return tr("customer ID");
    case RoutingKey::PaymentType: return tr("payment type");
    case RoutingKey::TransactionInitiator: return tr("initiated by");
    case RoutingKey::Metadata: return tr("metadata");
    case RoutingKey::Elsewhere: return tr("something else");
    }
    return {};
}

QString RoutingText::comparison(RoutingComparison comparison)
{
    switch (comparison) {
    case RoutingComparison::Equal: return tr("is");
    case RoutingComparison::NotEqual: return tr("is not");
    case RoutingComparison::LessThan: return tr("is below");
    case RoutingComparison::LessThanEqual: return tr("is at most");
    case RoutingComparison::GreaterThan: return tr("is above");
    case RoutingComparison::GreaterThanEqual: return tr("is at least");
    }
    return {};
}
