#pragma once

#include "models/inspectormodel.h"
#include "models/refundtablemodel.h"
#include "ui/widgets/listpage.h"

class InspectorPanel;
class PaymentActions;
class PaymentCommands;
class QComboBox;

/// The refunds of all payments, newest first, with the payment of the current one beside them.
class RefundsPage final : public ListPage
{
    Q_OBJECT

public:
    /// Splitter and columns are kept in the settings. All must outlive the page.
    RefundsPage(const Workspace &workspace, QSettings &settings, PaymentActions &actions,
                QWidget *parent);
    ~RefundsPage() override;

    const RefundTableModel &table() const { return m_model; }

public slots:
    void showStatus(RefundStatus status);
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
    void chooseStatus(int index);
    void openWindow();
    void askCurrent();
    void copyCurrentId();
    std::optional<Refund> current() const;

    const Workspace &m_workspace;
    PaymentActions &m_actions;
    RefundTableModel m_model;
    InspectorModel m_inspectorModel;
    PaymentCommands *m_commands = nullptr;
    QComboBox *m_status = nullptr;
};
