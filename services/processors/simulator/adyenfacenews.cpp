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

QJsonObject authorisation(const BankPayment &payment, const QString &shopper)
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
    if (yes && !payment.token.isEmpty() && !shopper.isEmpty()) {
        extra.insert("recurring.recurringDetailReference"_L1, payment.token);
        extra.insert("recurring.shopperReference"_L1, shopper);
    }
    json.insert("additionalData"_L1, extra);
    if (!yes)
        json.insert("reason"_L1, reasonOf(payment.decline));
    return json;
}

/// What Adyen calls it; empty when it says nothing.
QString disputeCode(const QString &status)
{
    if (status == "needs_response"_L1)
        return u"NOTIFICATION_OF_CHARGEBACK"_s;
    if (status == "won"_L1)
        return u"CHARGEBACK_REVERSED"_s;
    const bool lost = status == "lost"_L1 || status == "accepted"_L1;
    return lost ? u"SECOND_CHARGEBACK"_s : QString();
}

QByteArray bodyOf(const QJsonObject &item)
{
    const QJsonObject body = {
        {u"live"_s, u"false"_s},
        {u"notificationItems"_s, QJsonArray{QJsonObject{{u"NotificationRequestItem"_s, item}}}}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace

void AdyenFaceNews::made(const QString &payment, const QString &merchantAccount,
                         const QString &shopper)
{
    m_latestAccount = merchantAccount;
    m_accounts.insert(payment, merchantAccount);
    if (!shopper.isEmpty())
        m_shoppers.insert(payment, shopper);
}

void AdyenFaceNews::cancelled(const QString &reference, const QString &own, bool done)
{
    add({reference, own, true, done, false});
}

void AdyenFaceNews::cancelRefused(const QString &payment, const QString &own)
{
    add({payment, own, false, false, false});
}

void AdyenFaceNews::add(const Cancel &cancel)
{
    const bool known = std::ranges::any_of(m_cancels, [&](const Cancel &one) {
        return one.reference == cancel.reference && one.own == cancel.own;
    });
    if (!known) // a call that is made again changes nothing
        m_cancels.append(cancel);
}

bool AdyenFaceNews::isNew(const QString &what)
{
    if (m_told.contains(what))
        return false;
    m_told.insert(what);
    return true;
}

QList<QJsonObject> AdyenFaceNews::authorizationsOf(const BankPayment &payment)
{
    QList<QJsonObject> events;
    const QString shopper = m_shoppers.value(payment.id);
    const bool declined = payment.status == BankStatus::Declined;
    const bool decided = payment.isApproved() || declined;
    if (decided && isNew(u"auth "_s + payment.id + (declined ? u"-"_s : u"+"_s)))
        events.append(authorisation(payment, shopper));
    const bool kept = payment.storesCard && payment.isApproved() && !payment.token.isEmpty();
    if (kept && !shopper.isEmpty() && isNew(u"token "_s + payment.id)) {
        QJsonObject json = modification(u"RECURRING_CONTRACT"_s, true, payment.token,
                                        payment.reference, payment, 0);
        json.insert("additionalData"_L1,
                    QJsonObject{{u"recurring.shopperReference"_s, shopper},
                                {u"recurring.recurringDetailReference"_s, payment.token},
                                {u"shopperReference"_s, shopper}});
        events.append(json);
    }
    return events;
}

QList<QJsonObject> AdyenFaceNews::refundsOf(const BankPayment &payment, const Namer &nameOf)
{
    QList<QJsonObject> events;
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
    return events;
}

QList<QJsonObject> AdyenFaceNews::raisesOf(const BankPayment &payment, const Namer &nameOf)
{
    QList<QJsonObject> events;
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
    return events;
}

QList<QJsonObject> AdyenFaceNews::disputesOf(const BankPayment &payment)
{
    QList<QJsonObject> events;
    for (const BankDispute &dispute : payment.disputes) {
        const QString code = disputeCode(dispute.status);
        if (code.isEmpty() || !isNew(u"dispute "_s + dispute.id + dispute.status))
            continue;
        QJsonObject json =
            modification(code, true, dispute.id, payment.reference, payment, dispute.amount);
        json.insert("reason"_L1, u"Fraudulent Processing of Transactions"_s);
        QJsonObject extra = {{u"chargebackReasonCode"_s, u"10.4"_s},
                             {u"chargebackSchemeCode"_s, u"visa"_s}};
        const QDateTime until = QDateTime::fromMSecsSinceEpoch(dispute.respondByMs, Qt::UTC);
        if (code == "NOTIFICATION_OF_CHARGEBACK"_L1)
            extra.insert("defensePeriodEndsAt"_L1, until.toString(Qt::ISODate));
        json.insert("additionalData"_L1, extra);
        events.append(json);
    }
    return events;
}

QList<QJsonObject> AdyenFaceNews::eventsOf(const BankPayment &payment, const Namer &nameOf)
{
    QList<QJsonObject> events = authorizationsOf(payment);
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
        const bool technical = std::ranges::any_of(m_cancels, [&](const Cancel &cancel) {
            return cancel.isTechnical && cancel.own == one.reference;
        });
        // A capture that closes releases the rest by itself: nobody asked for that cancel.
        const bool asked = std::ranges::none_of(payment.captures, [&](const BankCapture &capture) {
            return capture.reference == one.reference;
        });
        if (!technical && asked && isNew(u"void "_s + payment.id + one.reference))
            events.append(modification(u"CANCELLATION"_s, true,
                                       nameOf(payment.id, u"cancels"_s, one.reference),
                                       one.reference, payment, one.released));
    }
    events += raisesOf(payment, nameOf);
    events += refundsOf(payment, nameOf);
    events += disputesOf(payment);
    if (payment.status == BankStatus::Expired && isNew(u"expire "_s + payment.id))
        events.append(
            item(u"EXPIRE"_s, true, payment.id, payment.reference, payment, payment.authorized));
    return events;
}

BankTold AdyenFaceNews::toldOf(QJsonObject item, const QString &payment, qint64 nowMs,
                               const QByteArray &hexKey) const
{
    item.insert("eventDate"_L1,
                QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC).toString(Qt::ISODate));
    item.insert("merchantAccountCode"_L1, m_accounts.value(payment, m_latestAccount));
    QJsonObject extra = item["additionalData"_L1].toObject();
    const auto signedWith = [&](const QByteArray &key) {
        extra.insert("hmacSignature"_L1, QString::fromLatin1(AdyenNews::signatureOf(item, key)));
        QJsonObject whole = item;
        whole.insert("additionalData"_L1, extra);
        return bodyOf(whole);
    };
    const QString type = item["eventCode"_L1].toString();
    const QString id =
        item["pspReference"_L1].toString() + u':' + type + u':' + item["success"_L1].toString();
    return {id, type, payment, signedWith(hexKey), signedWith("00" + hexKey)};
}

