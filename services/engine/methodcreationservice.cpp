#include "services/engine/methodcreationservice.h"

#include "services/domain/textrules.h"
#include "services/engine/clientsecrets.h"
#include "services/engine/customerrecord.h"
#include "services/engine/enginecore.h"
#include "services/engine/methodkeeping.h"
#include "services/engine/networktokens.h"
#include "services/storage/waitingmethodstore.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostWaiting = 10'000;

Result<> checkGiven(const MethodGiven &given, qint64 nowMs)
{
    return checkCard(given.card, nowMs, false)
        .and_then([&] { return checkText(given.card.holder, u"card_holder_name"_s); })
        .and_then([&] {
            return given.networkToken ? networktokens::check(*given.networkToken, nowMs)
                                      : Result<>();
        })
        .and_then([&] {
            return checkOptionalId(given.networkTransactionId, u"network_transaction_id"_s);
        });
}

SavedMethod draftOf(EngineCore &core, const MerchantId &merchant, const CustomerId &customer,
                    const QString &nickname)
{
    SavedMethod draft;
    draft.id = {core.random.newId("pm"_L1)};
    draft.merchantId = merchant;
    draft.customerId = customer;
    draft.nickname = nickname;
    draft.createdAtMs = core.clock.nowMs();
    draft.modifiedAtMs = draft.createdAtMs;
    return draft;
}

/// Puts the sealed card where the method's is kept, in place of what was there.
Result<> replaceRecord(EngineCore &core, SavedMethod &method, const SealedCard &sealed)
{
    if (!method.vaultRecordId.isEmpty()) {
        core.ciphertextRemoved = true;
        const Result<> removed = core.vaultRecords.remove(method.merchantId, method.vaultRecordId);
        if (!removed)
            return removed;
    }
    method.vaultRecordId = method.id.value;
    const VaultPlace place{method.merchantId, method.customerId, method.id.value,
                           VaultRecordKind::SavedCard};
    VaultRecord record{0,
                       place,
                       sealed.keyGeneration,
                       sealed.sealed,
                       sealed.fingerprint,
                       method.modifiedAtMs,
                       method.modifiedAtMs};
    return core.vaultRecords.insert(record);
}

/// What else came with the card.
Result<> keepRest(EngineCore &core, const SavedMethod &method, const MethodGiven &given,
                  const QString &actor)
{
    const Result<> kept =
        given.networkToken ? networktokens::put(core, method, *given.networkToken) : Result<>();
    const QString detail = u"usage="_s + toText(method.usage)
                           + (given.networkToken ? u" network_token=kept"_s : QString());
    return kept.and_then(
        [&] { return methodkeeping::audit(core, method, u"method.save"_s, actor, detail); });
}

/// The method as it is stored then.
Result<SavedMethod> store(EngineCore &core, const MethodGiven &given, const SavedMethod &draft,
                          const QString &actor)
{
    const CardDetails &card = given.card;
    const Result<Customer> customer =
        customerrecord::find(core, draft.merchantId, draft.customerId);
    if (!customer)
        return customer.error();
    const Result<QByteArray> fingerprint = core.vault.fingerprint(draft.merchantId, card.number);
    if (!fingerprint)
        return fingerprint.error();
    const Result<SavedMethod> known =
        core.methods.findByNumber(draft.merchantId, draft.customerId, *fingerprint);
    if (!known && known.error().code != ErrorCode::NotFound)
        return known.error();
    SavedMethod method = known.value_or(draft);
    method.card = summaryOf(card);
    if (!draft.nickname.isEmpty())
        method.nickname = draft.nickname;
    if (!given.networkTransactionId.isEmpty()) {
        method.usage = wider(method.usage, FutureUsage::OffSession);
        method.networkTransactionId = given.networkTransactionId;
    }
    method.fingerprint = *fingerprint;
    method.modifiedAtMs = core.clock.nowMs();
    const VaultPlace place{method.merchantId, method.customerId, method.id.value,
                           VaultRecordKind::SavedCard};
    const Result<SealedCard> sealed = core.vault.seal(place, card);
    if (!sealed)
        return sealed.error();
    const Result<> stored =
        replaceRecord(core, method, *sealed)
            .and_then(
                [&] { return known ? core.methods.update(method) : core.methods.insert(method); })
            .and_then([&] { return keepRest(core, method, given, actor); });
    return stored ? Result<SavedMethod>(method) : stored.error();
}

/// A method without a card, as it is shown.
SavedMethod shownAs(const WaitingMethod &waiting)
{
    SavedMethod method;
    method.id = waiting.id;
    method.merchantId = waiting.merchantId;
    method.customerId = waiting.customerId;
    method.nickname = waiting.nickname;
    method.createdAtMs = waiting.createdAtMs;
    method.modifiedAtMs = waiting.createdAtMs;
    return method;
}

Result<> keepWaiting(EngineCore &core, const WaitingMethod &method)
{
    WaitingMethodStore waiting(core.database);
    const Result<> pruned = waiting.prune(method.merchantId, method.createdAtMs);
    const Result<int> others = waiting.count(method.merchantId);
    if (!pruned || !others)
        return pruned ? Result<>(others.error()) : pruned;
    if (*others >= kMostWaiting)
        return Error{ErrorCode::Overloaded};
    return waiting.insert(method);
}

} // namespace

