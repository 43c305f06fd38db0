#include "services/domain/auditchain.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace {

template <class Number>
void appendNumber(QByteArray &bytes, Number value)
{
    const Number stored = qToBigEndian(value);
    bytes.append(reinterpret_cast<const char *>(&stored), sizeof stored);
}

/// The same to where there is room; what is behind it.
template <class Number>
char *putNumber(char *at, Number value)
{
    qToBigEndian(value, at);
    return at + sizeof value;
}

} // namespace

namespace auditchain {

void write(QByteArray &bytes, qint64 number, qint64 atMs, std::span<const QByteArray> texts)
{
    auto size = static_cast<qsizetype>(sizeof number) + static_cast<qsizetype>(sizeof atMs);
    for (const QByteArray &text : texts)
        size += qsizetype(sizeof(quint32)) + text.size();
    bytes.resize(size); // keeps its memory
    char *at = putNumber(putNumber(bytes.data(), number), atMs);
    for (const QByteArray &text : texts) {
        at = putNumber(at, static_cast<quint32>(text.size()));
        at = std::copy(text.cbegin(), text.cend(), at);
    }
}

QByteArray bytesOf(qint64 number, const AuditEntry &entry)
{
    const std::array texts = {entry.merchantId.value.toUtf8(), entry.actor.toUtf8(),
                              entry.action.toUtf8(),           entry.object.toUtf8(),
                              entry.result.toUtf8(),           entry.detail.toUtf8()};
    QByteArray bytes;
    bytes.reserve(256);
    write(bytes, number, entry.atMs, texts);
    return bytes;
}

QByteArray openLink(QByteArrayView previous, QByteArrayView line)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(previous);
    hash.addData(line);
    return hash.result();
}

QByteArray headBytes(const AuditHead &head)
{
    QByteArray bytes("audit head"); // no line begins so: a line begins with its number
    appendNumber(bytes, head.number);
    return bytes;
}

} // namespace auditchain

AuditVerifier::AuditVerifier(AuditCheck check, Seal seal, const QList<AuditHead> &heads)
    : m_check(std::move(check))
    , m_seal(std::move(seal))
    , m_heads(heads)
{
}

bool AuditVerifier::take(const AuditLine &line)
{
    if (m_check.finding)
        return false;
    if (line.number != m_check.lines + 1)
        return fail(AuditProblem::Missing, m_check.lines + 1, line.number - 1);
    if (!linkHolds(line) || !headsHold(line))
        return false;
    m_check.lines = line.number;
    return true;
}

void AuditVerifier::finish()
{
    m_check.done = true;
    qint64 last = 0;
    for (const AuditHead &head : m_heads)
        last = std::max(last, head.number);
    if (!m_check.finding && last > m_check.lines)
        fail(AuditProblem::TailMissing, m_check.lines + 1, last);
}

bool AuditVerifier::fail(AuditProblem problem, qint64 from, qint64 number)
{
    m_check.finding = AuditFinding{problem, from, number};
    m_check.done = true;
    return false;
}

/// Takes over the line's link when it is the right one.
bool AuditVerifier::linkHolds(const AuditLine &line)
{
    if (line.link.isEmpty()) {
        if (m_check.linked)
            return fail(AuditProblem::NotLinked, line.number, line.number);
        // From before there were links: the first link covers them all.
        m_check.link = auditchain::openLink(m_check.link, line.bytes);
        return true;
    }
    // The line's own bytes may go with it: what is kept is a copy.
    QByteArray link;
    if (line.sealed) {
        link = m_seal(m_check.link, line.bytes);
        if (link.isEmpty()) {
            ++m_check.unread;
            link = QByteArray(line.link.constData(), line.link.size());
        } else if (link != line.link) {
            return fail(AuditProblem::Changed, m_check.lastSealed + 1, line.number);
        }
        ++m_check.sealed;
        m_check.lastSealed = line.number;
    } else {
        link = auditchain::openLink(m_check.link, line.bytes);
        if (link != line.link)
            return fail(AuditProblem::Changed, m_check.linked ? line.number : 1, line.number);
    }
    m_check.linked = true;
    m_check.link = std::move(link);
    return true;
}

bool AuditVerifier::headsHold(const AuditLine &line)
{
    for (const AuditHead &head : m_heads) {
        if (head.number != line.number)
            continue;
        const QByteArray mac =
            head.sealed ? m_seal(head.link, auditchain::headBytes(head)) : QByteArray();
        const bool forged = !mac.isEmpty() && mac != head.mac;
        if (forged || head.link != m_check.link)
            return fail(AuditProblem::HeadChanged, line.number, line.number);
    }
    return true;
}
