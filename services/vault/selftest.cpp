#include "services/vault/selftest.h"

#include "services/vault/cipher.h"
#include "services/vault/keyderivation.h"

using namespace Qt::StringLiterals;

namespace {

QByteArray bytes(const char *hex)
{
    return QByteArray::fromHex(hex);
}

// "The Galois/Counter Mode of Operation", test case 16.
struct GcmCase
{
    QByteArray key = bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    QByteArray nonce = bytes("cafebabefacedbaddecaf888");
    QByteArray aad = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    QByteArray plain = bytes("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                             "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
};

bool gcmSeals(const GcmCase &test, const QByteArray &expected)
{
    Cipher cipher;
    QByteArray sealed(test.plain.size() + Cipher::kTagSize, '\0');
    return cipher.seal(test.key, test.nonce, test.aad, test.plain,
                       {sealed.data(), static_cast<size_t>(sealed.size())})
           && sealed == expected;
}

bool gcmOpens(const GcmCase &test, const QByteArray &expected)
{
    Cipher cipher;
    return cipher.open(test.key, test.nonce, test.aad, expected).sameAs(test.plain);
}

bool gcmRefuses(const GcmCase &test, const QByteArray &expected)
{
    Cipher cipher;
    for (const qsizetype at : {qsizetype(0), expected.size() - 1}) {
        QByteArray changed = expected;
        changed[at] = static_cast<char>(changed.at(at) ^ 1);
        if (!cipher.open(test.key, test.nonce, test.aad, changed).isEmpty())
            return false;
    }
    return cipher.open(test.key, test.nonce, test.aad.chopped(1), expected).isEmpty()
           && cipher.open(test.key, test.nonce, test.aad, expected.chopped(15)).isEmpty();
}

} // namespace

KnownAnswers knownAnswers()
{
    return {bytes("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                  "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                  "76fc6ece0f4e1768cddf8853bb2d551b"),
            bytes("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                  "34007208d5b887185865"),
            bytes("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
            bytes("77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                  "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906")};
}

Result<> cryptoSelfTest(const KnownAnswers &expected)
{
    const auto failed = [](const QString &what) {
        return Error{ErrorCode::VaultSelfTestFailed, {}, what};
    };
    const GcmCase gcm;
    if (!gcmSeals(gcm, expected.gcm) || !gcmOpens(gcm, expected.gcm)
        || !gcmRefuses(gcm, expected.gcm))
        return failed(u"AES-256-GCM"_s);
    const SecretBytes hkdf = hkdfSha256(QByteArray(22, '\x0b'), bytes("000102030405060708090a0b0c"),
                                        bytes("f0f1f2f3f4f5f6f7f8f9"), 42);
    if (!hkdf.sameAs(expected.hkdf))
        return failed(u"HKDF-SHA256"_s);
    KeyedHash hmac("Jefe");
    for (int again = 0; again < 2; ++again) { // the second time with the key it has
        if (hmac.of({"what do ya want ", "for nothing?"}) != expected.hmac)
            return failed(u"HMAC-SHA256"_s);
    }
    if (!scrypt("", "", {4, 1, 1}, 64).sameAs(expected.scrypt))
        return failed(u"scrypt"_s);
    return {};
}
