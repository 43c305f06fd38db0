#pragma once

#include <QByteArrayView>
#include <QString>

#include <cstddef>

/// Bytes that must not be left behind: from OpenSSL's secure heap (locked in RAM where the system
/// allows it), move-only, wiped when they go. There is no way to print, compare or serialise them.
class SecretBytes
{
public:
    SecretBytes() = default;
    explicit SecretBytes(QByteArrayView source);
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;
    ~SecretBytes();

    /// That many zero bytes, to be written through data().
    static SecretBytes zeros(qsizetype size);
    /// A second, independent copy, made on purpose.
    SecretBytes clone() const { return SecretBytes(view()); }
    void append(QByteArrayView more);
    void clear();
    QByteArrayView view() const { return {m_data, m_size}; }
    /// size() bytes to write to; for libraries that fill a buffer.
    char *data() { return m_data; }
    /// Whether both hold the same bytes; takes as long for the first difference as for the last.
    bool sameAs(QByteArrayView other) const;
    qsizetype size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }

private:
    void reserve(qsizetype capacity);

    char *m_data = nullptr;
    qsizetype m_size = 0;
    qsizetype m_capacity = 0;
};

/// A secret of one kind. Read it only where it is used up, through reveal().
template <class Tag>
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArrayView source) : m_bytes(source) {}

    QByteArrayView reveal() const { return m_bytes.view(); }
    Secret clone() const { return Secret(m_bytes.view()); }
    bool isEmpty() const { return m_bytes.isEmpty(); }
    void clear() { m_bytes.clear(); }
    /// What may be shown: dots, nothing else.
    static QString masked() { return QStringLiteral("••••"); }

private:
    SecretBytes m_bytes;
};

using Pan = Secret<struct PanTag>; ///< card number, ASCII digits
using Cvc = Secret<struct CvcTag>; ///< never stored anywhere
using ApiKey = Secret<struct ApiKeyTag>;
using ClientSecret = Secret<struct ClientSecretTag>;

/// Overwrites a buffer that a library forced on us.
void wipe(QByteArray &bytes);
void wipe(QString &text);
