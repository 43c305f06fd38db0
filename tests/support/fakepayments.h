#pragma once

#include "services/interfaces/paymentlists.h"
#include "services/interfaces/payments.h"
#include "services/interfaces/refunds.h"

#include <QHash>
#include <QPromise>

#include <deque>
#include <memory>
#include <vector>

/// Answers of one interface method: scripted ones first, then the standing one. With `hold` the
/// question stays open until the test calls answerNext() or answerLast().
template <class T>
class FakeAnswers
{
public:
    bool hold = false;
    Result<T> standing = Error{ErrorCode::NotFound};

    void script(Result<T> answer) { m_scripted.push_back(std::move(answer)); }
    int waiting() const { return static_cast<int>(m_open.size()); }

    QFuture<Result<T>> ask() { return ask(m_scripted.empty() ? standing : takeScripted()); }
    QFuture<Result<T>> ask(Result<T> answer)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        QFuture<Result<T>> future = promise->future();
        if (hold)
            m_open.push_back({promise, std::move(answer)});
        else
            finish(*promise, std::move(answer));
        return future;
    }
    /// Answers the question that has waited longest.
    void answerNext() { answer(m_open.begin()); }
    /// Answers the newest question first, so that older ones come late.
    void answerLast() { answer(std::prev(m_open.end())); }

private:
    struct Open
    {
        std::shared_ptr<QPromise<Result<T>>> promise;
        Result<T> answer;
    };

    static void finish(QPromise<Result<T>> &promise, Result<T> answer)
    {
        promise.addResult(std::move(answer));
        promise.finish();
    }
    void answer(typename std::deque<Open>::iterator which)
    {
        Open open = std::move(*which);
        m_open.erase(which);
        finish(*open.promise, std::move(open.answer));
    }
    Result<T> takeScripted()
    {
        Result<T> answer = std::move(m_scripted.front());
        m_scripted.pop_front();
        return answer;
    }

    std::deque<Result<T>> m_scripted;
    std::deque<Open> m_open;
};

/// Payments that do what the test says and keep what they were asked. Commands with a card inside
/// are kept too: they are test cards.
class FakePayments final : public Payments
{
public:
    QFuture<Result<CreatedPayment>> create(CreatePayment command) override;
    QFuture<Result<Payment>> update(UpdatePayment command) override;
    QFuture<Result<Payment>> confirm(ConfirmPayment command) override;
    QFuture<Result<Payment>> capture(CapturePayment command) override;
    QFuture<Result<Payment>> cancel(CancelPayment command) override;
    QFuture<Result<Payment>> raise(RaiseHold command) override;
    QFuture<Result<Payment>> sync(SyncPayment command) override;
    QFuture<Result<Payment>> resume(const QString &returnToken, const QString &query) override;
    /// `details` by id unless an answer is scripted.
    QFuture<Result<PaymentDetails>> find(const MerchantId &merchant, const PaymentId &id) override;

    QHash<PaymentId, PaymentDetails> details;

    FakeAnswers<CreatedPayment> createAnswers;
    FakeAnswers<Payment> updateAnswers;
    FakeAnswers<Payment> confirmAnswers;
    FakeAnswers<Payment> captureAnswers;
    FakeAnswers<Payment> cancelAnswers;
    FakeAnswers<Payment> raiseAnswers;
    FakeAnswers<Payment> syncAnswers;
    FakeAnswers<Payment> resumeAnswers;
    FakeAnswers<PaymentDetails> findAnswers;

    std::vector<CreatePayment> created;
    std::vector<UpdatePayment> updated;
    std::vector<ConfirmPayment> confirmed;
    std::vector<CapturePayment> captured;
    std::vector<CancelPayment> cancelled;
    std::vector<RaiseHold> raised;
    std::vector<SyncPayment> synced;
    QStringList resumed;
    QList<PaymentId> found;
};

