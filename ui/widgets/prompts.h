#pragma once

#include <QString>

#include <functional>

class QWidget;

/// A yes-or-no question. The button that changes nothing is the one Enter and Esc press.
struct Question
{
    QString name;        ///< object name of the box, for tests
    QString title;       ///< the question, one short sentence
    QString explanation; ///< what each answer means
    QString yes;         ///< named by its effect, such as "Discard"
    QString no;          ///< the safe answer, such as "Keep editing"
};

/// Asks people questions. An interface, so that a test can answer without a window.
class Prompts
{
public:
    virtual ~Prompts() = default;

    /// Returns at once; answered(true) for yes. Not called when the parent has gone by then.
    virtual void ask(QWidget *parent, const Question &question,
                     std::function<void(bool)> answered) = 0;
};

/// Asks in a window-modal message box.
class MessageBoxPrompts final : public Prompts
{
public:
    void ask(QWidget *parent, const Question &question,
             std::function<void(bool)> answered) override;
};

/// For widgets that are given no other; it has no state.
Prompts &messageBoxPrompts();
