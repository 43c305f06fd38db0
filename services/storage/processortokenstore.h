#pragma once

#include "services/domain/recurring.h"
#include "services/storage/database.h"

/// Rows of the tokens that processors keep for saved methods: all that were ever given, since an
/// older one may be charged, too. Decides nothing; writes belong inside a WriteQueue half.
class ProcessorTokenStore
{
public:
    explicit ProcessorTokenStore(Database &database) : m_database(database) {}

    /// Writes it; the same token of the same method once.
    Result<> keep(const ProcessorToken &token);
    /// Of that method, newest first, without those that were given up.
    Result<QList<ProcessorToken>> forMethod(const MerchantId &merchant, const PaymentMethodId &id);
    /// How many tokens that were not given up which account keeps for each of a customer's methods.
    struct Held
    {
        PaymentMethodId paymentMethodId;
        ConnectorAccountId connectorAccount;
        int tokens = 0;
    };
    Result<QList<Held>> heldFor(const MerchantId &merchant, const CustomerId &customer);
    /// The newest with that token; NotFound when that account's token is nobody's here.
    Result<ProcessorToken> find(const MerchantId &merchant, const ConnectorAccountId &account,
                                const QString &token);
    /// Notes that the processor was told to forget it.
    Result<> markDetached(const ProcessorToken &token);
    /// Forgets all tokens of a method.
    Result<> remove(const MerchantId &merchant, const PaymentMethodId &id);

private:
    Database &m_database;
};
