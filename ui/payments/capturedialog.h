#pragma once

#include "models/captureeditor.h"
#include "ui/payments/actiondialog.h"

class MoneyBar;
class MoneyEdit;
class ProblemLabel;
class QCheckBox;
class QLabel;
class QRadioButton;

/// Takes money from one hold, all of it or an amount; says before the click what happens to the
/// rest. Open it with open(); the editor must outlive it.
class CaptureDialog final : public ActionDialog
{
    Q_OBJECT

public:
    CaptureDialog(CaptureEditor &editor, QWidget *parent, Prompts &prompts = messageBoxPrompts());

signals:
    /// One line on what was done.
    void outcome(const QString &line);

protected:
    void act() override;
    Question leaveQuestion() const override;

private:
    void buildChoices();
    void refresh();
    void refreshBar();
    void submit(bool stay);
    void onDone(const QString &line);

    CaptureEditor &m_editor;
    MoneyBar *m_bar = nullptr;
    QRadioButton *m_full = nullptr;
    QRadioButton *m_part = nullptr;
    MoneyEdit *m_amount = nullptr;
    QCheckBox *m_final = nullptr;
    QLabel *m_effect = nullptr;
    ProblemLabel *m_problem = nullptr;
    QPushButton *m_goOn = nullptr;
    bool m_stay = false;
};
