#include "services/vault/vaultkeys.h"

#include "services/vault/vaultblob.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kCheckSize = 16;
constexpr qsizetype kOwnKeySize = 32;
constexpr qsizetype kOwnKeysSize = 2 * kOwnKeySize;
constexpr qsizetype kWrappedSize = Cipher::kNonceSize + kOwnKeysSize + Cipher::kTagSize;

SecretBytes derived(QByteArrayView purpose, const SecretBytes &rootKey, const VaultId &vault,
                    int generation, qsizetype size)
{
    const QByteArray info = purpose.toByteArray() + "|1|" + QByteArray::number(generation);
    return hkdfSha256(rootKey.view(), vault.value.toUtf8(), info, size);
}

SecretBytes wrappingKeyOf(const SecretBytes &rootKey, const VaultId &vault, int generation)
{
    return derived("kek", rootKey, vault, generation, Cipher::kKeySize);
}

/// Says nothing about the key to whoever reads it, and everything to whoever has the key.
SecretBytes checkOf(const SecretBytes &rootKey, const VaultId &vault, int generation)
{
    return derived("check", rootKey, vault, generation, kCheckSize);
}

QByteArray ownKeysBinding(const VaultId &vault, int generation)
{
    QByteArray binding;
    vaultblob::appendField(binding, "vault keys 1");
    vaultblob::appendField(binding, vault.value.toUtf8());
    vaultblob::appendField(binding, QByteArray::number(generation));
    return binding;
}

Error headerDamaged()
{
    return Error{ErrorCode::VaultRecordDamaged, u"vault_header"_s};
}

} // namespace

VaultKeys::VaultKeys(SecretBytes ownKeys)
    : m_ownKeys(std::move(ownKeys))
    , m_fingerprints(m_ownKeys.view().first(kOwnKeySize))
    , m_audit(m_ownKeys.view().last(kOwnKeySize))
{
}

Result<VaultKeys> VaultKeys::open(Cipher &cipher, const VaultHeader &header,
                                  const RootKeys &rootKeys)
{
    if (header.generations.isEmpty())
        return headerDamaged();
    std::map<int, SecretBytes> wrappingKeys;
    for (const VaultKeyGeneration &generation : header.generations) {
        const auto given = rootKeys.find(generation.number);
        if (given == rootKeys.end())
            continue;
        const SecretBytes &key = given->second;
        if (key.size() != kRootKeySize
            || !checkOf(key, header.id, generation.number).sameAs(generation.keyCheck))
            return Error{ErrorCode::VaultKeyWrong, {}, generation.keyName};
        wrappingKeys.emplace(generation.number, wrappingKeyOf(key, header.id, generation.number));
    }
    const VaultKeyGeneration &newest = header.generations.constLast();
    const auto wrapping = wrappingKeys.find(newest.number);
    if (wrapping == wrappingKeys.end())
        return Error{ErrorCode::VaultKeyMissing, {}, newest.keyName};
    if (newest.wrappedKeys.size() != kWrappedSize)
        return headerDamaged();
    const QByteArrayView wrapped(newest.wrappedKeys);
    SecretBytes ownKeys =
        cipher.open(wrapping->second.view(), wrapped.first(Cipher::kNonceSize),
                    ownKeysBinding(header.id, newest.number), wrapped.sliced(Cipher::kNonceSize));
    if (ownKeys.size() != kOwnKeysSize)
        return headerDamaged();
    VaultKeys keys(std::move(ownKeys));
    keys.m_wrappingKeys = std::move(wrappingKeys);
    return keys;
}

Result<VaultKeyGeneration> VaultKeys::wrapUnder(Cipher &cipher, Random &random,
                                                const VaultId &vault, int number,
                                                const SecretBytes &rootKey,
                                                const VaultKeys *existing)
{
    SecretBytes ownKeys = existing ? existing->m_ownKeys.clone() : SecretBytes::zeros(kOwnKeysSize);
    if (!existing)
        random.fill({ownKeys.data(), static_cast<size_t>(kOwnKeysSize)});
    QByteArray wrapped(kWrappedSize, '\0');
    const std::span<char> target(wrapped.data(), static_cast<size_t>(wrapped.size()));
    random.fill(target.first(Cipher::kNonceSize));
    const QByteArray nonce = wrapped.first(Cipher::kNonceSize);
    const SecretBytes wrapping = wrappingKeyOf(rootKey, vault, number);
    const SecretBytes check = checkOf(rootKey, vault, number);
    if (check.isEmpty()
        || !cipher.seal(wrapping.view(), nonce, ownKeysBinding(vault, number), ownKeys.view(),
                        target.subspan(Cipher::kNonceSize)))
        return Error{ErrorCode::Internal, {}, u"libcrypto failed"_s};
    VaultKeyGeneration generation;
    generation.number = number;
    generation.keyName = vault.value + u'.' + random.newId("key"_L1);
    generation.keyCheck = check.view().toByteArray();
    generation.wrappedKeys = wrapped;
    generation.wraps = 1;
    return generation;
}

const SecretBytes *VaultKeys::wrappingKey(int generation) const
{
    const auto found = m_wrappingKeys.find(generation);
    return found == m_wrappingKeys.end() ? nullptr : &found->second;
}
