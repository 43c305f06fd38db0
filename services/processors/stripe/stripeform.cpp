#include "services/processors/stripe/stripeform.h"

#include <QUrl>

#include <algorithm>
#include <utility>

QByteArray percentEncoded(QStringView value)
{
    return QUrl::toPercentEncoding(value.toString());
}

void StripeForm::begin(QByteArrayView name)
{
    if (!m_bytes.isEmpty())
        m_bytes.append("&");
    for (const char c : name) {
        if (c == '[')
            m_bytes.append("%5B");
        else if (c == ']')
            m_bytes.append("%5D");
        else
            m_bytes.append({&c, 1});
    }
    m_bytes.append("=");
}

void StripeForm::text(QByteArrayView name, QStringView value)
{
    begin(name);
    m_bytes.append(percentEncoded(value));
}

void StripeForm::textIfAny(QByteArrayView name, const QString &value, qsizetype longest)
{
    if (!value.isEmpty())
        text(name, QStringView(value).left(longest));
}

void StripeForm::number(QByteArrayView name, qint64 value)
{
    begin(name);
    m_bytes.append(QByteArray::number(value));
}

void StripeForm::boolean(QByteArrayView name, bool value)
{
    begin(name);
    m_bytes.append(value ? QByteArrayView("true") : QByteArrayView("false"));
}

bool StripeForm::digits(QByteArrayView name, QByteArrayView value)
{
    if (!std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    begin(name);
    m_bytes.append(value);
    return true;
}

void StripeForm::metadata(const QString &name, const QString &value)
{
    begin(QByteArray("metadata[" + percentEncoded(name) + "]"));
    m_bytes.append(percentEncoded(value));
}

SecretBytes StripeForm::take()
{
    return std::move(m_bytes);
}
