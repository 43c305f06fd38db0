#pragma once

#include "models/agreementmodel.h"

#include <QWidget>

class ElidedLabel;
class MessageBar;
class PaymentActions;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class StatusChip;
struct Workspace;

/// One agreement: how it stands, what can be done, its charges and its terms.
class AgreementView final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive the view.
    AgreementView(const Workspace &workspace, AgreementModel &model, PaymentActions &actions,
                  QWidget *parent);

    /// What its buttons do, for keys.
    void charge();
    void revoke();

private:
    QWidget *makeEmpty();
    QWidget *makeContent();
    QLayout *makeButtons(QWidget *parent);
    void showAgreement();
    void showCharges();
    void showFacts();

    const Workspace &m_workspace;
    AgreementModel &m_model;
    PaymentActions &m_actions;
    QStackedWidget *m_stack = nullptr;
    QScrollArea *m_scroll = nullptr;
    MessageBar *m_error = nullptr;
    QLabel *m_empty = nullptr;
    ElidedLabel *m_title = nullptr;
    StatusChip *m_state = nullptr;
    QLabel *m_meaning = nullptr;
    QPushButton *m_charge = nullptr;
    QPushButton *m_revoke = nullptr;
    QPushButton *m_customer = nullptr;
    QWidget *m_charges = nullptr;
    QWidget *m_facts = nullptr;
    QList<ChargeEntry> m_shownCharges;
    QList<Fact> m_shownFacts;
};
