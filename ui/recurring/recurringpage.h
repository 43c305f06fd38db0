#pragma once

#include "models/agreementmodel.h"
#include "models/agreementtable.h"
#include "ui/widgets/listpage.h"

class AgreementView;
class PaymentActions;
class QComboBox;
class QPushButton;

/// The agreements about later charges, the one that is due first on top, with the current one
/// beside them.
class RecurringPage final : public ListPage
{
    Q_OBJECT

public:
    /// workspace has recurring. Splitter and columns are kept in the settings. All must outlive the
    /// page.
    RecurringPage(const Workspace &workspace, QSettings &settings, PaymentActions &actions,
                  QWidget *parent);
    ~RecurringPage() override;

    const AgreementTable &table() const { return m_model; }

public slots:
    /// Only those of that customer, until somebody wants all of them again.
    void showCustomer(const CustomerId &id, const QString &name);
    void reload() override;

protected:
    void showNothing(TableState &state) override;
    ErrorText problemOf(const Error &error) const override;
    void setActive(bool active) override { m_model.setActive(active); }
    void followCurrent() override;

private:
    QLayout *makeHeader();
    void connectAll();
    void addShortcuts();
    void showState();
    void copyCurrentId();

    PaymentActions &m_actions;
    AgreementTable m_model;
    AgreementModel m_agreement;
    QComboBox *m_choice = nullptr;
    QPushButton *m_only = nullptr; ///< whose agreements are shown; a press shows all
    AgreementView *m_view = nullptr;
};
