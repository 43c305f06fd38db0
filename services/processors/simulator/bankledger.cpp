#include "services/processors/simulator/bankledger.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const BankEffect &effect, qsizetype sequence)
{
    return {{u"seq"_s, qint64(sequence)},       {u"at"_s, effect.atMs},
            {u"payment"_s, effect.payment},     {u"reference"_s, effect.reference},
            {u"operation"_s, effect.operation}, {u"kind"_s, effect.kind},
            {u"amount"_s, effect.amount},       {u"currency"_s, toText(effect.currency)}};
}

std::optional<BankEffect> effectFrom(const QJsonValue &json)
{
    const auto currency = currencyFromText(json["currency"_L1].toString());
    if (!currency)
        return std::nullopt;
    return BankEffect{json["at"_L1].toInteger(),
                      json["payment"_L1].toString(),
                      json["reference"_L1].toString(),
                      json["operation"_L1].toString(),
                      json["kind"_L1].toString(),
                      json["amount"_L1].toInteger(),
                      *currency};
}

} // namespace

BankPayment *BankLedger::byId(const QString &id)
{
    const auto found = m_byId.constFind(id);
    return found == m_byId.cend() ? nullptr : &m_payments[size_t(*found)];
}

BankPayment *BankLedger::byReference(const QString &reference)
{
    const auto found = m_byReference.constFind(reference);
    return found == m_byReference.cend() ? nullptr : &m_payments[size_t(*found)];
}

BankPayment *BankLedger::byChallenge(const QString &token)
{
    const auto found = m_byChallenge.constFind(token);
    return found == m_byChallenge.cend() ? nullptr : &m_payments[size_t(*found)];
}

BankPayment *BankLedger::byDispute(const QString &id)
{
    const auto found = m_byDispute.constFind(id);
    return found == m_byDispute.cend() ? nullptr : &m_payments[size_t(*found)];
}

const BankPayment *BankLedger::byToken(const QString &token) const
{
    const auto found = m_byToken.constFind(token);
    const bool known = found != m_byToken.cend() && !m_detached.contains(token);
    return known ? &m_payments[size_t(*found)] : nullptr;
}

bool BankLedger::detach(const QString &token, const QString &operation, qint64 nowMs)
{
    const auto found = m_byToken.constFind(token);
    if (found == m_byToken.cend())
        return false;
    if (m_detached.contains(token))
        return true;
    m_detached.insert(token);
    m_change.insert("detached"_L1, token);
    addEffect(m_payments[size_t(*found)], operation, u"detach"_s, 0, nowMs);
    return true;
}

BankPayment &BankLedger::add(BankPayment payment)
{
    const qsizetype position = paymentCount();
    m_payments.push_back(std::move(payment));
    BankPayment &added = m_payments.back();
    m_byId.insert(added.id, position);
    // Two payments may carry one reference: keys keep repeats out, and where a caller sends a
    // second key for the same thing the ledger must show the double charge.
    m_byReference.insert(added.reference, position);
    changed(added);
    return added;
}

void BankLedger::changed(const BankPayment &payment)
{
    const qsizetype position = m_byId.value(payment.id);
    m_changed.insert(position);
    m_touched.insert(position);
    index(position);
}

void BankLedger::index(qsizetype position)
{
    const BankPayment &payment = m_payments[size_t(position)];
    if (!payment.challengeToken.isEmpty())
        m_byChallenge.insert(payment.challengeToken, position);
    if (payment.storesCard && !payment.token.isEmpty() && payment.isApproved())
        m_byToken.insert(payment.token, position);
    for (const BankDispute &dispute : payment.disputes)
        m_byDispute.insert(dispute.id, position);
    const qint64 before = m_dueOf.value(position);
    const qint64 due = payment.dueMs();
    if (before == due)
        return;
    if (before != 0)
        m_due.erase({before, position});
    if (due != 0) {
        m_due.insert({due, position});
        m_dueOf.insert(position, due);
    } else {
        m_dueOf.remove(position);
    }
}

void BankLedger::addEffect(const BankPayment &payment, const QString &operation,
                           const QString &kind, qint64 amount, qint64 atMs)
{
    m_effects.append(
        {atMs, payment.id, payment.reference, operation, kind, amount, payment.currency});
}

const BankAnswer *BankLedger::answerTo(const QByteArray &key) const
{
    const auto found = m_answers.constFind(key);
    return found == m_answers.cend() ? nullptr : &*found;
}

void BankLedger::keepAnswer(const QByteArray &key, const BankAnswer &answer)
{
    m_answers.insert(key, answer);
    m_change.insert("answer"_L1, QJsonObject{{u"key"_s, QString::fromLatin1(key)},
                                             {u"mac"_s, QString::fromLatin1(answer.mac)},
                                             {u"status"_s, answer.status},
                                             {u"body"_s, QString::fromUtf8(answer.body)}});
}

