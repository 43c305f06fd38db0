#pragma once

#include "services/processors/newssignature.h"
#include "tests/engine/expect.h"
#include "tests/support/newsworld.h"

#include <QJsonDocument>
#include <QJsonObject>

/// The call was refused with this code, whatever the field.
#define OX_FAILS(result, wantedCode)                                                               \
    do {                                                                                           \
        const auto &failed_ = (result);                                                            \
        QVERIFY2(!failed_.has_value(), "not refused");                                             \
        QVERIFY2(failed_.error().code == (wantedCode), describe(failed_).constData());             \
    } while (false)

/// What the bank writes into Simulator-Signature at that time.
inline QByteArray signatureOf(const QByteArray &body, const QByteArray &secret, qint64 atMs)
{
    const QByteArray time = QByteArray::number(atMs);
    const QByteArray text = time + '.' + body;
    return "t=" + time + ",v1=" + news_signature::hmacSha256(secret, text).toHex();
}

/// A call as the bank would send it.
inline BankCall signedCall(const QByteArray &body, const QByteArray &secret, qint64 atMs)
{
    return {0, {}, {{"Simulator-Signature", signatureOf(body, secret, atMs)}}, body};
}

/// News of a payment that the bank never had, by our reference and operation.
inline QByteArray eventBody(const QString &id, const QString &reference,
                            const QString &operation = {})
{
    const QJsonObject payment{{QStringLiteral("id"), QStringLiteral("simpay_none")},
                              {QStringLiteral("reference"), reference}};
    return QJsonDocument(QJsonObject{{QStringLiteral("id"), id},
                                     {QStringLiteral("type"), QStringLiteral("payment.captured")},
                                     {QStringLiteral("created"), 1},
                                     {QStringLiteral("operation"), operation},
                                     {QStringLiteral("kind"), QStringLiteral("authorize")},
                                     {QStringLiteral("payment"), payment}})
        .toJson(QJsonDocument::Compact);
}
