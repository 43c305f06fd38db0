#include "services/vault/systemkeychain.h"

#include <QPointer>
#include <qt6keychain/keychain.h>

#include <openssl/crypto.h>

using namespace Qt::StringLiterals;

namespace {

/// Keys are kept as text, two hexadecimal digits a byte: QtKeychain turns bytes into base64 on the
/// way and leaves copies of that where nobody can wipe them.
SecretBytes fromHexText(QByteArrayView text)
{
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9')
            return c - '0';
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    SecretBytes bytes = SecretBytes::zeros(text.size() / 2);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const int high = digit(text.at(2 * i));
        const int low = digit(text.at(2 * i + 1));
        if (high < 0 || low < 0)
            return {};
        bytes.data()[i] = static_cast<char>(high * 16 + low);
    }
    return text.size() % 2 == 0 ? std::move(bytes) : SecretBytes();
}

QString toHexText(const SecretBytes &bytes)
{
    static constexpr char16_t kDigits[] = u"0123456789abcdef";
    QString text(bytes.size() * 2, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes.view().at(i));
        text[2 * i] = kDigits[byte >> 4];
        text[2 * i + 1] = kDigits[byte & 15];
    }
    return text;
}

Result<> outcomeOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError: return {};
    case QKeychain::EntryNotFound: return Error{ErrorCode::VaultKeyMissing, {}, job.errorString()};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied: return Error{ErrorCode::VaultKeyDenied, {}, job.errorString()};
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError: break;
    }
    return Error{ErrorCode::VaultKeychainError, {}, job.errorString()};
}

/// The job's value, which is wiped where the job has it: both share one buffer.
Result<SecretBytes> valueOf(const QKeychain::ReadPasswordJob &job)
{
    const Result<> outcome = outcomeOf(job);
    const QByteArray shared = job.binaryData();
    SecretBytes value = fromHexText(shared);
    OPENSSL_cleanse(const_cast<char *>(shared.constData()), static_cast<size_t>(shared.size()));
    if (!outcome)
        return outcome.error();
    if (value.isEmpty()) // an entry, but not one of ours
        return Error{ErrorCode::VaultKeyWrong, {}, job.key()};
    return value;
}

/// Also when nobody waits any more the job ends, and its value is wiped.
template <class Job, class Take, class Handler>
void startJob(Job *job, const QString &entry, QObject *context, Take take, Handler handler)
{
    job->setKey(entry);
    job->setAutoDelete(true);
    QObject::connect(job, &QKeychain::Job::finished, job,
                     [job, take, context = QPointer<QObject>(context), handler] {
                         auto taken = take(*job);
                         if (context)
                             handler(std::move(taken));
                     });
    job->start();
}

} // namespace

SystemKeychain::SystemKeychain(QString service) : m_service(std::move(service)) {}

void SystemKeychain::read(const QString &entry, QObject *context,
                          std::function<void(Result<SecretBytes>)> handler)
{
    startJob(new QKeychain::ReadPasswordJob(m_service), entry, context, valueOf,
             std::move(handler));
}

void SystemKeychain::write(const QString &entry, const SecretBytes &value, QObject *context,
                           std::function<void(const Result<> &)> handler)
{
    auto *job = new QKeychain::WritePasswordJob(m_service);
    QString text = toHexText(value);
    job->setTextData(text); // its own copy ends with the job, and is not wiped by QtKeychain
    wipe(text);
    startJob(job, entry, context, outcomeOf, std::move(handler));
}

void SystemKeychain::remove(const QString &entry, QObject *context,
                            std::function<void(const Result<> &)> handler)
{
    const auto take = [](const QKeychain::Job &job) {
        return job.error() == QKeychain::EntryNotFound ? Result<>() : outcomeOf(job);
    };
    startJob(new QKeychain::DeletePasswordJob(m_service), entry, context, take, std::move(handler));
}
