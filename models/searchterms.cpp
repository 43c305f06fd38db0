#include "models/searchterms.h"

#include "models/displaytext.h"
#include "models/searchamounts.h"
#include "models/searchdates.h"

#include <QDateTime>

#include <algorithm>
#include <limits>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

enum class Field {
    Status,
    Amount,
    Currency,
    Created,
    Expires,
    Connector,
    Last4,
    Brand,
    Order,
    Customer,
    Capture,
    Has,
};

struct FieldName
{
    QLatin1StringView name;
    Field field = Field::Status;
};

constexpr FieldName kFields[] = {
    {"status"_L1, Field::Status},       {"is"_L1, Field::Status},
    {"amount"_L1, Field::Amount},       {"currency"_L1, Field::Currency},
    {"created"_L1, Field::Created},     {"date"_L1, Field::Created},
    {"expires"_L1, Field::Expires},     {"conn"_L1, Field::Connector},
    {"connector"_L1, Field::Connector}, {"last4"_L1, Field::Last4},
    {"card"_L1, Field::Last4},          {"brand"_L1, Field::Brand},
    {"method"_L1, Field::Brand},        {"order"_L1, Field::Order},
    {"ref"_L1, Field::Order},           {"customer"_L1, Field::Customer},
    {"name"_L1, Field::Customer},       {"email"_L1, Field::Customer},
    {"capture"_L1, Field::Capture},     {"has"_L1, Field::Has},
};

struct StatusName
{
    QLatin1StringView name;
    QList<PaymentStatus> statuses;
};

/// Short names beside the API's and the words on screen.
const QList<StatusName> &statusNames()
{
    using enum PaymentStatus;
    static const QList<StatusName> names = {
        {"hold"_L1,
         {RequiresCapture, PartiallyAuthorizedAndRequiresCapture, PartiallyCapturedAndCapturable}},
        {"paid"_L1, {Succeeded}},
        {"captured"_L1, {Succeeded, PartiallyCaptured, PartiallyCapturedAndCapturable}},
        {"part"_L1, {PartiallyCaptured, PartiallyCapturedAndCapturable}},
        {"draft"_L1, {RequiresConfirmation, RequiresPaymentMethod}},
        {"waiting"_L1, {RequiresCustomerAction}},
        {"3ds"_L1, {RequiresCustomerAction}},
        {"progress"_L1, {Processing, PartiallyCapturedAndProcessing}},
        {"declined"_L1, {Failed}},
        {"released"_L1, {Cancelled, CancelledPostCapture}},
        {"void"_L1, {Cancelled, CancelledPostCapture}},
        {"canceled"_L1, {Cancelled, CancelledPostCapture}},
        {"review"_L1, {RequiresMerchantAction, Review}},
    };
    return names;
}

const auto kRefundedWord = u"refunded"_s; ///< is no status, but people ask for it like one

const QStringList kHeldWords = {u"held"_s, u"holds"_s, u"capture"_s, u"open"_s};

/// Number of single-letter changes from one word to the other.
int distance(const QString &a, const QString &b)
{
    std::vector<int> row(static_cast<size_t>(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i) + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<size_t>(j);
            const int changed = diagonal + (a.at(i) == b.at(j) ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({changed, row[at] + 1, diagonal + 1});
        }
    }
    return row.back();
}

QString nearest(const QString &word, const QStringList &known)
{
    QString best;
    int bestDistance = std::numeric_limits<int>::max();
    for (const QString &candidate : known) {
        const int changes = distance(word, candidate);
        if (changes < bestDistance) {
            bestDistance = changes;
            best = candidate;
        }
    }
    return best;
}

QStringList statusWords()
{
    QStringList words = {u"unknown"_s, kRefundedWord};
    for (const StatusName &name : statusNames())
        words.append(name.name);
    for (const PaymentStatus status : allPaymentStatuses())
        words.append(toText(status));
    return words;
}

