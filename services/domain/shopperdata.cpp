#include "services/domain/shopperdata.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

const auto kCardBilling = u"payment_method_data.billing"_s;
const auto kBilling = u"billing"_s;
const auto kShipping = u"shipping"_s;
const auto kBrowser = u"browser_info"_s;

QJsonObject objectOf(const QMap<QString, QString> &extras, const QString &name)
{
    const QString json = extras.value(name);
    return json.isEmpty() ? QJsonObject() : QJsonDocument::fromJson(json.toUtf8()).object();
}

ShopperAddress addressOf(const QJsonObject &json)
{
    const QJsonObject place = json["address"_L1].toObject();
    const QJsonObject phone = json["phone"_L1].toObject();
    ShopperAddress address;
    address.line1 = place["line1"_L1].toString().trimmed();
    address.line2 = place["line2"_L1].toString().trimmed();
    address.line3 = place["line3"_L1].toString().trimmed();
    address.city = place["city"_L1].toString().trimmed();
    address.state = place["state"_L1].toString().trimmed();
    address.zip = place["zip"_L1].toString().trimmed();
    address.country = place["country"_L1].toString();
    address.firstName = place["first_name"_L1].toString().trimmed();
    address.lastName = place["last_name"_L1].toString().trimmed();
    address.email = json["email"_L1].toString();
    const QString number = phone["number"_L1].toString().trimmed();
    const QString code = phone["country_code"_L1].toString().trimmed();
    address.phone = number.isEmpty() || number.startsWith(u'+') ? number : code + number;
    return address;
}

std::optional<int> numberIn(const QJsonObject &json, QLatin1StringView name)
{
    const QJsonValue value = json[name];
    constexpr qint64 kMost = std::numeric_limits<int>::max();
    const qint64 number = value.toInteger(-kMost);
    const bool fits = value.isDouble() && number > -kMost && number < kMost;
    return fits ? std::optional(static_cast<int>(number)) : std::nullopt;
}

std::optional<bool> flagIn(const QJsonObject &json, QLatin1StringView name)
{
    const QJsonValue value = json[name];
    return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
}

ShopperBrowser browserOf(const QJsonObject &json)
{
    ShopperBrowser browser;
    const QString ip = json["ip_address"_L1].toString();
    browser.ipAddress = isIpAddress(ip) ? ip : QString();
    browser.userAgent = json["user_agent"_L1].toString();
    browser.acceptHeader = json["accept_header"_L1].toString();
    browser.language = json["language"_L1].toString();
    browser.colorDepth = numberIn(json, "color_depth"_L1);
    browser.screenHeight = numberIn(json, "screen_height"_L1);
    browser.screenWidth = numberIn(json, "screen_width"_L1);
    browser.timeZoneMinutes = numberIn(json, "time_zone"_L1);
    browser.javaEnabled = flagIn(json, "java_enabled"_L1);
    browser.javaScriptEnabled = flagIn(json, "java_script_enabled"_L1);
    return browser;
}

bool isIpv4(QStringView text)
{
    const QList<QStringView> parts = text.split(u'.');
    return parts.size() == 4 && std::ranges::all_of(parts, [](QStringView part) {
               const bool digits =
                   !part.isEmpty() && part.size() <= 3
                   && std::ranges::all_of(part, [](QChar c) { return c >= u'0' && c <= u'9'; });
               return digits && part.toInt() <= 255;
           });
}

/// Groups of up to four hexadecimal digits; "::" once stands for those that are left out.
bool isIpv6(QStringView text)
{
    constexpr qsizetype kGroups = 8;
    const qsizetype gap = text.indexOf("::"_L1);
    if (gap >= 0 && text.indexOf("::"_L1, gap + 1) >= 0)
        return false;
    qsizetype count = 0;
    const QStringView head = gap < 0 ? text : text.first(gap);
    const QStringView tail = gap < 0 ? QStringView() : text.sliced(gap + 2);
    for (const QStringView half : {head, tail}) {
        const QList<QStringView> groups = half.isEmpty() ? QList<QStringView>() : half.split(u':');
        for (qsizetype i = 0; i < groups.size(); ++i) {
            const bool lastOfAll =
                i == groups.size() - 1 && (gap < 0 || half.data() == tail.data());
            if (lastOfAll && isIpv4(groups.at(i))) {
                count += 2;
                continue;
            }
            const bool isGroup = !groups.at(i).isEmpty() && groups.at(i).size() <= 4
                                 && std::ranges::all_of(groups.at(i), [](QChar c) {
                                        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f')
                                               || (c >= u'A' && c <= u'F');
                                    });
            if (!isGroup)
                return false;
            ++count;
        }
    }
    return gap < 0 ? count == kGroups : count < kGroups;
}

} // namespace

ShopperData shopperDataOf(const QMap<QString, QString> &extras)
{
    ShopperData data;
    data.billing = addressOf(objectOf(extras, kCardBilling));
    if (data.billing.isEmpty())
        data.billing = addressOf(objectOf(extras, kBilling));
    data.shipping = addressOf(objectOf(extras, kShipping));
    data.browser = browserOf(objectOf(extras, kBrowser));
    return data;
}

QStringList shopperFields()
{
    return {kCardBilling, kBilling, kShipping, kBrowser};
}

bool isIpAddress(QStringView text)
{
    constexpr qsizetype kLongest = 45;
    return !text.isEmpty() && text.size() <= kLongest && (isIpv4(text) || isIpv6(text));
}
