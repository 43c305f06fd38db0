#pragma once

#include "services/domain/commands.h"

#include <QList>
#include <QTimeZone>

/// What a person has entered for a payment that is not confirmed yet.
struct PaymentDraft
{
    std::optional<qint64> amount; ///< minor units; nothing while what was typed is no amount
    Currency currency = Currency::Eur;
    CaptureMethod captureMethod = CaptureMethod::Automatic;
    qint64 captureOnMs = 0; ///< scheduled only, UTC; 0 while no time is chosen
    AuthenticationType authenticationType = AuthenticationType::NoThreeDs;
    bool partialAuthorizationAllowed = false;
    QString orderReference;
    QString description;
    CustomerSnapshot customer;
    FutureUsage futureUsage = FutureUsage::None; ///< anything else needs the customer's id

    friend bool operator==(const PaymentDraft &, const PaymentDraft &) = default;
};

/// A field as a person entered it and as somebody else stored it meanwhile, in words.
struct FieldConflict
{
    QString label;
    QString mine;
    QString theirs;

    friend bool operator==(const FieldConflict &, const FieldConflict &) = default;
};

/// The draft that a stored payment stands for.
PaymentDraft draftOf(const Payment &payment);

/// The command that makes a payment of the draft. Its amount must be there.
CreatePayment createCommand(const PaymentDraft &draft);

/// The command that makes the stored payment as the draft; unset members are the same already.
UpdatePayment updateCommand(const PaymentDraft &draft, const Payment &stored);

/// Whether the command changes anything.
bool changesAnything(const UpdatePayment &command);

/// Where the draft and the stored payment differ; times are shown in that zone.
QList<FieldConflict> differences(const PaymentDraft &draft, const Payment &stored,
                                 const QTimeZone &zone);

/// What cannot be sent as it is: field (API spelling) and code. Customer fields may be empty. A set
/// time must lie after nowMs.
QList<Error> problemsOfIntent(const PaymentDraft &draft, qint64 nowMs);
QList<Error> problemsOfCustomer(const PaymentDraft &draft);
