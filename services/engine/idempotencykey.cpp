#include "services/engine/idempotencykey.h"

#include <QMessageAuthenticationCode>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kKeyLength = 40;

QByteArray mac(const QByteArray &key, const QByteArray &message)
{
    return QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Sha256);
}

} // namespace

QString idempotencyKey(const QByteArray &installKey, const Operation &operation,
                       QLatin1StringView call)
{
    const QString message = u"1|%1|%2|%3|%4|%5|%6"_s.arg(
        operation.merchantId.value, operation.paymentId.value,
        QString::number(operation.attemptNumber), toText(operation.kind),
        QString::number(operation.sequence), QString(call));
    return QString::fromLatin1(mac(installKey, message.toUtf8()).toHex().first(kKeyLength));
}

QByteArray requestMac(const QByteArray &installKey, const Operation &operation,
                      const CardDetails *card, const QString &token)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, installKey);
    code.addData(u"1|%1|%2|%3|%4|%5"_s
                     .arg(toText(operation.kind), QString::number(operation.amount),
                          toText(operation.currency), operation.connectorAccount.value,
                          operation.finalCapture ? u"final"_s : u""_s)
                     .toUtf8());
    if (card) {
        QMessageAuthenticationCode fingerprint(QCryptographicHash::Sha256, installKey);
        fingerprint.addData("pan|");
        fingerprint.addData(card->number.reveal().data(), card->number.reveal().size());
        code.addData(fingerprint.result());
        code.addData(u"|%1|%2"_s.arg(card->expiryMonth).arg(card->expiryYear).toUtf8());
    }
    if (!token.isEmpty())
        code.addData(u"token|%1"_s.arg(token).toUtf8());
    return code.result();
}

QByteArray keyedHash(const QByteArray &installKey, QByteArrayView secret)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, installKey);
    code.addData("secret|");
    code.addData(secret.data(), secret.size());
    return code.result();
}

QByteArray apiKeyHash(const QByteArray &installKey, QByteArrayView key)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, installKey);
    code.addData("api-key|");
    code.addData(key.data(), key.size());
    return code.result();
}
