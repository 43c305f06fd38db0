#pragma once

#include "services/core/id.h"
#include "services/domain/money.h"
#include "services/storage/database.h"

#include <QHash>
#include <QList>

/// What one customer's payments add up to in one currency.
struct PaidTotal
{
    Currency currency = Currency::Eur;
    qint64 count = 0;
    qint64 captured = 0;
    qint64 refunded = 0;
    qint64 capturable = 0;
};

/// One row of the list of customers.
struct CustomerRow
{
    qint64 rowId = 0;
    CustomerId id;
    QString name;
    QString email;
    QString phone;
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;
    int methods = 0;
    qint64 lastPaymentMs = 0;
    QList<PaidTotal> totals;
};

/// The reads behind the list of customers; runs on a reader connection. Deleted ones are in none.
class CustomerReader
{
public:
    explicit CustomerReader(Database &database) : m_database(database) {}

    /// Ids of the rows, the last stored first. With a text only those whose name or e-mail
    /// (whatever the case) or id begins with it: of each of the three the first `limit`.
    Result<QList<qint64>> ordering(const MerchantId &merchant, const QString &beginsWith,
                                   int limit);
    /// In the order of the ids; those that have gone are left out.
    Result<QList<CustomerRow>> rows(const MerchantId &merchant, const QList<qint64> &rowIds);
    Result<QList<PaidTotal>> totals(const MerchantId &merchant, const CustomerId &customer);

private:
    Result<> readCustomers(const MerchantId &merchant, const QList<qint64> &rowIds,
                           QHash<qint64, CustomerRow> &found);
    Result<> countMethods(const MerchantId &merchant, QHash<QString, CustomerRow *> &rows);
    Result<> addPayments(const MerchantId &merchant, QHash<QString, CustomerRow *> &rows);

    Database &m_database;
};
