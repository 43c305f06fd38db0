#pragma once

#include "models/disputemodel.h"
#include "models/disputetablemodel.h"
#include "ui/widgets/listpage.h"

class PaymentActions;
class QComboBox;

/// Disputes, those that must be answered soonest first, with the chosen one beside them.
class DisputesPage final : public ListPage
{
    Q_OBJECT

public:
    /// Splitter and columns are kept in the settings. All must outlive the page.
    DisputesPage(const Workspace &workspace, QSettings &settings, PaymentActions &actions,
                 QWidget *parent);
    ~DisputesPage() override;

    const DisputeTableModel &table() const { return m_model; }

public slots:
    void reload() override;

protected:
    void showNothing(TableState &state) override;
    ErrorText problemOf(const Error &error) const override;
    void setActive(bool active) override { m_model.setActive(active); }
    void followCurrent() override;

private:
    QLayout *makeHeader();
    void connectAll();
    void showState();
    void openPayment();

    const Workspace &m_workspace;
    PaymentActions &m_actions;
    DisputeTableModel m_model;
    DisputeModel m_current;
    QComboBox *m_which = nullptr;
};
