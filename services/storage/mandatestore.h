#pragma once

#include "services/domain/recurring.h"
#include "services/storage/database.h"

/// Which agreements are read.
struct MandateFilter
{
    CustomerId customerId; ///< empty: of all customers
    std::optional<MandateStatus> status;
    bool failedOnly = false; ///< whose latest charge failed
    bool byNextCharge = false;
    qint64 offset = 0;
    int limit = 100;
};

/// Rows of agreements and of what their charges count. Decides nothing; writes belong inside a
/// WriteQueue half.
class MandateStore
{
public:
    explicit MandateStore(Database &database) : m_database(database) {}

    /// Gives the agreement its rowId.
    Result<> insert(Mandate &mandate);
    /// Writes everything but the ids where the stored version is the one before; VersionConflict
    /// when no row moved.
    Result<> update(const Mandate &mandate);
    Result<Mandate> find(const MerchantId &merchant, const MandateId &id);
    /// Of that method, whatever their status; newest first.
    Result<QList<Mandate>> forMethod(const MerchantId &merchant, const PaymentMethodId &id);
    /// Of that customer, those that are pending, active or have a charge under way.
    Result<QList<Mandate>> open(const MerchantId &merchant, const CustomerId &id);
    Result<QList<Mandate>> list(const MerchantId &merchant, const MandateFilter &filter);
    Result<qint64> count(const MerchantId &merchant, const MandateFilter &filter);

    /// What the payment counts against the agreement; nothing when it is no charge of it.
    Result<std::optional<MandateClaim>> claim(const MerchantId &merchant, const MandateId &mandate,
                                              const PaymentId &payment);
    /// Writes it, in place of what was there.
    Result<> keepClaim(const MerchantId &merchant, const MandateId &mandate,
                       const PaymentId &payment, const MandateClaim &claim);
    /// The payments that charged it, newest first.
    Result<QList<PaymentId>> charges(const MerchantId &merchant, const MandateId &mandate,
                                     int limit);

private:
    Database &m_database;
};
