#pragma once

#include "services/core/securebytes.h"

#include <QStringView>

/// Writes an application/x-www-form-urlencoded body straight into wiped memory, so that a card
/// number never passes through a QString. Names are ours: "payment_method_options[card][network]".
class StripeForm
{
public:
    StripeForm() = default;
    /// Goes on where an earlier body ended.
    explicit StripeForm(SecretBytes body) : m_bytes(std::move(body)) {}

    void text(QByteArrayView name, QStringView value);
    /// The same, left out when there is nothing to say: an empty value would unset something.
    void textIfAny(QByteArrayView name, const QString &value, qsizetype longest);
    void number(QByteArrayView name, qint64 value);
    void boolean(QByteArrayView name, bool value);
    /// A secret of ASCII digits. False, and nothing written, when it holds anything else.
    [[nodiscard]] bool digits(QByteArrayView name, QByteArrayView value);
    /// metadata[name]
    void metadata(const QString &name, const QString &value);

    SecretBytes take();

private:
    void begin(QByteArrayView name);

    SecretBytes m_bytes;
};

/// Percent-encodes everything but letters, digits and "-._~", as UTF-8.
QByteArray percentEncoded(QStringView value);
