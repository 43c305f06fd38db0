#include "services/engine/newsmatching.h"

#include "services/storage/inboxstore.h"

using namespace Qt::StringLiterals;

namespace {

bool isAuthorization(const Operation &operation)
{
    return operation.kind == OperationKind::Authorize || operation.kind == OperationKind::Sale;
}

bool hasKind(const Operation &operation, const ProcessorNews &news)
{
    return news.kind ? operation.kind == *news.kind : isAuthorization(operation);
}

bool belongs(const Operation &operation, const ConnectorAccountId &account)
{
    return operation.connectorAccount == account;
}

/// The processor has another name for it than for what the news are about.
bool isAnother(const Operation &operation, const ProcessorNews &news)
{
    const bool named =
        !operation.processorReference.isEmpty() && !news.operationReference.isEmpty();
    return news.kind && named && operation.processorReference != news.operationReference;
}

/// The payment and the number of the try behind a reference that we sent.
std::optional<std::pair<PaymentId, int>> tryOf(const QString &reference)
{
    const qsizetype line = reference.lastIndexOf(u'_');
    bool isNumber = false;
    const int number = line > 0 ? reference.sliced(line + 1).toInt(&isNumber) : 0;
    if (!isNumber || number < 1)
        return std::nullopt;
    return std::pair(PaymentId{reference.first(line)}, number);
}

/// Which operation of a payment is meant when no reference says it: the one of that kind without an
/// outcome, otherwise the latest.
std::optional<Operation> meant(const QList<Operation> &operations, const ProcessorNews &news,
                               const ConnectorAccountId &account, int attempt)
{
    std::optional<Operation> found;
    for (const Operation &operation : operations) {
        const bool fits = hasKind(operation, news) && belongs(operation, account)
                          && !isAnother(operation, news)
                          && (attempt == 0 || operation.attemptNumber == attempt);
        const bool better = !found || isOpen(operation.state) || !isOpen(found->state);
        if (fits && better)
            found = operation;
    }
    if (found || news.kind != OperationKind::Void)
        return found;
    // A cancel that is no operation of its own: the one that fenced an authorization, or one that
    // somebody asked for elsewhere. Either is about the authorization.
    ProcessorNews first = news;
    first.kind.reset();
    return meant(operations, first, account, attempt);
}

Result<newsmatching::Match> matchOf(EngineCore &core, const MerchantId &merchant,
                                    const ConnectorAccountId &account, const ProcessorNews &news,
                                    const PaymentId &paymentId, const OperationId &named,
                                    int attempt)
{
    const Result<Payment> payment = core.payments.find(merchant, paymentId);
    if (!payment)
        return payment.error();
    const auto operations = core.operations.forPayment(merchant, paymentId);
    if (!operations)
        return operations.error();
    newsmatching::Match match;
    match.payment = *payment;
    match.isNamed = !named.isEmpty();
    std::optional<Operation> first;
    if (named.isEmpty())
        first = meant(*operations, news, account, attempt);
    for (const Operation &operation : *operations) {
        if (operation.id == named)
            first = operation;
    }
    if (!first || !belongs(*first, account))
        return Error{ErrorCode::NotFound, u"operation"_s};
    match.operations.append(*first);
    for (const Operation &operation : *operations) {
        const bool isAsked = operation.state == OperationState::Unknown
                             || operation.state == OperationState::Pending;
        if (isAsked && operation.id != first->id && belongs(operation, account))
            match.operations.append(operation);
    }
    return match;
}

bool isMissing(const Error &error)
{
    return error.code == ErrorCode::NotFound;
}

} // namespace

bool newsmatching::tells(const ProcessorNews &news, const Operation &operation)
{
    if (!news.outcome)
        return false;
    if (hasKind(operation, news))
        return true;
    // What releases a hold ends its authorization; that it was not released says nothing about it.
    return news.kind == OperationKind::Void && isAuthorization(operation)
           && news.outcome->state == ReplyState::Voided;
}

Result<newsmatching::Match> newsmatching::find(EngineCore &core, InboxStore &inbox,
                                               const MerchantId &merchant,
                                               const ConnectorAccountId &account,
                                               const ProcessorNews &news)
{
    if (!news.operation.isEmpty()) {
        const Result<Operation> ours = core.operations.find(merchant, news.operation);
        if (ours)
            return matchOf(core, merchant, account, news, ours->paymentId, ours->id, 0);
        if (!isMissing(ours.error()))
            return ours.error();
    }
    if (!news.operationReference.isEmpty()) {
        const auto known = inbox.operationsKnownAs(merchant, account, news.operationReference);
        if (!known)
            return known.error();
        for (const OperationId &id : *known) {
            const Result<Operation> ours = core.operations.find(merchant, id);
            if (ours && (!news.kind || ours->kind == *news.kind))
                return matchOf(core, merchant, account, news, ours->paymentId, ours->id, 0);
        }
    }
    if (const auto made = tryOf(news.attemptReference)) {
        const Result<Match> match =
            matchOf(core, merchant, account, news, made->first, {}, made->second);
        if (match || !isMissing(match.error()))
            return match;
    }
    if (!news.paymentReference.isEmpty()) {
        const auto known = inbox.paymentsKnownAs(merchant, news.paymentReference);
        if (!known)
            return known.error();
        for (const PaymentId &id : *known) {
            const Result<Match> match = matchOf(core, merchant, account, news, id, {}, 0);
            if (match || !isMissing(match.error()))
                return match;
        }
    }
    return Error{ErrorCode::NotFound, u"event"_s};
}