void BankLedger::addTombstone(const QString &reference, const QString &operation)
{
    m_tombstones[reference].append(operation);
    m_change.insert("tombstone"_L1,
                    QJsonObject{{u"reference"_s, reference}, {u"operation"_s, operation}});
}

void BankLedger::setCount(const QString &name, qint64 value)
{
    m_counts.insert(name, value);
    QJsonObject counts = m_change["counts"_L1].toObject();
    counts.insert(name, value);
    m_change.insert("counts"_L1, counts);
}

void BankLedger::setOffset(qint64 ms)
{
    m_offsetMs = ms;
    m_change.insert("offset"_L1, ms);
}

BankPayment *BankLedger::nextDue(qint64 nowMs)
{
    if (m_due.empty() || m_due.begin()->first > nowMs)
        return nullptr;
    return &m_payments[size_t(m_due.begin()->second)];
}

QJsonArray BankLedger::paymentsJson(const QUrl &baseUrl) const
{
    QJsonArray list;
    for (const BankPayment &payment : m_payments)
        list.append(toJson(payment, baseUrl));
    return list;
}

QJsonArray BankLedger::challengesJson(const QUrl &baseUrl) const
{
    QJsonArray list;
    for (const BankPayment &payment : m_payments) {
        if (payment.status == BankStatus::ChallengeRequired)
            list.append(toJson(payment, baseUrl));
    }
    return list;
}

QJsonArray BankLedger::effectsJson() const
{
    QJsonArray list;
    for (qsizetype i = 0; i < m_effects.size(); ++i)
        list.append(toJson(m_effects.at(i), i + 1));
    return list;
}

QStringList BankLedger::takeTouched()
{
    QStringList ids;
    for (const qsizetype position : m_touched)
        ids.append(m_payments[size_t(position)].id);
    m_touched.clear();
    return ids;
}

QByteArray BankLedger::takeChanges()
{
    QJsonArray payments;
    for (const qsizetype position : m_changed)
        payments.append(toRecord(m_payments[size_t(position)]));
    m_changed.clear();
    QJsonArray effects;
    for (; m_effectsWritten < m_effects.size(); ++m_effectsWritten)
        effects.append(toJson(m_effects.at(m_effectsWritten), m_effectsWritten + 1));
    if (!payments.isEmpty())
        m_change.insert("payments"_L1, payments);
    if (!effects.isEmpty())
        m_change.insert("effects"_L1, effects);
    const QJsonObject change = std::exchange(m_change, {});
    return change.isEmpty() ? QByteArray() : QJsonDocument(change).toJson(QJsonDocument::Compact);
}

void BankLedger::dropChanges()
{
    m_changed.clear();
    m_effectsWritten = m_effects.size();
    m_change = {};
}

Result<> BankLedger::replay(QByteArrayView line)
{
    const QJsonObject change =
        QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), line.size())).object();
    if (change.isEmpty())
        return Error{ErrorCode::InvalidValue, u"ledger"_s, u"a line that is not a change"_s};
    for (const QJsonValue value : change["payments"_L1].toArray()) {
        std::optional<BankPayment> payment = fromRecord(value.toObject());
        if (!payment)
            return Error{ErrorCode::InvalidValue, u"ledger"_s, u"a payment nobody understands"_s};
        BankPayment *known = byId(payment->id);
        if (known) {
            *known = std::move(*payment);
            changed(*known);
        } else {
            add(std::move(*payment));
        }
    }
    for (const QJsonValue value : change["effects"_L1].toArray()) {
        const std::optional<BankEffect> effect = effectFrom(value);
        if (!effect)
            return Error{ErrorCode::InvalidValue, u"ledger"_s, u"an effect nobody understands"_s};
        m_effects.append(*effect);
    }
    const QJsonObject answer = change["answer"_L1].toObject();
    if (!answer.isEmpty())
        m_answers.insert(answer["key"_L1].toString().toLatin1(),
                         {answer["mac"_L1].toString().toLatin1(), answer["status"_L1].toInt(),
                          answer["body"_L1].toString().toUtf8()});
    const QJsonObject tombstone = change["tombstone"_L1].toObject();
    if (!tombstone.isEmpty())
        m_tombstones[tombstone["reference"_L1].toString()].append(
            tombstone["operation"_L1].toString());
    const QString detached = change["detached"_L1].toString();
    if (!detached.isEmpty())
        m_detached.insert(detached);
    const QJsonObject counts = change["counts"_L1].toObject();
    for (auto count = counts.begin(); count != counts.end(); ++count)
        m_counts.insert(count.key(), count->toInteger());
    m_offsetMs = change["offset"_L1].toInteger(m_offsetMs);
    m_changed.clear();
    m_touched.clear(); // was told before, or is lost
    m_effectsWritten = m_effects.size();
    return {};
}
