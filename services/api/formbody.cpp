#include "services/api/formbody.h"

#include <algorithm>

namespace {

constexpr size_t kMostFields = 16;
constexpr qsizetype kLongestName = 64;

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<SecretBytes> decoded(QByteArrayView text)
{
    SecretBytes bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char c = text.at(i);
        if (c == '%') {
            if (i + 2 >= text.size())
                return std::nullopt;
            const int high = hexDigit(text.at(i + 1));
            const int low = hexDigit(text.at(i + 2));
            if (high < 0 || low < 0)
                return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+') {
            c = ' ';
        }
        bytes.append(QByteArrayView(&c, 1));
    }
    return bytes;
}

} // namespace

std::optional<FormBody> FormBody::read(QByteArrayView body)
{
    FormBody form;
    while (!body.isEmpty()) {
        const qsizetype end = body.indexOf('&');
        const QByteArrayView field = end < 0 ? body : body.first(end);
        body = end < 0 ? QByteArrayView() : body.sliced(end + 1);
        const qsizetype equals = field.indexOf('=');
        const auto name = decoded(equals < 0 ? field : field.first(equals));
        auto value = decoded(equals < 0 ? QByteArrayView() : field.sliced(equals + 1));
        if (!name || !value || name->size() > kLongestName)
            return std::nullopt;
        const bool again = std::ranges::any_of(form.m_fields, [&name](const auto &known) {
            return QByteArrayView(known.first) == name->view();
        });
        if (again || form.m_fields.size() >= kMostFields)
            return std::nullopt;
        form.m_fields.emplace_back(name->view().toByteArray(), std::move(*value));
    }
    return form;
}

QByteArrayView FormBody::value(QByteArrayView name) const
{
    for (const auto &[known, value] : m_fields) {
        if (QByteArrayView(known) == name)
            return value.view();
    }
    return {};
}
