#pragma once

#include "services/processors/simulator/testcards.h"

#include <QByteArray>
#include <QString>

/// What the bank keeps of a card it was shown.
struct PresentedCard
{
    bool isReadable = false; ///< exactly one number, all ASCII digits
    CardScenario scenario = CardScenario::Unknown;
    QString bin;
    QString last4;
};

/// Reads the card out of a JSON text and blots out number and CVC in it, before anything else looks
/// at the text: what is parsed, hashed or logged later holds neither.
PresentedCard takeCard(QByteArray &json);
