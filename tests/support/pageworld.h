#pragma once

#include "models/workspace.h"
#include "services/domain/paymentlifecycle.h"
#include "tests/support/fakecustomers.h"
#include "tests/support/fakenotes.h"
#include "tests/support/fakepayments.h"
#include "tests/support/fakerecurring.h"
#include "tests/support/fakevault.h"
#include "tests/support/manualclock.h"
#include "ui/payments/paymentactions.h"

#include <QSettings>
#include <QTemporaryDir>

/// Everything a page needs, faked: payments, lists, clock, settings in a folder of its own. The
/// clock stands at the time of the newest sample payment.
struct PageWorld
{
    PageWorld()
    {
        workspace.caller = {{QStringLiteral("merchant_test")}, QStringLiteral("operator:Robin")};
        workspace.merchantName = QStringLiteral("Acme GmbH");
        workspace.time = &time;
        workspace.methods = &methods;
        vault.now = {VaultState::Open, {}};
        workspace.vault = &vault;
        workspace.customers = &customers;
        workspace.customerLists = &customerLists;
        workspace.recurring = &recurring;
        workspace.navigation = &navigation;
        workspace.notes = &notes;
    }

    /// What the inspector will find for that row of the lists.
    void addDetails(qint64 rowId)
    {
        const PaymentSummary row = lists.row(rowId);
        PaymentDetails details;
        Payment &payment = details.payment;
        payment.rowId = rowId;
        payment.id = row.id;
        payment.merchantId = workspace.caller.merchantId;
        payment.status = row.status;
        payment.outcomeUnknown = row.outcomeUnknown;
        payment.currency = row.currency;
        payment.amount = payment.netAmount = row.amount;
        payment.authorized = payment.captureLimit = row.amount;
        payment.captured = row.captured;
        payment.captureMethod = row.captureMethod;
        payment.captureBeforeMs = row.captureBeforeMs;
        payment.customer.name = row.customerName;
        payment.customer.email = row.customerEmail;
        payment.orderReference = row.orderReference;
        payment.card.brand = row.cardBrand;
        payment.card.last4 = row.last4;
        payment.connector = row.connector;
        payment.processorReference = row.processorReference;
        payment.createdAtMs = row.createdAtMs;
        payments.details.insert(row.id, details);
    }

    ManualClock clock;
    FakePayments payments;
    FakePaymentLists lists;
    Events events;
    TimeChoice time{QTimeZone("Europe/Berlin")};
    FakeRefunds refunds;
    SeededRandom random{11};
    Workspace workspace{payments, lists, refunds, events, clock, random, {}, {}, true, {}};
    FakeCustomers customers;
    FakeCustomerLists customerLists;
    FakeSavedMethods methods;
    FakeVault vault{events};
    FakeRecurring recurring;
    FakeNotes notes{events};
    Navigation navigation;
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
};

/// Keeps what a page asked for and opens nothing.
class RecordedActions final : public PaymentActions
{
public:
    void newPayment(QWidget *) override { ++newPayments; }
    void capture(const Payment &payment, QWidget *) override { captured.append(payment.id); }
    void captureMany(const QList<qint64> &rowIds, QWidget *) override { many.append(rowIds); }
    void captureAmounts(const QList<qint64> &rowIds, const QHash<qint64, qint64> &chosen,
                        QWidget *) override
    {
        many.append(rowIds);
        amounts.append(chosen);
    }
    void importManifest(const QString &path, QWidget *) override { imported.append(path); }
    void voidPayment(const Payment &payment, QWidget *) override { voided.append(payment.id); }
    void refund(const Payment &payment, QWidget *) override { refunded.append(payment.id); }
    void verify(const PaymentId &id, QWidget *) override { verified.append(id); }
    void resolve(const PaymentId &id, QWidget *) override { resolved.append(id); }
    void addNote(const NoteSubject &subject, const QString &, QWidget *) override
    {
        noted.append(subject);
    }
    void newCustomer(QWidget *) override { ++newCustomers; }
    void editCustomer(const Customer &customer, QWidget *) override { edited.append(customer.id); }
    void deleteCustomer(const Customer &customer, QWidget *) override
    {
        deleted.append(customer.id);
    }
    void addMethod(const Customer &customer, QWidget *) override { addedTo.append(customer.id); }
    void chargeMethod(const Customer &, const SavedMethod &method, QWidget *) override
    {
        charged.append(method.id);
    }
    void removeMethod(const SavedMethod &method, QWidget *) override { removed.append(method.id); }
    void setUpAgreement(const Customer &, const SavedMethod &method, QWidget *) override
    {
        agreedOn.append(method.id);
    }
    void chargeAgreement(const Agreement &agreement, QWidget *) override
    {
        agreementsCharged.append(agreement.mandate.id);
    }
    void revokeAgreement(const Agreement &agreement, QWidget *) override
    {
        agreementsEnded.append(agreement.mandate.id);
    }

    int newPayments = 0;
    QList<PaymentId> captured;
    QList<QList<qint64>> many;
    QList<QHash<qint64, qint64>> amounts; ///< of captureAmounts()
    QStringList imported;
    QList<PaymentId> voided;
    QList<PaymentId> refunded;
    QList<PaymentId> verified;
    QList<PaymentId> resolved;
    QList<NoteSubject> noted;
    int newCustomers = 0;
    QList<CustomerId> edited;
    QList<CustomerId> deleted;
    QList<CustomerId> addedTo;
    QList<PaymentMethodId> charged;
    QList<PaymentMethodId> removed;
    QList<PaymentMethodId> agreedOn;
    QList<MandateId> agreementsCharged;
    QList<MandateId> agreementsEnded;
};
