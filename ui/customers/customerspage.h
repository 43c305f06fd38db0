#pragma once

#include "models/customermodel.h"
#include "models/customertablemodel.h"
#include "ui/widgets/listpage.h"

class CustomerView;
class PaymentActions;
class PaymentCommands;
class QLineEdit;
class QPushButton;

/// Finds customers and shows them: search box, list, and the current one beside it.
class CustomersPage final : public ListPage
{
    Q_OBJECT

public:
    /// workspace has customers. Splitter and columns are kept in the settings. All must outlive the
    /// page.
    CustomersPage(const Workspace &workspace, QSettings &settings, PaymentActions &actions,
                  QWidget *parent);
    ~CustomersPage() override;

    const CustomerTableModel &table() const { return m_model; }
    const CustomerModel &customer() const { return m_customer; }
    void setCompact(bool compact) override;
    void focusFirst() override { focusSearch(); }

public slots:
    void focusSearch();
    /// Finds that customer and opens it.
    void showCustomer(const CustomerId &id);
    void reload() override;

protected:
    void showNothing(TableState &state) override;
    ErrorText problemOf(const Error &error) const override;
    void setActive(bool active) override { m_model.setActive(active); }
    void followCurrent() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLayout *makeHeader();
    void connectAll();
    void addShortcuts();
    void showState();
    void openFromSearch();
    void openFirst();
    void copyCurrentId();

    const Workspace &m_workspace;
    PaymentActions &m_actions;
    CustomerTableModel m_model;
    CustomerModel m_customer;
    PaymentCommands *m_commands = nullptr;
    QLineEdit *m_search = nullptr;
    QPushButton *m_new = nullptr;
    CustomerView *m_view = nullptr;
    bool m_openDue = false; ///< the first one found, once it is read
};
