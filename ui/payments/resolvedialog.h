#pragma once

#include "models/resolveeditor.h"
#include "ui/payments/actiondialog.h"

class ProblemLabel;
class QPlainTextEdit;

/// What is known of an operation whose outcome is not, and what a person can do: ask again, and
/// keep what was found out. Deciding it takes two persons and says so.
class ResolveDialog final : public ActionDialog
{
    Q_OBJECT

public:
    /// The editor must outlive the dialog.
    ResolveDialog(ResolveEditor &editor, QWidget *parent, Prompts &prompts);

protected:
    void act() override;
    Question leaveQuestion() const override;

private:
    QWidget *makeByHand();
    void refresh();

    ResolveEditor &m_editor;
    QWidget *m_facts = nullptr;
    QLabel *m_explanation = nullptr;
    QLabel *m_answer = nullptr;
    QWidget *m_byHand = nullptr;
    QPlainTextEdit *m_evidence = nullptr;
    ProblemLabel *m_problem = nullptr;
    QPushButton *m_keep = nullptr;
};
