#pragma once

#include "services/domain/customer.h"
#include "services/storage/recentrows.h"

#include <QSet>

/// Rows of customers. Decides nothing; writes belong inside a WriteQueue half.
class CustomerStore
{
public:
    explicit CustomerStore(Database &database) : m_database(database), m_recent(database) {}

    /// Gives the customer its rowId. Duplicate with field "customer_id" when the id is taken, also
    /// by a redacted one.
    Result<> insert(Customer &customer);
    /// Writes everything but the ids. NotFound when there is no such customer.
    Result<> update(const Customer &customer);
    /// Redacted ones too.
    Result<Customer> find(const MerchantId &merchant, const CustomerId &id);

    /// Those not redacted, oldest first.
    Result<QList<Customer>> list(const MerchantId &merchant, qint64 offset, int limit);
    /// How many there are that are not redacted.
    Result<qint64> count(const MerchantId &merchant);
    /// Those not redacted whose name or e-mail (whatever the case), a later word of these, phone or
    /// id begins with the text: at most limit, oldest first.
    Result<QList<Customer>> search(const MerchantId &merchant, const QString &text, int limit);

private:
    Result<> addWords(const Customer &customer, const QSet<QString> &words);
    Result<> removeWords(const Customer &customer, const QSet<QString> &words);

    Database &m_database;
    RecentRows<Customer> m_recent; ///< nobody else writes customers, so they stay true
};
