#include "services/vault/rootkeys.h"

#include <memory>

namespace {

struct Loading
{
    KeyProvider &provider;
    QList<VaultKeyGeneration> left; ///< the next one last
    QObject *context;
    std::function<void(Result<RootKeys>)> handler;
    RootKeys keys;
};

void loadNext(const std::shared_ptr<Loading> &loading)
{
    if (loading->left.isEmpty())
        return loading->handler(std::move(loading->keys));
    const VaultKeyGeneration generation = loading->left.takeLast();
    loading->provider.load(generation.keyName, loading->context,
                           [loading, generation](Result<SecretBytes> key) {
                               if (!key && loading->keys.empty())
                                   return loading->handler(key.error());
                               if (key)
                                   loading->keys.emplace(generation.number, std::move(*key));
                               loadNext(loading);
                           });
}

} // namespace

void loadRootKeys(KeyProvider &provider, const VaultHeader &header, QObject *context,
                  std::function<void(Result<RootKeys>)> handler)
{
    loadNext(std::make_shared<Loading>(
        Loading{provider, header.generations, context, std::move(handler), {}}));
}
