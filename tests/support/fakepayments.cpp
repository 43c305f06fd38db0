#include "tests/support/fakepayments.h"

#include "services/domain/paymentlifecycle.h"

using namespace Qt::StringLiterals;

QFuture<Result<CreatedPayment>> FakePayments::create(CreatePayment command)
{
    created.push_back(std::move(command));
    return createAnswers.ask();
}

QFuture<Result<Payment>> FakePayments::update(UpdatePayment command)
{
    updated.push_back(std::move(command));
    return updateAnswers.ask();
}

QFuture<Result<Payment>> FakePayments::confirm(ConfirmPayment command)
{
    confirmed.push_back(std::move(command));
    return confirmAnswers.ask();
}

QFuture<Result<Payment>> FakePayments::capture(CapturePayment command)
{
    captured.push_back(std::move(command));
    return captureAnswers.ask();
}

QFuture<Result<Payment>> FakePayments::cancel(CancelPayment command)
{
    cancelled.push_back(std::move(command));
    return cancelAnswers.ask();
}

QFuture<Result<Payment>> FakePayments::raise(RaiseHold command)
{
    raised.push_back(std::move(command));
    return raiseAnswers.ask();
}

QFuture<Result<Payment>> FakePayments::sync(SyncPayment command)
{
    synced.push_back(std::move(command));
    return syncAnswers.ask();
}

QFuture<Result<Payment>> FakePayments::resume(const QString &returnToken, const QString &)
{
    resumed.append(returnToken);
    return resumeAnswers.ask();
}

QFuture<Result<PaymentDetails>> FakePayments::find(const MerchantId &, const PaymentId &id)
{
    found.append(id);
    if (details.contains(id))
        return findAnswers.ask(details.value(id));
    return findAnswers.ask();
}

QFuture<Result<Refund>> FakeRefunds::create(CreateRefund command)
{
    created.push_back(std::move(command));
    return createAnswers.ask();
}

QFuture<Result<Refund>> FakeRefunds::update(UpdateRefund)
{
    return updateAnswers.ask();
}

QFuture<Result<Refund>> FakeRefunds::cancel(const Caller &, const RefundId &id)
{
    cancelled.append(id);
    return cancelAnswers.ask();
}

QFuture<Result<Refund>> FakeRefunds::sync(const Caller &, const RefundId &id)
{
    synced.append(id);
    return syncAnswers.ask();
}

QFuture<Result<Refund>> FakeRefunds::find(const MerchantId &, const RefundId &id)
{
    const auto found = std::ranges::find(all, id, &Refund::id);
    return found == all.end() ? findAnswers.ask() : findAnswers.ask(*found);
}

QFuture<Result<QList<Refund>>> FakeRefunds::list(const MerchantId &, const RefundQuery &query)
{
    listed.append(query);
    if (failure)
        return listAnswers.ask(*failure);
    QList<Refund> page;
    for (const Refund &refund : std::as_const(all)) {
        const bool wanted = (!query.status || refund.status == *query.status)
                            && (query.paymentId.isEmpty() || refund.paymentId == query.paymentId)
                            && (query.before == 0 || refund.rowId < query.before);
        if (wanted && page.size() < query.limit)
            page.append(refund);
    }
    return listAnswers.ask(page);
}

void FakeRefunds::keep(Refund refund)
{
    const auto found = std::ranges::find(all, refund.id, &Refund::id);
    if (found != all.end()) {
        *found = refund;
        return;
    }
    refund.rowId = all.isEmpty() ? 1 : all.first().rowId + 1;
    all.prepend(refund);
}

void FakeRefunds::generate(int count)
{
    all.clear();
    for (int row = count; row > 0; --row)
        all.append(sample(row));
}

