#pragma once

#include "services/core/securebytes.h"

/// Writes one JSON object straight into wiped memory, member by member, so that a card number never
/// passes through a QString or a QJsonObject. Member names are ours and need no escaping.
class SecretJson
{
public:
    SecretJson();

    void text(QByteArrayView name, QStringView value);
    void number(QByteArrayView name, qint64 value);
    void boolean(QByteArrayView name, bool value);
    /// A secret of ASCII digits. False, and nothing written, when it holds anything else.
    [[nodiscard]] bool digits(QByteArrayView name, QByteArrayView value);
    /// An object as the member; what follows goes into it until endObject().
    void beginObject(QByteArrayView name);
    void endObject();

    /// The whole object; the writer is done then.
    SecretBytes take();

private:
    void member(QByteArrayView name);

    SecretBytes m_bytes;
    bool m_first = true;
};