/// Every status whose name, word on screen or short name begins with the word.
QSet<PaymentStatus> statusesNamed(const QString &word)
{
    const QString wanted = kHeldWords.contains(word) ? u"hold"_s : word;
    for (const StatusName &name : statusNames()) {
        if (wanted == name.name)
            return {name.statuses.begin(), name.statuses.end()};
    }
    QSet<PaymentStatus> found;
    for (const PaymentStatus status : allPaymentStatuses()) {
        const QString shown = DisplayText::status(status, false).toLower();
        if (wanted == toText(status) || (wanted.size() > 2 && shown.startsWith(wanted)))
            found.insert(status);
    }
    return found;
}

bool isUnknownWord(const QString &word)
{
    return word == u"unknown" || word == u"notknown"
           || (word.size() > 2 && DisplayText::status({}, true).toLower().startsWith(word));
}

template <class T>
QList<T> intersection(const QList<T> &a, const QList<T> &b, bool *impossible)
{
    if (a.isEmpty() || b.isEmpty())
        return a.isEmpty() ? b : a;
    QList<T> both;
    std::ranges::copy_if(a, std::back_inserter(both), [&](T value) { return b.contains(value); });
    *impossible = *impossible || both.isEmpty();
    return both;
}

template <class T, class Pick>
std::optional<T> tighter(std::optional<T> a, std::optional<T> b, Pick pick)
{
    return a && b ? std::optional(pick(*a, *b)) : (a ? a : b);
}

/// The longer of two prefixes if one begins with the other.
QString prefixOfBoth(const QString &a, const QString &b, bool *impossible)
{
    const QString &longer = a.size() >= b.size() ? a : b;
    const QString &shorter = a.size() >= b.size() ? b : a;
    *impossible = *impossible || !longer.startsWith(shorter, Qt::CaseInsensitive);
    return longer;
}

PaymentSearch bothSearches(const PaymentSearch &a, const PaymentSearch &b, bool *impossible)
{
    PaymentSearch both = a;
    if (!b.text.isEmpty())
        both.text = a.text.isEmpty() ? b.text : a.text + u' ' + b.text;
    if (!b.amountText.isEmpty()) {
        *impossible = *impossible || (!a.amountText.isEmpty() && a.amountText != b.amountText);
        both.amountText = b.amountText;
    }
    if (b.exactCurrency) {
        *impossible = *impossible || (a.exactCurrency && a.exactCurrency != b.exactCurrency);
        both.exactCurrency = b.exactCurrency;
    }
    return both;
}

} // namespace

PaymentFilter matchesNothing()
{
    PaymentFilter nothing;
    nothing.amountFrom = 1;
    nothing.amountTo = 0;
    return nothing;
}

PaymentFilter bothOf(const PaymentFilter &a, const PaymentFilter &b)
{
    const auto least = [](auto x, auto y) { return std::min(x, y); };
    const auto most = [](auto x, auto y) { return std::max(x, y); };
    bool impossible = (a.outcomeUnknown && b.outcomeUnknown && a.outcomeUnknown != b.outcomeUnknown)
                      || (a.refunded && b.refunded && a.refunded != b.refunded)
                      || (a.noted && b.noted && a.noted != b.noted);
    PaymentFilter both;
    both.statuses = intersection(a.statuses, b.statuses, &impossible);
    both.outcomeUnknown = a.outcomeUnknown ? a.outcomeUnknown : b.outcomeUnknown;
    both.refunded = a.refunded ? a.refunded : b.refunded;
    both.noted = a.noted ? a.noted : b.noted;
    both.currencies = intersection(a.currencies, b.currencies, &impossible);
    both.amountFrom = tighter(a.amountFrom, b.amountFrom, most);
    both.amountTo = tighter(a.amountTo, b.amountTo, least);
    both.createdFromMs = tighter(a.createdFromMs, b.createdFromMs, most);
    both.createdToMs = tighter(a.createdToMs, b.createdToMs, least);
    both.captureBeforeToMs = tighter(a.captureBeforeToMs, b.captureBeforeToMs, least);
    both.orderReferencePrefix =
        prefixOfBoth(a.orderReferencePrefix, b.orderReferencePrefix, &impossible);
    both.customerPrefix = prefixOfBoth(a.customerPrefix, b.customerPrefix, &impossible);
    both.last4 = prefixOfBoth(a.last4, b.last4, &impossible);
    both.brands = intersection(a.brands, b.brands, &impossible);
    both.captureMethods = intersection(a.captureMethods, b.captureMethods, &impossible);
    both.connector = prefixOfBoth(a.connector, b.connector, &impossible);
    both.search = bothSearches(a.search, b.search, &impossible);
    return impossible ? matchesNothing() : both;
}

