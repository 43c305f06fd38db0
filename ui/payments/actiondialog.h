#pragma once

#include "models/workspace.h"
#include "ui/widgets/prompts.h"

#include <QDialog>

class FittingScrollArea;
class MessageBar;
class PrimaryButton;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

/// The frame of every dialog that moves money: environment stripe, title, message, a body that
/// scrolls when the screen is too small, and buttons with the one that acts at the bottom right.
/// Ctrl+Enter acts; Esc leaves and asks first when something typed would be lost.
class ActionDialog : public QDialog
{
    Q_OBJECT

public:
    ActionDialog(const Workspace &workspace, Prompts &prompts, QWidget *parent);

public slots:
    /// Leaves, after a question where something would be lost.
    void reject() override;

protected:
    /// What Ctrl+Enter and the primary button do.
    virtual void act() = 0;
    /// What to ask before leaving; nothing to ask when its title is empty.
    virtual Question leaveQuestion() const = 0;
    /// Called before the dialog closes without having acted.
    virtual void leave();

    void setTitle(const QString &title);
    QVBoxLayout *body() const { return m_body; }
    MessageBar *message() const { return m_message; }
    PrimaryButton *primary() const { return m_primary; }
    /// Adds a button left of the primary one.
    QPushButton *addButton(const QString &text, const QString &name);
    /// Between title and body, such as an id.
    QHBoxLayout *headerRow() const { return m_header; }
    /// Makes the dialog as large as its content needs and the screen allows; never smaller.
    void fit();
    /// Gives the field the focus and brings it into sight.
    void reveal(QWidget *field);
    /// The size to start with, in average characters and lines, before the screen limits it.
    void setComfortableSize(int characters, int lines)
    {
        m_characters = characters;
        m_lines = lines;
    }
    void showEvent(QShowEvent *event) override;

private:
    void onAnswered(bool yes);

    Prompts &m_prompts;
    QLabel *m_title = nullptr;
    QHBoxLayout *m_header = nullptr;
    MessageBar *m_message = nullptr;
    FittingScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_body = nullptr;
    QHBoxLayout *m_buttons = nullptr;
    PrimaryButton *m_primary = nullptr;
    int m_characters = 64;
    int m_lines = 0;
    bool m_asking = false;
};
