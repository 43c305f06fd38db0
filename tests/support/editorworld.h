#pragma once

#include "models/workspace.h"
#include "tests/support/fakepayments.h"
#include "tests/support/manualclock.h"

#include <QDateTime>

/// What the editors of the forms work in, all faked: Friday 2026-11-20 10:00 UTC, a hold lasts a
/// week.
struct EditorWorld
{
    FakePayments payments;
    FakePaymentLists lists;
    FakeRefunds refunds;
    Events events;
    ManualClock clock{QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC).toMSecsSinceEpoch()};
    SeededRandom random{7};
    TimeChoice time{QTimeZone::utc()};
    Workspace workspace{
        payments,
        lists,
        refunds,
        events,
        clock,
        random,
        {MerchantId{QStringLiteral("merchant_test")}, QStringLiteral("operator:test")},
        QStringLiteral("Acme GmbH"),
        true,
        {},
        &time};

    /// A hold of that amount that can be captured.
    Payment held(qint64 minorUnits, CaptureMethod method = CaptureMethod::Manual,
                 Currency currency = Currency::Eur)
    {
        Payment payment;
        payment.id = PaymentId{QStringLiteral("pay_%1").arg(++m_count, 20, 10, QLatin1Char('0'))};
        payment.rowId = m_count;
        payment.merchantId = workspace.caller.merchantId;
        payment.version = 3;
        payment.status = PaymentStatus::RequiresCapture;
        payment.currency = currency;
        payment.amount = minorUnits;
        payment.netAmount = minorUnits;
        payment.authorized = minorUnits;
        payment.captureLimit = minorUnits;
        payment.captureMethod = method;
        payment.connector = QStringLiteral("simulator");
        payment.orderReference = QStringLiteral("A-%1").arg(1000 + m_count);
        payment.customer.name = QStringLiteral("Maria Keller");
        // Thursday 16:00
        payment.captureBeforeMs = clock.nowMs() + (6 * 24 + 6) * 60 * 60 * 1000LL;
        keep(payment);
        return payment;
    }

    /// Of that amount, all of it taken, by Visa 4242.
    Payment paid(qint64 minorUnits, Currency currency = Currency::Eur)
    {
        Payment payment = held(minorUnits, CaptureMethod::Automatic, currency);
        payment.status = PaymentStatus::Succeeded;
        payment.captured = minorUnits;
        payment.captureBeforeMs = 0;
        payment.attemptCount = 1;
        payment.card.brand = CardBrand::Visa;
        payment.card.last4 = QStringLiteral("4242");
        payment.createdAtMs = clock.nowMs() - 60'000;
        keep(payment);
        return payment;
    }

    /// As the engine answers a refund that it was asked for, with that outcome.
    Refund refund(const Payment &payment, const RefundId &id, qint64 amount, RefundStatus status)
    {
        Refund refund;
        refund.rowId = 1;
        refund.id = id;
        refund.paymentId = payment.id;
        refund.amount = amount;
        refund.currency = payment.currency;
        refund.status = status;
        refund.operationId = OperationId{QStringLiteral("op_refund")};
        refund.connector = payment.connector;
        refund.actor = workspace.caller.actor;
        refund.createdAtMs = clock.nowMs();
        refund.modifiedAtMs = clock.nowMs();
        return refund;
    }

    /// What Payments::find answers from now on.
    void keep(const Payment &payment, const QList<Operation> &operations = {},
              const QList<Refund> &itsRefunds = {})
    {
        payments.details[payment.id] = PaymentDetails{payment, {}, operations, {}, itsRefunds};
    }

    /// As the engine answers a capture that was done.
    static Payment afterCapture(Payment payment, qint64 amount, bool finalCapture = false)
    {
        const bool several = payment.captureMethod == CaptureMethod::ManualMultiple;
        payment.captured += amount;
        payment.version += 2;
        if (payment.captured == payment.captureLimit)
            payment.status = PaymentStatus::Succeeded;
        else if (several && !finalCapture)
            payment.status = PaymentStatus::PartiallyCapturedAndCapturable;
        else
            payment.status = PaymentStatus::PartiallyCaptured;
        return payment;
    }

    /// As the engine answers a capture whose outcome is not known.
    static Payment unknownCapture(Payment payment, qint64 amount)
    {
        payment.capturePending += amount;
        payment.version += 2;
        payment.status = PaymentStatus::Processing;
        payment.hasOpenOperation = true;
        payment.outcomeUnknown = true;
        return payment;
    }

    /// As the engine answers a refusal.
    static Payment refused(Payment payment, const QString &category, PaymentStatus status)
    {
        payment.version += 2;
        payment.status = status;
        payment.error = PaymentError{category, category, QStringLiteral("no"), {}};
        return payment;
    }

    /// Tells, as the engine does, that the payment is not what it was.
    void publish(const Payment &payment) { emit events.paymentChanged(payment.id, payment.rowId); }

private:
    qint64 m_count = 0;
};
