#pragma once

#include "models/customertext.h"
#include "models/fact.h"
#include "models/methodtablemodel.h"

#include <QObject>
#include <QTimer>

/// Everything about one customer: who it is, saved methods, what it paid, and whether the vault is
/// open for them. Follows Events.
class CustomerModel final : public QObject
{
    Q_OBJECT

public:
    /// Saved methods shown at most.
    static constexpr int kMostMethods = 200;

    /// workspace, which has customers, must outlive the model.
    explicit CustomerModel(const Workspace &workspace, QObject *parent = nullptr);

    /// Shows that one, or nobody; the same one is not read again.
    void setCustomer(const CustomerId &id);
    void reload();

    const CustomerId &id() const { return m_id; }
    /// Nothing before it is read, and when there is none.
    const std::optional<Customer> &customer() const { return m_customer; }
    MethodTableModel &methods() { return m_methods; }
    /// Whether methods() is what is stored, and not still to be read.
    bool methodsRead() const { return m_methodsRead; }
    /// Nothing before they are read.
    const std::optional<QList<CustomerTotal>> &totals() const { return m_totals; }
    /// What went wrong with reading it; empty when nothing did.
    const ErrorText &error() const { return m_error; }

    QString title() const;
    /// E-mail and phone.
    QString subtitle() const;
    QList<Fact> facts() const;
    /// "1,204.50 EUR and 20.00 USD paid so far, in 12 payments"
    QString lifetimeText() const;
    bool vaultIsOpen() const { return m_vault && m_vault->state == VaultState::Open; }
    /// How many agreements about later charges there are; nothing before it is read.
    std::optional<qint64> agreements() const { return m_agreements; }
    /// Goes to them.
    void openAgreements() const;
    /// Whether asking to unlock makes sense.
    bool vaultIsLocked() const { return m_vault && m_vault->state == VaultState::Locked; }
    /// What the vault keeps people from doing; empty when it is open or not known yet.
    QString vaultNotice() const;

public slots:
    void makeDefault(const PaymentMethodId &method);
    void unlockVault();

signals:
    void changed();
    /// One line on what was done.
    void notice(const QString &text);
    void failed(const ErrorText &error);

private:
    void read();
    void readVault();
    void onCustomer(const Result<Customer> &answer);

    const Workspace &m_workspace;
    MethodTableModel m_methods;
    QTimer m_readTimer;
    quint64 m_generation = 0;
    CustomerId m_id;
    std::optional<Customer> m_customer;
    std::optional<QList<CustomerTotal>> m_totals;
    std::optional<qint64> m_agreements;
    std::optional<VaultStatus> m_vault;
    bool m_methodsRead = false;
    ErrorText m_error;
};
