#include "services/processors/simulator/stripefacenews.h"

#include "services/processors/simulator/stripefaceobjects.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

QString intentEvent(const BankPayment &payment)
{
    if (payment.isVerification()) {
        switch (payment.status) {
        case BankStatus::ChallengeRequired: return u"setup_intent.requires_action"_s;
        case BankStatus::Declined: return u"setup_intent.setup_failed"_s;
        case BankStatus::Voided:
        case BankStatus::Expired: return u"setup_intent.canceled"_s;
        case BankStatus::Captured:
        case BankStatus::Authorized:
        case BankStatus::PartiallyCaptured: return u"setup_intent.succeeded"_s;
        case BankStatus::Pending:
        case BankStatus::Review: return {}; // Stripe has none
        }
    }
    switch (payment.status) {
    case BankStatus::Authorized: return u"payment_intent.amount_capturable_updated"_s;
    case BankStatus::ChallengeRequired: return u"payment_intent.requires_action"_s;
    case BankStatus::Pending:
    case BankStatus::Review: return u"payment_intent.processing"_s;
    case BankStatus::Declined: return u"payment_intent.payment_failed"_s;
    case BankStatus::Voided:
    case BankStatus::Expired: return u"payment_intent.canceled"_s;
    case BankStatus::Captured: return u"payment_intent.succeeded"_s;
    case BankStatus::PartiallyCaptured:
        return payment.held() > 0 ? u"payment_intent.amount_capturable_updated"_s
                                  : u"payment_intent.succeeded"_s;
    }
    return {};
}

QString stateOf(BankProgress state)
{
    switch (state) {
    case BankProgress::Pending: return u"pending"_s;
    case BankProgress::Succeeded: return u"succeeded"_s;
    case BankProgress::Failed: return u"failed"_s;
    }
    return {};
}

} // namespace

void StripeFaceNews::addRefunds(const BankPayment &payment, Told &told, QList<Event> &events)
{
    for (const BankRefund &refund : payment.refunds) {
        QString &known = told[refund.id];
        const QString state = stateOf(refund.state);
        if (known == state)
            continue;
        const QJsonObject object = stripefaceobjects::refundJson(payment, refund);
        if (known.isEmpty())
            events.append({u"refund.created"_s, object});
        else
            events.append({u"charge.refund.updated"_s, object});
        if (refund.state == BankProgress::Succeeded)
            events.append({u"charge.refunded"_s, stripefaceobjects::chargeJson(payment)});
        known = state;
    }
}

void StripeFaceNews::addDisputes(const BankPayment &payment, Told &told, QList<Event> &events)
{
    for (const BankDispute &dispute : payment.disputes) {
        QString &known = told[dispute.id];
        if (known == dispute.status)
            continue;
        const bool isOpen =
            dispute.status == "needs_response"_L1 || dispute.status == "under_review"_L1;
        const QString type = known.isEmpty() ? u"charge.dispute.created"_s
                             : isOpen        ? u"charge.dispute.updated"_s
                                             : u"charge.dispute.closed"_s;
        events.append({type, stripefaceobjects::disputeJson(payment, dispute)});
        known = dispute.status;
    }
}

QList<StripeFaceNews::Event> StripeFaceNews::eventsOf(const BankPayment &payment,
                                                      const QUrl &bankUrl)
{
    QList<Event> events;
    Told &told = m_told[payment.id];
    const QString type = intentEvent(payment);
    // Several captures move the same status.
    const QString state = type + QString::number(payment.captured);
    QString &known = told[payment.id];
    if (!type.isEmpty() && known != state)
        events.append({type, stripefaceobjects::intentJson(payment, bankUrl, false)});
    known = state;
    for (const BankCapture &capture : payment.captures) {
        const bool isSale = capture.reference == payment.operation;
        QString &captured = told[u"capture "_s + capture.reference];
        if (isSale || capture.state != BankProgress::Succeeded || !captured.isEmpty())
            continue;
        captured = u"told"_s;
        events.append({u"charge.captured"_s, stripefaceobjects::chargeJson(payment)});
    }
    addRefunds(payment, told, events);
    addDisputes(payment, told, events);
    return events;
}

void StripeFaceNews::observe(BankLedger &ledger, const QStringList &payments, qint64 nowMs,
                             const QUrl &bankUrl, const Namer &newName, BankNews &news)
{
    if (!news.isHeard(BankDialect::Stripe))
        return;
    for (const QString &id : payments) {
        const BankPayment *payment = ledger.byId(id);
        if (!payment || payment->scenario == CardScenario::NoWebhook)
            continue;
        QList<BankTold> all;
        for (const Event &event : eventsOf(*payment, bankUrl)) {
            const QString name = newName();
            const QJsonObject json = {{u"id"_s, name},
                                      {u"object"_s, u"event"_s},
                                      {u"api_version"_s, u"2023-08-16"_s},
                                      {u"created"_s, nowMs / 1000},
                                      {u"livemode"_s, false},
                                      {u"pending_webhooks"_s, 1},
                                      {u"request"_s, QJsonValue()},
                                      {u"type"_s, event.type},
                                      {u"data"_s, QJsonObject{{u"object"_s, event.object}}}};
            all.append({name, event.type, id, QJsonDocument(json).toJson(QJsonDocument::Compact)});
        }
        news.tell(BankDialect::Stripe, payment->scenario, all, nowMs);
    }
}