/// Refunds a test puts in; keeps what was asked. create, cancel and sync answer only what is
/// scripted or standing.
class FakeRefunds final : public Refunds
{
public:
    QFuture<Result<Refund>> create(CreateRefund command) override;
    QFuture<Result<Refund>> update(UpdateRefund command) override;
    QFuture<Result<Refund>> cancel(const Caller &caller, const RefundId &id) override;
    QFuture<Result<Refund>> sync(const Caller &caller, const RefundId &id) override;
    /// From `all` unless an answer is scripted.
    QFuture<Result<Refund>> find(const MerchantId &merchant, const RefundId &id) override;
    /// From `all`, in its order, as the query says.
    QFuture<Result<QList<Refund>>> list(const MerchantId &merchant,
                                        const RefundQuery &query) override;

    /// Puts it first: newest. One with that id is replaced in its place.
    void keep(Refund refund);
    /// Plausible refunds with rows 1 to count, newest first.
    void generate(int count);
    static Refund sample(int row);

    QList<Refund> all;            ///< newest first
    std::optional<Error> failure; ///< of every list question

    FakeAnswers<Refund> createAnswers;
    FakeAnswers<Refund> updateAnswers;
    FakeAnswers<Refund> cancelAnswers;
    FakeAnswers<Refund> syncAnswers;
    FakeAnswers<Refund> findAnswers;
    FakeAnswers<QList<Refund>> listAnswers;

    std::vector<CreateRefund> created;
    QList<RefundId> cancelled;
    QList<RefundId> synced;
    QList<RefundQuery> listed;
};

/// Lists over the payments a test puts in. Order is that of `all`; of a query only statuses,
/// outcomeUnknown, captureBeforeToMs, last4, customerPrefix and search.text are obeyed.
class FakePaymentLists final : public PaymentLists
{
public:
    QFuture<Result<QList<PaymentSummary>>> firstPage(const MerchantId &merchant,
                                                     const PaymentQuery &query, int limit) override;
    QFuture<Result<QList<qint64>>> ordering(const MerchantId &merchant,
                                            const PaymentQuery &query) override;
    QFuture<Result<QList<PaymentSummary>>> rows(const MerchantId &merchant,
                                                const QList<qint64> &rowIds) override;
    QFuture<Result<QList<CurrencyTotal>>> totals(const MerchantId &merchant,
                                                 const QList<qint64> &rowIds) override;
    QFuture<Result<QHash<QString, qint64>>> counts(const MerchantId &merchant) override;
    QFuture<Result<SearchProgress>> searchProgress(const MerchantId &merchant) override;
    QFuture<Result<QList<Payment>>> named(const MerchantId &merchant,
                                          const PaymentNames &names) override;
    QFuture<Result<QList<Operation>>> operations(const MerchantId &merchant,
                                                 const QStringList &clientOperationIds) override;

    /// Rows with ids 1 to count, newest (highest id) first, made when they are asked for, so that
    /// five million cost only their ids.
    void generate(qint64 count);
    /// One plausible payment: status, amount, names and times follow from the row id.
    static PaymentSummary sample(qint64 rowId);
    /// The row with that id, to change what the next read sees; made from sample() if it must.
    PaymentSummary &row(qint64 rowId);

    QList<qint64> all; ///< row ids in the order shown
    QHash<qint64, PaymentSummary> changed;
    SearchProgress progress;
    QList<Payment> whole;       ///< what named() looks through
    QList<Operation> performed; ///< what operations() looks through

    FakeAnswers<QList<PaymentSummary>> firstPageAnswers;
    FakeAnswers<QList<qint64>> orderingAnswers;
    FakeAnswers<QList<PaymentSummary>> rowsAnswers;
    FakeAnswers<QList<CurrencyTotal>> totalsAnswers;
    /// Set to answer every list question with this error.
    std::optional<Error> failure;

    QList<PaymentQuery> firstPagesAsked;
    QList<PaymentQuery> orderingsAsked;
    QList<QList<qint64>> rowsAsked;
    QList<QList<qint64>> totalsAsked;
    QList<PaymentNames> namesAsked;
    QList<QStringList> operationsAsked;

private:
    PaymentSummary at(qint64 rowId) const;
    bool matches(const PaymentSummary &row, const PaymentFilter &filter) const;
    QList<qint64> matching(const PaymentQuery &query, qsizetype limit) const;
};
