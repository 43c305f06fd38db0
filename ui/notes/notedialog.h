#pragma once

#include "models/noteeditor.h"
#include "ui/payments/actiondialog.h"

class ProblemLabel;
class QPlainTextEdit;

/// Writes a note down. No money is moved here.
class NoteDialog final : public ActionDialog
{
    Q_OBJECT

public:
    /// The editor must outlive the dialog.
    NoteDialog(NoteEditor &editor, QWidget *parent, Prompts &prompts);

protected:
    void act() override;
    Question leaveQuestion() const override;

private:
    void refresh();

    NoteEditor &m_editor;
    QPlainTextEdit *m_text = nullptr;
    ProblemLabel *m_problem = nullptr;
    QLabel *m_length = nullptr;
};
