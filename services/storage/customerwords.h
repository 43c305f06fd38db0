#pragma once

#include "services/domain/customer.h"

#include <QSet>

/// The words that a customer is found by besides the beginnings of its name and e-mail: from each
/// later word of the two to the end, and the digits of the phone. Without case, cut to 64
/// characters.
namespace customerwords {

QSet<QString> wordsOf(const Customer &customer);
/// What a search looks for among them: the digits of what looks like a phone number, else the text.
QString keyFor(const QString &typed);

} // namespace customerwords
