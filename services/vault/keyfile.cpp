#include "services/vault/keyfile.h"

#include "services/vault/cipher.h"

#include <QCryptographicHash>
#include <QList>

#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kMagic("OXKEYS1\n");
constexpr qsizetype kSaltSize = 16;
constexpr qsizetype kHeaderSize = 8 + 3 + kSaltSize; ///< what every key is bound to
constexpr qsizetype kSumSize = 32;
constexpr qsizetype kKeySize = 32;

/// Weaker ones are an attack, dearer ones would stop the machine.
bool isBearable(ScryptCost cost)
{
    return cost.logN >= 17 && cost.logN <= 19 && cost.r == 8 && cost.p >= 1 && cost.p <= 4;
}

QByteArray sumOf(QByteArrayView contents)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(contents);
    return hash.result();
}

QByteArray bindingOf(QByteArrayView header, QByteArrayView name)
{
    QByteArray binding = header.toByteArray();
    binding.append(static_cast<char>(name.size()));
    binding.append(name);
    return binding;
}

/// Takes bytes off the front; turns invalid when there are too few.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes) : m_left(bytes) {}

    QByteArrayView take(qsizetype count)
    {
        if (count > m_left.size()) {
            m_valid = false;
            return {};
        }
        const QByteArrayView taken = m_left.first(count);
        m_left = m_left.sliced(count);
        return taken;
    }
    int number()
    {
        const QByteArrayView byte = take(1);
        return byte.isEmpty() ? 0 : static_cast<unsigned char>(byte.front());
    }
    bool isValid() const { return m_valid; }
    bool isDone() const { return m_valid && m_left.isEmpty(); }

private:
    QByteArrayView m_left;
    bool m_valid = true;
};

struct Entry
{
    QByteArrayView name;
    QByteArrayView nonce;
    QByteArrayView wrapped;
};

struct Layout
{
    QByteArrayView header;
    ScryptCost cost;
    QByteArrayView salt;
    QList<Entry> entries;
};

std::optional<Layout> layoutOf(const QByteArray &contents)
{
    if (contents.size() < kHeaderSize + kSumSize || contents.size() > KeyFile::kLongest)
        return std::nullopt;
    const QByteArrayView body = QByteArrayView(contents).chopped(kSumSize);
    if (sumOf(body) != QByteArrayView(contents).last(kSumSize))
        return std::nullopt;
    Reader reader(body);
    Layout layout;
    layout.header = body.first(kHeaderSize);
    if (reader.take(kMagic.size()) != kMagic)
        return std::nullopt;
    layout.cost.logN = reader.number();
    layout.cost.r = reader.number();
    layout.cost.p = reader.number();
    layout.salt = reader.take(kSaltSize);
    const int count = reader.number();
    for (int i = 0; i < count && reader.isValid(); ++i) {
        Entry entry;
        entry.name = reader.take(reader.number());
        entry.nonce = reader.take(Cipher::kNonceSize);
        entry.wrapped = reader.take(kKeySize + Cipher::kTagSize);
        layout.entries.append(entry);
    }
    if (!reader.isDone() || !isBearable(layout.cost))
        return std::nullopt;
    return layout;
}

} // namespace

QStringList KeyFile::names(const QByteArray &contents)
{
    QStringList names;
    const std::optional<Layout> layout = layoutOf(contents);
    if (layout) {
        for (const Entry &entry : layout->entries)
            names.append(QString::fromUtf8(entry.name));
    }
    return names;
}

Result<KeyFile::Keys> KeyFile::unwrap(const QByteArray &contents, const SecretBytes &passphrase)
{
    const std::optional<Layout> layout = layoutOf(contents);
    if (!layout)
        return Error{ErrorCode::KeyFileDamaged};
    const SecretBytes wrapping = scrypt(passphrase.view(), layout->salt, layout->cost, kKeySize);
    if (wrapping.isEmpty())
        return Error{ErrorCode::Internal, {}, u"scrypt failed"_s};
    Cipher cipher;
    Keys keys;
    for (const Entry &entry : layout->entries) {
        SecretBytes key = cipher.open(wrapping.view(), entry.nonce,
                                      bindingOf(layout->header, entry.name), entry.wrapped);
        if (key.size() != kKeySize)
            return Error{ErrorCode::VaultPassphraseWrong, u"passphrase"_s};
        keys.insert_or_assign(QString::fromUtf8(entry.name), std::move(key));
    }
    return keys;
}

Result<QByteArray> KeyFile::wrap(const Keys &keys, const SecretBytes &passphrase, Random &random,
                                 ScryptCost cost)
{
    if (keys.size() > static_cast<size_t>(kMostKeys))
        return Error{ErrorCode::TooLong, {}, u"too many keys"_s};
    const QByteArray salt = random.bytes(kSaltSize);
    QByteArray contents = kMagic.toByteArray();
    for (const int parameter : {cost.logN, cost.r, cost.p})
        contents.append(static_cast<char>(parameter));
    contents.append(salt);
    const QByteArray header = contents;
    contents.append(static_cast<char>(keys.size()));
    const SecretBytes wrapping = scrypt(passphrase.view(), salt, cost, kKeySize);
    Cipher cipher;
    for (const auto &[name, key] : keys) {
        const QByteArray nameBytes = name.toUtf8();
        const QByteArray nonce = random.bytes(Cipher::kNonceSize);
        QByteArray wrapped(kKeySize + Cipher::kTagSize, '\0');
        const bool sealed =
            nameBytes.size() <= 255 && key.size() == kKeySize
            && cipher.seal(wrapping.view(), nonce, bindingOf(header, nameBytes), key.view(),
                           {wrapped.data(), static_cast<size_t>(wrapped.size())});
        if (!sealed)
            return Error{ErrorCode::Internal, {}, u"a key could not be wrapped"_s};
        contents.append(static_cast<char>(nameBytes.size()));
        contents.append(nameBytes + nonce + wrapped);
    }
    contents.append(sumOf(contents));
    return contents;
}