void MethodCreationService::save(const std::shared_ptr<const MethodGiven> &given,
                                 const SavedMethod &draft, const PaymentMethodId &waiting,
                                 const QString &actor, const Done &done)
{
    EngineCore &core = m_engine.core();
    const Result<> good = checkGiven(*given, core.clock.nowMs()).and_then([&] {
        return checkText(draft.nickname, u"nick_name"_s);
    });
    if (!good)
        return done(good.error());
    const auto stored = std::make_shared<Result<SavedMethod>>(ErrorCode::Internal);
    const auto half = [&core, given, draft, waiting, actor, stored]() -> Result<> {
        *stored = store(core, *given, draft, actor);
        if (!*stored || waiting.isEmpty())
            return *stored ? Result<>() : Result<>(stored->error());
        return WaitingMethodStore(core.database).fill(draft.merchantId, waiting, (*stored)->id);
    };
    core.writes.enqueue(half, [this, stored, done](const Result<> &committed) {
        if (!committed)
            return done(committed.error());
        if (m_engine.core().ciphertextRemoved)
            methodkeeping::wipeRemoved(m_engine.core());
        emit m_engine.events().customerChanged((*stored)->customerId);
        done(*stored);
    });
}

void MethodCreationService::wait(const CreateMethod &command, const Reply<CreatedMethod> &reply)
{
    EngineCore &core = m_engine.core();
    const Result<Customer> customer =
        customerrecord::find(core, command.caller.merchantId, command.customerId);
    if (!customer)
        return reply(customer.error());
    const Result<> named = checkText(command.nickname, u"nick_name"_s);
    if (!named)
        return reply(named.error());
    const SavedMethod draft =
        draftOf(core, command.caller.merchantId, command.customerId, command.nickname);
    const clientsecrets::Kept secret =
        clientsecrets::newSecret(core, draft.merchantId, {draft.id.value});
    WaitingMethod waiting;
    waiting.id = draft.id;
    waiting.merchantId = draft.merchantId;
    waiting.customerId = draft.customerId;
    waiting.nickname = draft.nickname;
    waiting.secretHash = secret.hash;
    waiting.createdAtMs = draft.createdAtMs;
    waiting.untilMs = draft.createdAtMs + kWaitsForMs;
    const auto half = [&core, waiting] { return keepWaiting(core, waiting); };
    core.writes.enqueue(half, [reply, draft, told = secret.secret](const Result<> &committed) {
        if (!committed)
            return reply(committed.error());
        reply(CreatedMethod{draft, told});
    });
}

QFuture<Result<CreatedMethod>> MethodCreationService::create(CreateMethod command)
{
    return m_engine.start<CreatedMethod>([this, command = std::move(command)](
                                             const Reply<CreatedMethod> &reply) mutable {
        const bool more = command.networkToken || !command.networkTransactionId.isEmpty();
        if (!command.card && more)
            return reply(Error{ErrorCode::MissingField, u"card"_s});
        if (!command.card)
            return wait(command, reply);
        const auto given = std::make_shared<const MethodGiven>(
            MethodGiven{std::move(*command.card), std::move(command.networkToken),
                        std::move(command.networkTransactionId)});
        const SavedMethod draft = draftOf(m_engine.core(), command.caller.merchantId,
                                          command.customerId, command.nickname);
        save(given, draft, {}, command.caller.actor, [reply](const Result<SavedMethod> &method) {
            reply(method ? Result<CreatedMethod>(CreatedMethod{*method, {}}) : method.error());
        });
    });
}

QFuture<Result<SavedMethod>> MethodCreationService::fill(FillMethod command)
{
    return m_engine.start<SavedMethod>([this, command = std::move(command)](
                                           const Reply<SavedMethod> &reply) mutable {
        EngineCore &core = m_engine.core();
        const Result<WaitingMethod> waiting =
            WaitingMethodStore(core.database)
                .find(command.caller.merchantId, command.id, core.clock.nowMs());
        if (!waiting && waiting.error().code != ErrorCode::NotFound)
            return reply(waiting.error());
        if (!waiting || !clientsecrets::matches(core, command.secret.reveal(), waiting->secretHash))
            return reply(Error{ErrorCode::NotFound, u"client_secret"_s});
        SavedMethod draft = shownAs(*waiting);
        if (!command.nickname.isEmpty())
            draft.nickname = command.nickname;
        const auto given =
            std::make_shared<const MethodGiven>(MethodGiven{std::move(command.card), {}, {}});
        save(given, draft, command.id, command.caller.actor,
             [reply](const Result<SavedMethod> &method) { reply(method); });
    });
}

QFuture<Result<PaymentMethodId>> MethodCreationService::filledBy(const MerchantId &merchant,
                                                                 const PaymentMethodId &id,
                                                                 ClientSecret secret)
{
    return m_engine.start<PaymentMethodId>(
        [this, merchant, id, secret = std::move(secret)](const Reply<PaymentMethodId> &reply) {
            EngineCore &core = m_engine.core();
            const auto hashes =
                WaitingMethodStore(core.database).secretsOf(merchant, id, core.clock.nowMs());
            if (!hashes)
                return reply(hashes.error());
            const bool theirs = std::ranges::any_of(*hashes, [&](const QByteArray &hash) {
                return clientsecrets::matches(core, secret.reveal(), hash);
            });
            reply(theirs ? Result<PaymentMethodId>(id)
                         : Error{ErrorCode::NotFound, u"client_secret"_s});
        });
}

QFuture<Result<SavedMethod>> MethodCreationService::waiting(const MerchantId &merchant,
                                                            const PaymentMethodId &id)
{
    return m_engine.start<SavedMethod>([this, merchant, id](const Reply<SavedMethod> &reply) {
        EngineCore &core = m_engine.core();
        const Result<WaitingMethod> waiting =
            WaitingMethodStore(core.database).find(merchant, id, core.clock.nowMs());
        reply(waiting ? Result<SavedMethod>(shownAs(*waiting)) : waiting.error());
    });
}