void AdyenFaceNews::observe(BankLedger &ledger, const QStringList &payments, qint64 nowMs,
                            const Namer &nameOf, BankNews &news)
{
    if (!news.isHeard(BankDialect::Adyen))
        return;
    const QByteArray hexKey = news.secret(BankDialect::Adyen);
    for (const QString &id : payments) {
        const BankPayment *payment = ledger.byId(id);
        if (!payment || payment->scenario == CardScenario::NoWebhook)
            continue;
        QList<BankTold> told;
        for (const QJsonObject &event : eventsOf(*payment, nameOf))
            told.append(toldOf(event, id, nowMs, hexKey));
        news.tell(BankDialect::Adyen, payment->scenario, told, nowMs);
    }
    tellCancels(ledger, nowMs, nameOf, news);
}

void AdyenFaceNews::tellCancels(BankLedger &ledger, qint64 nowMs, const Namer &nameOf,
                                BankNews &news)
{
    const BankPayment nobody;
    for (Cancel &cancel : m_cancels) {
        if (cancel.isTold || (cancel.isDone && !cancel.isTechnical))
            continue;
        cancel.isTold = true;
        const BankPayment *known = cancel.isTechnical ? ledger.byReference(cancel.reference)
                                                      : ledger.byId(cancel.reference);
        const BankPayment &payment = known ? *known : nobody;
        const QString name = nameOf(cancel.reference, u"cancels"_s, cancel.own);
        QJsonObject event =
            cancel.isTechnical
                ? item(u"TECHNICAL_CANCEL"_s, cancel.isDone, name, cancel.reference, payment, 0)
                : item(u"CANCELLATION"_s, false, name, cancel.own, payment, 0);
        if (known)
            event.insert("originalReference"_L1, payment.id);
        if (!cancel.isDone)
            event.insert("reason"_L1, u"Transaction hasn't been cancelled"_s);
        const BankTold told = toldOf(event, payment.id, nowMs, news.secret(BankDialect::Adyen));
        news.tell(BankDialect::Adyen, payment.scenario, {told}, nowMs);
    }
}
