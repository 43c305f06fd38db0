#pragma once

#include "services/core/id.h"
#include "services/core/result.h"

#include <QList>
#include <QString>

/// By what failed payments are counted.
enum class TriedBy {
    Ip,        ///< of anybody
    GuestCard, ///< a card of somebody who is no customer
    Customer,
    GuestIp, ///< of somebody who is no customer
};

QString toText(TriedBy by); ///< "ip", "guest_card", "customer", "guest_ip"

/// How many failed payments are taken from one, when they are counted at all.
struct TryLimit
{
    bool on = false;
    int most = 0;

    friend bool operator==(const TryLimit &, const TryLimit &) = default;
};

/// What a profile does against those who try stolen numbers out.
struct CardTestingGuard
{
    TryLimit ip{false, 3};
    TryLimit guestCard{false, 10};
    TryLimit customer{false, 5};
    TryLimit guestIp{false, 10};
    int seconds = 3600; ///< that a failed payment counts

    bool isOn() const { return ip.on || guestCard.on || customer.on || guestIp.on; }
    bool looksAtIp() const { return ip.on || guestIp.on; }
    bool looksAtCard() const { return guestCard.on; }

    friend bool operator==(const CardTestingGuard &, const CardTestingGuard &) = default;
};

/// The guard of a profile's settings, whose member card_testing_guard_config it is; off when there
/// is none. InvalidValue with field "card_testing_guard_config" when it cannot be obeyed.
Result<CardTestingGuard> cardTestingGuard(const QString &settingsJson);

/// Who is about to pay; empty is what is not known.
struct Payer
{
    QString ip;
    QString card; ///< its fingerprint
    CustomerId customer;
};

/// Somebody whose failed payments are counted.
struct TrySubject
{
    TriedBy by = TriedBy::Ip;
    QString who;
    int most = 0;

    friend bool operator==(const TrySubject &, const TrySubject &) = default;
};

/// Whose failed payments count for this one.
QList<TrySubject> trySubjects(const CardTestingGuard &guard, const Payer &payer);

/// TooMany with field "card_testing_guard_config" when that many have failed already.
Result<> checkTries(const TrySubject &subject, int failed);
