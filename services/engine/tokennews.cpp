#include "services/engine/tokennews.h"

#include "services/engine/methodkeeping.h"
#include "services/engine/operationjournal.h"

using namespace Qt::StringLiterals;

namespace {

const auto kActor = u"processor"_s;

bool isMissing(const Error &error)
{
    return error.code == ErrorCode::NotFound;
}

/// The method a token stands for changed; it may have been removed meanwhile.
Result<> auditMethod(EngineCore &core, const ProcessorToken &token, const QString &what)
{
    const Result<SavedMethod> method = core.methods.find(token.merchantId, token.paymentMethodId);
    if (!method)
        return isMissing(method.error()) ? Result<>() : Result<>(method.error());
    return methodkeeping::audit(core, *method, u"method.update"_s, kActor,
                                u"account="_s + token.connectorAccount.value + u' ' + what);
}

Result<tokennews::Taken> giveUp(EngineCore &core, const ProcessorToken &token)
{
    if (token.isDetached)
        return tokennews::Taken{true, {}};
    const Result<> marked = core.processorTokens.markDetached(token).and_then(
        [&] { return auditMethod(core, token, u"token=gone"_s); });
    return marked ? Result<tokennews::Taken>(tokennews::Taken{true, {}}) : marked.error();
}

Result<tokennews::Taken> replaceCard(EngineCore &core, const ProcessorToken &token,
                                     const CardUpdate &card)
{
    Result<SavedMethod> method = core.methods.find(token.merchantId, token.paymentMethodId);
    if (!method && isMissing(method.error()))
        return tokennews::Taken{true, u"method_removed"_s};
    if (!method)
        return method.error();
    method->card.last4 = card.last4;
    method->card.expiryMonth = card.expiryMonth;
    method->card.expiryYear = card.expiryYear;
    method->modifiedAtMs = core.clock.nowMs();
    const Result<> updated = core.methods.update(*method).and_then(
        [&] { return auditMethod(core, token, u"card=replaced"_s); });
    return updated ? Result<tokennews::Taken>(tokennews::Taken{true, {}}) : updated.error();
}

Result<> keepFor(EngineCore &core, const Payment &payment, const TokenNews &news)
{
    ProcessorToken token;
    token.merchantId = payment.merchantId;
    token.paymentMethodId = payment.paymentMethodId;
    token.connectorAccount = payment.connectorAccount;
    token.token = news.token;
    token.networkTransactionId = payment.networkTransactionId;
    token.currency = payment.currency;
    token.amount = payment.authorized;
    token.createdAtMs = core.clock.nowMs();
    token.modifiedAtMs = token.createdAtMs;
    return core.processorTokens.keep(token).and_then(
        [&] { return auditMethod(core, token, u"token=kept"_s); });
}

/// A token that was not in the answer to the payment it was made in.
Result<tokennews::Taken> keepLate(EngineCore &core, Payment payment, const TokenNews &news)
{
    const bool keeps = payment.futureUsage == FutureUsage::OffSession && !payment.offSession;
    const bool isOver = payment.status == PaymentStatus::Failed
                        || payment.status == PaymentStatus::Cancelled
                        || payment.status == PaymentStatus::Expired;
    if (!keeps || isOver)
        return tokennews::Taken{true, u"not_wanted"_s};
    const bool isSaved = !payment.paymentMethodId.isEmpty();
    if (isSaved) {
        const auto method = core.methods.find(payment.merchantId, payment.paymentMethodId);
        if (!method && isMissing(method.error()))
            return tokennews::Taken{true, u"method_removed"_s};
        if (!method)
            return method.error();
    }
    if (payment.networkTransactionId.isEmpty())
        payment.networkTransactionId = news.networkTransactionId;
    if (isSaved) {
        const Result<> kept = keepFor(core, payment, news);
        if (!kept)
            return kept.error();
    }
    if (payment.processorToken == news.token)
        return tokennews::Taken{true, {}};
    payment.processorToken = news.token;
    payment.version += 1;
    payment.modifiedAtMs = core.clock.nowMs();
    const Result<> written =
        OperationJournal(core).writePayment(payment, {}, u"payment.update"_s, kActor);
    return written ? Result<tokennews::Taken>(tokennews::Taken{true, {}}) : written.error();
}

} // namespace

Result<tokennews::Taken> tokennews::take(EngineCore &core, const ProcessorAccount &account,
                                         const TokenNews &news,
                                         const std::optional<Payment> &payment)
{
    const Result<ProcessorToken> known =
        core.processorTokens.find(account.merchantId, account.id, news.token);
    if (!known && !isMissing(known.error()))
        return known.error();
    if (known && news.isGone)
        return giveUp(core, *known);
    if (known && news.card)
        return replaceCard(core, *known, *news.card);
    if (known)
        return Taken{true, {}}; // told before, or in the answer
    if (news.isGone || news.card)
        return Taken{false, u"nothing_of_ours"_s};
    if (!payment || payment->connectorAccount != account.id)
        return Taken{false, u"unknown_reference"_s};
    // What changed since the news were matched counts.
    const Result<Payment> current = core.payments.find(payment->merchantId, payment->id);
    return current ? keepLate(core, *current, news) : Result<Taken>(current.error());
}
