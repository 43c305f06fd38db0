#pragma once

#include "models/customertext.h"
#include "models/workspace.h"

#include <QHash>
#include <QObject>

/// What is typed of a customer.
struct CustomerDraft
{
    QString id; ///< empty: one is made
    CustomerTexts texts;

    friend bool operator==(const CustomerDraft &, const CustomerDraft &) = default;
};

/// The form that makes a customer or changes one.
class CustomerEditor final : public QObject
{
    Q_OBJECT

public:
    /// A new one. workspace, which has customers, must outlive the editor.
    explicit CustomerEditor(const Workspace &workspace, QObject *parent = nullptr);
    /// A change of that one.
    CustomerEditor(const Workspace &workspace, const Customer &existing, QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    bool isNew() const { return m_existing.id.isEmpty(); }
    bool isBusy() const { return m_busy; }
    const CustomerDraft &draft() const { return m_draft; }
    bool hasUnsavedInput() const { return m_draft != m_stored; }
    /// What is wrong with a field (API spelling), empty when nothing is.
    QString problemOf(const QString &field) const { return m_problems.value(field); }
    const ErrorText &failure() const { return m_failure; }
    /// "Create customer", "Save changes"
    QString actionText() const;

public slots:
    void setDraft(const CustomerDraft &draft);
    /// Stores it; done at once when nothing was changed.
    void submit();

signals:
    void changed();
    void failed(const ErrorText &text);
    void done(const CustomerId &id);

private:
    Result<> check() const;
    void create();
    void update();
    void onStored(const Result<Customer> &answer);
    void refuse(const Error &error);

    const Workspace &m_workspace;
    const Customer m_existing;
    CustomerDraft m_stored;
    CustomerDraft m_draft;
    QHash<QString, QString> m_problems;
    ErrorText m_failure;
    bool m_busy = false;
};
