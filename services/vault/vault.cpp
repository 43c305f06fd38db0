#include "services/vault/vault.h"

#include "services/vault/cardblock.h"
#include "services/vault/secretblock.h"
#include "services/vault/vaultblob.h"

using namespace Qt::StringLiterals;

namespace {

Error damaged(const VaultPlace &place)
{
    return Error{ErrorCode::VaultRecordDamaged, place.recordId};
}

Error cryptoFailed()
{
    return Error{ErrorCode::Internal, {}, u"libcrypto failed"_s};
}

QByteArrayView viewOf(std::span<char> bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

} // namespace

Vault::Vault(Random &random, const KnownAnswers &expected) : m_random(random), m_expected(expected)
{
}

Vault::~Vault() = default;

Result<NewVault> Vault::create(qint64 nowMs)
{
    NewVault made;
    made.header.id = {m_random.newId("vlt"_L1)};
    made.header.keyDerivation = u"hkdf-sha256-1"_s;
    made.header.createdAtMs = nowMs;
    made.rootKey = SecretBytes::zeros(VaultKeys::kRootKeySize);
    m_random.fill({made.rootKey.data(), static_cast<size_t>(made.rootKey.size())});
    Result<VaultKeyGeneration> generation =
        VaultKeys::wrapUnder(m_cipher, m_random, made.header.id, 1, made.rootKey, nullptr);
    if (!generation)
        return generation.error();
    generation->createdAtMs = nowMs;
    made.header.generations = {*generation};
    return made;
}

Result<> Vault::unlock(const VaultHeader &header, const RootKeys &rootKeys)
{
    lock();
    if (!m_selfTest)
        m_selfTest = cryptoSelfTest(m_expected);
    if (!*m_selfTest)
        return *m_selfTest;
    if (header.keyDerivation != "hkdf-sha256-1"_L1)
        return Error{ErrorCode::VaultRecordDamaged, u"vault_header"_s, u"key derivation"_s};
    Result<VaultKeys> keys = VaultKeys::open(m_cipher, header, rootKeys);
    if (!keys)
        return keys.error();
    m_keys.emplace(std::move(*keys));
    m_header = header;
    m_wraps = header.generations.constLast().wraps;
    return {};
}

void Vault::lock()
{
    m_keys.reset();
    m_header = {};
    m_wraps = 0;
}

Result<NewVaultKey> Vault::nextKey(qint64 nowMs)
{
    if (!m_keys)
        return Error{ErrorCode::VaultLocked};
    NewVaultKey made;
    made.rootKey = SecretBytes::zeros(VaultKeys::kRootKeySize);
    m_random.fill({made.rootKey.data(), static_cast<size_t>(made.rootKey.size())});
    Result<VaultKeyGeneration> generation =
        VaultKeys::wrapUnder(m_cipher, m_random, m_header.id,
                             m_header.generations.constLast().number + 1, made.rootKey, &*m_keys);
    if (!generation)
        return generation.error();
    made.generation = *generation;
    made.generation.createdAtMs = nowMs;
    return made;
}

Result<SealedCard> Vault::seal(const VaultPlace &place, const CardDetails &card)
{
    const Result<> may = mayWrap();
    if (!may)
        return may.error();
    const Result<SecretBytes> block = cardblock::pack(card);
    if (!block)
        return block.error();
    Result<QByteArray> sealed = sealBlock(place, *block);
    if (!sealed)
        return sealed.error();
    Result<QByteArray> print = fingerprint(place.merchantId, card.number);
    if (!print)
        return print.error();
    return SealedCard{m_header.generations.constLast().number, std::move(*sealed),
                      std::move(*print)};
}

Result<CardDetails> Vault::open(const VaultPlace &place, const QByteArray &sealed)
{
    const Result<SecretBytes> block = openBlock(place, sealed);
    if (!block)
        return block.error();
    std::optional<CardDetails> card = cardblock::unpack(*block);
    if (!card)
        return damaged(place);
    return std::move(*card);
}

Result<SealedCard> Vault::sealSecret(const VaultPlace &place, const SecretBytes &secret)
{
    const Result<> may = mayWrap();
    if (!may)
        return may.error();
    const Result<SecretBytes> block = secretblock::pack(secret.view());
    if (!block)
        return block.error();
    Result<QByteArray> sealed = sealBlock(place, *block);
    if (!sealed)
        return sealed.error();
    return SealedCard{m_header.generations.constLast().number, std::move(*sealed), {}};
}

Result<SecretBytes> Vault::openSecret(const VaultPlace &place, const QByteArray &sealed)
{
    const Result<SecretBytes> block = openBlock(place, sealed);
    if (!block)
        return block.error();
    std::optional<SecretBytes> secret = secretblock::unpack(*block);
    if (!secret)
        return damaged(place);
    return std::move(*secret);
}

Result<SecretBytes> Vault::openBlock(const VaultPlace &place, const QByteArray &sealed)
{
    const Result<SecretBytes> key = dataKey(place, sealed);
    if (!key)
        return key.error();
    const vaultblob::Parts parts = *vaultblob::split(sealed); // dataKey() has split it already
    SecretBytes block =
        m_cipher.open(key->view(), parts.nonce,
                      vaultblob::contentBinding(parts.version, m_header.id, place), parts.content);
    if (block.isEmpty())
        return damaged(place);
    return block;
}

Result<SealedCard> Vault::rewrap(const VaultRecord &record)
{
    const Result<SecretBytes> key = dataKey(record.place, record.sealed);
    if (!key)
        return key.error();
    const Result<> may = mayWrap();
    if (!may)
        return may.error();
    const vaultblob::Parts parts = *vaultblob::split(record.sealed);
    const int generation = m_header.generations.constLast().number;
    QByteArray sealed = vaultblob::room(parts.version, generation);
    std::ranges::copy(parts.nonce, vaultblob::nonce(sealed).begin());
    std::ranges::copy(parts.content, vaultblob::content(sealed).begin());
    m_random.fill(vaultblob::wrapNonce(sealed));
    const QByteArray nonce = viewOf(vaultblob::wrapNonce(sealed)).toByteArray();
    const QByteArray binding = vaultblob::contentBinding(parts.version, m_header.id, record.place);
    if (!wrap(sealed, binding, *key, nonce))
        return cryptoFailed();
    return SealedCard{generation, sealed, record.fingerprint};
}

Result<SealedCard> Vault::reseal(const VaultRecord &record)
{
    if (isSecret(record.place.kind)) {
        const Result<SecretBytes> secret = openSecret(record.place, record.sealed);
        return secret ? sealSecret(record.place, *secret) : secret.error();
    }
    const Result<CardDetails> card = open(record.place, record.sealed);
    if (!card)
        return card.error();
    return seal(record.place, *card);
}

Result<QByteArray> Vault::fingerprint(const MerchantId &merchant, const Pan &number)
{
    if (!m_keys)
        return Error{ErrorCode::VaultLocked};
    QByteArray prefix;
    vaultblob::appendField(prefix, merchant.value.toUtf8()); // "a" + "12" is not "a1" + "2"
    const QByteArray print = m_keys->fingerprints().of({prefix, number.reveal()});
    if (print.isEmpty())
        return cryptoFailed();
    return print;
}

Result<QByteArray> Vault::auditMac(QByteArrayView previous, QByteArrayView row)
{
    if (!m_keys)
        return Error{ErrorCode::VaultLocked};
    const QByteArray mac = m_keys->audit().of({previous, row});
    if (mac.isEmpty())
        return cryptoFailed();
    return mac;
}

Result<SecretBytes> Vault::dataKey(const VaultPlace &place, const QByteArray &sealed)
{
    if (!m_keys)
        return Error{ErrorCode::VaultLocked};
    const std::optional<vaultblob::Parts> parts = vaultblob::split(sealed);
    if (!parts)
        return damaged(place);
    const SecretBytes *wrapping = m_keys->wrappingKey(parts->keyGeneration);
    if (!wrapping) {
        for (const VaultKeyGeneration &generation : m_header.generations) {
            if (generation.number == parts->keyGeneration)
                return Error{ErrorCode::VaultKeyMissing, {}, generation.keyName};
        }
        return damaged(place); // a generation that this vault never had, or has given up
    }
    const QByteArray binding = vaultblob::wrapBinding(
        vaultblob::contentBinding(parts->version, m_header.id, place), parts->keyGeneration);
    SecretBytes key = m_cipher.open(wrapping->view(), parts->wrapNonce, binding, parts->wrapped);
    if (key.size() != Cipher::kKeySize)
        return damaged(place);
    return key;
}

Result<QByteArray> Vault::sealBlock(const VaultPlace &place, const SecretBytes &block)
{
    char version = vaultblob::kLargeVersion;
    if (block.size() == cardblock::kSmall)
        version = vaultblob::kSmallVersion;
    else if (block.size() == secretblock::kSize)
        version = vaultblob::kSecretVersion;
    QByteArray sealed = vaultblob::room(version, m_header.generations.constLast().number);
    // One draw for the data key and both nonces.
    SecretBytes drawn = SecretBytes::zeros(Cipher::kKeySize + 2 * Cipher::kNonceSize);
    m_random.fill({drawn.data(), static_cast<size_t>(drawn.size())});
    const SecretBytes key(drawn.view().first(Cipher::kKeySize));
    const QByteArrayView wrapNonce = drawn.view().sliced(Cipher::kKeySize, Cipher::kNonceSize);
    const QByteArrayView nonce = drawn.view().last(Cipher::kNonceSize);
    std::ranges::copy(wrapNonce, vaultblob::wrapNonce(sealed).begin());
    std::ranges::copy(nonce, vaultblob::nonce(sealed).begin());
    const QByteArray binding = vaultblob::contentBinding(version, m_header.id, place);
    if (!m_cipher.seal(key.view(), nonce, binding, block.view(), vaultblob::content(sealed))
        || !wrap(sealed, binding, key, wrapNonce))
        return cryptoFailed();
    return sealed;
}

bool Vault::wrap(QByteArray &sealed, const QByteArray &binding, const SecretBytes &dataKey,
                 QByteArrayView wrapNonce)
{
    const int generation = m_header.generations.constLast().number;
    ++m_wraps;
    return m_cipher.seal(m_keys->wrappingKey(generation)->view(), wrapNonce,
                         vaultblob::wrapBinding(binding, generation), dataKey.view(),
                         vaultblob::wrapped(sealed));
}

Result<> Vault::mayWrap() const
{
    if (!m_keys)
        return Error{ErrorCode::VaultLocked};
    if (m_wraps >= kMostWraps)
        return Error{ErrorCode::VaultKeyUsedUp};
    return {};
}
