#include "services/core/scrubber.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestLine = 8192;

constexpr qsizetype kShortestCard = 13;
constexpr qsizetype kLongestCard = 19;

bool passesLuhn(QStringView digits)
{
    int sum = 0;
    bool twice = false;
    for (qsizetype i = digits.size() - 1; i >= 0; --i, twice = !twice) {
        int digit = digits.at(i).unicode() - u'0';
        if (twice)
            digit = digit > 4 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return sum % 10 == 0;
}

/// Length of the longest card number that starts at the first of these digits, or 0. Inside a
/// longer run only what begins like a card counts, or every clock reading would be taken for one.
qsizetype cardNumberAt(QStringView digits, bool wholeRun)
{
    for (qsizetype length = qMin(kLongestCard, digits.size()); length >= kShortestCard; --length) {
        const bool likeCard = digits.front() >= u'2' && digits.front() <= u'6';
        const bool whole = wholeRun && length == digits.size();
        if ((likeCard || whole) && passesLuhn(digits.first(length)))
            return length;
    }
    return 0;
}

void maskCardNumbers(QString &line)
{
    static const QRegularExpression run(u"[0-9](?:[ \\-]?[0-9]){12,}"_s);
    auto matches = run.globalMatch(line);
    while (matches.hasNext()) {
        const auto match = matches.next();
        QString digits;
        QList<qsizetype> places; // where each digit stands in the line
        for (qsizetype i = match.capturedStart(); i < match.capturedEnd(); ++i) {
            if (line.at(i) >= u'0' && line.at(i) <= u'9') {
                digits += line.at(i);
                places += i;
            }
        }
        for (qsizetype i = 0; i + kShortestCard <= digits.size(); ++i) {
            const qsizetype length = cardNumberAt(QStringView(digits).sliced(i), i == 0);
            for (qsizetype j = i; j < i + length; ++j)
                line[places.at(j)] = u'*';
            i += qMax<qsizetype>(length - 1, 0);
        }
    }
}

} // namespace

QString scrubbed(const QString &line)
{
    // A little more than is kept, so that a number across the cut is still seen whole.
    QString text = line.left(kLongestLine + 64);
    maskCardNumbers(text);
    static const QRegularExpression keys(
        u"(?<![A-Za-z0-9])(sk_|rk_|whsec_|snd_|prd_|epk_|adm_)[A-Za-z0-9_]+"_s);
    text.replace(keys, u"\\1****"_s);
    static const QRegularExpression secrets(u"_secret_[A-Za-z0-9]+"_s);
    text.replace(secrets, u"_secret_****"_s);
    static const QRegularExpression headers(
        u"(authorization|api[-_]key)(\"?\\s*[:=]\\s*\"?)((?:basic|bearer)\\s+)?[^\\s,;\"]+"_s,
        QRegularExpression::CaseInsensitiveOption);
    text.replace(headers, u"\\1\\2****"_s);
    text.truncate(kLongestLine);
    QString safe;
    safe.reserve(text.size());
    for (const QChar c : std::as_const(text)) {
        const ushort code = c.unicode();
        const bool bidi = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069)
                          || code == 0x200E || code == 0x200F || code == 0x061C;
        const bool lineBreak = code == 0x2028 || code == 0x2029;
        if (bidi || lineBreak || (code < 0x20 && code != '\t') || (code >= 0x7F && code < 0xA0))
            safe += u"\\u%1"_s.arg(code, 4, 16, QLatin1Char('0'));
        else
            safe += c;
    }
    return safe;
}
