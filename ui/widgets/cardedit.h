#pragma once

#include "services/domain/card.h"

#include <QTimer>
#include <QWidget>

class CardField;
class ProblemLabel;
class QLabel;
class QLineEdit;

/// Where a card is typed: number, expiry, security code, name on the card. What was typed is wiped
/// when it is taken, when this goes, and after five minutes without a key.
class CardEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit CardEdit(QWidget *parent);

    /// Nothing at all has been typed.
    bool isEmpty() const;
    /// Whether the card can be sent; marks the field that is wrong. nowMs is UTC.
    bool check(qint64 nowMs);
    /// Marks the field the error names (API spelling) with its words.
    void showProblem(const QString &field, const QString &problem);
    /// "Visa •••• 4242, 12/30"; empty while there is no number.
    QString maskedText() const;
    /// The card as typed, once: nothing of it stays here.
    CardDetails takeCard();
    void clear();
    /// After so many milliseconds without a key everything is wiped. Five minutes unless set.
    void setIdleTimeout(int ms);

signals:
    void edited();
    /// It was wiped because nobody typed.
    void idleCleared();

private:
    CardDetails copyOfCard() const;
    void onEdited();
    void onRefused(CardField *field);
    void onIdle();
    void clearProblems();
    ProblemLabel *labelOf(const QString &field) const;

    CardField *m_number = nullptr;
    CardField *m_cvc = nullptr;
    QLineEdit *m_expiry = nullptr;
    QLineEdit *m_holder = nullptr;
    QLabel *m_brand = nullptr;
    ProblemLabel *m_numberProblem = nullptr;
    ProblemLabel *m_expiryProblem = nullptr;
    ProblemLabel *m_cvcProblem = nullptr;
    ProblemLabel *m_holderProblem = nullptr;
    QTimer m_idle;
};
