#pragma once

#include "services/vault/vault.h"
#include "tests/support/seed.h"

/// An unlocked vault with one root key, and cards for it.
struct VaultWorld
{
    static constexpr qint64 kNowMs = 1'780'000'000'000;

    VaultWorld()
    {
        Result<NewVault> made = vault.create(kNowMs);
        if (!made)
            qFatal("no vault");
        header = made->header;
        keys.emplace(1, std::move(made->rootKey));
        unlocked = vault.unlock(header, keys);
    }

    static CardDetails card(QByteArrayView number = "4242424242424242",
                            const QString &holder = QStringLiteral("Ada Lovelace"))
    {
        CardDetails details;
        details.number = Pan(number);
        details.cvc = Cvc(QByteArrayView("987"));
        details.expiryMonth = 9;
        details.expiryYear = 2031;
        details.holder = holder;
        return details;
    }

    static VaultPlace place(const QString &record = QStringLiteral("pm_one"))
    {
        return {{QStringLiteral("mer_one")},
                {QStringLiteral("cus_one")},
                record,
                VaultRecordKind::SavedCard};
    }

    /// Sealed where place() says.
    QByteArray sealed(const VaultPlace &where = place())
    {
        const Result<SealedCard> done = vault.seal(where, card());
        return done ? done->sealed : QByteArray();
    }

    /// Keeps another root key and unlocks with both.
    void rotate()
    {
        Result<NewVaultKey> next = vault.nextKey(kNowMs + 1);
        if (!next)
            qFatal("no next key");
        header.generations.append(next->generation);
        keys.emplace(next->generation.number, std::move(next->rootKey));
        unlocked = vault.unlock(header, keys);
    }

    SystemRandom random;
    Vault vault{random};
    VaultHeader header;
    RootKeys keys;
    Result<> unlocked;
};

/// All that is kept of a card, as text.
inline QByteArray textOf(const CardDetails &card)
{
    return card.number.reveal().toByteArray() + ' ' + QByteArray::number(card.expiryMonth) + '/'
           + QByteArray::number(card.expiryYear) + ' ' + card.holder.toUtf8() + ' '
           + card.cvc.reveal().toByteArray();
}

/// The code of an error; Internal (never what is asked for here) when there is none.
template <class T>
ErrorCode codeOf(const Result<T> &result)
{
    return result ? ErrorCode::Internal : result.error().code;
}
