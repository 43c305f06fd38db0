#include "services/storage/bulkloader.h"

#include "services/storage/customerstore.h"
#include "services/storage/dialect.h"
#include "services/storage/journalstore.h"
#include "services/storage/operationstore.h"
#include "services/storage/paymentstore.h"
#include "services/storage/refundstore.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;

Result<> BulkLoader::insert(QList<PaymentDetails> &payments)
{
    Result<> outcome = m_database.begin();
    for (PaymentDetails &details : payments) {
        if (outcome)
            outcome = insertOne(details);
    }
    if (outcome)
        outcome = m_database.commit();
    if (!outcome)
        m_database.rollback();
    return outcome;
}

Result<> BulkLoader::insertRefunds(const QList<Refund> &refunds)
{
    Result<> outcome = m_database.begin();
    RefundStore store(m_database);
    for (const Refund &refund : refunds) {
        if (outcome)
            outcome = store.insert(refund);
    }
    if (outcome)
        outcome = m_database.commit();
    if (!outcome)
        m_database.rollback();
    return outcome;
}

Result<> BulkLoader::insertCustomers(QList<Customer> customers)
{
    Result<> outcome = m_database.begin();
    CustomerStore store(m_database);
    for (Customer &customer : customers) {
        if (outcome)
            outcome = store.insert(customer);
    }
    if (outcome)
        outcome = m_database.commit();
    if (!outcome)
        m_database.rollback();
    return outcome;
}

Result<> BulkLoader::finish()
{
    return m_database.execute(dialect::refreshStatistics());
}

Result<> BulkLoader::insertOne(PaymentDetails &details)
{
    PaymentStore payments(m_database);
    OperationStore operations(m_database);
    Payment &payment = details.payment;
    Result<> outcome = payments.insert(payment, {});
    for (const Attempt &attempt : details.attempts) {
        if (outcome)
            outcome = payments.insertAttempt(attempt);
    }
    for (const Operation &operation : details.operations) {
        if (outcome)
            outcome = operations.insert(operation);
    }
    QSqlQuery &step = m_database.prepared(
        u"INSERT INTO payment_step (payment_row_id, step_seq, merchant_id, at_ms, event, status, "
        "attempt_no, attempt_status, actor, amount, code, operation_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    int sequence = 0;
    for (const PaymentStep &made : details.steps) {
        if (!outcome)
            break;
        Binder(step) << payment.rowId << ++sequence << payment.merchantId << made.atMs << made.event
                     << made.status << made.attemptNumber << made.attemptStatus << made.actor
                     << made.amount << made.code << made.operationId;
        outcome = m_database.run(step);
    }
    if (outcome)
        outcome = JournalStore(m_database)
                      .appendEvent(payment.merchantId, u"payment.loaded"_s, payment.id.value,
                                   payment.rowId, payment.modifiedAtMs);
    return outcome;
}
