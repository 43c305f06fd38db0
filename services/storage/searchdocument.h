#pragma once

#include "services/core/id.h"

#include <QStringList>

/// The words of a text as they are indexed and asked for: letters and digits, without case and
/// accents. At most `most`, each cut at 40 characters.
QStringList searchWords(const QString &text, int most);

/// What a payment can be found by in the search index.
struct SearchDocument
{
    qint64 rowId = 0;
    MerchantId merchantId;
    QString customerName;
    QString customerEmail;
    QString orderReference;
    QString last4;
    qint64 amount = 0; ///< minor units

    /// The words, with the ends of long numbers ("4242" finds order 104242), divided by blanks.
    QString body() const;
};
