#include "tests/bench/benchvault.h"

#include "services/vault/cardblock.h"
#include "services/vault/vault.h"
#include "services/vault/vaultblob.h"
#include "tests/bench/rawgcm.h"

#include <QElapsedTimer>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 15;
constexpr int kPerRound = 5'000;

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "bench: %s\n", what);
    std::exit(1);
}

/// What one of kPerRound calls took on average.
template <class Work>
double microseconds(Work work)
{
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kPerRound; ++i) {
        if (!work())
            giveUp("a card did not come back");
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e3 / kPerRound;
}

} // namespace

void benchVault(BenchReport &report)
{
    SystemRandom random;
    Vault vault(random);
    Result<NewVault> made = vault.create(1);
    RootKeys keys;
    if (made)
        keys.emplace(1, std::move(made->rootKey));
    if (!made || !vault.unlock(made->header, keys))
        giveUp("no vault");
    CardDetails card;
    card.number = Pan(QByteArrayView("4242424242424242"));
    card.expiryMonth = 9;
    card.expiryYear = 2031;
    card.holder = u"Ada Lovelace"_s;
    const VaultPlace place{{u"mer_0123456789abcdefghij"_s},
                           {u"cus_0123456789abcdefghij"_s},
                           u"pm_0123456789abcdefghij"_s,
                           VaultRecordKind::SavedCard};
    const auto ours = [&] {
        const Result<SealedCard> sealed = vault.seal(place, card);
        const Result<CardDetails> opened = vault.open(place, sealed->sealed);
        return opened && opened->number.reveal() == card.number.reveal();
    };
    // The same bytes: the padded card, bound to the same place.
    RawGcm raw(QByteArray(32, 'k'));
    const QByteArray block = cardblock::pack(card)->view().toByteArray();
    const QByteArray binding =
        vaultblob::contentBinding(vaultblob::kSmallVersion, made->header.id, place);
    const auto theirs = [&] { return raw.sealAndOpen(block, binding); };

    microseconds(ours); // warm
    microseconds(theirs);
    QList<double> oursUs;
    QList<double> theirsUs;
    for (int round = 0; round < kRounds; ++round) {
        oursUs.append(microseconds(ours));
        theirsUs.append(microseconds(theirs));
    }
    const double median = percentile(oursUs, 0.5);
    report.atMostTimes(u"vault_seal_open"_s, u"one card"_s, median, percentile(theirsUs, 0.5),
                       u"us"_s, 12);
    report.atMost(u"vault_seal_open"_s, u"one card, absolute"_s, median, u"us"_s, 25);
}
