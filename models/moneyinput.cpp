#include "models/moneyinput.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct MoneyInput
{
    Q_DECLARE_TR_FUNCTIONS(MoneyInput)
};

QChar decimalSeparator(const QLocale &locale)
{
    const QString separator = locale.decimalPoint();
    return separator.isEmpty() ? QChar(u'.') : separator.front();
}

QChar groupSeparator(const QLocale &locale)
{
    const QString separator = locale.groupSeparator();
    return separator.isEmpty() ? QChar(QChar::Nbsp) : separator.front();
}

/// The apostrophe of the keyboard stands for the typographic one that Swiss locales group with.
QString withTypedApostrophe(QStringView typed, QChar group)
{
    QString text = typed.toString();
    if (group == u'’')
        text.replace(u'\'', u'’');
    return text;
}

} // namespace

Result<Money> moneyFromInput(QStringView typed, Currency currency, const QLocale &locale)
{
    const QChar group = groupSeparator(locale);
    return moneyFromTyped(withTypedApostrophe(typed, group), currency, decimalSeparator(locale),
                          group);
}

QString moneyForInput(Money amount, const QLocale &locale)
{
    QString text = toDecimalText(amount);
    text.replace(u'.', decimalSeparator(locale));
    return text;
}

QString moneyExample(Currency currency, const QLocale &locale, bool grouped)
{
    constexpr qint64 kWhole = 1234;
    qint64 units = kWhole;
    for (int place = 0; place < decimals(currency); ++place)
        units = units * 10 + (place + 5) % 10; // 1234.56, 1234.567
    QString text = moneyForInput({units, currency}, locale);
    if (grouped)
        text.insert(1, groupSeparator(locale));
    return text;
}

QString moneyInputProblem(const Error &error, Currency currency, const QLocale &locale)
{
    const QString code = toText(currency);
    const QString plain = moneyExample(currency, locale, false);
    const QString grouped = moneyExample(currency, locale, true);
    if (error.code == ErrorCode::MissingField)
        //: %1 is an amount such as 1234.56
        return MoneyInput::tr("Enter the amount, such as %1.").arg(plain);
    if (error.code == ErrorCode::AmountNotPositive)
        return MoneyInput::tr("The amount must be more than zero.");
    if (error.code == ErrorCode::AmountTooLarge)
        //: %1 is an amount, %2 a currency code
        return MoneyInput::tr("The largest amount of one payment is %1 %2.")
            .arg(moneyForInput({kLargestAmount, currency}, locale), code);
    if (error.code == ErrorCode::AmountDecimals && decimals(currency) == 0)
        //: %1 is a currency code, %2 an amount without decimals
        return MoneyInput::tr("%1 has no decimals: write a whole number such as %2.")
            .arg(code, u"1050"_s);
    if (error.code == ErrorCode::AmountDecimals)
        //: %1 is a currency code, %2 a count of decimals, %3 an amount
        return MoneyInput::tr("%1 has at most %2 decimals: write it like %3.")
            .arg(code, locale.toString(decimals(currency)), plain);
    if (error.code == ErrorCode::AmountAmbiguous)
        //: %1 and %2 are the same amount without and with groups of thousands
        return MoneyInput::tr("This can be read in two ways. Write it like %1 or %2.")
            .arg(plain, grouped);
    //: %1 and %2 are the same amount without and with groups of thousands
    return MoneyInput::tr("This is not an amount. Write it like %1 or %2.").arg(plain, grouped);
}
