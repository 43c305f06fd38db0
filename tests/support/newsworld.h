#pragma once

#include "services/engine/accountservice.h"
#include "services/engine/incomingservice.h"
#include "tests/support/engineworld.h"

/// An engine world whose bank tells what happens, to an account that knows its secret.
class NewsWorld : public EngineWorld
{
public:
    static inline const QByteArray kSecret = "whsec_of_the_simulated_bank";

    explicit NewsWorld(const WorldSetup &setup = {}, const QByteArray &secret = kSecret)
        : EngineWorld(setup)
    {
        if (!start())
            qFatal("the engine does not start");
        makeServices();
        if (!await(vault().create(caller())))
            qFatal("the vault cannot be made");
        if (!secret.isEmpty())
            setSecrets("{\"merchant_secret\":\"" + secret + "\"}");
        bank().subscribe(address(), kSecret);
    }
    ~NewsWorld() { stop(); }

    QUrl address() const
    {
        return QUrl(QString(QStringLiteral("http://127.0.0.1/webhooks/") + merchant().value + u'/'
                            + account().value));
    }
    IncomingService &incoming() { return *m_incoming; }
    AccountService &accounts() { return *m_accounts; }
    Result<bool> restart()
    {
        m_incoming.reset();
        m_accounts.reset();
        const Result<bool> again = EngineWorld::restart();
        makeServices();
        return again;
    }
    void setSecrets(const QByteArray &json)
    {
        AccountChange change;
        change.webhookSecrets = std::make_shared<SecretBytes>(json);
        change.webhookSecretShown = QStringLiteral("wh***");
        if (!await(m_accounts->update(caller(), account(), change)))
            qFatal("the secret cannot be kept");
    }

    Result<QByteArray> receive(const BankCall &call, const QString &at = {})
    {
        return await(m_incoming->receive(
            {merchant(), at.isEmpty() ? account().value : at, call.headers, call.body}));
    }
    /// Takes the bank's calls that are due, in that order, and tells it what became of each. How
    /// many there were.
    int pump()
    {
        int count = 0;
        for (const BankCall &call : bank().takeDueNews()) {
            bank().newsAnswered(call.number, receive(call).has_value());
            ++count;
        }
        return count;
    }
    QList<InboxEntry> entries()
    {
        const auto page = await(m_incoming->list(merchant(), {}));
        return page ? page->entries : QList<InboxEntry>();
    }
    /// Whether everything that was kept is worked off, for QTRY_VERIFY.
    bool isIdle()
    {
        const QList<InboxEntry> all = entries();
        return std::ranges::none_of(
            all, [](const InboxEntry &one) { return one.state == InboxState::Waiting; });
    }
    PaymentStatus status(const PaymentId &id) { return payment(id).status; }

private:
    void makeServices()
    {
        m_incoming = std::make_unique<IncomingService>(engine());
        m_accounts = std::make_unique<AccountService>(engine(), QHash<QString, QUrl>());
    }

    std::unique_ptr<IncomingService> m_incoming;
    std::unique_ptr<AccountService> m_accounts;
};
