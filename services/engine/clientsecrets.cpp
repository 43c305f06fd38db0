#include "services/engine/clientsecrets.h"

#include "services/engine/idempotencykey.h"
#include "services/vault/cipher.h"

#include <QMessageAuthenticationCode>

#include <span>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kRandomPart = 20;
constexpr auto kMiddle = "_secret_"_L1;

/// Not the key of the hashes: one purpose, one key.
QByteArray sealingKey(const EngineCore &core)
{
    struct Made
    {
        QByteArray from;
        QByteArray key;
    };
    static thread_local Made made; // once, not for every payment that is looked at
    if (made.from != core.installKey) {
        made.key = QMessageAuthenticationCode::hash("seal client secrets|1", core.installKey,
                                                    QCryptographicHash::Sha256);
        made.from = core.installKey;
    }
    return made.key;
}

QByteArray boundTo(const MerchantId &merchant, const PaymentId &payment)
{
    return QByteArray(merchant.value.toUtf8() + '|' + payment.value.toUtf8());
}

Cipher &cipher()
{
    static thread_local Cipher one; // looks its algorithm up once
    return one;
}

} // namespace

namespace clientsecrets {

Kept newSecret(EngineCore &core, const MerchantId &merchant, const PaymentId &payment)
{
    const QString random = core.random.text62(kRandomPart);
    Kept kept;
    kept.secret = payment.value + kMiddle + random;
    kept.hash = keyedHash(core.installKey, kept.secret.toUtf8());
    const QByteArray plain = random.toLatin1();
    QByteArray nonce = core.random.bytes(Cipher::kNonceSize);
    QByteArray text(plain.size() + Cipher::kTagSize, '\0');
    if (cipher().seal(sealingKey(core), nonce, boundTo(merchant, payment), plain,
                      std::span<char>(text.data(), size_t(text.size()))))
        kept.sealed = nonce + text;
    return kept;
}

PaymentId paymentOf(QByteArrayView secret)
{
    const QString text = QString::fromLatin1(secret);
    const qsizetype at = text.lastIndexOf(kMiddle);
    return {at > 0 ? text.first(at) : QString()};
}

bool matches(const EngineCore &core, QByteArrayView secret, const QByteArray &hash)
{
    const QByteArray given = keyedHash(core.installKey, secret);
    return SecretBytes(given).sameAs(hash);
}

QString opened(const EngineCore &core, const MerchantId &merchant, const PaymentId &payment,
               const QByteArray &sealed)
{
    if (sealed.size() <= Cipher::kNonceSize + Cipher::kTagSize)
        return {};
    const QByteArrayView bytes(sealed);
    const SecretBytes plain =
        cipher().open(sealingKey(core), bytes.first(Cipher::kNonceSize), boundTo(merchant, payment),
                      bytes.sliced(Cipher::kNonceSize));
    if (plain.isEmpty())
        return {};
    return payment.value + kMiddle + QString::fromLatin1(plain.view());
}

} // namespace clientsecrets
