#pragma once

#include "services/domain/recurring.h"
#include "services/storage/database.h"

/// Rows of the tokens that processors keep for saved methods, one per method and account. Decides
/// nothing; writes belong inside a WriteQueue half.
class ProcessorTokenStore
{
public:
    explicit ProcessorTokenStore(Database &database) : m_database(database) {}

    /// Writes it, in place of the account's earlier one for that method.
    Result<> keep(const ProcessorToken &token);
    /// Of that method, newest first.
    Result<QList<ProcessorToken>> forMethod(const MerchantId &merchant, const PaymentMethodId &id);
    /// NotFound when that account's token is nobody's here.
    Result<ProcessorToken> find(const MerchantId &merchant, const ConnectorAccountId &account,
                                const QString &token);
    /// Forgets all tokens of a method.
    Result<> remove(const MerchantId &merchant, const PaymentMethodId &id);

private:
    Database &m_database;
};
