#pragma once

#include "services/core/id.h"
#include "services/core/result.h"

struct CreateCustomer;
struct UpdateCustomer;
struct Caller;
struct CustomerSnapshot;

/// Where somebody lives or gets bills.
struct PostalAddress
{
    QString firstName;
    QString lastName;
    QString line1;
    QString line2;
    QString line3;
    QString city;
    QString state;
    QString zip;
    QString country; ///< ISO 3166 alpha-2, or empty

    friend bool operator==(const PostalAddress &, const PostalAddress &) = default;
};

/// What a merchant writes down about a customer.
struct CustomerTexts
{
    QString name;
    QString email;
    QString phone;
    QString phoneCountryCode; ///< "+49"
    QString description;
    QString taxRegistrationId;
    PostalAddress address;
    QString metadataJson; ///< a JSON object or empty

    friend bool operator==(const CustomerTexts &, const CustomerTexts &) = default;
};

/// Somebody who buys from one merchant. Times are milliseconds since 1970 UTC.
struct Customer
{
    qint64 rowId = 0; ///< place in the store, never shown
    CustomerId id;
    MerchantId merchantId;
    CustomerTexts texts;
    bool redacted = false; ///< deleted: the texts are gone, the id stays taken
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    friend bool operator==(const Customer &, const Customer &) = default;
};

/// The customer a command asks for, not yet stored. Errors, with the field: InvalidValue for the
/// id; TooLong and InvalidValue for texts (255 characters; 200 and 50 for lines of the address; no
/// control characters, nothing that looks like a card number), e-mail, country and metadata.
Result<Customer> newCustomer(const CreateCustomer &command, qint64 nowMs);

/// The customer whom a payment names and nobody knows yet. The payment's own texts are checked.
Customer customerOf(const MerchantId &merchant, const CustomerSnapshot &named, qint64 nowMs);

/// The customer after an update. Errors: CustomerRedacted, and those of newCustomer.
Result<Customer> updatedCustomer(const Customer &customer, const UpdateCustomer &command,
                                 qint64 nowMs);

/// The customer without anything that tells who it was. CustomerRedacted when that was done before.
Result<Customer> redactedCustomer(const Customer &customer, qint64 nowMs);
