#include "services/domain/paymentlink.h"

#include "services/domain/textrules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr auto kConfig = "payment_link_config"_L1;
constexpr qsizetype kLongestButton = 64;
constexpr qsizetype kMostDetails = 10;
constexpr int kBrightEnough = 128'000; ///< of 255,000

/// Known to clients, and nothing that this page could do.
constexpr auto kPassedOver = std::to_array<QLatin1StringView>({
    "sdk_layout"_L1,
    "display_sdk_only"_L1,
    "enabled_saved_payment_method"_L1,
    "hide_card_nickname_field"_L1,
    "show_card_form_by_default"_L1,
    "background_image"_L1,
    "details_layout"_L1,
    "custom_message_for_card_terms"_L1,
    "custom_message_for_payment_method_types"_L1,
    "payment_button_colour"_L1,
    "skip_status_screen"_L1,
    "payment_button_text_colour"_L1,
    "background_colour"_L1,
    "sdk_ui_rules"_L1,
    "payment_link_ui_rules"_L1,
    "enable_button_only_on_form_ready"_L1,
    "payment_form_header_text"_L1,
    "payment_form_label_type"_L1,
    "show_card_terms"_L1,
    "is_setup_mandate_flow"_L1,
    "color_icon_card_cvc_error"_L1,
    "show_merchant_name"_L1,
    "domain_name"_L1,
    "branding_visibility"_L1,
});

Error unfit(const QString &member)
{
    return {ErrorCode::InvalidValue, QString(kConfig + u'.' + member)};
}

bool isHex(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

/// "#rgb" and "#rrggbb" as the latter.
Result<QString> colourOf(const QString &text)
{
    const bool length = text.size() == 4 || text.size() == 7;
    if (!length || !text.startsWith(u'#') || !std::ranges::all_of(text.sliced(1), isHex))
        return unfit(u"theme"_s);
    if (text.size() == 7)
        return text.toLower();
    QString whole = u"#"_s;
    for (const QChar c : text.sliced(1))
        whole += QString(2, c);
    return whole.toLower();
}

Result<QString> logoOf(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool good = url.isValid() && url.scheme() == "https"_L1 && !url.host().isEmpty()
                      && url.userInfo().isEmpty() && text.size() <= 255;
    return good ? Result<QString>(url.toString(QUrl::FullyEncoded)) : unfit(u"logo"_s);
}

Result<QString> textOf(const QString &text, const QString &member, qsizetype longest)
{
    const Result<> checked = checkText(text, QString(kConfig + u'.' + member), longest);
    return checked ? Result<QString>(text) : checked.error();
}

Result<> readDetails(const QJsonValue &value, PageLook &look)
{
    const Error wrong = unfit(u"transaction_details"_s);
    const QJsonArray list = value.toArray();
    if (!value.isArray() || list.size() > kMostDetails)
        return wrong;
    look.details.clear();
    for (const auto &item : list) {
        const QString key = item[u"key"].toString();
        const QString text = item[u"value"].toString();
        const bool fits = !key.isEmpty() && checkText(key, wrong.field).has_value()
                          && checkText(text, wrong.field).has_value();
        if (!fits)
            return wrong;
        look.details.append({key, text});
    }
    return {};
}

Result<> readMember(const QString &name, const QJsonValue &value, PageLook &look)
{
    if (name == "transaction_details"_L1)
        return readDetails(value, look);
    QString *place = name == "theme"_L1                 ? &look.theme
                     : name == "logo"_L1                ? &look.logo
                     : name == "seller_name"_L1         ? &look.sellerName
                     : name == "payment_button_text"_L1 ? &look.buttonText
                                                        : nullptr;
    if (!place) {
        const bool known = std::ranges::any_of(
            kPassedOver, [&name](QLatin1StringView one) { return name == one; });
        return known ? Result<>() : Result<>(unfit(name));
    }
    if (!value.isString())
        return unfit(name);
    const QString text = value.toString();
    const Result<QString> read =
        place == &look.theme ? colourOf(text)
        : place == &look.logo
            ? logoOf(text)
            : textOf(text, name, place == &look.buttonText ? kLongestButton : 255);
    if (!read)
        return read.error();
    *place = *read;
    return {};
}

Result<PageLook> lookOf(const QJsonValue &config, PageLook look)
{
    if (config.isNull() || config.isUndefined())
        return look;
    if (!config.isObject())
        return Error{ErrorCode::InvalidValue, kConfig};
    const QJsonObject object = config.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.value().isNull())
            continue;
        const Result<> read = readMember(it.key(), it.value(), look);
        if (!read)
            return read.error();
    }
    return look;
}

} // namespace

Result<PageLook> pageLook(const QString &configJson, const PageLook &otherwise)
{
    if (configJson.isEmpty())
        return otherwise;
    const QJsonDocument document = QJsonDocument::fromJson(configJson.toUtf8());
    if (!document.isObject())
        return Error{ErrorCode::InvalidValue, kConfig};
    return lookOf(document.object(), otherwise);
}

Result<PageLook> profileLook(const QString &settingsJson)
{
    if (!settingsJson.contains(kConfig))
        return PageLook();
    return lookOf(QJsonDocument::fromJson(settingsJson.toUtf8()).object().value(kConfig), {});
}

QString readableOn(const QString &theme)
{
    const int rgb = theme.sliced(1).toInt(nullptr, 16);
    const int red = rgb >> 16 & 0xFF;
    const int green = rgb >> 8 & 0xFF;
    const int blue = rgb & 0xFF;
    const bool bright = red * 299 + green * 587 + blue * 114 >= kBrightEnough;
    return bright ? u"#000000"_s : u"#ffffff"_s;
}
