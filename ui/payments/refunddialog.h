#pragma once

#include "models/refundeditor.h"
#include "ui/payments/actiondialog.h"

class MomentEdit;
class MoneyBar;
class MoneyEdit;
class ProblemLabel;
class ReasonFields;
class QLabel;
class QRadioButton;

/// Gives money of one payment back, all of it or an amount, now or later, with a reason; says
/// before the click what happens. Open it with open(); the editor must outlive it.
class RefundDialog final : public ActionDialog
{
    Q_OBJECT

public:
    RefundDialog(RefundEditor &editor, QWidget *parent, Prompts &prompts = messageBoxPrompts());

signals:
    /// One line on what was done.
    void outcome(const QString &line);

protected:
    void act() override;
    Question leaveQuestion() const override;

private:
    void buildAmount();
    void buildTime();
    void buildReason();
    void refresh();
    void refreshBar();

    RefundEditor &m_editor;
    MoneyBar *m_bar = nullptr;
    QRadioButton *m_full = nullptr;
    QRadioButton *m_part = nullptr;
    MoneyEdit *m_amount = nullptr;
    QRadioButton *m_now = nullptr;
    QRadioButton *m_later = nullptr;
    MomentEdit *m_due = nullptr;
    ReasonFields *m_reason = nullptr;
    ProblemLabel *m_problem = nullptr;
    QLabel *m_effect = nullptr;
};
