#pragma once

#include <QString>

/// What an error of a field that names an object is about, in words: what to say when there is no
/// such object, and what to do then.
struct ObjectWords
{
    QString missing; ///< "There is no such customer."
    QString taken;   ///< "There is already a customer with this id."
    QString todo;    ///< when it is missing
};

/// Of a payment when the field is not one that names something else.
ObjectWords objectWords(const QString &field);

/// Whether words are kept for that very field.
bool namesObject(const QString &field);
