#pragma once

#include "services/domain/routingdecision.h"
#include "services/engine/routingservice.h"
#include "services/storage/accountstore.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

#include <QJsonArray>

/// The world with a second account, "mca_b", at a bank of its own: cards that fail at the first
/// instance for a reason of its own go through there.
class RoutingWorld
{
public:
    RoutingWorld()
        : m_second({QStringLiteral("sim_b"), testSeed() + 1,
                    QUrl(QStringLiteral("http://127.0.0.1:18090"))},
                   m_world.clock())
    {
        m_world.wire().setSecondBank(m_second, 18090);
    }

    EngineWorld *operator->() { return &m_world; }
    SimulatedBank &second() { return m_second; }
    ConnectorAccountId secondAccount() const { return {QStringLiteral("mca_b")}; }

    Result<bool> open()
    {
        Database database;
        AccountStore accounts(database);
        const ProcessorAccount account{secondAccount(),
                                       m_world.merchant(),
                                       m_world.profile(),
                                       QStringLiteral("simulator"),
                                       QStringLiteral("sim_b"),
                                       QUrl(QStringLiteral("http://127.0.0.1:18090")),
                                       true,
                                       false};
        const Result<> added = database.open({m_world.file(), true, false}).and_then([&] {
            return accounts.insertAccount(account);
        });
        database.close();
        return added ? m_world.start() : Result<bool>(added.error());
    }

    /// Keeps a configuration and puts it in force; its id.
    Result<QString> activate(const QString &algorithmJson)
    {
        RoutingService routings(m_world.engine());
        CreateRouting command;
        command.caller = m_world.caller();
        command.profileId = m_world.profile();
        command.name = QStringLiteral("Test");
        command.description = QStringLiteral("Test");
        command.algorithmJson = algorithmJson;
        const Result<RoutingAlgorithm> parsed = parseRouting(algorithmJson);
        command.algorithmKind = parsed ? toText(parsed->kind) : QStringLiteral("priority");
        const Result<RoutingConfig> made = EngineWorld::await(routings.create(command));
        if (!made)
            return made.error();
        const auto active = EngineWorld::await(routings.activate(m_world.caller(), made->id));
        return active ? Result<QString>(made->id) : active.error();
    }

    Result<> setRetries(int most)
    {
        ProfileChange change;
        change.settingsJson =
            QStringLiteral("{\"is_auto_retries_enabled\":%1,\"max_auto_retries_enabled\":%2}")
                .arg(most > 0 ? QStringLiteral("true") : QStringLiteral("false"))
                .arg(most);
        const auto changed = EngineWorld::await(
            m_world.merchants().updateProfile(m_world.caller(), m_world.profile(), change));
        return changed ? Result<>() : Result<>(changed.error());
    }

    Result<Payment> pay(const char *number, qint64 amount = 6000,
                        CaptureMethod method = CaptureMethod::Automatic)
    {
        return m_world.pay(amount, method, number);
    }

    /// "mca_test failure card_not_supported", "mca_b charged": each attempt.
    QStringList attempts(const PaymentId &id)
    {
        QStringList texts;
        for (const Attempt &attempt : m_world.details(id).attempts)
            texts.append(QString(attempt.connectorAccount.value + u' ' + toText(attempt.status)
                                 + u' ' + attempt.error.category)
                             .trimmed());
        return texts;
    }
    /// Why each attempt went where it went.
    QList<RoutingReason> reasons(const PaymentId &id)
    {
        QList<RoutingReason> all;
        for (const PaymentStep &step : m_world.details(id).steps) {
            if (const auto reason = routingReasonFromText(step.code))
                all.append(*reason);
        }
        return all;
    }

    /// What both banks did to one payment that still stands: "sim_a authorize 6000" ...
    QStringList effects(const PaymentId &id)
    {
        QStringList done;
        for (const auto &[name, bank] : {std::pair(QStringLiteral("sim_a"), &m_world.bank()),
                                         {QStringLiteral("sim_b"), &m_second}}) {
            const QJsonObject ledger = bank->ledger();
            for (const QJsonValue &effect : ledger[QLatin1String("effects")].toArray()) {
                const QString reference = effect[QLatin1String("reference")].toString();
                if (reference.startsWith(id.value + u'_'))
                    done.append(name + u' ' + effect[QLatin1String("kind")].toString() + u' '
                                + QString::number(effect[QLatin1String("amount")].toInteger()));
            }
        }
        return done;
    }

private:
    EngineWorld m_world;
    SimulatedBank m_second;
};
