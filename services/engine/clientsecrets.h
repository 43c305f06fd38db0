#pragma once

#include "services/engine/enginecore.h"

/// The client secret of a payment, `<payment_id>_secret_` + 20: kept as a keyed hash for checking
/// and sealed for telling it again, both under keys of the installation.
namespace clientsecrets {

/// What is kept of a new one.
struct Kept
{
    QString secret; ///< the one time it is in the clear
    QByteArray hash;
    QByteArray sealed;
};

Kept newSecret(EngineCore &core, const MerchantId &merchant, const PaymentId &payment);

/// The payment that a secret names, without looking whether it is its own: what stands before the
/// last "_secret_". Empty when it has no such form.
PaymentId paymentOf(QByteArrayView secret);

/// Whether it hashes to that; takes as long for any two.
bool matches(const EngineCore &core, QByteArrayView secret, const QByteArray &hash);

/// The secret again; empty when nothing was sealed, or not by this installation.
QString opened(const EngineCore &core, const MerchantId &merchant, const PaymentId &payment,
               const QByteArray &sealed);

} // namespace clientsecrets
