#pragma once

#include "services/vault/keyprovider.h"

#include <QMutex>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

/// Keeps root keys in memory, and fails as it is told. It outlives the engines that use it, as a
/// keychain does. Safe from any thread.
class MemoryKeys final : public KeyProvider
{
public:
    void load(const QString &name, QObject *context, KeyHandler handler) override;
    void create(const QString &name, const SecretBytes &key, QObject *context,
                DoneHandler handler) override;
    void replace(const QString &name, const SecretBytes &key, QObject *context,
                 DoneHandler handler) override;
    void remove(const QString &name, QObject *context, DoneHandler handler) override;

    /// Every call ends with this from now on; nothing: they work.
    void setFailure(std::optional<ErrorCode> code);
    /// Calls are taken and answered when this is called again with false.
    void setHolding(bool hold);
    /// Drops the calls that wait: whoever made them has gone.
    void forgetHeld();
    /// Another key under every name.
    void spoil();
    /// "create", "load" ...: every call so far.
    QStringList calls() const;

private:
    void answer(const QString &call, QObject *context, std::function<void()> work);
    std::optional<ErrorCode> failure() const;

    mutable QMutex m_mutex;
    std::map<QString, SecretBytes> m_keys;
    std::optional<ErrorCode> m_failure;
    bool m_holding = false;
    std::vector<std::pair<QObject *, std::function<void()>>> m_held;
    QStringList m_calls;
};
