#include "services/engine/tokendetaching.h"

#include "services/core/faultpoint.h"
#include "services/engine/accountkeys.h"
#include "services/engine/idempotencykey.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostAtOnce = 8;
constexpr qint64 kWithoutKeysMs = 30'000;
constexpr qsizetype kKeyLength = 40;

Result<> write(EngineCore &core, const ProcessorToken &token, DetachReason reason)
{
    const Result<ProcessorAccount> account =
        core.accounts.account(token.merchantId, token.connectorAccount);
    if (!account)
        return account.error().code == ErrorCode::NotFound ? Result<>() : Result<>(account.error());
    const Result<ConnectorCapabilities> can = core.gateway.capabilities(account->connector);
    if (!can || !can->detachesTokens)
        return {}; // nothing there can be told
    Detachment detachment;
    detachment.id = {core.random.newId("det"_L1)};
    detachment.merchantId = token.merchantId;
    detachment.connectorAccount = token.connectorAccount;
    detachment.paymentMethodId = token.paymentMethodId;
    detachment.token = token.token;
    detachment.reason = reason;
    const QByteArray named = "detach|" + detachment.id.value.toUtf8();
    detachment.idempotencyKey =
        QString::fromLatin1(keyedHash(core.installKey, named).toHex().first(kKeyLength));
    detachment.nextAtMs = core.clock.nowMs();
    detachment.createdAtMs = detachment.nextAtMs;
    detachment.modifiedAtMs = detachment.nextAtMs;
    return core.detachments.insert(detachment);
}

Result<> audit(EngineCore &core, const Detachment &detachment)
{
    AuditEntry entry;
    entry.atMs = detachment.modifiedAtMs;
    entry.merchantId = detachment.merchantId;
    entry.actor = u"processor"_s;
    entry.action = u"token.detach"_s;
    entry.object = detachment.paymentMethodId.value;
    entry.result = toText(detachment.state);
    entry.detail =
        u"account="_s + detachment.connectorAccount.value + u" reason="_s
        + toText(detachment.reason) + u" sends="_s + QString::number(detachment.sendCount)
        + (detachment.errorCode.isEmpty() ? QString() : u" code="_s + detachment.errorCode);
    return core.journal.appendAudit(entry);
}

} // namespace

namespace tokendetaching {

Result<> order(EngineCore &core, const SavedMethod &method, DetachReason reason)
{
    const auto tokens = core.processorTokens.forMethod(method.merchantId, method.id);
    if (!tokens)
        return tokens.error();
    for (const ProcessorToken &token : *tokens) {
        const Result<> written = write(core, token, reason);
        if (!written)
            return written;
    }
    return {};
}

Result<> orderRevoked(EngineCore &core, const Mandate &mandate)
{
    const auto others = core.mandates.forMethod(mandate.merchantId, mandate.paymentMethodId);
    if (!others)
        return others.error();
    const qint64 nowMs = core.clock.nowMs();
    const bool needed = std::ranges::any_of(*others, [&](const Mandate &other) {
        return other.id != mandate.id && isInForce(other, nowMs);
    });
    if (needed || mandate.paymentMethodId.isEmpty())
        return {};
    const Result<Payment> setUp = core.payments.find(mandate.merchantId, mandate.paymentId);
    const Result<ProcessorToken> token =
        setUp.and_then([&](const Payment &payment) -> Result<ProcessorToken> {
            return core.processorTokens.find(mandate.merchantId, payment.connectorAccount,
                                             payment.processorToken);
        });
    if (!token)
        return token.error().code == ErrorCode::NotFound ? Result<>() : Result<>(token.error());
    if (token->isDetached || token->paymentMethodId != mandate.paymentMethodId)
        return {};
    return write(core, *token, DetachReason::AgreementRevoked).and_then([&] {
        return core.processorTokens.markDetached(*token);
    });
}

} // namespace tokendetaching

void TokenDetacher::tick()
{
    const auto due = m_core.detachments.due(m_core.clock.nowMs(), kMostAtOnce);
    QList<Detachment> waiting;
    for (const Detachment &detachment : due.value_or({})) {
        if (!m_inFlight.contains(detachment.id.value) && !send(detachment))
            waiting.append(detachment);
    }
    if (!waiting.isEmpty())
        postpone(waiting);
}

bool TokenDetacher::send(const Detachment &detachment)
{
    const Result<ProcessorAccount> account =
        m_core.accounts.account(detachment.merchantId, detachment.connectorAccount);
    if (!account)
        return false;
    const Result<ProcessorAccount> opened = accountkeys::opened(m_core, *account);
    if (!opened && opened.error().code == ErrorCode::VaultLocked)
        return false;
    m_inFlight.insert(detachment.id.value);
    const DetachRequest request{detachment.token, detachment.id.value, detachment.idempotencyKey};
    m_core.gateway.detach(
        opened ? *opened : *account, request, this,
        [this, detachment](const DetachAnswer &answer) { settle(detachment, answer); });
    return true;
}

void TokenDetacher::postpone(const QList<Detachment> &waiting)
{
    for (const Detachment &detachment : waiting)
        m_inFlight.insert(detachment.id.value);
    const auto half = [this, waiting]() -> Result<> {
        const qint64 laterMs = m_core.clock.nowMs() + kWithoutKeysMs;
        for (Detachment later : waiting) {
            later.nextAtMs = laterMs;
            const Result<> written = m_core.detachments.update(later, later.sendCount);
            if (!written && written.error().code != ErrorCode::VersionConflict)
                return written;
        }
        return {};
    };
    m_core.writes.enqueue(half, [this, waiting](const Result<> &) {
        for (const Detachment &detachment : waiting)
            m_inFlight.remove(detachment.id.value);
    });
}

void TokenDetacher::settle(const Detachment &detachment, const DetachAnswer &answer)
{
    const Detachment after = answered(detachment, answer, m_core.clock.nowMs());
    const auto half = [this, before = detachment.sendCount, after]() -> Result<> {
        const Result<> written = m_core.detachments.update(after, before).and_then([&] {
            return after.state == DetachState::Due ? Result<>() : audit(m_core, after);
        });
        faultPoint("detach.before_commit");
        return written;
    };
    m_core.writes.enqueue(
        half,
        [this, id = after.id.value](const Result<> &) {
            faultPoint("detach.after_commit");
            m_inFlight.remove(id);
        },
        WriteQueue::Importance::MustSucceed);
}
