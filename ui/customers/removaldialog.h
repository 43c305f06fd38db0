#pragma once

#include "models/removaleditor.h"
#include "ui/payments/actiondialog.h"

class QLabel;

/// Takes something away for good, after it has said what that means. Open it with open(); the
/// editor must outlive it.
class RemovalDialog final : public ActionDialog
{
    Q_OBJECT

public:
    RemovalDialog(RemovalEditor &editor, QWidget *parent, Prompts &prompts = messageBoxPrompts());

signals:
    /// One line on what was done.
    void outcome(const QString &line);

protected:
    void act() override;
    Question leaveQuestion() const override;

private:
    void refresh();

    RemovalEditor &m_editor;
    QLabel *m_effects = nullptr;
    QLabel *m_obstacle = nullptr;
};
