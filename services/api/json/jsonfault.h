#pragma once

#include <QString>

/// What is wrong with a body, and where.
struct JsonFault
{
    enum class Kind {
        Malformed,    ///< not JSON, or not UTF-8
        DuplicateKey, ///< one name twice in an object
        TooDeep,      ///< nested deeper than anything we read
        TooManyValues,
        ControlCharacter, ///< in a text or a name
        WrongType,
        InvalidValue, ///< of the right type, but not one of those we know
        UnknownField,
        MissingField, ///< absent or null where something must be
    };

    Kind kind = Kind::Malformed;
    QString path = {};   ///< "payment_method_data.card.card_number", "order_details[0].amount"
    QString detail = {}; ///< never holds what stood in the body, but for names of fields

    /// One line for whoever sent the body.
    QString message() const;
};
