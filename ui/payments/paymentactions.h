#pragma once

#include "services/domain/customer.h"
#include "services/domain/note.h"
#include "services/domain/savedmethod.h"

#include <QHash>
#include <QList>

class QWidget;
struct Agreement;

/// The dialogs a page can ask for. Every call opens a window-modal dialog over `parent` and returns
/// at once; what came of it shows through Events. An interface so that tests of pages can record
/// what was asked instead of opening anything.
class PaymentActions
{
public:
    virtual ~PaymentActions() = default;

    virtual void newPayment(QWidget *parent) = 0;
    virtual void capture(const Payment &payment, QWidget *parent) = 0;
    /// Row ids of the payments, in the order the table shows them.
    virtual void captureMany(const QList<qint64> &rowIds, QWidget *parent) = 0;
    /// The same, with the amounts (by row id) that a person chose for some of them.
    virtual void captureAmounts(const QList<qint64> &rowIds, const QHash<qint64, qint64> &amounts,
                                QWidget *parent) = 0;
    /// What a shipment file (CSV) says was shipped.
    virtual void importManifest(const QString &path, QWidget *parent) = 0;
    virtual void voidPayment(const Payment &payment, QWidget *parent) = 0;
    virtual void refund(const Payment &payment, QWidget *parent) = 0;
    /// The customer's verification at the bank (3DS).
    virtual void verify(const PaymentId &id, QWidget *parent) = 0;

    /// What is known of an operation whose outcome is not, and what can be done about it.
    virtual void resolve(const PaymentId &id, QWidget *parent) = 0;
    /// Writes a note; `name` says in words what it is about.
    virtual void addNote(const NoteSubject &subject, const QString &name, QWidget *parent) = 0;

    virtual void newCustomer(QWidget *parent) = 0;
    virtual void editCustomer(const Customer &customer, QWidget *parent) = 0;
    virtual void deleteCustomer(const Customer &customer, QWidget *parent) = 0;
    /// Keeps a new card of the customer.
    virtual void addMethod(const Customer &customer, QWidget *parent) = 0;
    /// Charges a saved card while its customer is there.
    virtual void chargeMethod(const Customer &customer, const SavedMethod &method,
                              QWidget *parent) = 0;
    virtual void removeMethod(const SavedMethod &method, QWidget *parent) = 0;

    /// Agrees on later charges of a saved card with its customer, who is there.
    virtual void setUpAgreement(const Customer &customer, const SavedMethod &method,
                                QWidget *parent) = 0;
    virtual void chargeAgreement(const Agreement &agreement, QWidget *parent) = 0;
    virtual void revokeAgreement(const Agreement &agreement, QWidget *parent) = 0;
};
