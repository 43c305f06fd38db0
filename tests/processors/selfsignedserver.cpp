#include "tests/processors/selfsignedserver.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace {

template <class Write>
QByteArray pem(Write write)
{
    BIO *memory = BIO_new(BIO_s_mem());
    write(memory);
    QByteArray text(static_cast<qsizetype>(BIO_ctrl_pending(memory)), '\0');
    BIO_read(memory, text.data(), static_cast<int>(text.size()));
    BIO_free(memory);
    return text;
}

QSslConfiguration freshIdentity()
{
    EVP_PKEY *key = EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<size_t>(2048));
    X509 *certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME *name = X509_get_subject_name(certificate);
    const QByteArray host = "localhost";
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>(host.constData()), -1, -1,
                               0);
    X509_set_issuer_name(certificate, name);
    X509_sign(certificate, key, EVP_sha256());
    QSslConfiguration identity = QSslConfiguration::defaultConfiguration();
    identity.setLocalCertificate(
        QSslCertificate(pem([&](BIO *out) { PEM_write_bio_X509(out, certificate); })));
    identity.setPrivateKey(QSslKey(pem([&](BIO *out) {
                                       PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0,
                                                                nullptr, nullptr);
                                   }),
                                   QSsl::Rsa));
    X509_free(certificate);
    EVP_PKEY_free(key);
    return identity;
}

} // namespace

SelfSignedServer::SelfSignedServer()
{
    m_server.setSslConfiguration(freshIdentity());
    QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server,
                     [this] { ++m_accepted; });
    m_server.listen(QHostAddress::LocalHost);
}
