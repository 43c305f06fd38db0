#pragma once

#include "services/interfaces/connectoraccounts.h"
#include "services/interfaces/events.h"
#include "tests/support/fakepayments.h"

#include <algorithm>

/// Accounts at made-up processors, kept in memory. Keys are kept as they came: they are test keys.
/// Keys that begin with "wrong" are refused by the processor, and live keys by the account.
class FakeAccounts final : public ConnectorAccounts
{
public:
    explicit FakeAccounts(Events &events) : m_events(events)
    {
        ConnectorDescription stripe;
        stripe.name = QStringLiteral("stripe");
        stripe.displayName = QStringLiteral("Stripe");
        stripe.authType = QStringLiteral("HeaderKey");
        stripe.keys = {{KeyPart::Key, KeyName::SecretKey, true}};
        stripe.testUrl = stripe.liveUrl = QUrl(QStringLiteral("https://api.stripe.com"));
        stripe.features = {ConnectorFeature::PartialCapture, ConnectorFeature::SavedCards};
        ConnectorDescription adyen;
        adyen.name = QStringLiteral("adyen");
        adyen.displayName = QStringLiteral("Adyen");
        adyen.authType = QStringLiteral("BodyKey");
        adyen.keys = {{KeyPart::Key, KeyName::AccessKey, true},
                      {KeyPart::Name, KeyName::MerchantAccount, false}};
        adyen.testUrl = QUrl(QStringLiteral("https://checkout-test.adyen.com/v71"));
        adyen.features = {ConnectorFeature::MultipleCaptures};
        known = {adyen, stripe};
    }

    QFuture<Result<ConnectorAccount>> create(CreateAccount command) override
    {
        asked.append(QStringLiteral("create"));
        if (const auto refused = refusal(command.change))
            return accountAnswers.ask(*refused);
        ConnectorAccount setup;
        setup.account.id = {QStringLiteral("mca_%1").arg(accounts.size() + 1)};
        setup.account.merchantId = command.caller.merchantId;
        setup.account.connector = command.connector;
        setup.account.baseUrl = QUrl(QStringLiteral("https://api.stripe.com"));
        apply(setup, command.change);
        accounts.append(setup);
        return told(setup);
    }
    QFuture<Result<ConnectorAccount>> find(const MerchantId &,
                                           const ConnectorAccountId &id) override
    {
        const ConnectorAccount *found = at(id);
        return accountAnswers.ask(found ? Result<ConnectorAccount>(*found)
                                        : Result<ConnectorAccount>(ErrorCode::NotFound));
    }
    QFuture<Result<QList<ConnectorAccount>>> list(const MerchantId &) override
    {
        return listAnswers.ask(listError ? Result<QList<ConnectorAccount>>(*listError)
                                         : Result<QList<ConnectorAccount>>(accounts));
    }
    QFuture<Result<ConnectorAccount>> update(const Caller &, const ConnectorAccountId &id,
                                             AccountChange change) override
    {
        asked.append(QStringLiteral("update"));
        if (const auto refused = refusal(change))
            return accountAnswers.ask(*refused);
        apply(*at(id), change);
        return told(*at(id));
    }
    QFuture<Result<ConnectorAccount>> remove(const Caller &, const ConnectorAccountId &id) override
    {
        asked.append(QStringLiteral("remove"));
        const ConnectorAccount gone = *at(id);
        accounts.removeIf([&](const ConnectorAccount &each) { return each.account.id == id; });
        return told(gone);
    }
    QFuture<Result<bool>> verify(CreateAccount command) override
    {
        asked.append(QStringLiteral("verify"));
        return verdict(command.change);
    }
    QFuture<Result<bool>> test(const Caller &, const ConnectorAccountId &,
                               AccountChange change) override
    {
        asked.append(QStringLiteral("test"));
        return verdict(change);
    }
    QFuture<Result<ConnectorAccount>> restoreKeys(const Caller &,
                                                  const ConnectorAccountId &id) override
    {
        asked.append(QStringLiteral("restore"));
        at(id)->previousUntilMs = 0;
        return told(*at(id));
    }
    QFuture<Result<AccountUse>> use(const MerchantId &, const ConnectorAccountId &) override
    {
        return useAnswers.ask(uses);
    }
    QFuture<Result<QList<AccountHealth>>> health(const MerchantId &) override
    {
        QList<AccountHealth> all;
        for (const ConnectorAccount &setup : accounts) {
            AccountHealth one = healths.value(setup.account.id.value);
            one.account = setup.account.id;
            all.append(one);
        }
        return healthAnswers.ask(all);
    }
    QFuture<Result<QList<ConnectorDescription>>> processors() override
    {
        return processorAnswers.ask(known);
    }

