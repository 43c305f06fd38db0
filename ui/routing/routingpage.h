#pragma once

#include "models/routingrulesmodel.h"
#include "ui/widgets/prompts.h"

#include <QWidget>

class DataTable;
class MessageBar;
class PrimaryButton;
class QLabel;
class QPushButton;
class QVBoxLayout;

/// Where payments go: the configuration in force, its rules in their order, and what a changed one
/// would have made of last month's payments. The desk must outlive the page.
class RoutingPage final : public QWidget
{
    Q_OBJECT

public:
    RoutingPage(const RoutingDesk &desk, QWidget *parent, Prompts &prompts = messageBoxPrompts());
    ~RoutingPage() override;

    RoutingEditor &editor() { return m_editor; }
    void setCompact(bool compact);
    void focusFirst();

public slots:
    void addRule();
    void editRule();
    void removeRule();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildHeader(QVBoxLayout *column);
    void buildRules(QVBoxLayout *column);
    void buildTrial(QVBoxLayout *column);
    QPushButton *makeButton(const QString &text, const QString &name, const QString &tip);
    void connectAll();
    void openDialog(const RoutingRule &rule, int row);
    void move(int by);
    void deactivate();
    void showState();
    void showTrial();
    void showError(const Error &error);
    int currentRow() const;

    const RoutingDesk &m_desk;
    Prompts &m_prompts;
    RoutingEditor m_editor;
    RoutingRulesModel m_rules;
    RoutingTrialModel m_trial;
    QLabel *m_inForce = nullptr;
    MessageBar *m_message = nullptr;
    DataTable *m_table = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_up = nullptr;
    QPushButton *m_down = nullptr;
    QPushButton *m_discard = nullptr;
    QPushButton *m_off = nullptr;
    QPushButton *m_try = nullptr;
    PrimaryButton *m_activate = nullptr;
    QLabel *m_summary = nullptr;
    DataTable *m_parts = nullptr;
    bool m_wasShown = false;
};
