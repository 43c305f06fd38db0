#pragma once

#include "app/instanceguard.h"
#include "app/server/serveroptions.h"
#include "services/core/clock.h"
#include "services/core/id.h"
#include "services/core/random.h"
#include "services/core/securebytes.h"

#include <QObject>

#include <functional>
#include <memory>

class ApiServer;
class Engine;
class FileKeyProvider;
class FrontDoor;
class ShopObjects;
struct ServerServices;

/// What is secret of a server.
struct ServerSecrets
{
    SecretBytes passphrase; ///< of the key file
    SecretBytes adminKey;
};

/// Every concrete object behind one served file, built in order and taken down in reverse. Lives on
/// the main thread.
class ServerApp final : public QObject
{
    Q_OBJECT

public:
    using Started = std::function<void(const Result<> &)>;

    /// `clock` and `random` outlive it.
    ServerApp(const ServerOptions &options, ServerSecrets secrets, const Clock &clock,
              Random &random);
    ~ServerApp() override;

    /// Takes the file, listens, opens the engine and unlocks the vault; started hears once. Errors
    /// as InstanceGuard::acquire, HttpServer::listen, Engine::open and VaultAccess::unlock.
    void start(const Started &started);
    /// Where it listens, for people: "http://127.0.0.1:8080".
    QUrl url() const;
    /// Lets every request under way be answered, for a while, and stops; ended() follows.
    void end();

signals:
    void ended();

private:
    void listening(quint16 port, const Started &started);
    void unlock(const Started &started);
    HttpLimits limits() const;
    QUrl publicBase() const; ///< as shoppers reach it

    const ServerOptions m_options;
    const Clock &m_clock;
    Random &m_random;
    InstanceGuard m_guard;
    quint16 m_port = 0;
    std::unique_ptr<FileKeyProvider> m_keys;
    std::unique_ptr<ShopObjects> m_shopObjects;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<ServerServices> m_services;
    std::unique_ptr<ApiServer> m_api;
    FrontDoor *m_door = nullptr; ///< on the thread of m_api, and used there only
    SecretBytes m_adminKey;
    bool m_isOpen = false;
    bool m_isEnding = false;
};
