#pragma once

#include "models/workspace.h"
#include "ui/challenge/challengeviewsource.h"
#include "ui/payments/paymentactions.h"
#include "ui/widgets/prompts.h"

class QSettings;

/// Opens the real dialogs. An editor lives as long as its dialog.
class DesktopActions final : public PaymentActions
{
public:
    /// All must outlive the object and every dialog it opened.
    DesktopActions(Workspace &workspace, ChallengeViewSource &views, QSettings &settings,
                   Prompts &prompts = messageBoxPrompts());

    void newPayment(QWidget *parent) override;
    void capture(const Payment &payment, QWidget *parent) override;
    void captureMany(const QList<qint64> &rowIds, QWidget *parent) override;
    void captureAmounts(const QList<qint64> &rowIds, const QHash<qint64, qint64> &amounts,
                        QWidget *parent) override;
    void importManifest(const QString &path, QWidget *parent) override;
    void voidPayment(const Payment &payment, QWidget *parent) override;
    void refund(const Payment &payment, QWidget *parent) override;
    void verify(const PaymentId &id, QWidget *parent) override;
    void resolve(const PaymentId &id, QWidget *parent) override;
    void addNote(const NoteSubject &subject, const QString &name, QWidget *parent) override;
    void newCustomer(QWidget *parent) override;
    void editCustomer(const Customer &customer, QWidget *parent) override;
    void deleteCustomer(const Customer &customer, QWidget *parent) override;
    void addMethod(const Customer &customer, QWidget *parent) override;
    void chargeMethod(const Customer &customer, const SavedMethod &method,
                      QWidget *parent) override;
    void removeMethod(const SavedMethod &method, QWidget *parent) override;
    void setUpAgreement(const Customer &customer, const SavedMethod &method,
                        QWidget *parent) override;
    void chargeAgreement(const Agreement &agreement, QWidget *parent) override;
    void revokeAgreement(const Agreement &agreement, QWidget *parent) override;

private:
    Workspace &m_workspace;
    ChallengeViewSource &m_views;
    QSettings &m_settings;
    Prompts &m_prompts;
};
