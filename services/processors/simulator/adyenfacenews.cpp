#include "services/processors/simulator/adyenfacenews.h"

#include "services/processors/adyen/adyenmoney.h"
#include "services/processors/adyen/adyennews.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QJsonObject item(const QString &code, bool success, const QString &reference, const QString &ours,
                 const BankPayment &payment, qint64 amount)
{
    const qint64 theirs = AdyenMoney::toAdyen(amount, payment.currency).value_or(amount);
    return {{u"eventCode"_s, code},
            {u"success"_s, success ? u"true"_s : u"false"_s},
            {u"pspReference"_s, reference},
            {u"merchantReference"_s, ours},
            {u"paymentMethod"_s, u"visa"_s},
            {u"reason"_s, QString()},
            {u"amount"_s,
             QJsonObject{{u"value"_s, theirs}, {u"currency"_s, toText(payment.currency)}}}};
}

QJsonObject modification(const QString &code, bool success, const QString &reference,
                         const QString &ours, const BankPayment &payment, qint64 amount)
{
    QJsonObject json = item(code, success, reference, ours, payment, amount);
    json.insert("originalReference"_L1, payment.id);
    return json;
}

QString reasonOf(const BankDecline &decline)
{
    if (decline.category == "insufficient_funds"_L1)
        return u"Not enough balance"_s;
    if (decline.category == "authentication_failed"_L1)
        return u"3D Not Authenticated"_s;
    if (decline.category == "customer_cancelled"_L1)
        return u"Cancelled"_s;
    return decline.category == "generic_decline"_L1 ? u"Refused"_s : decline.message;
}

QJsonObject authorisation(const BankPayment &payment)
{
    const bool yes = payment.isApproved();
    // What was held at first, whatever it was raised to since.
    const auto raised =
        std::ranges::find(payment.increments, BankProgress::Succeeded, &BankIncrement::state);
    const qint64 held = raised == payment.increments.end() ? payment.authorized : raised->previous;
    QJsonObject json = item(u"AUTHORISATION"_s, yes, payment.id, payment.reference, payment,
                            yes ? held : payment.amount);
    QJsonObject extra;
    if (yes && !payment.networkTransactionId.isEmpty())
        extra.insert("networkTxReference"_L1, payment.networkTransactionId);
    json.insert("additionalData"_L1, extra);
    if (!yes)
        json.insert("reason"_L1, reasonOf(payment.decline));
    return json;
}

} // namespace

void AdyenFaceNews::subscribe(const QUrl &url, const QByteArray &hexKey)
{
    m_url = url;
    m_hexKey = hexKey;
}

void AdyenFaceNews::made(const QString &payment, const QString &merchantAccount)
{
    if (m_accounts.contains(payment))
        return;
    m_payments.append(payment);
    m_accounts.insert(payment, merchantAccount);
}

void AdyenFaceNews::cancelled(const QString &reference, const QString &own,
                              const QString &merchantAccount)
{
    m_cancels.append({reference, own, merchantAccount});
}

bool AdyenFaceNews::isNew(const QString &what)
{
    if (m_told.contains(what))
        return false;
    m_told.insert(what);
    return true;
}