bool SearchTerms::addField(const QString &name, const QString &value, bool excluded)
{
    const auto *found = std::ranges::find(kFields, name, &FieldName::name);
    if (found == std::end(kFields)) {
        QStringList known;
        for (const FieldName &field : kFields)
            known.append(field.name);
        addProblem(
            tr("There is no field “%1”. Did you mean “%2”?").arg(name, nearest(name, known)));
        return false;
    }
    if (value.isEmpty()) {
        addProblem(tr("“%1:” needs a value.").arg(name));
        return true;
    }
    const bool isFlag = found->field == Field::Status || found->field == Field::Has;
    if (excluded && !isFlag) {
        addProblem(tr("Only a status can be excluded, as in “-failed”."));
        return true;
    }
    if (found->field == Field::Has) {
        addFlag(value, excluded);
        return true;
    }
    switch (found->field) {
    case Field::Status:
        if (!addStatus(value, excluded))
            addProblem(tr("There is no status “%1”. Did you mean “%2”?")
                           .arg(value, nearest(value.toLower(), statusWords())));
        return true;
    case Field::Amount: addAmountRange(value); return true;
    case Field::Currency: addCurrency(value); return true;
    case Field::Created:
        if (!addDate(value))
            addProblem(
                tr("“%1” is not a date. Write 2026-03-01, >2026-03-01 or last week.").arg(value));
        return true;
    case Field::Expires: addExpiry(value); return true;
    case Field::Connector:
        m_parsed.filter.connector = value.toLower();
        addExplanation(tr("connector %1").arg(DisplayText::connector(value.toLower())));
        return true;
    case Field::Last4:
        m_parsed.filter.last4 = value;
        addExplanation(tr("card ends with %1").arg(value));
        return true;
    case Field::Brand: addBrand(value); return true;
    case Field::Order:
        m_parsed.filter.orderReferencePrefix = value;
        addExplanation(tr("order begins with %1").arg(value));
        return true;
    case Field::Customer: addEmail(value); return true;
    case Field::Capture: addCaptureMethod(value); return true;
    case Field::Has: break;
    }
    return true;
}

bool SearchTerms::addStatus(const QString &typed, bool excluded)
{
    const QString word = typed.toLower();
    if (isUnknownWord(word)) {
        m_parsed.filter.outcomeUnknown = !excluded;
        addExplanation(excluded ? tr("outcome known") : tr("not known yet"));
        return true;
    }
    if (word == kRefundedWord) {
        // Both at once is nobody.
        if (m_parsed.filter.refunded && *m_parsed.filter.refunded == excluded)
            m_impossible = true;
        m_parsed.filter.refunded = !excluded;
        addExplanation(excluded ? tr("not refunded") : tr("refunded, in full or in part"));
        return true;
    }
    const QSet<PaymentStatus> statuses = statusesNamed(word);
    if (statuses.isEmpty())
        return false;
    (excluded ? m_excluded : m_included).unite(statuses);
    m_anyIncluded = m_anyIncluded || !excluded;
    //: a status that is excluded or asked for, as typed
    addExplanation((excluded ? tr("not %1") : tr("status %1")).arg(word));
    return true;
}

