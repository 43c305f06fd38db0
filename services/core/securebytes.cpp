#include "services/core/securebytes.h"

#include <openssl/crypto.h>

#include <cstring>
#include <utility>

namespace {

constexpr size_t kArenaBytes = 1U << 20U;
constexpr size_t kSmallestBlock = 32;

char *allocate(qsizetype size)
{
    static const bool arenaReady = CRYPTO_secure_malloc_init(kArenaBytes, kSmallestBlock) != 0;
    if (arenaReady) {
        if (void *block = OPENSSL_secure_malloc(static_cast<size_t>(size)))
            return static_cast<char *>(block);
    }
    // The arena is full: better an unlocked page, wiped all the same, than a refused payment.
    return static_cast<char *>(OPENSSL_malloc(static_cast<size_t>(size)));
}

void release(char *data, qsizetype capacity)
{
    if (!data)
        return;
    if (CRYPTO_secure_allocated(data))
        OPENSSL_secure_clear_free(data, static_cast<size_t>(capacity));
    else
        OPENSSL_clear_free(data, static_cast<size_t>(capacity));
}

} // namespace

SecretBytes::SecretBytes(QByteArrayView source)
{
    append(source);
}

SecretBytes SecretBytes::zeros(qsizetype size)
{
    SecretBytes bytes;
    if (size > 0) {
        bytes.reserve(size);
        memset(bytes.m_data, 0, static_cast<size_t>(size));
        bytes.m_size = size;
    }
    return bytes;
}

bool SecretBytes::sameAs(QByteArrayView other) const
{
    return m_size == other.size()
           && CRYPTO_memcmp(m_data, other.data(), static_cast<size_t>(m_size)) == 0;
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
    , m_capacity(std::exchange(other.m_capacity, 0))
{
}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        clear();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
        m_capacity = std::exchange(other.m_capacity, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes()
{
    clear();
}

void SecretBytes::append(QByteArrayView more)
{
    if (more.isEmpty())
        return;
    if (m_size + more.size() > m_capacity)
        reserve(qMax(m_size + more.size(), m_capacity * 2));
    memcpy(m_data + m_size, more.data(), static_cast<size_t>(more.size()));
    m_size += more.size();
}

void SecretBytes::clear()
{
    release(m_data, m_capacity);
    m_data = nullptr;
    m_size = 0;
    m_capacity = 0;
}

void SecretBytes::reserve(qsizetype capacity)
{
    char *bigger = allocate(capacity);
    Q_CHECK_PTR(bigger);
    if (m_size > 0)
        memcpy(bigger, m_data, static_cast<size_t>(m_size));
    release(m_data, m_capacity);
    m_data = bigger;
    m_capacity = capacity;
}

void wipe(QByteArray &bytes)
{
    if (!bytes.isEmpty())
        OPENSSL_cleanse(bytes.data(), static_cast<size_t>(bytes.size()));
    bytes.clear();
}

void wipe(QString &text)
{
    if (!text.isEmpty())
        OPENSSL_cleanse(text.data(), static_cast<size_t>(text.size()) * sizeof(QChar));
    text.clear();
}