QList<QJsonObject> AdyenFaceNews::eventsOf(const BankPayment &payment, const Namer &nameOf)
{
    QList<QJsonObject> events;
    const bool decided = payment.isApproved() || payment.status == BankStatus::Declined;
    if (decided
        && isNew(u"auth "_s + payment.id
                 + toText(payment.status == BankStatus::Declined ? BankStatus::Declined
                                                                 : BankStatus::Authorized)))
        events.append(authorisation(payment));
    for (const BankCapture &capture : payment.captures) {
        const bool isSale = capture.reference == payment.operation;
        if (isSale || capture.state == BankProgress::Pending
            || !isNew(u"capture "_s + payment.id + capture.reference))
            continue;
        const bool yes = capture.state == BankProgress::Succeeded;
        events.append(modification(u"CAPTURE"_s, yes,
                                   nameOf(payment.id, u"captures"_s, capture.reference),
                                   capture.reference, payment, capture.amount));
    }
    for (const BankVoid &one : payment.voids) {
        const bool technical = std::ranges::any_of(
            m_cancels, [&](const Cancel &cancel) { return cancel.own == one.reference; });
        // A capture that closes releases the rest by itself: nobody asked for that cancel.
        const bool asked = std::ranges::none_of(payment.captures, [&](const BankCapture &capture) {
            return capture.reference == one.reference;
        });
        if (!technical && asked && isNew(u"void "_s + payment.id + one.reference))
            events.append(modification(u"CANCELLATION"_s, true,
                                       nameOf(payment.id, u"cancels"_s, one.reference),
                                       one.reference, payment, one.released));
    }
    for (const BankIncrement &one : payment.increments) {
        if (!isNew(u"increment "_s + payment.id + one.reference))
            continue;
        QJsonObject told =
            modification(u"AUTHORISATION_ADJUSTMENT"_s, one.state == BankProgress::Succeeded,
                         nameOf(payment.id, u"amountUpdates"_s, one.reference), one.reference,
                         payment, one.amount);
        told.insert("reason"_L1, reasonOf(one.decline));
        events.append(told);
    }
    for (const BankRefund &refund : payment.refunds) {
        const QString name = u"refund "_s + payment.id + refund.reference;
        const bool yes = refund.state == BankProgress::Succeeded;
        if (refund.state == BankProgress::Pending || !isNew(name + (yes ? u"+"_s : u"-"_s)))
            continue;
        const bool undone = !yes && m_told.contains(name + u'+');
        events.append(modification(undone ? u"REFUND_FAILED"_s : u"REFUND"_s, yes || undone,
                                   nameOf(payment.id, u"refunds"_s, refund.reference),
                                   refund.reference, payment, refund.amount));
    }
    if (payment.status == BankStatus::Expired && isNew(u"expire "_s + payment.id))
        events.append(
            item(u"EXPIRE"_s, true, payment.id, payment.reference, payment, payment.authorized));
    return events;
}

QByteArray AdyenFaceNews::bodyOf(QJsonObject item, qint64 nowMs) const
{
    item.insert("eventDate"_L1,
                QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC).toString(Qt::ISODate));
    QJsonObject extra = item["additionalData"_L1].toObject();
    extra.insert("hmacSignature"_L1, QString::fromLatin1(AdyenNews::signatureOf(item, m_hexKey)));
    item.insert("additionalData"_L1, extra);
    const QJsonObject body = {
        {u"live"_s, u"false"_s},
        {u"notificationItems"_s, QJsonArray{QJsonObject{{u"NotificationRequestItem"_s, item}}}}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QList<QByteArray> AdyenFaceNews::collect(BankLedger &ledger, qint64 nowMs, const Namer &nameOf)
{
    QList<QByteArray> bodies;
    if (m_url.isEmpty())
        return bodies;
    for (const QString &id : m_payments) {
        const BankPayment *payment = ledger.byId(id);
        if (!payment || payment->scenario == CardScenario::NoWebhook)
            continue;
        for (QJsonObject &event : eventsOf(*payment, nameOf)) {
            event.insert("merchantAccountCode"_L1, m_accounts.value(id));
            bodies.append(bodyOf(event, nowMs));
        }
    }
    for (Cancel &cancel : m_cancels) {
        if (cancel.isTold)
            continue;
        cancel.isTold = true;
        const BankPayment *payment = ledger.byReference(cancel.reference);
        const BankPayment nobody;
        const bool released = !payment || payment->status == BankStatus::Voided
                              || payment->status == BankStatus::Declined;
        QJsonObject event = item(u"TECHNICAL_CANCEL"_s, released,
                                 nameOf(cancel.reference, u"cancels"_s, cancel.own),
                                 cancel.reference, payment ? *payment : nobody, 0);
        if (payment)
            event.insert("originalReference"_L1, payment->id);
        event.insert("merchantAccountCode"_L1, cancel.merchantAccount);
        bodies.append(bodyOf(event, nowMs));
    }
    return bodies;
}
