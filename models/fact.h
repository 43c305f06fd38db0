#pragma once

#include <QString>

/// A label and its value, as the views beside the lists show them.
struct Fact
{
    QString label;
    QString value;
    bool isId = false; ///< shown in a fixed-width font, elided in the middle

    friend bool operator==(const Fact &, const Fact &) = default;
};
