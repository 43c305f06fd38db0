#pragma once

#include "services/core/clock.h"
#include "services/interfaces/apiaccess.h"

#include <QHash>

#include <mutex>
#include <optional>

/// Whose keys were let in lately, so that a call with one of them need not wait for the engine. Any
/// thread may ask; the engine thread fills it, and makes it forget before anybody hears that a key
/// has ended.
class AdmittedKeys
{
public:
    /// How keys are hashed and what time it is; before anything is kept.
    void begin(const QByteArray &installKey, const Clock &clock);
    /// Nothing when the engine has to say.
    std::optional<ApiIdentity> find(QByteArrayView key) const;
    /// To be known until then, by the hash of the key.
    void keep(const QByteArray &hash, const ApiIdentity &identity, qint64 untilMs);
    void forget(const QByteArray &hash);
    void forgetAll();

private:
    struct Admitted
    {
        ApiIdentity identity;
        qint64 untilMs = 0;
    };

    mutable std::mutex m_mutex;
    QByteArray m_installKey;
    const Clock *m_clock = nullptr;
    QHash<QByteArray, Admitted> m_byHash;
};
