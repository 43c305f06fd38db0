#pragma once

#include "models/captureeditor.h"
#include "ui/payments/actiondialog.h"

class CaptureBar;
class MoneyEdit;
class ProblemLabel;
class QCheckBox;
class QGridLayout;
class QLabel;
class QRadioButton;

/// Takes money from one hold, all of it or an amount; says before the click what happens to the
/// rest. Open it with open(); the editor must outlive it.
class CaptureDialog final : public ActionDialog
{
    Q_OBJECT

public:
    CaptureDialog(CaptureEditor &editor, QWidget *parent,
                  Prompts &prompts = messageBoxPrompts());

signals:
    /// One line on what was done.
    void outcome(const QString &line);

protected:
    void act() override;
    Question leaveQuestion() const override;

private:
    void buildFacts();
    QLabel *addFact(QGridLayout *grid, int row, const QString &caption, const QString &name);
    void buildChoices();
    void refresh();
    void refreshFacts();
    void submit(bool stay);
    void onDone(const QString &line);

    CaptureEditor &m_editor;
    CaptureBar *m_bar = nullptr;
    QLabel *m_authorized = nullptr;
    QLabel *m_captured = nullptr;
    QLabel *m_taking = nullptr;
    QLabel *m_left = nullptr;
    QRadioButton *m_full = nullptr;
    QRadioButton *m_part = nullptr;
    MoneyEdit *m_amount = nullptr;
    QCheckBox *m_final = nullptr;
    QLabel *m_effect = nullptr;
    ProblemLabel *m_problem = nullptr;
    QPushButton *m_goOn = nullptr;
    bool m_stay = false;
};
