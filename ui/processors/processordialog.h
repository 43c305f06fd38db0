#pragma once

#include "models/processoreditor.h"
#include "ui/payments/actiondialog.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class SecretField;

/// An account at a processor: connect, change, or new keys. Open it with open(); the editor must
/// outlive it.
class ProcessorDialog final : public ActionDialog
{
    Q_OBJECT

public:
    ProcessorDialog(ProcessorEditor &editor, QWidget *parent,
                    Prompts &prompts = messageBoxPrompts());

signals:
    /// One line on what was done.
    void outcome(const QString &line);

protected:
    void act() override;
    Question leaveQuestion() const override;

private:
    /// A key as it is typed: hidden, or in the clear where it is no secret.
    struct KeyEdit
    {
        KeyField field;
        SecretField *secret = nullptr;
        QLineEdit *plain = nullptr;
        bool isEmpty() const;
    };

    void makeChoice();
    void makeKeys();
    void makeRest();
    void showProcessor();
    void showState();
    ProcessorInput input() const;

    ProcessorEditor &m_editor;
    QComboBox *m_choice = nullptr;
    QWidget *m_keyBox = nullptr;
    QList<KeyEdit> m_keys;
    QLineEdit *m_label = nullptr;
    QLineEdit *m_address = nullptr;
    QCheckBox *m_cards = nullptr;
    QCheckBox *m_keep = nullptr;
    QPushButton *m_test = nullptr;
};
