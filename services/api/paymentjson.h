#pragma once

#include "services/api/json/jsonwriter.h"
#include "services/interfaces/paymentaccess.h"

#include <QUrl>

/// Payments and refunds as the API answers them. Pure: the same view gives the same text.
namespace paymentjson {

/// What an answer shows besides the payment's own fields.
struct Shown
{
    QUrl publicBase;       ///< of addresses that shoppers are sent to
    bool attempts = false; ///< the view has them
    bool captures = false; ///< the view has the operations
};

void write(JsonWriter &out, const PaymentView &view, const Shown &shown);
QByteArray payment(const PaymentView &view, const Shown &shown);

void write(JsonWriter &out, const Refund &refund);
QByteArray refund(const Refund &refund);

/// Where a shopper is sent to begin a challenge.
QUrl startPage(const QUrl &publicBase, const Payment &payment);
/// Where a shopper pays a payment that was made with a link.
QUrl linkPage(const QUrl &publicBase, const Payment &payment);
/// "plink_..."; empty when it was made without one.
QString linkId(const PaymentView &view);
/// The words for a unified error code; empty when there is none.
QString unifiedMessage(const QString &unifiedCode);

} // namespace paymentjson
