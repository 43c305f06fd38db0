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

QByteArray macOf(const QByteArray &time, const BankMessage &message, const QByteArray &secret)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, secret);
    code.addData(time);
    code.addData(".");
    code.addData(message.body);
    QByteArray mac = code.result().toHex();
    if (message.badSignature)
        mac.front() = mac.front() == '0' ? '1' : '0';
    return mac;
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

void BankNews::subscribe(BankDialect dialect, const QUrl &url, const QByteArray &secret)
{
    m_listeners[static_cast<size_t>(dialect)] = {url, secret};
    std::erase_if(m_waiting, [&](const auto &waiting) {
        return url.isEmpty() && waiting.second.dialect == dialect;
    });
    for (auto &[number, message] : m_waiting) {
        if (message.dialect != dialect)
            continue;
        message.dueMs = 0;
        message.tries = 0;
    }
    for (BankMessage &message : m_underWay) {
        if (message.dialect == dialect)
            message.tries = 0; // it may be on its way to where nobody is any more
    }
}

HttpHeaders BankNews::headersOf(const BankMessage &message, qint64 nowMs) const
{
    HttpHeaders headers = {{"Content-Type", "application/json"}, {"User-Agent", "simulated-bank"}};
    const QByteArray &key = listener(message.dialect).secret;
    switch (message.dialect) {
    case BankDialect::Own: {
        const QByteArray time = QByteArray::number(nowMs);
        headers.append(
            HttpHeader{"Simulator-Signature", "t=" + time + ",v1=" + macOf(time, message, key)});
        break;
    }
    case BankDialect::Stripe: {
        const QByteArray time = QByteArray::number(nowMs / 1000);
        headers.append(
            HttpHeader{"Stripe-Signature", "t=" + time + ",v1=" + macOf(time, message, key)});
        break;
    }
    case BankDialect::Adyen: break; // signed item by item
    }
    return headers;
}

void BankNews::observe(BankLedger &ledger, const QStringList &payments, qint64 nowMs,
                       const std::function<QJsonObject(const BankPayment &)> &toJson)
{
    for (const QString &id : payments) {
        const BankPayment *payment = ledger.byId(id);
        if (!payment || !isHeard(BankDialect::Own))
            continue;
        QList<BankEvent> events = eventsOf(*payment, nowMs);
        if (payment->scenario == CardScenario::NoWebhook || events.isEmpty())
            continue;
        const QJsonObject json = toJson(*payment);
        QList<BankTold> told;
        for (BankEvent &event : events) {
            const qint64 number = ledger.count(u"events"_s) + 1;
            ledger.setCount(u"events"_s, number);
            event.id = u"simevt_%1_%2"_s.arg(payment->id.section(u'_', 1)).arg(number);
            const QByteArray body =
                QJsonDocument(bodyOf(event, *payment, json)).toJson(QJsonDocument::Compact);
            told.append({event.id, event.type, payment->id, body});
        }
        tell(BankDialect::Own, payment->scenario, told, nowMs);
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

void BankNews::tell(BankDialect dialect, CardScenario scenario, const QList<BankTold> &events,
                    qint64 nowMs)
{
    QList<BankMessage> messages;
    for (const BankTold &told : events) {
        m_latest.append({dialect, told, nowMs});
        messages.append({dialect, told.body, told.id});
    }
    while (m_latest.size() > kMostKept)
        m_latest.removeFirst();
    if (scenario != CardScenario::DuplicateWebhooks || events.isEmpty()) {
        for (BankMessage &message : messages)
            add(std::move(message));
        return;
    }
    // Each twice, the newest first, and one that somebody else seems to have signed.
    std::ranges::reverse(messages);
    BankMessage bad = messages.constFirst();
    bad.badSignature = true;
    if (!events.constLast().badBody.isEmpty())
        bad.body = events.constLast().badBody;
    add(std::move(bad));
    for (const BankMessage &message : messages) {
        add(message);
        add(message);
    }
}

QList<BankCall> BankNews::takeDue(qint64 nowMs)
{
    QList<BankCall> due;
    for (auto it = m_waiting.begin(); it != m_waiting.end() && due.size() < kMostAtOnce;) {
        const BankMessage &message = it->second;
        if (message.dueMs > nowMs) {
            ++it;
            continue;
        }
        due.append({it->first, listener(message.dialect).url, headersOf(message, nowMs),
                    message.body, message.dialect});
        m_underWay.insert(it->first, message);
        it = m_waiting.erase(it);
    }
    return due;
}

void BankNews::answered(qint64 number, bool taken, qint64 nowMs)
{
    if (!m_underWay.contains(number))
        return;
    BankMessage message = m_underWay.take(number);
    const int tries = message.tries++;
    const bool goesOn = !taken && !message.badSignature && isHeard(message.dialect);
    if (!goesOn || tries >= int(std::size(kRetryMs)))
        return;
    message.dueMs = nowMs + kRetryMs[tries];
    m_waiting.emplace(number, std::move(message));
}

bool BankNews::replay(const QString &event, qint64 nowMs)
{
    for (const Kept &known : m_latest) {
        if (known.told.id != event)
            continue;
        BankMessage message{known.dialect, known.told.body, event};
        message.dueMs = nowMs;
        add(std::move(message));
        return true;
    }
    return false;
}

QJsonObject BankNews::toJson() const
{
    QJsonArray events;
    for (const Kept &known : m_latest)
        events.append(QJsonObject{{u"id"_s, known.told.id},
                                  {u"type"_s, known.told.type},
                                  {u"payment"_s, known.told.payment},
                                  {u"at"_s, known.atMs}});
    return {{u"url"_s, listener(BankDialect::Own).url.toString()},
            {u"adyen_url"_s, listener(BankDialect::Adyen).url.toString()},
            {u"stripe_url"_s, listener(BankDialect::Stripe).url.toString()},
            {u"waiting"_s, qint64(m_waiting.size())},
            {u"under_way"_s, qint64(m_underWay.size())},
            {u"events"_s, events}};
}
