#include "services/api/fields.h"

#include <QDateTime>
#include <QTimeZone>

#include <chrono>

using namespace Qt::StringLiterals;

namespace fields {

namespace {

constexpr qsizetype kLongestText = 255;

void shortText(JsonReader &in, QLatin1StringView name, qsizetype longest = kLongestText)
{
    const std::optional<QString> text = in.text(name);
    if (text && text->size() > longest)
        in.refuse(name, JsonFault::Kind::InvalidValue, u"too long"_s);
}

/// Month or year: a number as text. -1 when it is none.
int numberOf(const std::optional<QString> &text, qsizetype longest)
{
    const bool digits =
        text && !text->isEmpty() && text->size() <= longest
        && std::ranges::all_of(*text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits ? text->toInt() : -1;
}

/// Writes a number of so many digits; what is behind it.
QChar *putDigits(QChar *at, int digits, int number)
{
    for (QChar *digit = at + digits; digit != at; number /= 10)
        *--digit = QChar(u'0' + number % 10);
    return at + digits;
}

/// Blanks between groups go; what is left is checked.
Pan panFrom(JsonReader &in, QLatin1StringView name)
{
    const QByteArrayView given = in.requiredSecret(name);
    SecretBytes digits;
    for (qsizetype i = 0; i < given.size(); ++i) {
        if (given.at(i) != ' ')
            digits.append(given.sliced(i, 1));
    }
    const QByteArrayView view = digits.view();
    const bool fits = view.size() >= 8 && view.size() <= 19
                      && std::ranges::all_of(view, [](char c) { return c >= '0' && c <= '9'; })
                      && passesLuhn(view);
    if (!fits)
        in.refuse(name, JsonFault::Kind::InvalidValue, u"not a card number"_s);
    return Pan(view);
}

} // namespace

std::optional<qint64> timeFromText(QStringView text)
{
    // "2026-01-31T12:00:00" at least: a date alone is no moment.
    if (text.size() < 19 || text.size() > 40)
        return std::nullopt;
    QDateTime time = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    const qint64 ms = time.toMSecsSinceEpoch();
    return ms >= 0 ? std::optional(ms) : std::nullopt;
}

std::optional<QString> timeText(qint64 ms)
{
    using namespace std::chrono;
    if (ms == 0)
        return std::nullopt;
    const sys_time<milliseconds> moment{milliseconds(ms)};
    const auto day = floor<days>(moment);
    const year_month_day date(day);
    const hh_mm_ss clock(moment - day);
    if (date.year() < year(0) || date.year() > year(9999))
        return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
    // As QDateTime spells it, at a tenth of the price: every payment has five.
    QString text = u"0000-00-00T00:00:00.000Z"_s;
    QChar *at = putDigits(text.data(), 4, static_cast<int>(date.year()));
    at = putDigits(at + 1, 2, static_cast<int>(static_cast<unsigned>(date.month())));
    at = putDigits(at + 1, 2, static_cast<int>(static_cast<unsigned>(date.day())));
    at = putDigits(at + 1, 2, static_cast<int>(clock.hours().count()));
    at = putDigits(at + 1, 2, static_cast<int>(clock.minutes().count()));
    at = putDigits(at + 1, 2, static_cast<int>(clock.seconds().count()));
    putDigits(at + 1, 3, static_cast<int>(clock.subseconds().count()));
    return text;
}

std::optional<qint64> time(JsonReader &in, QLatin1StringView name)
{
    return in.parsed(name, timeFromText, u"expected a time as in ISO 8601"_s);
}

std::optional<QString> jsonText(JsonReader &in, QLatin1StringView name, JsonValue::Kind kind)
{
    const JsonValue *value = in.any(name, kind);
    return value ? std::optional(QString::fromUtf8(toJson(*value))) : std::nullopt;
}

void writeJson(JsonWriter &out, QLatin1StringView name, const QString &json)
{
    if (json.isEmpty())
        out.member(name, nullptr);
    else
        out.raw(name, json.toUtf8());
}

PostalAddress readPostalAddress(JsonReader &in)
{
    PostalAddress address;
    address.line1 = in.text("line1"_L1).value_or(QString());
    address.line2 = in.text("line2"_L1).value_or(QString());
    address.line3 = in.text("line3"_L1).value_or(QString());
    address.city = in.text("city"_L1).value_or(QString());
    address.state = in.text("state"_L1).value_or(QString());
    address.zip = in.text("zip"_L1).value_or(QString());
    address.country = in.text("country"_L1).value_or(QString());
    address.firstName = in.text("first_name"_L1).value_or(QString());
    address.lastName = in.text("last_name"_L1).value_or(QString());
    in.ignore({"origin_zip"_L1});
    return address;
}

void writePostalAddress(JsonWriter &out, QLatin1StringView name, const PostalAddress &address)
{
    if (address == PostalAddress())
        return out.member(name, nullptr);
    out.beginObject(name);
    out.member("line1"_L1, textOrNull(address.line1));
    out.member("line2"_L1, textOrNull(address.line2));
    out.member("line3"_L1, textOrNull(address.line3));
    out.member("city"_L1, textOrNull(address.city));
    out.member("state"_L1, textOrNull(address.state));
    out.member("zip"_L1, textOrNull(address.zip));
    out.member("country"_L1, textOrNull(address.country));
    out.member("first_name"_L1, textOrNull(address.firstName));
    out.member("last_name"_L1, textOrNull(address.lastName));
    out.endObject();
}

void checkAddress(JsonReader &in)
{
    in.object("address"_L1, [](JsonReader &address) {
        shortText(address, "line1"_L1, 200);
        shortText(address, "line2"_L1, 50);
        shortText(address, "line3"_L1, 50);
        shortText(address, "city"_L1, 50);
        shortText(address, "zip"_L1, 50);
        shortText(address, "origin_zip"_L1, 50);
        shortText(address, "state"_L1);
        shortText(address, "first_name"_L1);
        shortText(address, "last_name"_L1);
        address.parsed(
            "country"_L1,
            [](QStringView text) -> std::optional<bool> {
                const bool fits = text.size() == 2 && std::ranges::all_of(text, [](QChar c) {
                                      return c >= u'A' && c <= u'Z';
                                  });
                return fits ? std::optional(true) : std::nullopt;
            },
            u"expected a country of two letters"_s);
    });
    in.object("phone"_L1, [](JsonReader &phone) {
        shortText(phone, "number"_L1);
        shortText(phone, "country_code"_L1);
    });
    in.parsed(
        "email"_L1,
        [](QStringView text) -> std::optional<bool> {
            return checkEmail(text.toString()) ? std::optional(true) : std::nullopt;
        },
        u"not an e-mail address"_s);
}

CardDetails readCard(JsonReader &in, std::optional<ApiError> &problem)
{
    CardDetails card =
        readNetworkToken(in, {"card_number"_L1, "card_exp_month"_L1, "card_exp_year"_L1}, problem);
    card.cvc = Cvc(in.secret("card_cvc"_L1));
    in.ignore({"card_issuing_country_code"_L1});
    return card;
}

CardDetails readNetworkToken(JsonReader &in, const TokenNames &names,
                             std::optional<ApiError> &problem)
{
    CardDetails card;
    card.number = panFrom(in, names.number);
    const std::optional<QString> month = in.text(names.month);
    const std::optional<QString> year = in.text(names.year);
    if (!month || !year)
        in.refuse(month ? names.year : names.month, JsonFault::Kind::MissingField,
                  u"required, and missing"_s);
    card.expiryMonth = numberOf(month, 2);
    card.expiryYear = numberOf(year, 4);
    if (card.expiryYear >= 0 && year->size() == 2)
        card.expiryYear += 2000;
    if (card.expiryMonth < 0 || card.expiryYear < 0)
        problem = ApiError{400, u"IR_07"_s, u"The expiry of a card is two numbers"_s};
    card.holder = in.text("card_holder_name"_L1).value_or(QString());
    // What we know better from the number, or do not keep.
    in.ignore({"card_issuer"_L1, "card_network"_L1, "card_type"_L1, "card_issuing_country"_L1,
               "bank_code"_L1, "nick_name"_L1});
    return card;
}

CustomerAcceptance readAcceptance(JsonReader &in)
{
    CustomerAcceptance acceptance;
    acceptance.type =
        word(in, "acceptance_type"_L1, acceptanceTypeFromText).value_or(AcceptanceType::Offline);
    acceptance.acceptedAtMs = time(in, "accepted_at"_L1).value_or(0);
    in.object("online"_L1, [&](JsonReader &online) {
        acceptance.ipAddress = online.text("ip_address"_L1).value_or(QString());
        acceptance.userAgent = online.text("user_agent"_L1).value_or(QString());
    });
    return acceptance;
}

std::optional<qint64> queryNumber(const ApiRequest &request, QStringView name, qint64 least,
                                  qint64 most, std::optional<ApiError> &problem)
{
    const std::optional<QString> text = request.queryValue(name);
    if (!text)
        return std::nullopt;
    bool isNumber = false;
    const qint64 number = text->toLongLong(&isNumber);
    if (isNumber && number >= least && number <= most)
        return number;
    problem = unfitValue(
        u"%1 must be a number from %2 to %3"_s.arg(name.toString()).arg(least).arg(most));
    return std::nullopt;
}

std::optional<bool> queryFlag(const ApiRequest &request, QStringView name,
                              std::optional<ApiError> &problem)
{
    const std::optional<QString> text = request.queryValue(name);
    if (!text)
        return std::nullopt;
    if (*text != "true"_L1 && *text != "false"_L1)
        problem = parseFault(QString(name + u" must be true or false"_s));
    return *text == "true"_L1;
}

std::optional<qint64> queryTime(const ApiRequest &request, QStringView name,
                                std::optional<ApiError> &problem)
{
    const std::optional<QString> text = request.queryValue(name);
    if (!text)
        return std::nullopt;
    const std::optional<qint64> ms = timeFromText(*text);
    if (!ms)
        problem = parseFault(QString(name + u" must be a time as in ISO 8601"_s));
    return ms;
}

TimeWindow queryWindow(const ApiRequest &request, const QString &name,
                       std::optional<ApiError> &problem)
{
    const auto read = [&](const QString &suffix) {
        return queryTime(request, QString(name + suffix), problem);
    };
    const auto at = read({});
    const auto above = read(u".gt"_s);
    const auto from = read(u".gte"_s);
    const auto below = read(u".lt"_s);
    const auto upTo = read(u".lte"_s);
    return {at      ? at
            : above ? std::optional(*above + 1)
                    : from,
            at     ? std::optional(*at + 1)
            : upTo ? std::optional(*upTo + 1)
                   : below};
}

QString profileHeader(const ApiRequest &request)
{
    return QString::fromLatin1(headerValue(request.http.headers, "X-Profile-Id")).trimmed();
}

} // namespace fields