void SearchTerms::addFlag(const QString &value, bool excluded)
{
    if (value.compare("note"_L1, Qt::CaseInsensitive) != 0)
        return addProblem(tr("“has:” knows “note” only."));
    if (m_parsed.filter.noted && *m_parsed.filter.noted == excluded)
        m_impossible = true; // both at once is nobody
    m_parsed.filter.noted = !excluded;
    addExplanation(excluded ? tr("without a note") : tr("with a note"));
}

bool SearchTerms::addAmount(const QString &text, const QString &currency)
{
    const auto decimal = decimalFromText(text, m_context.locale, !currency.isEmpty());
    if (!decimal)
        return false;
    m_parsed.filter.search.amountText = *decimal;
    if (!currency.isEmpty())
        m_parsed.filter.search.exactCurrency = currencyFromText(currency.toUpper());
    addExplanation(currency.isEmpty() ? tr("amount %1 in any currency").arg(text)
                                      : tr("amount %1 %2").arg(text, currency.toUpper()));
    return true;
}

bool SearchTerms::addDate(const QString &text)
{
    const auto span = timeSpanFromText(text, m_context);
    if (!span)
        return false;
    PaymentFilter &filter = m_parsed.filter;
    filter.createdFromMs = span->fromMs;
    filter.createdToMs = span->toMs;
    if (span->fromMs && span->toMs)
        addExplanation(day(*span->fromMs) == day(*span->toMs - 1)
                           ? tr("created on %1").arg(day(*span->fromMs))
                           : tr("created %1 to %2").arg(day(*span->fromMs), day(*span->toMs - 1)));
    else if (span->fromMs)
        addExplanation(tr("created from %1 on").arg(day(*span->fromMs)));
    else
        addExplanation(tr("created before %1").arg(day(*span->toMs)));
    return true;
}

QString SearchTerms::day(qint64 ms) const
{
    return m_context.locale.toString(QDateTime::fromMSecsSinceEpoch(ms, m_context.zone),
                                     u"d MMM yyyy"_s);
}

void SearchTerms::addEmail(const QString &text)
{
    m_parsed.filter.customerPrefix = text;
    addExplanation(text.contains(u'@') ? tr("e-mail begins with %1").arg(text)
                                       : tr("customer begins with %1").arg(text));
}

void SearchTerms::addWord(const QString &text)
{
    m_words.append(text);
}

void SearchTerms::addAmountRange(const QString &value)
{
    const qsizetype dots = value.indexOf(u".."_s);
    QString from = dots < 0 ? value : value.left(dots);
    QString to = dots < 0 ? value : value.mid(dots + 2);
    if (dots < 0 && (value.startsWith(u'>') || value.startsWith(u'<'))) {
        from = value.startsWith(u'>') ? value.mid(value.startsWith(u">="_s) ? 2 : 1) : QString();
        to = value.startsWith(u'<') ? value.mid(value.startsWith(u"<="_s) ? 2 : 1) : QString();
    }
    const auto fromDecimal = decimalFromText(from, m_context.locale, true);
    const auto toDecimal = decimalFromText(to, m_context.locale, true);
    if ((!from.isEmpty() && !fromDecimal) || (!to.isEmpty() && !toDecimal)
        || (from.isEmpty() && to.isEmpty())) {
        addProblem(tr("“%1” is not an amount. Write 10..50, >10 or <50.").arg(value));
        return;
    }
    m_amountFrom = fromDecimal.value_or(QString());
    m_amountTo = toDecimal.value_or(QString());
    addExplanation(tr("amount %1").arg(value));
}

