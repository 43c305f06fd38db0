#pragma once

#include "models/paymenteditor.h"
#include "services/domain/card.h"

#include <QTimer>
#include <QWidget>

class CardEdit;
class CardField;
class ProblemLabel;
class QButtonGroup;
class QComboBox;
class QLabel;
class QVBoxLayout;

/// Third step of a new payment: a card that is typed in and perhaps kept, or one that the customer
/// has saved, whose security code is asked again.
class NewPaymentMethod final : public QWidget
{
    Q_OBJECT

public:
    NewPaymentMethod(NewPaymentEditor &editor, QWidget *parent);

    void refresh();
    /// What the editor found wrong, at the field it is about.
    void showProblems();
    void focusFirst();
    /// Whether the payment can go on with this; marks the field that is wrong.
    bool check();
    /// Nothing is there to pay with.
    bool isEmpty() const;
    /// What may be shown of it.
    QString maskedText() const;
    /// What was typed, once.
    CardDetails takeCard();
    Cvc takeCode();
    void clear();

signals:
    /// The card was wiped because nobody typed.
    void idleCleared();

private:
    void buildKeeping();
    void rebuildChoices();
    void choose(const PaymentMethodId &id);
    void keep();
    void showKeeping();

    NewPaymentEditor &m_editor;
    QLabel *m_heading = nullptr;
    QVBoxLayout *m_choices = nullptr;
    QButtonGroup *m_group = nullptr;
    QList<SavedMethod> m_shown;
    QLabel *m_closed = nullptr;
    QWidget *m_codePlace = nullptr;
    CardField *m_code = nullptr;
    ProblemLabel *m_codeProblem = nullptr;
    CardEdit *m_card = nullptr;
    QWidget *m_keepPlace = nullptr;
    QTimer m_idle; ///< of the code, as a typed card has its own
    QComboBox *m_keep = nullptr;
    QLabel *m_keepNote = nullptr;
};
