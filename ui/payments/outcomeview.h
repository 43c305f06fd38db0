#pragma once

#include "models/errortext.h"

#include <QWidget>

class QLabel;
class StatusChip;

/// What became of a payment that was just sent: status, what happened, where the money is, what to
/// do. The last page of the dialogs that charge a card.
class OutcomeView final : public QWidget
{
    Q_OBJECT

public:
    explicit OutcomeView(QWidget *parent);

    void showOutcome(const Payment &payment, const QString &title, const ErrorText &text);

private:
    StatusChip *m_chip = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_what = nullptr;
    QLabel *m_where = nullptr;
    QLabel *m_todo = nullptr;
    QLabel *m_reference = nullptr;
};
