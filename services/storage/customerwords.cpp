#include "services/storage/customerwords.h"

#include "services/storage/paymentcolumns.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongest = 64;
constexpr qsizetype kMostPerText = 12;
constexpr qsizetype kFewestDigits = 3;

bool isInWord(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate();
}

/// From each word but the first to the end.
void addLaterWords(QSet<QString> &words, const QString &text)
{
    const QString key = paymentcolumns::keyOf(text);
    const qsizetype limit = words.size() + kMostPerText;
    for (qsizetype i = 1; i < key.size() && words.size() < limit; ++i) {
        if (isInWord(key.at(i)) && !isInWord(key.at(i - 1)))
            words.insert(key.sliced(i, std::min(kLongest, key.size() - i)));
    }
}

QString digitsOf(const QString &text)
{
    QString digits;
    std::ranges::copy_if(text, std::back_inserter(digits),
                         [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits.first(std::min(kLongest, digits.size()));
}

QString withoutZeros(const QString &digits)
{
    const auto first = std::ranges::find_if(digits, [](QChar c) { return c != u'0'; });
    return digits.sliced(first - digits.begin());
}

} // namespace

QSet<QString> customerwords::wordsOf(const Customer &customer)
{
    QSet<QString> words;
    if (customer.redacted)
        return words;
    addLaterWords(words, customer.texts.name);
    addLaterWords(words, customer.texts.email);
    const QString phone = digitsOf(customer.texts.phone);
    const QString code = withoutZeros(digitsOf(customer.texts.phoneCountryCode));
    if (phone.isEmpty())
        return words;
    for (const QString &number :
         {phone, withoutZeros(phone), QString(code + withoutZeros(phone))}) {
        if (!number.isEmpty())
            words.insert(number.first(std::min(kLongest, number.size())));
    }
    return words;
}

QString customerwords::keyFor(const QString &typed)
{
    const auto ofANumber = [](QChar c) {
        return (c >= u'0' && c <= u'9') || u"+-/(). "_s.contains(c);
    };
    const QString digits = digitsOf(typed);
    if (digits.size() >= kFewestDigits && std::ranges::all_of(typed, ofANumber))
        return typed.trimmed().startsWith(u'+') || digits.startsWith("00"_L1) ? withoutZeros(digits)
                                                                              : digits;
    const QString key = paymentcolumns::keyOf(typed.trimmed());
    return key.first(std::min(kLongest, key.size()));
}
