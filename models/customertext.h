#pragma once

#include "models/displaytext.h"
#include "models/errortext.h"
#include "services/domain/customer.h"
#include "services/domain/savedmethod.h"
#include "services/interfaces/vaultaccess.h"

/// How long a saved card is still good.
enum class ExpiryState { Good, Soon, Expired, NotKnown };

/// Customers and their saved methods in words. Pure: times are given.
class CustomerText
{
    Q_DECLARE_TR_FUNCTIONS(CustomerText)

public:
    /// Soon: its last day is within 45 days.
    static ExpiryState expiryState(const SavedMethod &method, qint64 nowMs);
    /// "Good until 12/2030"
    static QString expiry(const SavedMethod &method, qint64 nowMs);
    static StatusLook expiryLook(ExpiryState state);
    /// "Visa •• 4242", with its nickname when it has one.
    static QString method(const SavedMethod &method);
    /// "With the customer", "Any time"
    static QString usage(FutureUsage usage);
    /// One sentence on what the usage allows.
    static QString usageMeaning(FutureUsage usage);
    /// Name, else e-mail, else id.
    static QString name(const Customer &customer);
    /// "Musterweg 3, 10115 Berlin, DE"; empty without an address.
    static QString address(const PostalAddress &address);
    /// What a vault in that state keeps people from doing; empty when it is open.
    static QString vaultNotice(const VaultStatus &status);
    /// A refusal of something about a customer or a saved method; no money is involved.
    static ErrorText problem(const Error &error, const QString &reference);
};