    /// An account that is there from the start.
    ConnectorAccount &add(const QString &connector, const QString &label, qint64 keysSetAtMs)
    {
        ConnectorAccount setup;
        setup.account.id = {QStringLiteral("mca_%1").arg(accounts.size() + 1)};
        setup.account.connector = connector;
        setup.account.label = label;
        setup.account.baseUrl = QUrl(QStringLiteral("https://api.stripe.com"));
        setup.authShownJson = QStringLiteral("{\"api_key\":\"sk************q2\"}");
        setup.keysSetAtMs = keysSetAtMs;
        accounts.append(setup);
        return accounts.last();
    }

    QList<ConnectorAccount> accounts;
    QList<ConnectorDescription> known;
    QHash<QString, AccountHealth> healths; ///< by account id
    AccountUse uses;
    std::optional<Error> listError;
    std::optional<Error> error; ///< of every change and test, when set
    QStringList asked;          ///< "create", "test" ...
    QByteArray keys;            ///< the last that came, as JSON
    FakeAnswers<ConnectorAccount> accountAnswers;
    FakeAnswers<QList<ConnectorAccount>> listAnswers;
    FakeAnswers<bool> testAnswers;
    FakeAnswers<AccountUse> useAnswers;
    FakeAnswers<QList<AccountHealth>> healthAnswers;
    FakeAnswers<QList<ConnectorDescription>> processorAnswers;

private:
    ConnectorAccount *at(const ConnectorAccountId &id)
    {
        const auto found = std::ranges::find_if(
            accounts, [&](const ConnectorAccount &each) { return each.account.id == id; });
        return found == accounts.end() ? nullptr : &*found;
    }
    std::optional<Error> refusal(const AccountChange &change)
    {
        if (change.auth)
            keys = change.auth->view().toByteArray();
        if (!error && change.auth && keys.contains("_live_"))
            return Error{ErrorCode::InvalidValue,
                         QStringLiteral("connector_account_details.api_key")};
        return error;
    }
    QFuture<Result<bool>> verdict(const AccountChange &change)
    {
        if (const auto refused = refusal(change))
            return testAnswers.ask(*refused);
        const Error wrong{ErrorCode::InvalidValue, QStringLiteral("connector_account_details")};
        const bool refused = change.auth && keys.contains("\"wrong");
        return testAnswers.ask(refused ? Result<bool>(wrong) : Result<bool>(true));
    }
    static void apply(ConnectorAccount &setup, const AccountChange &change)
    {
        setup.account.label = change.label.value_or(setup.account.label);
        setup.account.baseUrl = change.baseUrl.value_or(setup.account.baseUrl);
        setup.account.disabled = change.disabled.value_or(setup.account.disabled);
        setup.methodsJson = change.methodsJson.value_or(setup.methodsJson);
        if (!change.auth)
            return;
        setup.previousUntilMs = change.keepPrevious ? kSetMs + 24LL * 3'600'000 : 0;
        setup.authShownJson = change.authShownJson;
        setup.keysSetAtMs = kSetMs;
    }
    QFuture<Result<ConnectorAccount>> told(const ConnectorAccount &setup)
    {
        emit m_events.setupChanged(setup.account.merchantId);
        return accountAnswers.ask(setup);
    }

    static constexpr qint64 kSetMs = 1'767'225'600'000;

    Events &m_events;
};
