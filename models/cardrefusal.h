#pragma once

#include <QString>

struct ErrorText;

/// Says what a refusal means whose field is the merchant's block list or its guard against people
/// who try stolen numbers out; leaves other texts as they are.
void sayWhyNotTaken(const QString &field, ErrorText &text);
