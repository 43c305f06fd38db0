#include "services/processors/simulator/banknews.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostAtOnce = 64;
constexpr qsizetype kMostKept = 1'000;
constexpr qint64 kRetryMs[] = {1'000,     5'000,     30'000,    120'000,   600'000,  3'600'000,
                               3'600'000, 3'600'000, 3'600'000, 3'600'000, 3'600'000};

HttpHeaders signedHeaders(QByteArrayView body, const QByteArray &secret, qint64 nowMs, bool badly)
{
    const QByteArray time = QByteArray::number(nowMs);
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, secret);
    code.addData(time);
    code.addData(".");
    code.addData(body.data(), body.size());
    QByteArray mac = code.result().toHex();
    if (badly)
        mac.front() = mac.front() == '0' ? '1' : '0';
    return {{"Content-Type", "application/json"},
            {"User-Agent", "simulated-bank"},
            {"Simulator-Signature", "t=" + time + ",v1=" + mac}};
}

QString partState(BankProgress state)
{
    return state == BankProgress::Pending     ? u"pending"_s
           : state == BankProgress::Succeeded ? u"succeeded"_s
                                              : u"failed"_s;
}

QJsonObject bodyOf(const BankEvent &event, const BankPayment &payment,
                   const QJsonObject &paymentJson)
{
    QJsonObject json = {{u"id"_s, event.id},        {u"type"_s, event.type},
                        {u"created"_s, event.atMs}, {u"operation"_s, event.operation},
                        {u"kind"_s, event.kind},    {u"payment"_s, paymentJson}};
    for (const BankDispute &dispute : payment.disputes) {
        if (dispute.id == event.dispute)
            json.insert("dispute"_L1, toJson(dispute, payment));
    }
    return json;
}

} // namespace

void BankNews::subscribe(const QUrl &url, const QByteArray &secret)
{
    m_url = url;
    m_secret = secret;
    if (url.isEmpty())
        m_waiting.clear();
}

void BankNews::observe(BankLedger &ledger, qint64 nowMs,
                       const std::function<QJsonObject(const BankPayment &)> &toJson)
{
    for (const QString &id : ledger.takeTouched()) {
        const BankPayment *payment = ledger.byId(id);
        if (!payment || !isHeard())
            continue;
        QList<BankEvent> events = eventsOf(*payment, nowMs);
        if (payment->scenario == CardScenario::NoWebhook)
            continue;
        for (BankEvent &event : events) {
            const qint64 number = ledger.count(u"events"_s) + 1;
            ledger.setCount(u"events"_s, number);
            event.id = u"simevt_%1_%2"_s.arg(payment->id.section(u'_', 1)).arg(number);
        }
        if (!events.isEmpty())
            tell(*payment, events, toJson(*payment));
    }
}

QList<BankEvent> BankNews::eventsOf(const BankPayment &payment, qint64 nowMs)
{
    Told &told = m_told[payment.id];
    QList<BankEvent> events;
    const auto add = [&](const QString &type, const QString &kind, const QString &operation,
                         const QString &dispute = {}) {
        events.append({{}, type, nowMs, operation, kind, dispute, payment.id});
    };
    const bool isAuthorized = payment.authorized > 0;
    const QString status = toText(payment.status);
    if (isAuthorized && !told.wasAuthorized && status != "authorized"_L1)
        add(u"payment.authorized"_s, u"authorize"_s, payment.operation);
    if (status != told.status)
        add(u"payment."_s + status, u"authorize"_s, payment.operation);
    told.wasAuthorized = isAuthorized;
    told.status = status;
    const auto part = [&](const QString &kind, const QString &name, const QString &state,
                          const QString &operation) {
        QString &known = told.parts[kind + name];
        if (known != state)
            add(kind + u'.' + state, kind, operation, kind == "dispute"_L1 ? name : QString());
        known = state;
    };
    for (const BankCapture &capture : payment.captures) {
        if (capture.reference != payment.operation) // otherwise it is the sale itself
            part(u"capture"_s, capture.reference, partState(capture.state), capture.reference);
    }
    for (const BankVoid &one : payment.voids)
        part(u"void"_s, one.reference, u"succeeded"_s, one.reference);
    for (const BankRefund &refund : payment.refunds)
        part(u"refund"_s, refund.reference, partState(refund.state), refund.reference);
    for (const BankDispute &dispute : payment.disputes)
        part(u"dispute"_s, dispute.id, dispute.status, {});
    return events;
}

void BankNews::tell(const BankPayment &payment, const QList<BankEvent> &events,
                    const QJsonObject &paymentJson)
{
    QList<BankMessage> messages;
    for (const BankEvent &event : events) {
        const QByteArray body =
            QJsonDocument(bodyOf(event, payment, paymentJson)).toJson(QJsonDocument::Compact);
        m_latest.append({event, body});
        messages.append(messageOf(body, event.id, false));
    }
    while (m_latest.size() > kMostKept)
        m_latest.removeFirst();
    if (payment.scenario != CardScenario::DuplicateWebhooks) {
        for (BankMessage &message : messages)
            add(std::move(message));
        return;
    }
    // Each twice, the newest first, and one that somebody else seems to have signed.
    std::ranges::reverse(messages);
    add(messageOf(messages.constFirst().body, messages.constFirst().event, true));
    for (const BankMessage &message : messages) {
        add(message);
        add(message);
    }
}

BankMessage BankNews::messageOf(const QByteArray &body, const QString &event,
                                bool badSignature) const
{
    BankMessage message;
    message.url = m_url;
    message.body = body;
    message.event = event;
    message.once = badSignature;
    message.headers = [secret = m_secret, badSignature](QByteArrayView text, qint64 nowMs) {
        return signedHeaders(text, secret, nowMs, badSignature);
    };
    return message;
}

void BankNews::add(BankMessage message)
{
    m_waiting.emplace(++m_number, std::move(message));
}

QList<BankCall> BankNews::takeDue(qint64 nowMs)
{
    QList<BankCall> due;
    for (auto it = m_waiting.begin(); it != m_waiting.end() && due.size() < kMostAtOnce;) {
        if (it->second.dueMs > nowMs) {
            ++it;
            continue;
        }
        const BankMessage &message = it->second;
        due.append({it->first, message.url, message.headers(message.body, nowMs), message.body});
        m_underWay.insert(it->first, message);
        it = m_waiting.erase(it);
    }
    return due;
}

void BankNews::answered(qint64 number, bool taken, qint64 nowMs)
{
    BankMessage message = m_underWay.take(number);
    const int tries = message.tries++;
    if (taken || message.once || !message.headers || tries >= int(std::size(kRetryMs)))
        return;
    message.dueMs = nowMs + kRetryMs[tries];
    m_waiting.emplace(number, std::move(message));
}

bool BankNews::replay(const QString &event, qint64 nowMs)
{
    for (const auto &[known, body] : m_latest) {
        if (known.id != event)
            continue;
        BankMessage message = messageOf(body, event, false);
        message.dueMs = nowMs;
        add(std::move(message));
        return true;
    }
    return false;
}

QJsonObject BankNews::toJson() const
{
    QJsonArray events;
    for (const auto &[event, body] : m_latest)
        events.append(QJsonObject{{u"id"_s, event.id},
                                  {u"type"_s, event.type},
                                  {u"payment"_s, event.payment},
                                  {u"at"_s, event.atMs}});
    return {{u"url"_s, m_url.toString()},
            {u"waiting"_s, qint64(m_waiting.size())},
            {u"under_way"_s, qint64(m_underWay.size())},
            {u"events"_s, events}};
}
