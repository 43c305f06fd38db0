#include "services/core/random.h"

#include "services/core/securebytes.h"

#include <QRandomGenerator>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <climits>

namespace {

// By itself libcrypto frees what it has when the process exits. A QThread counts as ended before
// its pthread has: libcrypto, which frees what it keeps for a thread only then, did both at once.
// It takes this from the first to call it, so that it is said before main().
[[maybe_unused]] const int kWithoutCleanup = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);

} // namespace

QString Random::text62(qsizetype count)
{
    static constexpr char kAlphabet[] =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    QString text;
    text.reserve(count);
    while (text.size() < count) {
        for (const char byte : bytes(count - text.size() + 4)) {
            const int value = static_cast<unsigned char>(byte) & 63;
            if (value < 62 && text.size() < count) // the two values above would bias the draw
                text.append(QLatin1Char(kAlphabet[value]));
        }
    }
    return text;
}

void Random::fill(std::span<char> target)
{
    QByteArray drawn = bytes(static_cast<qsizetype>(target.size()));
    std::ranges::copy(drawn, target.begin());
    wipe(drawn);
}

QString Random::newId(QLatin1StringView prefix)
{
    return prefix + QLatin1Char('_') + text62(20);
}

QByteArray SystemRandom::bytes(qsizetype count)
{
    QByteArray result(count, Qt::Uninitialized);
    auto *system = QRandomGenerator::system();
    qsizetype done = 0;
    while (done < count) {
        const quint64 word = system->generate64();
        const qsizetype part = qMin<qsizetype>(8, count - done);
        memcpy(result.data() + done, &word, static_cast<size_t>(part));
        done += part;
    }
    return result;
}

void SystemRandom::fill(std::span<char> target)
{
    // libcrypto's private generator, seeded by the system. Should it fail, the system is asked.
    auto *bytes = reinterpret_cast<unsigned char *>(target.data());
    if (target.size() <= INT_MAX && RAND_priv_bytes(bytes, static_cast<int>(target.size())) == 1)
        return;
    Random::fill(target);
}

QByteArray SeededRandom::bytes(qsizetype count)
{
    const std::lock_guard lock(m_mutex);
    QByteArray result(count, Qt::Uninitialized);
    for (char &byte : result)
        byte = static_cast<char>(m_engine() >> 24U);
    return result;
}
