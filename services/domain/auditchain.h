#pragma once

#include "services/domain/audittrail.h"

#include <QByteArrayView>

#include <functional>
#include <span>

/// What ties a line of the audit trail to the one before it: sealed with the vault's key when it is
/// there, else a plain digest, which a later seal covers.
struct AuditLink
{
    QByteArray value;
    bool sealed = false;
};

/// A line as it is checked: the bytes that are linked, and the link that was stored.
struct AuditLine
{
    qint64 number = 0;
    QByteArray bytes;
    QByteArray link; ///< empty: from before there were links
    bool sealed = false;
    // Parts of the bytes.
    QByteArray merchant;
    QByteArray object;
    QByteArray detail;
};

/// The note of the last line, kept apart so that a tail that was cut off shows. There is one that
/// was sealed and one from when the vault was locked.
struct AuditHead
{
    qint64 number = 0; ///< 0: there is none
    QByteArray link;
    bool sealed = false;
    QByteArray mac; ///< of the sealed one
};

namespace auditchain {

/// A line as bytes, every field with its length: no two lines have the same.
QByteArray bytesOf(qint64 number, const AuditEntry &entry);
/// The same out of the stored texts as UTF-8, in the order of AuditEntry; into `bytes`.
void write(QByteArray &bytes, qint64 number, qint64 atMs, std::span<const QByteArray> texts);
/// The link of a line that no key was there for.
QByteArray openLink(QByteArrayView previous, QByteArrayView line);
/// What the seal of a head is made over.
QByteArray headBytes(const AuditHead &head);

} // namespace auditchain

/// Checks line after line. One that is changed, missing, put in or moved makes its own link, or
/// that of the next one with a seal, a different one.
class AuditVerifier
{
public:
    /// The seal over previous link and line; empty when the key is not here.
    using Seal = std::function<QByteArray(QByteArrayView previous, QByteArrayView line)>;

    /// Goes on where the check stands.
    AuditVerifier(AuditCheck check, Seal seal, const QList<AuditHead> &heads);

    /// The next line; false once something is wrong.
    bool take(const AuditLine &line);
    /// All lines were taken.
    void finish();
    const AuditCheck &check() const { return m_check; }

private:
    bool fail(AuditProblem problem, qint64 from, qint64 number);
    bool linkHolds(const AuditLine &line);
    bool headsHold(const AuditLine &line);

    AuditCheck m_check;
    const Seal m_seal;
    const QList<AuditHead> m_heads;
};
