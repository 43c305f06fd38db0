#include "models/editortext.h"

#include "models/displaytext.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace {

QTimeZone zoneOf(const Workspace &workspace)
{
    return workspace.time ? workspace.time->zone() : QTimeZone::systemTimeZone();
}

} // namespace

CaptureFate fateOfCapture(const Payment &before, const Payment &after)
{
    if (after.outcomeUnknown)
        return CaptureFate::NotKnown;
    if (after.status == PaymentStatus::Conflicted)
        return CaptureFate::Conflicted;
    if (after.capturePending > before.capturePending)
        return CaptureFate::Pending;
    // A capture that is done clears the error, one that is not sets it.
    if (after.error.code.isEmpty() && after.error.category.isEmpty()
        && after.captured > before.captured)
        return CaptureFate::Captured;
    return after.error.code == "connector_unreachable"_L1 ? CaptureFate::NotSent
                                                          : CaptureFate::Refused;
}

QString shownMoney(qint64 minorUnits, Currency currency)
{
    return DisplayText::money({minorUnits, currency}, QLocale());
}

QString shownMoment(const Workspace &workspace, qint64 msUtc)
{
    return DisplayText::moment(msUtc, workspace.clock.nowMs(), zoneOf(workspace), QLocale());
}

QString shownClockTime(const Workspace &workspace, qint64 msUtc)
{
    return DisplayText::clockTime(msUtc, zoneOf(workspace), QLocale());
}

ErrorScene sceneOf(const Workspace &workspace, MoneyAction action, const Payment &payment)
{
    ErrorScene scene;
    scene.action = action;
    scene.reference = payment.id.value;
    scene.processor = DisplayText::connector(payment.connector);
    scene.holdEndedAtMs = payment.captureBeforeMs;
    scene.zone = zoneOf(workspace);
    return scene;
}

QString newClientOperationId(const Workspace &workspace)
{
    return workspace.random.newId("ui"_L1);
}

qint64 tomorrowMorning(const Workspace &workspace)
{
    const QTimeZone zone = zoneOf(workspace);
    const QDate today = QDateTime::fromMSecsSinceEpoch(workspace.clock.nowMs(), zone).date();
    return QDateTime(today.addDays(1), QTime(9, 0), zone).toMSecsSinceEpoch();
}

qint64 nextCheckOf(const PaymentDetails &details)
{
    for (const Operation &operation : details.operations) {
        if (operation.state == OperationState::Unknown)
            return operation.nextCheckAtMs;
    }
    return 0;
}
