#include "models/manifestamount.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

QString withoutBlanks(const QString &text)
{
    QString plain;
    for (const QChar c : text) {
        if (!c.isSpace() && c != u'\'' && c != u'’')
            plain.append(c);
    }
    return plain;
}

/// What one amount says of its column; nothing when it can be read either way.
std::optional<DecimalSign> signIn(const QString &amount)
{
    const qsizetype point = amount.lastIndexOf(u'.');
    const qsizetype comma = amount.lastIndexOf(u',');
    if (point < 0 && comma < 0)
        return std::nullopt;
    const DecimalSign last = point > comma ? DecimalSign::Point : DecimalSign::Comma;
    const DecimalSign other = point > comma ? DecimalSign::Comma : DecimalSign::Point;
    if (point >= 0 && comma >= 0)
        return last;
    const qsizetype at = qMax(point, comma);
    if (amount.count(amount.at(at)) > 1)
        return other; // it groups
    const qsizetype before = at;
    const qsizetype behind = amount.size() - at - 1;
    const bool mayGroup = behind == 3 && before >= 1 && before <= 3 && !amount.startsWith(u'0');
    return mayGroup ? std::nullopt : std::optional(last);
}

} // namespace

DecimalSign decimalSignOf(const QStringList &amounts)
{
    DecimalSign found = DecimalSign::Unclear;
    for (const QString &amount : amounts) {
        const auto said = signIn(withoutBlanks(amount));
        if (!said)
            continue;
        if (found != DecimalSign::Unclear && found != *said)
            return DecimalSign::Mixed;
        found = *said;
    }
    return found;
}

Result<Money> manifestAmount(const QString &text, Currency currency, DecimalSign sign)
{
    static const QRegularExpression pointed(u"^(\\d+|\\d{1,3}(,\\d{3})+)(\\.\\d+)?$"_s);
    static const QRegularExpression commaed(u"^(\\d+|\\d{1,3}(\\.\\d{3})+)(,\\d+)?$"_s);
    QString plain = withoutBlanks(text);
    const bool hasSign = plain.contains(u'.') || plain.contains(u',');
    if (hasSign && (sign == DecimalSign::Unclear || sign == DecimalSign::Mixed))
        return Error{ErrorCode::AmountAmbiguous, u"amount"_s};
    const bool isComma = sign == DecimalSign::Comma;
    if (!(isComma ? commaed : pointed).match(plain).hasMatch())
        return Error{plain.isEmpty() ? ErrorCode::MissingField : ErrorCode::InvalidValue,
                     u"amount"_s};
    plain.remove(isComma ? u'.' : u',');
    plain.replace(u',', u'.');
    const Result<Money> money = moneyFromTyped(plain, currency, u'.', QChar(QChar::Nbsp));
    if (money && money->minorUnits <= 0)
        return Error{ErrorCode::AmountNotPositive, u"amount"_s};
    return money;
}
