#include "models/searchdates.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

/// Whole days from the first to before the second.
struct Days
{
    QDate from;
    QDate to;
};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SearchParser)
};

bool is(const QString &text, QLatin1StringView english, const QString &translated)
{
    return text == english || text == translated.toLower();
}

std::optional<Days> namedDays(const QString &text, const QDate &today, const QLocale &locale)
{
    const int sinceMonday = (today.dayOfWeek() - locale.firstDayOfWeek() + 7) % 7;
    const QDate week = today.addDays(-sinceMonday);
    const QDate month(today.year(), today.month(), 1);
    if (is(text, "today"_L1, Words::tr("today")))
        return Days{today, today.addDays(1)};
    if (is(text, "yesterday"_L1, Words::tr("yesterday")))
        return Days{today.addDays(-1), today};
    if (is(text, "this week"_L1, Words::tr("this week")))
        return Days{week, week.addDays(7)};
    if (is(text, "last week"_L1, Words::tr("last week")))
        return Days{week.addDays(-7), week};
    if (is(text, "this month"_L1, Words::tr("this month")))
        return Days{month, month.addMonths(1)};
    if (is(text, "last month"_L1, Words::tr("last month")))
        return Days{month.addMonths(-1), month};
    if (is(text, "this year"_L1, Words::tr("this year")))
        return Days{QDate(today.year(), 1, 1), QDate(today.year() + 1, 1, 1)};
    return std::nullopt;
}

/// Day and month written with points; without a year the last one that has begun.
std::optional<Days> pointedDay(const QString &text, const QDate &today, const QLocale &locale)
{
    static const QRegularExpression pattern(uR"(^(\d{1,2})\.(\d{1,2})(\.(\d{4})?)?$)"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const bool endsOpen = match.captured(3).isEmpty();
    if (endsOpen && locale.decimalPoint() == u".")
        return std::nullopt; // an amount here
    const int month = match.captured(2).toInt();
    const int day = match.captured(1).toInt();
    const QString year = match.captured(4);
    QDate date(year.isEmpty() ? today.year() : year.toInt(), month, day);
    if (date.isValid() && year.isEmpty() && date > today)
        date = QDate(today.year() - 1, month, day);
    if (!date.isValid())
        return std::nullopt;
    return Days{date, date.addDays(1)};
}

std::optional<Days> isoDays(const QString &text)
{
    static const QRegularExpression day(uR"(^\d{4}-\d{2}-\d{2}$)"_s);
    static const QRegularExpression month(uR"(^\d{4}-\d{2}$)"_s);
    if (day.match(text).hasMatch()) {
        const QDate date = QDate::fromString(text, Qt::ISODate);
        if (date.isValid())
            return Days{date, date.addDays(1)};
    }
    if (month.match(text).hasMatch()) {
        const QDate date = QDate::fromString(text + u"-01", Qt::ISODate);
        if (date.isValid())
            return Days{date, date.addMonths(1)};
    }
    return std::nullopt;
}

std::optional<Days> daysFromText(const QString &text, const SearchContext &context)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(context.nowMs, context.zone).date();
    if (const auto named = namedDays(text, today, context.locale))
        return named;
    if (const auto pointed = pointedDay(text, today, context.locale))
        return pointed;
    return isoDays(text);
}

qint64 midnight(const QDate &date, const QTimeZone &zone)
{
    return date.startOfDay(zone).toMSecsSinceEpoch(); // right on days without a midnight, too
}

} // namespace

std::optional<TimeSpan> timeSpanFromText(const QString &typed, const SearchContext &context)
{
    const QString text = typed.trimmed().toLower();
    static const QRegularExpression prefix(u"^(>=|<=|>|<)"_s);
    const QString sign = prefix.match(text).captured(1);
    const qsizetype dots = text.indexOf(u"..", 1);
    if (sign.isEmpty() && dots > 0) {
        // "1.3...15.3." has three points: the first ends the day.
        const qsizetype split = text.mid(dots, 3) == u"..." ? dots + 1 : dots;
        const auto from = daysFromText(text.left(split), context);
        const auto to = daysFromText(text.mid(split + 2), context);
        if (!from || !to)
            return std::nullopt;
        return TimeSpan{midnight(from->from, context.zone), midnight(to->to, context.zone)};
    }
    const auto days = daysFromText(text.mid(sign.size()).trimmed(), context);
    if (!days)
        return std::nullopt;
    const qint64 from = midnight(days->from, context.zone);
    const qint64 to = midnight(days->to, context.zone);
    if (sign == u">")
        return TimeSpan{to, std::nullopt};
    if (sign == u">=")
        return TimeSpan{from, std::nullopt};
    if (sign == u"<")
        return TimeSpan{std::nullopt, from};
    if (sign == u"<=")
        return TimeSpan{std::nullopt, to};
    return TimeSpan{from, to};
}

std::optional<qint64> durationFromText(const QString &text)
{
    static const QRegularExpression pattern(u"^(\\d{1,5})(m|h|d)$"_s);
    const QRegularExpressionMatch match = pattern.match(text.trimmed().toLower());
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 number = match.captured(1).toLongLong();
    const QString unit = match.captured(2);
    if (unit == u"m")
        return number * 60'000;
    return number * (unit == u"h" ? 3'600'000 : 86'400'000);
}
