#pragma once

#include "services/core/securebytes.h"

#include <optional>
#include <utility>
#include <vector>

/// What a browser sends from a form, as application/x-www-form-urlencoded. The values are wiped
/// when they go: a card may be among them.
class FormBody
{
public:
    /// Nothing when a name comes twice, when there are more fields than any form of ours has, or
    /// when a value is badly encoded.
    static std::optional<FormBody> read(QByteArrayView body);

    /// The value of that name; empty when it is not there. Good while the form lives.
    QByteArrayView value(QByteArrayView name) const;

private:
    std::vector<std::pair<QByteArray, SecretBytes>> m_fields;
};