void SearchTerms::addExpiry(const QString &value)
{
    const QString rest = value.startsWith(u'<') ? value.mid(1) : value;
    if (const auto duration = durationFromText(rest)) {
        m_parsed.filter.captureBeforeToMs = m_context.nowMs + *duration;
    } else if (const auto span = timeSpanFromText(rest, m_context); span && span->toMs) {
        m_parsed.filter.captureBeforeToMs = value.startsWith(u'<') ? *span->fromMs : *span->toMs;
    } else {
        addProblem(tr("“%1” is not a time. Write <24h, <3d or a date.").arg(value));
        return;
    }
    addStatus(u"hold"_s, false);
    addExplanation(tr("hold ends within %1").arg(rest));
}

void SearchTerms::addCurrency(const QString &value)
{
    const auto currency = currencyFromText(value.toUpper());
    if (!currency) {
        addProblem(tr("“%1” is not a currency. Write its three letters, such as EUR.").arg(value));
        return;
    }
    m_parsed.filter.currencies.append(*currency);
    addExplanation(tr("currency %1").arg(toText(*currency)));
}

void SearchTerms::addBrand(const QString &value)
{
    constexpr int kBrands = static_cast<int>(CardBrand::UnionPay) + 1;
    for (int i = 1; i < kBrands; ++i) {
        const auto brand = static_cast<CardBrand>(i);
        const QString shown = DisplayText::brand(brand);
        if (shown.startsWith(value, Qt::CaseInsensitive)
            || toText(brand).startsWith(value, Qt::CaseInsensitive)
            || (brand == CardBrand::AmericanExpress && value.toLower() == u"amex")) {
            m_parsed.filter.brands.append(brand);
            addExplanation(tr("card %1").arg(shown));
            return;
        }
    }
    addProblem(tr("There is no card brand “%1”.").arg(value));
}

void SearchTerms::addCaptureMethod(const QString &value)
{
    const QString word = value.toLower();
    QList<CaptureMethod> &methods = m_parsed.filter.captureMethods;
    if (word == u"automatic" || word == u"auto")
        methods = {CaptureMethod::Automatic};
    else if (word == u"manual")
        methods = {CaptureMethod::Manual, CaptureMethod::ManualMultiple};
    else if (word == u"several" || word == u"multiple" || word == u"manual_multiple")
        methods = {CaptureMethod::ManualMultiple};
    else if (word == u"scheduled")
        methods = {CaptureMethod::Scheduled};
    else
        return addProblem(
            tr("“%1” is no way to capture. Write automatic, manual, several or scheduled.")
                .arg(value));
    addExplanation(tr("capture %1").arg(word));
}

void SearchTerms::finishAmounts()
{
    if (m_amountFrom.isEmpty() && m_amountTo.isEmpty())
        return;
    // Minor units need a currency; without one the usual two decimals are meant.
    const QList<Currency> &currencies = m_parsed.filter.currencies;
    const int places = currencies.size() == 1 ? decimals(currencies.first()) : 2;
    if (!m_amountFrom.isEmpty())
        m_parsed.filter.amountFrom = minorUnitsFrom(m_amountFrom, places);
    if (!m_amountTo.isEmpty())
        m_parsed.filter.amountTo = minorUnitsFrom(m_amountTo, places);
}

void SearchTerms::finishStatuses()
{
    if (!m_anyIncluded && m_excluded.isEmpty())
        return;
    QList<PaymentStatus> left;
    for (const PaymentStatus status : allPaymentStatuses()) {
        if ((!m_anyIncluded || m_included.contains(status)) && !m_excluded.contains(status))
            left.append(status);
    }
    m_parsed.filter.statuses = left;
    if (left.isEmpty())
        m_parsed.filter = matchesNothing();
}

ParsedSearch SearchTerms::finish()
{
    if (!m_words.isEmpty()) {
        m_parsed.filter.search.text = m_words.join(u' ');
        addExplanation(tr("“%1” in card, order, name, e-mail or id").arg(m_words.join(u' ')));
    }
    finishAmounts();
    finishStatuses();
    if (m_impossible)
        m_parsed.filter = matchesNothing();
    return m_parsed;
}
