#pragma once

#include "models/fact.h"
#include "models/processortable.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;

/// One account at a processor: how it is doing, what can be done, and what is known of it.
class AccountView final : public QWidget
{
    Q_OBJECT

public:
    /// Workspace and table must outlive the view.
    AccountView(const Workspace &workspace, const ProcessorTable &table, QWidget *parent);

    /// Nothing where there is no account.
    void show(const std::optional<ProcessorRow> &row);

signals:
    void editAsked();
    void testAsked();
    void rotateAsked();
    void switchAsked();
    void removeAsked();
    void restoreAsked();

private:
    QPushButton *addButton(QLayout *row, const QString &text, const QString &name,
                           const QString &hint, void (AccountView::*asked)());
    QList<Fact> factsOf(const ProcessorRow &row) const;

    const Workspace &m_workspace;
    const ProcessorTable &m_table;
    QLabel *m_empty = nullptr;
    QScrollArea *m_scroll = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_meaning = nullptr;
    QPushButton *m_switch = nullptr;
    QPushButton *m_restore = nullptr;
    QWidget *m_facts = nullptr;
};
