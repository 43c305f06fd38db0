#include "services/engine/idempotencyservice.h"

#include "services/engine/enginecore.h"
#include "services/storage/idempotencystore.h"
#include "services/vault/cipher.h"

#include <QMessageAuthenticationCode>

#include <span>

using namespace Qt::StringLiterals;

namespace {

QByteArray keyFor(const EngineCore &core, QByteArrayView purpose)
{
    return QMessageAuthenticationCode::hash(purpose.toByteArray(), core.installKey,
                                            QCryptographicHash::Sha256);
}

/// Keyed, since the body may hold a card number.
QByteArray bodyMac(const EngineCore &core, const IdempotentRequest &request)
{
    return QMessageAuthenticationCode::hash(
        request.bodyDigest, keyFor(core, "mac of request bodies|1"), QCryptographicHash::Sha256);
}

QByteArray boundTo(const MerchantId &merchant, const QString &key, int status)
{
    return QByteArray(merchant.value.toUtf8() + '|' + key.toUtf8() + '|'
                      + QByteArray::number(status));
}

Result<QByteArray> sealed(EngineCore &core, const QByteArray &bound, const QByteArray &answer)
{
    Cipher cipher;
    const QByteArray nonce = core.random.bytes(Cipher::kNonceSize);
    QByteArray text(answer.size() + Cipher::kTagSize, '\0');
    if (!cipher.seal(keyFor(core, "seal stored answers|1"), nonce, bound, answer,
                     std::span<char>(text.data(), size_t(text.size()))))
        return Error{ErrorCode::Internal, u"idempotency_key"_s};
    return QByteArray(nonce + text);
}

/// Empty when it does not open: it was moved or changed.
QByteArray opened(const EngineCore &core, const QByteArray &bound, const QByteArray &stored)
{
    if (stored.size() <= Cipher::kNonceSize + Cipher::kTagSize)
        return {};
    Cipher cipher;
    const QByteArrayView bytes(stored);
    return cipher
        .open(keyFor(core, "seal stored answers|1"), bytes.first(Cipher::kNonceSize), bound,
              bytes.sliced(Cipher::kNonceSize))
        .view()
        .toByteArray();
}

} // namespace

IdempotencyService::IdempotencyService(Engine &engine) : m_engine(engine) {}

Result<IdempotencyClaim> IdempotencyService::claimHere(const IdempotentRequest &request,
                                                       const QString &operationId)
{
    EngineCore &core = m_engine.core();
    IdempotencyStore store(core.database);
    const QByteArray mac = bodyMac(core, request);
    const Result<IdempotencyRow> known = store.find(request.merchantId, request.key);
    if (!known && known.error().code != ErrorCode::NotFound)
        return known.error();
    IdempotencyClaim claim;
    if (!known) {
        claim.operationId = operationId;
        claim.claimedAtMs = core.clock.nowMs();
        IdempotencyRow row{request.merchantId,
                           request.key,
                           request.method,
                           request.path,
                           mac,
                           operationId,
                           0,
                           {},
                           claim.claimedAtMs,
                           0};
        const Result<> stored =
            store.prune(request.merchantId, claim.claimedAtMs - kKeptMs).and_then([&] {
                return store.insert(row);
            });
        return stored ? Result<IdempotencyClaim>(claim) : stored.error();
    }
    if (known->method != request.method || known->path != request.path
        || !SecretBytes(mac).sameAs(known->bodyMac))
        return Error{ErrorCode::Duplicate, u"idempotency_key"_s};
    claim.operationId = known->operationId;
    claim.claimedAtMs = known->claimedAtMs;
    claim.state = IdempotencyClaim::State::Begun;
    if (known->finishedAtMs == 0)
        return claim;
    claim.state = IdempotencyClaim::State::Answered;
    claim.status = known->status;
    claim.answer =
        opened(core, boundTo(request.merchantId, request.key, known->status), known->sealedAnswer);
    if (claim.answer.isEmpty())
        return Error{ErrorCode::Internal, u"idempotency_key"_s};
    return claim;
}

QFuture<Result<IdempotencyClaim>> IdempotencyService::claim(IdempotentRequest request)
{
    return m_engine.start<IdempotencyClaim>(
        [this, request = std::move(request)](const Reply<IdempotencyClaim> &reply) {
            EngineCore &core = m_engine.core();
            const QString id = core.random.newId("idem"_L1);
            const auto claimed = std::make_shared<Result<IdempotencyClaim>>(ErrorCode::Internal);
            const auto half = [this, request, id, claimed]() -> Result<> {
                *claimed = claimHere(request, id);
                return *claimed ? Result<>() : Result<>(claimed->error());
            };
            core.writes.enqueue(half, [claimed, reply](const Result<> &committed) {
                reply(committed ? *claimed : Result<IdempotencyClaim>(committed.error()));
            });
        });
}

QFuture<Result<bool>> IdempotencyService::finish(const MerchantId &merchant, const QString &key,
                                                 int status, const QByteArray &answer)
{
    return write([this, merchant, key, status, answer]() -> Result<> {
        EngineCore &core = m_engine.core();
        const Result<QByteArray> text = sealed(core, boundTo(merchant, key, status), answer);
        if (!text)
            return text.error();
        return IdempotencyStore(core.database)
            .finish(merchant, key, status, *text, core.clock.nowMs());
    });
}

QFuture<Result<bool>> IdempotencyService::forget(const MerchantId &merchant, const QString &key)
{
    return write([this, merchant, key] {
        return IdempotencyStore(m_engine.core().database).removeUnfinished(merchant, key);
    });
}

QFuture<Result<bool>> IdempotencyService::write(std::function<Result<>()> half)
{
    return m_engine.start<bool>([this, half = std::move(half)](const Reply<bool> &reply) {
        m_engine.core().writes.enqueue(half, [reply](const Result<> &committed) {
            reply(committed ? Result<bool>(true) : committed.error());
        });
    });
}
