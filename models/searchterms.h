#pragma once

#include "models/searchparser.h"

#include <QCoreApplication>
#include <QSet>

/// Collects the parts of one search while it is read.
class SearchTerms
{
    Q_DECLARE_TR_FUNCTIONS(SearchParser)

public:
    explicit SearchTerms(const SearchContext &context) : m_context(context) {}

    /// `field:value`, or the word said of an unknown one. False: there is no such field.
    bool addField(const QString &field, const QString &value, bool excluded);
    /// A status by any of its names; false when it is none.
    bool addStatus(const QString &word, bool excluded);
    bool addAmount(const QString &text, const QString &currency);
    bool addDate(const QString &text);
    void addEmail(const QString &text);
    void addWord(const QString &text);
    void addProblem(const QString &sentence) { m_parsed.problems.append(sentence); }
    void addExplanation(const QString &phrase) { m_parsed.explanation.append(phrase); }
    void setCommand(const QString &command) { m_parsed.command = command; }

    ParsedSearch finish();

private:
    void addAmountRange(const QString &value);
    void addExpiry(const QString &value);
    void addCurrency(const QString &value);
    void addBrand(const QString &value);
    void addCaptureMethod(const QString &value);
    void addFlag(const QString &value, bool excluded);
    void finishAmounts();
    void finishStatuses();
    QString day(qint64 ms) const;

    SearchContext m_context;
    ParsedSearch m_parsed;
    QSet<PaymentStatus> m_included;
    QSet<PaymentStatus> m_excluded;
    bool m_anyIncluded = false;
    bool m_impossible = false; ///< parts exclude each other
    QString m_amountFrom;      ///< decimal text; minor units once the currency is known
    QString m_amountTo;
    QStringList m_words;
};

/// A filter that nothing matches.
PaymentFilter matchesNothing();
