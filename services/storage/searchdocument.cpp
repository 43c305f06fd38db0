#include "services/storage/searchdocument.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

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

/// Letters that people type as others although they are not made of them.
QString asTyped(const QString &text)
{
    static const std::pair<QChar, QLatin1StringView> kLetters[] = {
        {u'\u00DF', "ss"_L1}, {u'\u00F8', "o"_L1},  {u'\u00E6', "ae"_L1},
        {u'\u0153', "oe"_L1}, {u'\u0142', "l"_L1},  {u'\u0111', "d"_L1},
        {u'\u00F0', "d"_L1},  {u'\u00FE', "th"_L1}, {u'\u0131', "i"_L1},
    };
    QString typed = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    for (const auto &[letter, letters] : kLetters)
        typed.replace(letter, letters);
    return typed;
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
    const QString typed = asTyped(text);
    for (const QChar c : typed) {
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
