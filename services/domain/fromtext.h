#pragma once

#include <QList>
#include <QStringView>

#include <optional>

/// The enumerator whose toText() is text; enumerators count from 0 to last.
template <class Enum>
std::optional<Enum> fromText(QStringView text, Enum last)
{
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (toText(static_cast<Enum>(i)) == text)
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

/// Every enumerator from 0 to last.
template <class Enum>
QList<Enum> allUpTo(Enum last)
{
    QList<Enum> all;
    for (int i = 0; i <= static_cast<int>(last); ++i)
        all.append(static_cast<Enum>(i));
    return all;
}
