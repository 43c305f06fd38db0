#pragma once

#include "models/customermodel.h"
#include "models/paymenttablemodel.h"

#include <QWidget>

#include <memory>

class DataTable;
class ElidedLabel;
class MessageBar;
class NotesView;
class PaymentActions;
class PaymentCommands;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;

/// One customer: who it is, saved cards with what can be done to them, and payments.
class CustomerView final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive the view.
    CustomerView(const Workspace &workspace, CustomerModel &model, PaymentCommands &commands,
                 PaymentActions &actions, QWidget *parent);
    ~CustomerView() override;

    void setCompact(bool compact);
    /// Writes something down about the customer.
    void addNote();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeEmpty();
    void makeScroll();
    QWidget *makeContent();
    QLayout *makeCustomerActions(QWidget *parent);
    QWidget *makeVaultNotice(QWidget *parent);
    void makeMethods(QWidget *parent);
    QLayout *makeMethodActions(QWidget *parent);
    void makePayments(QWidget *parent);
    void connectAll();
    void showCustomer();
    void showFacts();
    void showMethods();
    void keepPlace();
    void showPayments();
    void fitTables();
    std::optional<SavedMethod> currentMethod() const;
    PaymentId currentPayment() const;
    void chargeMethod();
    void removeMethod();
    void setUpAgreement();
    void makeDefault();
    void addMethod();
    void openPayment();

    const Workspace &m_workspace;
    CustomerModel &m_model;
    PaymentCommands &m_commands;
    PaymentActions &m_actions;
    std::unique_ptr<PaymentTableModel> m_history; ///< made for the first customer
    QStackedWidget *m_stack = nullptr;
    QScrollArea *m_scroll = nullptr; ///< null before the first customer
    MessageBar *m_error = nullptr;
    QLabel *m_empty = nullptr;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_subtitle = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_delete = nullptr;
    NotesView *m_notes = nullptr;
    QWidget *m_facts = nullptr;
    QLabel *m_lifetime = nullptr;
    QPushButton *m_add = nullptr;
    QWidget *m_vault = nullptr;
    QLabel *m_vaultText = nullptr;
    QPushButton *m_unlock = nullptr;
    QLabel *m_noMethods = nullptr;
    DataTable *m_methods = nullptr;
    QPushButton *m_charge = nullptr;
    QPushButton *m_makeDefault = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_agree = nullptr;
    QPushButton *m_agreements = nullptr;
    QLabel *m_noPayments = nullptr;
    DataTable *m_payments = nullptr;
    QList<Fact> m_shownFacts;
    bool m_compact = false;
    int m_methodRow = -1; ///< that was chosen before the cards were read anew
};
