#include "services/processors/simulator/bankcard.h"

#include "services/core/securebytes.h"

#include <algorithm>

namespace {

struct Span
{
    qsizetype start = -1;
    qsizetype length = 0;
};

qsizetype skipBlanks(const QByteArray &json, qsizetype at)
{
    while (at < json.size()
           && (json.at(at) == ' ' || json.at(at) == '\n' || json.at(at) == '\t'
               || json.at(at) == '\r'))
        ++at;
    return at;
}

/// The text value of the next member of that name from `from` on; start -1 when there is none.
Span textValue(const QByteArray &json, const QByteArray &quotedName, qsizetype from)
{
    for (qsizetype at = json.indexOf(quotedName, from); at >= 0;
         at = json.indexOf(quotedName, at + 1)) {
        const qsizetype colon = skipBlanks(json, at + quotedName.size());
        if (colon >= json.size() || json.at(colon) != ':')
            continue;
        const qsizetype quote = skipBlanks(json, colon + 1);
        if (quote >= json.size() || json.at(quote) != '"')
            continue;
        const qsizetype end = json.indexOf('"', quote + 1);
        if (end >= 0)
            return {quote + 1, end - quote - 1};
    }
    return {};
}

/// Overwrites every text of that name; the first of them is returned, and how many there were.
Pan blot(QByteArray &json, const QByteArray &quotedName, int &count)
{
    Pan first;
    Span span = textValue(json, quotedName, 0);
    while (span.start >= 0) {
        if (count == 0)
            first = Pan(QByteArrayView(json).sliced(span.start, span.length));
        ++count;
        std::fill_n(json.data() + span.start, span.length, '0');
        span = textValue(json, quotedName, span.start + span.length);
    }
    return first;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

PresentedCard takeCard(QByteArray &json)
{
    int numbers = 0;
    int codes = 0;
    const Pan pan = blot(json, "\"number\"", numbers);
    blot(json, "\"cvc\"", codes);
    const QByteArrayView number = pan.reveal();
    PresentedCard card;
    card.isReadable = numbers == 1 && codes <= 1 && number.size() >= 8 && number.size() <= 19
                      && std::ranges::all_of(number, isDigit);
    if (!card.isReadable)
        return card;
    card.scenario = scenarioOf(number);
    card.bin = QString::fromLatin1(number.first(6));
    card.last4 = QString::fromLatin1(number.last(4));
    return card;
}