Refund FakeRefunds::sample(int row)
{
    static const QStringList reasons = {u"requested_by_customer: did not fit"_s, u"duplicate"_s,
                                        u"fraudulent"_s, u"damaged on the way"_s};
    static const QList<RefundStatus> statuses = {RefundStatus::Succeeded, RefundStatus::Pending,
                                                 RefundStatus::Succeeded, RefundStatus::Failed,
                                                 RefundStatus::Succeeded, RefundStatus::Review};
    constexpr qint64 newest = 1'780'000'000'000;
    Refund refund;
    refund.rowId = row;
    refund.id.value = u"ref_"_s + QString::number(row).rightJustified(20, u'0');
    refund.paymentId.value = u"pay_"_s + QString::number(row * 11).rightJustified(20, u'0');
    refund.amount = 500 + row * 7919 % 25'000;
    refund.currency = row % 3 == 0 ? Currency::Jpy : Currency::Eur;
    refund.status = statuses.at(row % statuses.size());
    refund.reason = reasons.at(row % reasons.size());
    refund.operationId.value = u"op_"_s + QString::number(row);
    if (refund.status == RefundStatus::Pending && row % 2 == 1) {
        refund.type = RefundType::Scheduled;
        refund.dueAtMs = newest + 86'400'000;
        refund.operationId = {};
    }
    if (refund.status == RefundStatus::Failed)
        refund.error = {u"refund_declined"_s, u"not_refundable"_s, u"no"_s, u"UE_9000"_s};
    refund.connector = u"simulator"_s;
    refund.actor = row % 4 == 0 ? u"api:key_1"_s : u"operator:Robin"_s;
    refund.createdAtMs = newest - (100'000 - row) * 61'000LL;
    refund.modifiedAtMs = refund.createdAtMs + 4'000;
    return refund;
}

QFuture<Result<QList<PaymentSummary>>>
FakePaymentLists::firstPage(const MerchantId &, const PaymentQuery &query, int limit)
{
    firstPagesAsked.append(query);
    if (failure)
        return firstPageAnswers.ask(*failure);
    QList<PaymentSummary> page;
    for (const qint64 rowId : matching(query, limit))
        page.append(at(rowId));
    return firstPageAnswers.ask(page);
}

QFuture<Result<QList<qint64>>> FakePaymentLists::ordering(const MerchantId &,
                                                          const PaymentQuery &query)
{
    orderingsAsked.append(query);
    if (failure)
        return orderingAnswers.ask(*failure);
    return orderingAnswers.ask(query.filter == PaymentFilter() ? all : matching(query, all.size()));
}

QFuture<Result<QList<PaymentSummary>>> FakePaymentLists::rows(const MerchantId &,
                                                              const QList<qint64> &rowIds)
{
    rowsAsked.append(rowIds);
    if (failure)
        return rowsAnswers.ask(*failure);
    QList<PaymentSummary> found;
    for (const qint64 rowId : rowIds)
        found.append(at(rowId));
    return rowsAnswers.ask(found);
}

QFuture<Result<QList<CurrencyTotal>>> FakePaymentLists::totals(const MerchantId &,
                                                               const QList<qint64> &rowIds)
{
    totalsAsked.append(rowIds);
    if (failure)
        return totalsAnswers.ask(*failure);
    QList<CurrencyTotal> sums;
    for (const qint64 rowId : rowIds) {
        const PaymentSummary row = at(rowId);
        auto sum = std::ranges::find(sums, row.currency, &CurrencyTotal::currency);
        if (sum == sums.end()) {
            sums.append({row.currency, 0, 0, 0});
            sum = std::prev(sums.end());
        }
        sum->count += 1;
        sum->amount += row.amount;
        sum->capturable += row.capturable;
    }
    return totalsAnswers.ask(sums);
}

QFuture<Result<QHash<QString, qint64>>> FakePaymentLists::counts(const MerchantId &)
{
    QHash<QString, qint64> numbers;
    for (const qint64 rowId : all.first(std::min<qsizetype>(all.size(), 10'000))) {
        const PaymentSummary row = at(rowId);
        numbers[toText(row.status)] += 1;
        numbers[u"unknown"_s] += row.outcomeUnknown ? 1 : 0;
    }
    FakeAnswers<QHash<QString, qint64>> answers;
    return failure ? answers.ask(*failure) : answers.ask(numbers);
}

QFuture<Result<SearchProgress>> FakePaymentLists::searchProgress(const MerchantId &)
{
    FakeAnswers<SearchProgress> answers;
    return answers.ask(progress);
}

QFuture<Result<QList<Payment>>> FakePaymentLists::named(const MerchantId &,
                                                        const PaymentNames &names)
{
    namesAsked.append(names);
    FakeAnswers<QList<Payment>> answers;
    if (failure)
        return answers.ask(*failure);
    QList<Payment> found;
    for (const Payment &payment : std::as_const(whole)) {
        if (names.orderReferences.contains(payment.orderReference, Qt::CaseInsensitive)
            || names.paymentIds.contains(payment.id.value)
            || names.processorReferences.contains(payment.processorReference))
            found.append(payment);
    }
    return answers.ask(found);
}

QFuture<Result<QList<Operation>>>
FakePaymentLists::operations(const MerchantId &, const QStringList &clientOperationIds)
{
    operationsAsked.append(clientOperationIds);
    FakeAnswers<QList<Operation>> answers;
    if (failure)
        return answers.ask(*failure);
    QList<Operation> found;
    for (const Operation &operation : std::as_const(performed)) {
        if (clientOperationIds.contains(operation.clientOperationId))
            found.append(operation);
    }
    return answers.ask(found);
}

void FakePaymentLists::generate(qint64 count)
{
    all.clear();
    all.reserve(count);
    for (qint64 rowId = count; rowId > 0; --rowId)
        all.append(rowId);
}

PaymentSummary FakePaymentLists::sample(qint64 rowId)
{
    static const QStringList names = {u"Maria Keller"_s,
                                      u"James O'Connor"_s,
                                      u"Yuki Tanaka"_s,
                                      u"Amélie Dubois"_s,
                                      u"Ahmed Al-Sabah"_s,
                                      u"Nora Lindqvist"_s,
                                      u"Wilhelmina van der Westhuizen-Oosthuizen"_s};
    static const QList<PaymentStatus> statuses = {PaymentStatus::Succeeded,
                                                  PaymentStatus::RequiresCapture,
                                                  PaymentStatus::Succeeded,
                                                  PaymentStatus::RequiresCustomerAction,
                                                  PaymentStatus::Failed,
                                                  PaymentStatus::Cancelled,
                                                  PaymentStatus::PartiallyCapturedAndCapturable,
                                                  PaymentStatus::RequiresConfirmation,
                                                  PaymentStatus::PartiallyCaptured,
                                                  PaymentStatus::Processing,
                                                  PaymentStatus::Expired};
    static const QList<Currency> currencies = {Currency::Eur, Currency::Eur, Currency::Usd,
                                               Currency::Jpy, Currency::Kwd};
    constexpr qint64 newest = 1'780'000'000'000;
    PaymentSummary row;
    row.rowId = rowId;
    row.id.value = u"pay_"_s + QString::number(rowId).rightJustified(20, u'0');
    row.version = 1;
    row.status = statuses.at(rowId % statuses.size());
    row.outcomeUnknown = row.status == PaymentStatus::Processing && rowId % 2 == 0;
    row.currency = currencies.at(rowId % currencies.size());
    row.amount = 990 + rowId * 7919 % 250'000;
    row.authorized = row.amount;
    row.captured = row.status == PaymentStatus::Succeeded                        ? row.amount
                   : row.status == PaymentStatus::PartiallyCapturedAndCapturable ? row.amount / 4
                                                                                 : 0;
    const bool held = row.status == PaymentStatus::RequiresCapture
                      || row.status == PaymentStatus::PartiallyCapturedAndCapturable;
    row.capturable = held ? row.amount - row.captured : 0;
    row.captureMethod = held ? CaptureMethod::ManualMultiple : CaptureMethod::Automatic;
    row.orderReference = u"A-"_s + QString::number(100'000 + rowId);
    row.customerName = names.at(rowId % names.size());
    row.customerEmail = u"customer%1@example.com"_s.arg(rowId);
    row.cardBrand = rowId % 3 == 0 ? CardBrand::Mastercard : CardBrand::Visa;
    row.last4 = rowId % 5 == 0 ? u"4242"_s : QString::number(1000 + rowId * 37 % 9000);
    row.connector = u"simulator"_s;
    row.processorReference = u"simpay_"_s + QString::number(rowId, 36);
    row.declineCategory = row.status == PaymentStatus::Failed ? u"insufficient_funds"_s : QString();
    row.attemptCount = row.status == PaymentStatus::RequiresConfirmation ? 0 : 1;
    row.captureBeforeMs = held ? newest + (rowId % 160) * 3'600'000 : 0;
    row.createdAtMs = newest - rowId % 100'000 * 97'000;
    row.modifiedAtMs = row.createdAtMs + 4'000;
    return row;
}

PaymentSummary &FakePaymentLists::row(qint64 rowId)
{
    if (!changed.contains(rowId))
        changed.insert(rowId, sample(rowId));
    return changed[rowId];
}

PaymentSummary FakePaymentLists::at(qint64 rowId) const
{
    const auto found = changed.constFind(rowId);
    return found == changed.constEnd() ? sample(rowId) : *found;
}

bool FakePaymentLists::matches(const PaymentSummary &row, const PaymentFilter &filter) const
{
    if (!filter.statuses.isEmpty() && !filter.statuses.contains(row.status))
        return false;
    if (filter.outcomeUnknown && *filter.outcomeUnknown != row.outcomeUnknown)
        return false;
    if (filter.refunded && *filter.refunded != (row.refunded > 0))
        return false;
    if (filter.captureBeforeToMs
        && (row.captureBeforeMs == 0 || row.captureBeforeMs >= *filter.captureBeforeToMs))
        return false;
    if (!filter.last4.isEmpty() && filter.last4 != row.last4)
        return false;
    if (!filter.customerPrefix.isEmpty()
        && !row.customerName.startsWith(filter.customerPrefix, Qt::CaseInsensitive)
        && !row.customerEmail.startsWith(filter.customerPrefix, Qt::CaseInsensitive))
        return false;
    const QString words = row.id.value + u' ' + row.orderReference + u' ' + row.customerName + u' '
                          + row.customerEmail + u' ' + row.last4;
    return words.contains(filter.search.text, Qt::CaseInsensitive);
}

QList<qint64> FakePaymentLists::matching(const PaymentQuery &query, qsizetype limit) const
{
    QList<qint64> found;
    const bool everything = query.filter == PaymentFilter();
    for (const qint64 rowId : all) {
        if (found.size() >= limit)
            break;
        if (everything || matches(at(rowId), query.filter))
            found.append(rowId);
    }
    return found;
}
