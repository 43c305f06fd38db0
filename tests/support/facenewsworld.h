#pragma once

#include "services/engine/disputeservice.h"
#include "services/engine/incomingservice.h"
#include "tests/support/faceworld.h"

#include <QTest>

#include <algorithm>

/// A world whose payments go to the bank in the clothes of a real processor, which tells what
/// happens in that processor's words, signed; a test carries the calls, in whatever order.
class FaceNewsWorld : public FaceWorld
{
public:
    enum class Order { AsTold, Backwards, TwiceBackwards };

    static FaceNewsWorld *adyen(const WorldSetup &setup = {})
    {
        return new FaceNewsWorld(BankDialect::Adyen, QStringLiteral("adyen"), "AQEtest", setup,
                                 QStringLiteral("/v71"), "ShopECOM");
    }
    static FaceNewsWorld *stripe(const WorldSetup &setup = {})
    {
        return new FaceNewsWorld(BankDialect::Stripe, QStringLiteral("stripe"), "sk_test_51Abc",
                                 setup, {}, {});
    }
    ~FaceNewsWorld() { stop(); }

    /// Signs what the bank tells: Adyen's in hex.
    static QByteArray secret() { return QByteArray(64, 'a'); }
    QUrl address() const
    {
        return QUrl(QString(QStringLiteral("http://127.0.0.1/webhooks/") + merchant().value
                            + QLatin1Char('/') + faceAccount.value));
    }
    Result<QByteArray> receive(const BankCall &call)
    {
        return await(m_incoming->receive({merchant(), faceAccount.value, call.headers, call.body}));
    }
    /// The calls that are due, as if they had been taken.
    QList<BankCall> told()
    {
        QList<BankCall> calls = bank().takeDueNews();
        for (const BankCall &call : std::as_const(calls))
            bank().newsAnswered(call.number, true);
        return calls;
    }
    /// Carries them. How many were refused.
    int carry(QList<BankCall> calls, Order order = Order::AsTold)
    {
        int refused = 0;
        if (order != Order::AsTold)
            std::ranges::reverse(calls);
        if (order == Order::TwiceBackwards)
            calls += calls;
        for (const BankCall &call : std::as_const(calls))
            refused += receive(call) ? 0 : 1;
        return refused;
    }
    /// Carries them, and waits until what they say is worked off, as far as that can be done now.
    /// How many were refused; -1 when it takes too long.
    int hear(const QList<BankCall> &calls, Order order = Order::AsTold)
    {
        const int refused = carry(calls, order);
        return QTest::qWaitFor([this] { return isIdle(); }, 20'000) ? refused : -1;
    }
    int hear(Order order = Order::AsTold) { return hear(told(), order); }
    QList<InboxEntry> entries()
    {
        const auto page = await(m_incoming->list(merchant(), {}));
        return page ? page->entries : QList<InboxEntry>();
    }
    bool isIdle()
    {
        return std::ranges::none_of(entries(), [this](const InboxEntry &one) {
            return one.state == InboxState::Waiting && one.nextTryAtMs <= clock().nowMs();
        });
    }
    QList<Dispute> disputes()
    {
        const auto page = await(m_disputes->list(merchant(), {}));
        return page ? page->disputes : QList<Dispute>();
    }
    Result<bool> restart()
    {
        m_incoming.reset();
        m_disputes.reset();
        const Result<bool> again = EngineWorld::restart();
        makeServices();
        return again;
    }
    PaymentStatus status(const PaymentId &id) { return payment(id).status; }

private:
    FaceNewsWorld(BankDialect dialect, const QString &face, const QByteArray &key,
                  const WorldSetup &setup, const QString &version, const QByteArray &name)
        : FaceWorld(face, key, setup, version, name)
    {
        clock().setLongestWait(5);
        makeServices();
        AccountService accounts(engine());
        AccountChange change;
        const QByteArray json = "{\"merchant_secret\":\"" + secret() + "\"}";
        change.webhookSecrets = std::make_shared<const SecretBytes>(json);
        change.webhookSecretShown = QStringLiteral("aa***");
        begun = begun && await(accounts.update(caller(), faceAccount, change));
        bank().subscribe(address(), secret(), dialect);
    }
    void makeServices()
    {
        m_incoming = std::make_unique<IncomingService>(engine());
        m_disputes = std::make_unique<DisputeService>(engine());
    }

    std::unique_ptr<IncomingService> m_incoming;
    std::unique_ptr<DisputeService> m_disputes;
};
