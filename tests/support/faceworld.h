#pragma once

#include "services/engine/accountservice.h"
#include "tests/support/engineworld.h"

/// A world whose payments go to the simulated bank in the clothes of a real processor: an account
/// of that connector, with keys in an open vault, beside the world's own, which takes no payments.
struct FaceWorld : EngineWorld
{
    /// `face` is the name of the connector and, with `version`, the path of the face; `key` its
    /// account's key, `name` what the account is called there.
    explicit FaceWorld(const QString &face, const QByteArray &key, const WorldSetup &setup = {},
                       const QString &version = {}, const QByteArray &name = {});

    /// The outcome of everything is known, as far as time passing can make it known.
    bool settle(const PaymentId &id);
    /// What program and bank do not agree about, for a payment with nothing open.
    QString disagreement(const PaymentId &id);
    /// Sum of the bank's effects of that kind on the payment.
    qint64 effectSum(const PaymentId &id, const QString &kind);

    bool begun = false;
    ConnectorAccountId faceAccount; ///< where its payments go
};
