#include "services/processors/simulator/stripefaceform.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString decoded(QByteArray text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
}

} // namespace

std::optional<StripeFaceForm> StripeFaceForm::decode(QByteArrayView text)
{
    StripeFaceForm form;
    if (text.isEmpty())
        return form;
    for (const QByteArray &field : text.toByteArray().split('&')) {
        const qsizetype equals = field.indexOf('=');
        if (equals <= 0)
            return std::nullopt;
        const QString name = decoded(field.left(equals));
        if (form.has(name) && !name.endsWith("[]"_L1))
            return std::nullopt;
        form.m_fields.append({name, decoded(field.mid(equals + 1))});
    }
    return form;
}

bool StripeFaceForm::has(const QString &name) const
{
    return std::ranges::any_of(m_fields, [&](const Field &f) { return f.name == name; });
}

QString StripeFaceForm::text(const QString &name) const
{
    const auto it = std::ranges::find_if(m_fields, [&](const Field &f) { return f.name == name; });
    return it == m_fields.end() ? QString() : it->value;
}

qint64 StripeFaceForm::number(const QString &name) const
{
    bool isNumber = false;
    const qint64 value = text(name).toLongLong(&isNumber);
    return isNumber && value >= 0 ? value : -1;
}

bool StripeFaceForm::expands(const QString &name) const
{
    return std::ranges::any_of(m_fields, [&](const Field &field) {
        return field.name.startsWith("expand["_L1) && field.value == name;
    });
}

QStringList StripeFaceForm::names(const QString &prefix) const
{
    QStringList found;
    for (const Field &field : m_fields) {
        if (field.name.startsWith(prefix))
            found.append(field.name);
    }
    return found;
}

QString StripeFaceForm::unknownName(const QStringList &known) const
{
    for (const Field &field : m_fields) {
        const QString first = field.name.section(u'[', 0, 0);
        if (!known.contains(first))
            return first;
    }
    return {};
}

PresentedCard StripeFaceForm::takeCard()
{
    PresentedCard card;
    for (Field &field : m_fields) {
        if (field.name == "card[cvc]"_L1)
            field.value.fill(u'0');
        if (field.name != "card[number]"_L1)
            continue;
        const QByteArray number = field.value.toLatin1();
        field.value.fill(u'0');
        card.isReadable =
            number.size() >= 8 && number.size() <= 19
            && std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
        if (!card.isReadable)
            continue;
        card.scenario = scenarioOf(number);
        card.bin = QString::fromLatin1(number.first(6));
        card.last4 = QString::fromLatin1(number.last(4));
    }
    return card;
}

QByteArray StripeFaceForm::canonical() const
{
    QByteArray text;
    for (const Field &field : m_fields)
        text += QString(field.name + u'=' + field.value + u'\n').toUtf8();
    return text;
}
