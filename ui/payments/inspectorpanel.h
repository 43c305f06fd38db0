#pragma once

#include "models/inspectormodel.h"

#include <QWidget>

class ElidedLabel;
class MessageBar;
class MoneyBar;
class NotesView;
class PaymentCommands;
class RefundList;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;
class StatusChip;
class TimelineView;

/// Everything about one payment, with what can be done to it on top.
class InspectorPanel final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive the panel.
    InspectorPanel(InspectorModel &model, PaymentCommands &commands, QWidget *parent);

    void focusFirst();

private:
    void makeScroll();
    QWidget *makeContent();
    QWidget *makeActions(QWidget *parent);
    QWidget *makeEmpty();
    QPushButton *makeAction(const QString &name, const QString &text, const QString &key);
    QLabel *makeHeading(const QString &text, QVBoxLayout *layout);
    void showPayment();
    void showNotKnown();
    void showAttempts();
    void showFacts();

    InspectorModel &m_model;
    PaymentCommands &m_commands;
    QStackedWidget *m_stack = nullptr;
    QScrollArea *m_scroll = nullptr; ///< null before the first payment
    QLabel *m_empty = nullptr;
    MessageBar *m_error = nullptr;
    QLabel *m_title = nullptr;
    StatusChip *m_status = nullptr;
    ElidedLabel *m_subtitle = nullptr;
    QLabel *m_meaning = nullptr;
    QPushButton *m_capture = nullptr;
    QPushButton *m_void = nullptr;
    QPushButton *m_refund = nullptr;
    QPushButton *m_verify = nullptr;
    QPushButton *m_ask = nullptr;
    QPushButton *m_customer = nullptr;
    QWidget *m_notKnown = nullptr;
    MoneyBar *m_money = nullptr;
    QLabel *m_hold = nullptr;
    QLabel *m_schedule = nullptr; ///< when it is captured by itself
    QLabel *m_refundsHeading = nullptr;
    RefundList *m_refunds = nullptr;
    NotesView *m_notes = nullptr;
    TimelineView *m_timeline = nullptr;
    QLabel *m_attemptsHeading = nullptr;
    QWidget *m_attempts = nullptr;
    QWidget *m_facts = nullptr;
    PaymentId m_shown;
};
