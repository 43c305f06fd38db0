#include "services/vault/recoverysheet.h"

#include "services/vault/cipher.h"
#include "services/vault/passphrase.h"
#include "services/vault/vaultblob.h"

#include <QCryptographicHash>
#include <QStringList>
#include <QtEndian>

#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

// version (1) | generation (2) | first bytes of the vault's hash (13) | salt (16) |
// wrapped key (32) | tag (16): eight whole lines
constexpr char kVersion = 1;
constexpr qsizetype kVaultTagSize = 13;
constexpr qsizetype kSaltSize = 16;
constexpr qsizetype kSaltAt = 3 + kVaultTagSize;
constexpr qsizetype kWrappedAt = kSaltAt + kSaltSize;
constexpr qsizetype kWrappedSize = 32 + Cipher::kTagSize;
constexpr qsizetype kLineBytes = 10; ///< 16 characters
constexpr qsizetype kLines = 8;
constexpr qsizetype kSheetSize = kLines * kLineBytes;
constexpr ScryptCost kCost;
static_assert(kWrappedAt + kWrappedSize == kSheetSize);
constexpr char kAlphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Key and nonce in one: the salt is fresh for every sheet.
struct WrappingKey
{
    SecretBytes bytes;
    QByteArrayView key() const { return bytes.view().first(Cipher::kKeySize); }
    QByteArrayView nonce() const { return bytes.view().last(Cipher::kNonceSize); }
};

WrappingKey wrappingKeyOf(const SecretBytes &passphrase, QByteArrayView salt)
{
    return {scrypt(passphrase.view(), salt, kCost, Cipher::kKeySize + Cipher::kNonceSize)};
}

QByteArray vaultTag(const VaultId &vault)
{
    return QCryptographicHash::hash(vault.value.toUtf8(), QCryptographicHash::Sha256)
        .first(kVaultTagSize);
}

QByteArray bindingOf(QByteArrayView beforeKey, const VaultId &vault)
{
    QByteArray binding;
    vaultblob::appendField(binding, "recovery sheet");
    vaultblob::appendField(binding, beforeKey);
    vaultblob::appendField(binding, vault.value.toUtf8());
    return binding;
}

/// Ten bits of a hash over the line and its number.
std::array<char, 2> checkOf(QByteArrayView line, qsizetype number)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const char numberByte = static_cast<char>(number);
    hash.addData(QByteArrayView(&numberByte, 1));
    hash.addData(line);
    const auto bits = qFromBigEndian<quint16>(hash.result().constData()) & 1023;
    return {kAlphabet[bits >> 5], kAlphabet[bits & 31]};
}

QString lineText(QByteArrayView line, qsizetype number)
{
    QString text;
    quint32 bits = 0;
    int held = 0;
    for (const char byte : line) {
        bits = (bits << 8) | static_cast<unsigned char>(byte);
        for (held += 8; held >= 5; held -= 5) {
            text += QLatin1Char(kAlphabet[(bits >> (held - 5)) & 31]);
            if (text.size() % 5 == 4)
                text += u'-';
        }
    }
    for (const char check : checkOf(line, number))
        text += QLatin1Char(check);
    return text;
}

int valueOf(QChar typed)
{
    char c = typed.toUpper().toLatin1();
    if (c == 'O')
        c = '0';
    if (c == 'I' || c == 'L')
        c = '1';
    for (int i = 0; i < 32; ++i) {
        if (kAlphabet[i] == c)
            return i;
    }
    return -1;
}

std::optional<QByteArray> lineBytes(const QString &text, qsizetype number)
{
    QByteArray bytes;
    QByteArray check;
    quint32 bits = 0;
    int held = 0;
    for (const QChar typed : text) {
        if (typed.isSpace() || typed == u'-')
            continue;
        const int value = valueOf(typed);
        if (value < 0)
            return std::nullopt;
        if (bytes.size() == kLineBytes) {
            check.append(kAlphabet[value]);
            continue;
        }
        bits = (bits << 5) | static_cast<quint32>(value);
        held += 5;
        if (held >= 8) {
            held -= 8;
            bytes.append(static_cast<char>(bits >> held));
        }
    }
    const auto expected = checkOf(bytes, number);
    if (bytes.size() != kLineBytes || check != QByteArrayView(expected.data(), 2))
        return std::nullopt;
    return bytes;
}

Result<QByteArray> sheetBytes(const QString &text)
{
    QByteArray sheet;
    qsizetype number = 0;
    for (const QString &line : text.split(u'\n')) {
        if (line.trimmed().isEmpty())
            continue;
        ++number;
        const std::optional<QByteArray> bytes = lineBytes(line, number);
        if (!bytes)
            return Error{ErrorCode::RecoverySheetUnreadable, u"line %1"_s.arg(number)};
        sheet += *bytes;
    }
    if (number != kLines || sheet.front() != kVersion)
        return Error{ErrorCode::RecoverySheetUnreadable, u"lines"_s};
    return sheet;
}

} // namespace

Result<QString> recoverysheet::write(const VaultHeader &header, int generation,
                                     const SecretBytes &rootKey, const SecretBytes &passphrase,
                                     Random &random)
{
    const Result<> checked = checkPassphrase(passphrase);
    if (!checked)
        return checked.error();
    QByteArray sheet(kSheetSize, '\0');
    sheet[0] = kVersion;
    qToBigEndian(static_cast<quint16>(generation), sheet.data() + 1);
    sheet.replace(3, kVaultTagSize, vaultTag(header.id));
    const QByteArray salt = random.bytes(kSaltSize);
    sheet.replace(kSaltAt, kSaltSize, salt);
    const WrappingKey wrapping = wrappingKeyOf(passphrase, salt);
    const QByteArray binding = bindingOf(QByteArrayView(sheet).first(kWrappedAt), header.id);
    const std::span<char> target(sheet.data() + kWrappedAt, static_cast<size_t>(kWrappedSize));
    Cipher cipher;
    if (wrapping.bytes.isEmpty()
        || !cipher.seal(wrapping.key(), wrapping.nonce(), binding, rootKey.view(), target))
        return Error{ErrorCode::Internal, {}, u"libcrypto failed"_s};
    QStringList lines;
    for (qsizetype i = 0; i < kLines; ++i)
        lines.append(lineText(QByteArrayView(sheet).sliced(i * kLineBytes, kLineBytes), i + 1));
    return QString(lines.join(u'\n') + u'\n');
}

Result<recoverysheet::Recovered> recoverysheet::read(const QString &text, const VaultHeader &header,
                                                     const SecretBytes &passphrase)
{
    const Result<QByteArray> sheet = sheetBytes(text);
    if (!sheet)
        return sheet.error();
    const QByteArrayView bytes(*sheet);
    if (bytes.sliced(3, kVaultTagSize) != vaultTag(header.id))
        return Error{ErrorCode::VaultKeyWrong};
    const WrappingKey wrapping = wrappingKeyOf(passphrase, bytes.sliced(kSaltAt, kSaltSize));
    if (wrapping.bytes.isEmpty())
        return Error{ErrorCode::Internal, {}, u"libcrypto failed"_s};
    Cipher cipher;
    SecretBytes key =
        cipher.open(wrapping.key(), wrapping.nonce(), bindingOf(bytes.first(kWrappedAt), header.id),
                    bytes.sliced(kWrappedAt, kWrappedSize));
    if (key.isEmpty())
        return Error{ErrorCode::VaultPassphraseWrong, u"passphrase"_s};
    return Recovered{qFromBigEndian<quint16>(bytes.data() + 1), std::move(key)};
}
