#include "services/storage/searchdocument.h"

#include <algorithm>

namespace {

constexpr int kMostWordsOfField = 12;
constexpr qsizetype kLongestWord = 40;
constexpr qsizetype kShortestEnding = 4;

/// The ends of every run of digits that is longer than what people type of it.
void appendEndings(const QString &word, QStringList &words)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    auto from = word.cbegin();
    while (from != word.cend()) {
        from = std::find_if(from, word.cend(), isDigit);
        const auto end = std::find_if_not(from, word.cend(), isDigit);
        const QString digits(from, end - from);
        // A run that starts inside the word is no beginning of a word itself.
        const qsizetype first = from == word.cbegin() ? 1 : 0;
        for (qsizetype i = first; i + kShortestEnding <= digits.size(); ++i)
            words.append(digits.sliced(i));
        from = end;
    }
}

} // namespace

QStringList searchWords(const QString &text, int most)
{
    QStringList words;
    QString word;
    const auto finish = [&] {
        if (!word.isEmpty() && words.size() < most)
            words.append(word.left(kLongestWord));
        word.clear();
    };
    const QString plain = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    for (const QChar c : plain) {
        if (c.isLetterOrNumber() || c.isSurrogate())
            word.append(c);
        else if (!c.isMark())
            finish();
    }
    finish();
    return words;
}

QString SearchDocument::body() const
{
    QStringList words;
    for (const QString &field : {customerName, customerEmail, orderReference}) {
        for (const QString &word : searchWords(field, kMostWordsOfField)) {
            words.append(word);
            appendEndings(word, words);
        }
    }
    if (!last4.isEmpty())
        words.append(last4);
    const QString digits = QString::number(amount);
    words.append(digits);
    appendEndings(digits, words);
    words.removeDuplicates();
    return words.join(u' ');
}
