#include "app/auditfilecheck.h"

#include "services/domain/auditsums.h"
#include "services/storage/auditheadfile.h"
#include "services/storage/auditreader.h"
#include "services/storage/vaultstore.h"
#include "services/vault/rootkeys.h"
#include "services/vault/vault.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostNamed = 20;

QString unreadable(const Error &error, const QString &file)
{
    switch (error.code) {
    case ErrorCode::FileNotFound: return u"There is no file %1.\n"_s.arg(file);
    case ErrorCode::FileNotDatabase: return u"%1 is no file of this program.\n"_s.arg(file);
    case ErrorCode::FileNewerSchema:
        return u"%1 was written by a newer version of this program; check it with that.\n"_s.arg(
            file);
    default: return u"%1 cannot be read: %2\n"_s.arg(file, error.detail);
    }
}

QString wordsFor(const AuditFinding &finding)
{
    const QString first = QString::number(finding.from);
    const QString last = QString::number(finding.number);
    const bool several = finding.from < finding.number;
    switch (finding.problem) {
    case AuditProblem::Changed:
        return several
                   ? u"One of the records %1 to %2 is not what was written. Records %1 and later "
                     "were written while the vault was locked; record %2 is the first that "
                     "shows it.\n"_s.arg(first, last)
                   : u"Record %1 is not what was written.\n"_s.arg(last);
    case AuditProblem::Missing:
        return several ? u"Records %1 to %2 are missing.\n"_s.arg(first, last)
                       : u"Record %1 is missing.\n"_s.arg(last);
    case AuditProblem::NotLinked: return u"Record %1 was put in from outside.\n"_s.arg(last);
    case AuditProblem::TailMissing:
        return several ? u"The end is missing: records %1 to %2 were there.\n"_s.arg(first, last)
                       : u"The end is missing: record %1 was there.\n"_s.arg(last);
    case AuditProblem::HeadChanged:
        return u"Record %1 is not the one that was noted as the last.\n"_s.arg(last);
    }
    return {};
}

QString wordsForMissingKey(const Error &noKey)
{
    switch (noKey.code) {
    case ErrorCode::VaultKeyMissing:
        return u"The key of the vault is not in this computer's keychain, or the keychain is "
               "locked."_s;
    case ErrorCode::VaultKeyDenied: return u"The keychain did not give the key of the vault."_s;
    case ErrorCode::VaultKeyTimeout: return u"The keychain did not answer."_s;
    case ErrorCode::VaultKeyWrong: return u"The key in the keychain is not this vault's."_s;
    case ErrorCode::NotFound: return u"The file holds no vault any more."_s;
    default: return u"There is no keychain here that has the key of the vault."_s;
    }
}

} // namespace

AuditVerdict verdictOf(const AuditCheck &check, const Error &noKey)
{
    AuditVerdict verdict;
    if (check.finding) {
        verdict.words = wordsFor(*check.finding);
        if (check.unread == 0 && check.finding->from > 1)
            verdict.words +=
                u"The %1 records before that are whole.\n"_s.arg(check.finding->from - 1);
        verdict.exitCode = AuditVerdict::kBroken;
        return verdict;
    }
    const qint64 open = check.lines - check.sealed;
    verdict.words = u"%1 records, %2 of them sealed with the key of the vault.\n"_s.arg(
        QString::number(check.lines), QString::number(check.sealed));
    if (check.lines > check.lastSealed && check.sealed > 0 && open > 0)
        verdict.words += u"The last seal is on record %1; what follows was written while the vault "
                         "was locked.\n"_s.arg(check.lastSealed);
    if (check.unread > 0) {
        verdict.words += wordsForMissingKey(noKey)
                         + u" The %1 sealed records were not checked; the order of all of them and "
                           "the others were, and nothing is wrong there.\n"_s.arg(check.unread);
        verdict.exitCode = AuditVerdict::kPartly;
        return verdict;
    }
    verdict.words += u"Nothing was changed, removed or put in.\n"_s;
    verdict.exitCode = AuditVerdict::kWhole;
    return verdict;
}

AuditFileCheck::AuditFileCheck(KeyProvider *keys, Random &random)
    : m_keys(keys)
    , m_database(std::make_unique<Database>())
    , m_vault(std::make_unique<Vault>(random))
{
}

AuditFileCheck::~AuditFileCheck() = default;

void AuditFileCheck::run(const QString &file, const Done &done)
{
    const Result<> opened = m_database->open({file, false, true});
    if (!opened)
        return done({AuditVerdict::kUnreadable, unreadable(opened.error(), file)});
    // One view of the file for all that is read, while somebody else may be writing.
    const Result<> begun = m_database->execute(u"BEGIN"_s);
    if (!begun)
        return done({AuditVerdict::kUnreadable, unreadable(begun.error(), file)});
    const Result<VaultHeader> header = VaultStore(*m_database).header();
    if (!header || !m_keys)
        return check(header ? Error{ErrorCode::NotSupported} : header.error(), done);
    loadRootKeys(*m_keys, *header, this, [this, header, done](const Result<RootKeys> &keys) {
        const Result<> unlocked = keys ? m_vault->unlock(*header, *keys) : Result<>(keys.error());
        check(unlocked ? Error{} : unlocked.error(), done);
    });
}

void AuditFileCheck::check(const Error &noKey, const Done &done)
{
    AuditReader reader(*m_database);
    const Result<QList<AuditHead>> heads = reader.heads();
    if (!heads)
        return done({AuditVerdict::kUnreadable,
                     u"The audit trail of this file is from before records were tied to each "
                     "other. Open the file once with this version.\n"_s});
    const auto seal = [this](QByteArrayView previous, QByteArrayView line) {
        return m_vault->isUnlocked() ? m_vault->auditMac(previous, line).value_or(QByteArray())
                                     : QByteArray();
    };
    AuditVerifier verifier({}, seal, *heads + auditheadfile::read(m_database->file()));
    AuditSums sums;
    const Result<> read = reader.lines(0, 0, [&](const AuditLine &line) {
        sums.take(line);
        return verifier.take(line);
    });
    if (!read)
        return done({AuditVerdict::kUnreadable, unreadable(read.error(), m_database->file())});
    verifier.finish();
    AuditVerdict verdict = verdictOf(verifier.check(), noKey);
    if (!verifier.check().finding)
        compareAmounts(sums, verdict);
    done(verdict);
}

void AuditFileCheck::compareAmounts(const AuditSums &sums, AuditVerdict &verdict)
{
    int different = 0;
    const Result<> read = AuditReader(*m_database).amounts([&](const PaymentAmounts &payment) {
        const auto recorded = sums.of(payment.merchantId, payment.id);
        if (!recorded || *recorded == AuditSums::Sums{payment.captured, payment.refunded})
            return;
        if (++different <= kMostNamed)
            verdict.words +=
                u"Payment %1: the records say %2 captured and %3 refunded, the payment "
                "says %4 and %5 (in the smallest unit of its currency).\n"_s.arg(payment.id.value)
                    .arg(recorded->captured)
                    .arg(recorded->refunded)
                    .arg(payment.captured)
                    .arg(payment.refunded);
    });
    if (!read)
        verdict = {AuditVerdict::kUnreadable, unreadable(read.error(), m_database->file())};
    if (different == 0)
        return;
    if (different > kMostNamed)
        verdict.words += u"%1 payments differ in all.\n"_s.arg(different);
    verdict.exitCode = AuditVerdict::kBroken;
}
