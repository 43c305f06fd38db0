#pragma once

#include "models/customertext.h"
#include "models/workspace.h"

#include <QObject>
#include <QStringList>

/// Something that is taken away for good: what that means is said before it is done.
class RemovalEditor : public QObject
{
    Q_OBJECT

public:
    explicit RemovalEditor(const Workspace &workspace, QObject *parent = nullptr)
        : QObject(parent)
        , m_workspace(workspace)
    {
    }

    const Workspace &workspace() const { return m_workspace; }
    bool isBusy() const { return m_busy; }
    /// What goes, such as "Remove Visa •• 4242".
    virtual QString title() const = 0;
    /// What happens, one sentence each, and that it cannot be undone.
    virtual QStringList effects() const = 0;
    virtual QString actionText() const = 0;
    /// Why it cannot be done; empty when it can.
    QString obstacle() const { return m_obstacle; }
    const ErrorText &failure() const { return m_failure; }

public slots:
    /// Does it once; nothing while it is under way or cannot be done.
    void submit();

signals:
    void changed();
    void failed(const ErrorText &text);
    /// One line on what was done.
    void done(const QString &outcome);

protected:
    /// Asks for it and calls finish().
    virtual void ask() = 0;
    /// Finds out which agreements in force need it: those of the customer, or only of that method.
    void readAgreements(const CustomerId &customer, const PaymentMethodId &method);
    void finish(const QString &outcome);
    void refuse(const ErrorText &text);

private:
    const Workspace &m_workspace;
    bool m_busy = false;
    QString m_obstacle;
    ErrorText m_failure;
};

/// Takes a saved method away.
class MethodRemovalEditor final : public RemovalEditor
{
    Q_OBJECT

public:
    /// workspace, which has customers, must outlive the editor.
    MethodRemovalEditor(const Workspace &workspace, const SavedMethod &method,
                        QObject *parent = nullptr);

    QString title() const override;
    QStringList effects() const override;
    QString actionText() const override;

protected:
    void ask() override;

private:
    QString keptWhere() const;

    const SavedMethod m_method;
};

/// Deletes a customer: everything that tells who it was goes.
class CustomerRemovalEditor final : public RemovalEditor
{
    Q_OBJECT

public:
    /// Reads how many saved methods go with it. workspace, which has customers, must outlive it.
    CustomerRemovalEditor(const Workspace &workspace, const Customer &customer,
                          QObject *parent = nullptr);

    QString title() const override;
    QStringList effects() const override;
    QString actionText() const override;

protected:
    void ask() override;

private:
    const Customer m_customer;
    std::optional<qsizetype> m_methods;
};
