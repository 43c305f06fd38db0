#pragma once

#include "app/server/serverservices.h"
#include "services/processors/simulator/simulatedbank.h"
#include "tests/support/memorykeys.h"

class ApiServer;
class ShopObjects;

/// The API's server over a file, composed as orchestratorxd composes it, with a bank in the same
/// process. Keys are many, since each may only ask so often.
class RestWorld
{
public:
    /// With a vault the file gets one; without, what is in it stays.
    RestWorld(const QString &file, const MerchantId &merchant, bool withVault);
    ~RestWorld();
    RestWorld(const RestWorld &) = delete;
    RestWorld &operator=(const RestWorld &) = delete;

    quint16 port() const { return m_port; }
    const QByteArray &key(qint64 number) const { return m_keys.at(number % m_keys.size()); }
    ServerServices &services() { return *m_services; }
    Caller caller() const { return {m_merchant, QStringLiteral("operator:bench")}; }

    /// Gives a file that is not open what a server needs: a vault under the passphrase, its key in
    /// `keyFile`, and that many keys of the API, which are the answer.
    static QByteArrayList prepare(const QString &file, const QString &keyFile,
                                  const QByteArray &passphrase, const MerchantId &merchant,
                                  int keys);

private:
    const MerchantId m_merchant;
    SystemClock m_clock;
    SystemRandom m_random;
    SimulatedBank m_bank;
    MemoryKeys m_vaultKeys;
    std::unique_ptr<ShopObjects> m_shopObjects;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<ServerServices> m_services;
    std::unique_ptr<ApiServer> m_api;
    QByteArrayList m_keys;
    quint16 m_port = 0;
};

/// A server of the same sockets and parser that answers everything with the same bytes.
class ConstantServer
{
public:
    explicit ConstantServer(const QByteArray &body);
    ~ConstantServer();
    ConstantServer(const ConstantServer &) = delete;
    ConstantServer &operator=(const ConstantServer &) = delete;

    quint16 port() const { return m_port; }

private:
    std::unique_ptr<ApiServer> m_api;
    quint16 m_port = 0;
};
