#include "services/storage/wordsearch.h"

#include "services/storage/dialect.h"
#include "services/storage/paymentcolumns.h"
#include "services/storage/paymentpages.h"
#include "services/storage/row.h"
#include "services/storage/searchindex.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace paymentsql;

namespace {

constexpr int kMostWords = 8;
/// Shorter beginnings of an id fit too many payments to be one.
constexpr qsizetype kShortestIdBeginning = 8;
/// A filter that leaves over fewer payments is looked up first, and the words among those.
constexpr int kFew = 5'000;
const QString &schema()
{
    static const QString name = u"words"_s;
    return name;
}

bool isLastFour(const QString &text)
{
    static const QRegularExpression fourDigits(uR"(\A[0-9]{4}\z)"_s);
    return fourDigits.match(text).hasMatch();
}

} // namespace

WordSearch::WordSearch(Database &database, const MerchantId &merchant, const QString &text,
                       const QList<Part> &parts)
    : m_database(database)
    , m_merchant(merchant)
    , m_text(text.trimmed())
    , m_parts(parts)
{
}

Result<QList<qint64>> WordSearch::ranked(int limit)
{
    m_found.clear();
    m_seen.clear();
    using Step = Result<> (WordSearch::*)(int);
    for (const Step step :
         {&WordSearch::appendExact, &WordSearch::appendExactAttempt, &WordSearch::appendLastFour,
          &WordSearch::appendBeginnings, &WordSearch::appendWords}) {
        if (isFull(limit))
            break;
        const Result<> appended = (this->*step)(limit);
        if (!appended)
            return appended.error();
    }
    return m_found;
}

/// The whole text is one of the ids a payment has.
Result<> WordSearch::appendExact(int limit)
{
    if (m_text.contains(u' '))
        return {};
    const QList<Range> ids = {
        {u"payment_identity"_s, {u"payment_id = ?"_s, {m_text}}},
        {u"payment_by_processor_reference"_s,
         {u"processor_reference = ? AND processor_reference <> ''"_s, {m_text}}},
        {u"payment_by_order"_s, {u"order_key = ?"_s, {paymentcolumns::keyOf(m_text)}}},
        {u"payment_by_customer_id"_s, {u"customer_id = ? AND customer_id <> ''"_s, {m_text}}},
    };
    for (const Range &id : ids) {
        const Result<> appended = appendRows(id.index, id.condition, limit);
        if (!appended)
            return appended;
    }
    return {};
}

/// "pay_..._2" is the second try of a payment that had at least two.
Result<> WordSearch::appendExactAttempt(int limit)
{
    static const QRegularExpression attemptId(uR"(\A(.+)_([1-9][0-9]{0,3})\z)"_s);
    const QRegularExpressionMatch match = attemptId.match(m_text);
    if (!match.hasMatch())
        return {};
    return appendRows(u"payment_identity"_s,
                      {u"payment_id = ? AND attempt_count >= ?"_s,
                       {match.captured(1), match.captured(2).toInt()}},
                      limit);
}

Result<> WordSearch::appendLastFour(int limit)
{
    if (!isLastFour(m_text))
        return {};
    // By brand and in turn, so that no brand's payments need sorting.
    const Part card = lastFourPart(m_text, {});
    QList<Part> parts = m_parts;
    parts.append(card);
    PaymentPages pages(m_database, m_merchant, parts, orderOf(PaymentColumn::Created, true));
    const Result<QList<qint64>> newest = pages.first(limit);
    if (!newest)
        return newest.error();
    for (const qint64 id : *newest) {
        if (!isFull(limit) && !m_seen.contains(id)) {
            m_seen.insert(id);
            m_found.append(id);
        }
    }
    return {};
}

Result<> WordSearch::appendBeginnings(int limit)
{
    if (m_text.contains(u' '))
        return {};
    if (m_text.contains(u'@')) {
        Condition email = beginsWith(u"email_key"_s, paymentcolumns::keyOf(m_text));
        email.sql += u" AND email_key <> ''"_s;
        return appendRows(u"payment_by_email"_s, email, limit);
    }
    if (m_text.size() < kShortestIdBeginning)
        return {};
    const Result<> appended =
        appendRows(u"payment_identity"_s, beginsWith(u"payment_id"_s, m_text), limit);
    if (!appended)
        return appended;
    Condition reference = beginsWith(u"processor_reference"_s, m_text);
    reference.sql += u" AND processor_reference <> ''"_s;
    return appendRows(u"payment_by_processor_reference"_s, reference, limit);
}

Result<> WordSearch::appendWords(int limit)
{
    if (m_text.contains(u'@'))
        return {};
    const QStringList words = searchWords(m_text, kMostWords);
    if (words.isEmpty())
        return {};
    // No index yet, or one that is just being made anew: what the payments say must do.
    if (!m_database.attach(SearchIndex::fileFor(m_database.file()), schema()))
        return {};
    const Result<qint64> scope = searchscope::number(m_database, schema(), m_merchant);
    if (!scope)
        return {};

    const qint64 first = *scope << searchscope::kRowBits;
    const QString sql = dialect::findWords(schema());
    const QVariantList range = {dialect::matchAll(words), first, first | searchscope::kRowMask};
    Result<> appended;
    if (m_parts.isEmpty()) {
        appended = appendFound(sql, range, limit, nullptr);
    } else {
        PaymentPages pages(m_database, m_merchant, m_parts, orderOf(PaymentColumn::Created, true));
        const auto few = pages.fewMatches(kFew);
        if (!few)
            return few.error();
        if (*few) {
            const QSet<qint64> allowed((*few)->cbegin(), (*few)->cend());
            appended = appendFound(sql, range, limit, &allowed);
        } else {
            const Condition filter = allOf(m_parts);
            appended = appendFound(
                u"SELECT found.rowid FROM ("_s + sql
                    + u") AS found CROSS JOIN payment ON payment.row_id = found.rowid - ? "
                      "WHERE payment.merchant_id = ?"_s
                    + filter.sql,
                range + QVariantList{first, m_merchant.value} + filter.values, limit, nullptr);
        }
    }
    // A damaged index is made anew by its keeper; a list without it beats no list.
    if (!appended)
        m_database.detach(schema());
    return {};
}

/// Ids of one index range that also pass the filter, newest first.
Result<> WordSearch::appendRows(const QString &index, const Condition &condition, int limit)
{
    const Condition filter = allOf(m_parts);
    return appendFound(u"SELECT row_id FROM payment"_s + dialect::useIndex(index)
                           + u" WHERE merchant_id = ? AND "_s + condition.sql + filter.sql
                           + u" ORDER BY row_id DESC"_s,
                       QVariantList{m_merchant.value} + condition.values + filter.values, limit,
                       nullptr);
}

Result<> WordSearch::appendFound(const QString &sql, const QVariantList &values, int limit,
                                 const QSet<qint64> *allowed)
{
    const auto query = m_database.transient(sql);
    for (int i = 0; i < values.size(); ++i)
        query->bindValue(i, values.at(i));
    const Result<> ran = m_database.run(*query);
    if (!ran)
        return ran;
    while (!isFull(limit) && query->next()) {
        const qint64 id = query->value(0).toLongLong() & searchscope::kRowMask;
        if (m_seen.contains(id) || (allowed && !allowed->contains(id)))
            continue;
        m_seen.insert(id);
        m_found.append(id);
    }
    return query->lastError().isValid() ? Result<>(storageError(*query)) : Result<>();
}
