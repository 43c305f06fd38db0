#include "services/storage/paymentsql.h"

#include "services/domain/money.h"
#include "services/storage/paymentcolumns.h"

using namespace Qt::StringLiterals;

namespace paymentsql {

namespace {

const QList<CardBrand> &allBrands()
{
    static const QList<CardBrand> brands = {
        CardBrand::Unknown,  CardBrand::Visa, CardBrand::Mastercard, CardBrand::AmericanExpress,
        CardBrand::Discover, CardBrand::Jcb,  CardBrand::DinersClub, CardBrand::UnionPay};
    return brands;
}

Condition oneOf(const QString &column, const QVariantList &values)
{
    return {column + u" IN ("_s + paymentcolumns::placeholders(static_cast<int>(values.size()))
                + u')',
            values};
}

template <class Enum>
QVariantList textsOf(const QList<Enum> &values)
{
    QVariantList texts;
    for (const Enum value : values)
        texts.append(toText(value));
    return texts;
}

/// A part that names some values of a column whose index goes on with the creation time.
Part choice(const QString &column, const QVariantList &values, const QString &index)
{
    Part part{oneOf(column, values), {}, {}};
    part.ranges = {{index, part.condition}};
    for (const QVariant &value : values)
        part.byCreation.append({index, {column + u" = ?"_s, {value}}});
    return part;
}

Part span(const QString &column, const QString &index, std::optional<qint64> from,
          std::optional<qint64> to, QLatin1StringView upper)
{
    Condition condition;
    if (from)
        condition = {column + u" >= ?"_s, {*from}};
    if (to) {
        condition.sql += (from ? u" AND "_s : QString()) + column + u' ' + upper + u" ?"_s;
        condition.values.append(*to);
    }
    return {condition, {{index, condition}}, {}};
}

Part customerPart(const QString &typed)
{
    const QString prefix = paymentcolumns::keyOf(typed);
    const Condition name = beginsWith(u"customer_key"_s, prefix);
    Condition email = beginsWith(u"email_key"_s, prefix);
    email.sql += u" AND email_key <> ''"_s;
    return {{u"(("_s + name.sql + u") OR ("_s + email.sql + u"))"_s, name.values + email.values},
            {{u"payment_by_customer"_s, name}, {u"payment_by_email"_s, email}},
            {}};
}

/// The minor units a typed "49.90" is in a currency of so many decimals; nothing when it has more
/// decimals than that, or is more than a payment may be.
std::optional<qint64> minorUnits(const QString &typed, int decimalCount)
{
    const qsizetype point = typed.indexOf(u'.');
    QString whole = point < 0 ? typed : typed.left(point);
    QString fraction = point < 0 ? QString() : typed.mid(point + 1);
    while (fraction.size() > decimalCount && fraction.endsWith(u'0'))
        fraction.chop(1);
    if (fraction.size() > decimalCount)
        return std::nullopt;
    whole += fraction.leftJustified(decimalCount, u'0');
    bool isNumber = false;
    const qint64 minor = whole.toLongLong(&isNumber);
    const bool isPossible = isNumber && minor >= 0 && minor <= kLargestAmount;
    return isPossible ? std::optional(minor) : std::nullopt;
}

/// The typed amount in each currency, or in the one that was named.
Part amountPart(const QString &typed, std::optional<Currency> exact)
{
    QMap<qint64, QList<Currency>> currenciesOfAmount;
    for (const Currency currency : allCurrencies()) {
        if (exact && *exact != currency)
            continue;
        if (const std::optional<qint64> minor = minorUnits(typed, decimals(currency)))
            currenciesOfAmount[*minor].append(currency);
    }
    Condition rows{u"(1 = 0"_s, {}};
    QVariantList amounts;
    for (auto it = currenciesOfAmount.cbegin(); it != currenciesOfAmount.cend(); ++it) {
        const Condition currencies = oneOf(u"currency"_s, textsOf(it.value()));
        rows.sql += u" OR (amount = ? AND "_s + currencies.sql + u')';
        rows.values += it.key();
        rows.values += currencies.values;
        amounts += it.key();
    }
    rows.sql += u')';
    if (amounts.isEmpty())
        return {rows, {}, {}};
    return {rows, {{u"payment_by_amount"_s, oneOf(u"amount"_s, amounts)}}, {}};
}

void appendMoneyParts(const PaymentFilter &filter, QList<Part> &parts)
{
    if (!filter.currencies.isEmpty())
        parts.append(choice(u"currency"_s, textsOf(filter.currencies), u"payment_by_currency"_s));
    if (filter.amountFrom || filter.amountTo)
        parts.append(
            span(u"amount"_s, u"payment_by_amount"_s, filter.amountFrom, filter.amountTo, "<="_L1));
    if (!filter.search.amountText.isEmpty())
        parts.append(amountPart(filter.search.amountText, filter.search.exactCurrency));
    else if (filter.search.exactCurrency)
        parts.append(choice(u"currency"_s, textsOf(QList{*filter.search.exactCurrency}),
                            u"payment_by_currency"_s));
}

void appendCardParts(const PaymentFilter &filter, QList<Part> &parts)
{
    if (!filter.last4.isEmpty())
        parts.append(lastFourPart(filter.last4, filter.brands));
    else if (!filter.brands.isEmpty()) {
        const Condition brands = oneOf(u"card_brand"_s, textsOf(filter.brands));
        parts.append(Part{brands, {{u"payment_by_method"_s, brands}}, {}});
    }
    if (!filter.captureMethods.isEmpty())
        parts.append(Part{oneOf(u"capture_method"_s, textsOf(filter.captureMethods)), {}, {}});
}

} // namespace

QString Order::sql() const
{
    QStringList terms;
    for (const QString &column : columns)
        terms.append(descending ? QString(column + u" DESC"_s) : column);
    return terms.join(u", "_s);
}

QString Order::columnList() const
{
    return columns.join(u", "_s);
}

Order orderOf(PaymentColumn column, bool descending)
{
    const auto order = [&](const QString &index, const QStringList &columns) {
        return Order{index, columns + QStringList{u"row_id"_s}, descending};
    };
    const QString created = u"created_at_ms"_s;
    switch (column) {
    case PaymentColumn::Status: return order(u"payment_by_status"_s, {u"status"_s, created});
    case PaymentColumn::Amount: return order(u"payment_by_amount"_s, {u"amount"_s});
    case PaymentColumn::Currency: return order(u"payment_by_currency"_s, {u"currency"_s, created});
    case PaymentColumn::OrderReference: return order(u"payment_by_order"_s, {u"order_key"_s});
    case PaymentColumn::Customer: return order(u"payment_by_customer"_s, {u"customer_key"_s});
    case PaymentColumn::Method:
        return order(u"payment_by_method"_s, {u"card_brand"_s, u"last4"_s, created});
    case PaymentColumn::Created: return order(u"payment_by_created"_s, {created});
    case PaymentColumn::Connector:
        return order(u"payment_by_connector"_s, {u"connector"_s, created});
    case PaymentColumn::Captured: return order(u"payment_by_captured"_s, {u"captured"_s});
    case PaymentColumn::CaptureBefore:
        return order(u"payment_by_capture_before"_s, {u"capture_before_ms"_s});
    case PaymentColumn::Updated: return order(u"payment_by_updated"_s, {u"modified_at_ms"_s});
    case PaymentColumn::Remaining:
    case PaymentColumn::Refunded:
    case PaymentColumn::CaptureMethod:
    case PaymentColumn::Authentication:
    case PaymentColumn::Attempts:
    case PaymentColumn::DeclineReason:
    case PaymentColumn::Identifier:
    case PaymentColumn::ProcessorReference:
    case PaymentColumn::Email:
    case PaymentColumn::Description:
    case PaymentColumn::Profile: break; // not sortable: the reader refuses them first
    }
    return order(u"payment_by_created"_s, {created});
}

QList<Part> partsOf(const PaymentFilter &filter)
{
    QList<Part> parts;
    if (!filter.statuses.isEmpty())
        parts.append(choice(u"status"_s, textsOf(filter.statuses), u"payment_by_status"_s));
    if (filter.outcomeUnknown) {
        const Condition unknown{
            *filter.outcomeUnknown ? u"outcome_unknown = 1"_s : u"outcome_unknown = 0"_s, {}};
        const Range range{u"payment_unknown"_s, unknown};
        parts.append(*filter.outcomeUnknown ? Part{unknown, {range}, {range}}
                                            : Part{unknown, {}, {}});
    }
    if (filter.refunded) {
        const Condition refunded{*filter.refunded ? u"refunded > 0"_s : u"refunded = 0"_s, {}};
        const Range range{u"payment_refunded"_s, refunded};
        parts.append(*filter.refunded ? Part{refunded, {range}, {range}} : Part{refunded, {}, {}});
    }
    if (filter.noted) {
        const Condition noted{*filter.noted ? u"noted = 1"_s : u"noted = 0"_s, {}};
        const Range range{u"payment_noted"_s, noted};
        parts.append(*filter.noted ? Part{noted, {range}, {range}} : Part{noted, {}, {}});
    }
    appendMoneyParts(filter, parts);
    if (filter.createdFromMs || filter.createdToMs)
        parts.append(span(u"created_at_ms"_s, u"payment_by_created"_s, filter.createdFromMs,
                          filter.createdToMs, "<"_L1));
    if (filter.captureBeforeToMs)
        parts.append(span(u"capture_before_ms"_s, u"payment_by_capture_before"_s, 1,
                          filter.captureBeforeToMs, "<="_L1));
    if (!filter.orderReferencePrefix.isEmpty()) {
        const Condition order =
            beginsWith(u"order_key"_s, paymentcolumns::keyOf(filter.orderReferencePrefix));
        parts.append(Part{order, {{u"payment_by_order"_s, order}}, {}});
    }
    if (!filter.customerPrefix.isEmpty())
        parts.append(customerPart(filter.customerPrefix));
    if (!filter.customerId.isEmpty()) {
        const Condition customer{u"customer_id <> '' AND customer_id = ?"_s,
                                 {filter.customerId.value}};
        parts.append(Part{customer, {{u"payment_by_customer_id"_s, customer}}, {}});
    }
    appendCardParts(filter, parts);
    if (!filter.connector.isEmpty())
        parts.append(choice(u"connector"_s, {filter.connector}, u"payment_by_connector"_s));
    return parts;
}

QList<Part> partsOf(const PaymentWays &ways)
{
    QList<Part> parts;
    const auto append = [&parts](const QString &column, const QStringList &wanted) {
        if (!wanted.isEmpty())
            parts.append(Part{oneOf(column, QVariantList(wanted.cbegin(), wanted.cend())), {}, {}});
    };
    if (!ways.connectors.isEmpty())
        parts.append(choice(u"connector"_s,
                            QVariantList(ways.connectors.cbegin(), ways.connectors.cend()),
                            u"payment_by_connector"_s));
    // No index is worth having for these.
    append(u"connector_account_id"_s, ways.connectorAccounts);
    append(u"profile_id"_s, ways.profiles);
    append(u"payment_method"_s, ways.methods);
    append(u"payment_method_type"_s, ways.methodTypes);
    if (!ways.authentications.isEmpty())
        parts.append(Part{oneOf(u"authentication_type"_s, textsOf(ways.authentications)), {}, {}});
    return parts;
}

Condition allOf(const QList<Part> &parts)
{
    Condition all;
    for (const Part &part : parts) {
        all.sql += u" AND "_s + part.condition.sql;
        all.values += part.condition.values;
    }
    return all;
}

Condition beginsWith(const QString &column, const QString &prefix)
{
    // The last code point there is sorts behind every text that goes on with another one.
    static const QString kLast = QString::fromUcs4(U"\U0010FFFF", 1);
    return {column + u" >= ? AND "_s + column + u" < ?"_s, {prefix, QString(prefix + kLast)}};
}

Part lastFourPart(const QString &last4, const QList<CardBrand> &brands)
{
    const QVariantList names = textsOf(brands.isEmpty() ? allBrands() : brands);
    const Condition brand = oneOf(u"card_brand"_s, names);
    Part part{{brand.sql + u" AND last4 = ?"_s, brand.values + QVariantList{last4}}, {}, {}};
    part.ranges = {{u"payment_by_method"_s, part.condition}};
    for (const QVariant &name : names)
        part.byCreation.append(
            {u"payment_by_method"_s, {u"card_brand = ? AND last4 = ?"_s, {name, last4}}});
    return part;
}

} // namespace paymentsql
