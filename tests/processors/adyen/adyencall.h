#pragma once

#include "tests/processors/samplecall.h"

#include <QJsonDocument>

/// sampleCall() at Adyen: test address, keys, and for follow-ups a payment of Adyen's.
inline SampleCall adyenCall(OperationKind kind)
{
    SampleCall call = sampleCall(kind, QUrl(QStringLiteral("https://checkout-test.adyen.com/v71")));
    call.account.connector = QStringLiteral("adyen");
    call.account.keys = std::make_shared<const AccountKeys>(
        AccountKeys{SecretBytes("AQEtest"), QStringLiteral("ShopECOM"), {}});
    const bool followUp = kind == OperationKind::Capture || kind == OperationKind::Void
                          || kind == OperationKind::Refund;
    call.attempt.processorReference = followUp ? QStringLiteral("993617894903480A") : QString();
    return call;
}

inline HttpResponse adyenResponse(int status, const QJsonObject &json)
{
    return {status,
            {{"Content-Type", "application/json;charset=UTF-8"}},
            QJsonDocument(json).toJson(QJsonDocument::Compact)};
}
