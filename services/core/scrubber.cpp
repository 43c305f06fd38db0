#include "services/core/scrubber.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestLine = 8 * 1024;

bool passesLuhn(const QString &digits)
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

void maskCardNumbers(QString &line)
{
    static const QRegularExpression run(u"(?:[0-9][ \\-]?){12,18}[0-9]"_s);
    auto matches = run.globalMatch(line);
    while (matches.hasNext()) {
        const auto match = matches.next();
        QString digits = match.captured();
        digits.remove(u' ').remove(u'-');
        if (passesLuhn(digits))
            line.replace(match.capturedStart(), match.capturedLength(),
                         QString(match.capturedLength(), u'*'));
    }
}

} // namespace

QString scrubbed(const QString &line)
{
    QString text = line.left(kLongestLine);
    maskCardNumbers(text);
    static const QRegularExpression keys(u"\\b(sk_|rk_|whsec_|snd_)[A-Za-z0-9_]+"_s);
    text.replace(keys, u"\\1****"_s);
    static const QRegularExpression secrets(u"_secret_[A-Za-z0-9]+"_s);
    text.replace(secrets, u"_secret_****"_s);
    static const QRegularExpression headers(
        u"(authorization|api-key)(\\s*[:=]\\s*)(basic |bearer )?[^\\s,;]+"_s,
        QRegularExpression::CaseInsensitiveOption);
    text.replace(headers, u"\\1\\2****"_s);
    QString safe;
    safe.reserve(text.size());
    for (const QChar c : std::as_const(text)) {
        const ushort code = c.unicode();
        const bool bidi = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069)
                          || code == 0x200E || code == 0x200F;
        if (bidi || (code < 0x20 && code != '\t') || code == 0x7F)
            safe += u"\\u%1"_s.arg(code, 4, 16, QLatin1Char('0'));
        else
            safe += c;
    }
    return safe;
}
