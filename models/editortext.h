#pragma once

#include "models/errortext.h"
#include "models/workspace.h"

/// What became of one capture.
enum class CaptureFate {
    Captured,
    Pending,    ///< accepted, decided later
    NotKnown,   ///< money may have moved; it is being asked
    Refused,    ///< definitely not done
    NotSent,    ///< the processor could not be reached
    Conflicted, ///< the processor confirmed something else
};

/// From the payment as it was when the capture was asked for, and as it was answered.
CaptureFate fateOfCapture(const Payment &before, const Payment &after);

/// An amount as people read it, with its currency.
QString shownMoney(qint64 minorUnits, Currency currency);

/// "Fri 16:00", or date and time when it is further off; in the workspace's zone.
QString shownMoment(const Workspace &workspace, qint64 msUtc);

/// The time of day with seconds, in the workspace's zone.
QString shownClockTime(const Workspace &workspace, qint64 msUtc);

/// The scene of something that went wrong with that payment.
ErrorScene sceneOf(const Workspace &workspace, MoneyAction action, const Payment &payment);

/// The id of one request of a person: however often it is sent, it is done once.
QString newClientOperationId(const Workspace &workspace);

/// Tomorrow at 9 in the workspace's zone, in ms UTC: where a choice of time begins.
qint64 tomorrowMorning(const Workspace &workspace);

/// When the open operation of a payment is asked about again, in ms UTC; 0 when that is not known.
qint64 nextCheckOf(const PaymentDetails &details);
