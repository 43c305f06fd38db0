#pragma once

#include "models/voideditor.h"
#include "ui/payments/actiondialog.h"

class ProblemLabel;
class ReasonFields;
class QLabel;

/// Releases a hold or gives up an unfinished payment, with a reason. Open it with open(); the
/// editor must outlive it.
class VoidDialog final : public ActionDialog
{
    Q_OBJECT

public:
    VoidDialog(VoidEditor &editor, QWidget *parent, Prompts &prompts = messageBoxPrompts());

signals:
    /// One line on what was done.
    void outcome(const QString &line);

protected:
    void act() override;
    Question leaveQuestion() const override;

private:
    void build();
    void refresh();

    VoidEditor &m_editor;
    QLabel *m_effect = nullptr;
    ReasonFields *m_reason = nullptr;
    ProblemLabel *m_problem = nullptr;
};
