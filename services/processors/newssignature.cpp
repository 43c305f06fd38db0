#include "services/processors/newssignature.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace news_signature {

QByteArray hmacSha256(QByteArrayView secret, QByteArrayView data)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256,
                                    QByteArray::fromRawData(secret.data(), secret.size()));
    code.addData(data.data(), data.size());
    return code.result();
}

bool sameBytes(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    // Every byte is looked at, and the compiler may not stop early.
    volatile unsigned char difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference = static_cast<unsigned char>(
            difference
            | (static_cast<unsigned char>(a.at(i)) ^ static_cast<unsigned char>(b.at(i))));
    return difference == 0;
}

bool isFresh(qint64 signedAtMs, qint64 nowMs)
{
    return signedAtMs >= nowMs - kReplayWindowMs && signedAtMs <= nowMs + kReplayWindowMs;
}

} // namespace news_signature
