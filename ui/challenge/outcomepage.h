#pragma once

#include <QWidget>

class ChallengeController;
class MessageBar;
class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;

/// Says in words how the verification stands, from the service and never from the bank's page, and
/// offers what can be done next.
class OutcomePage final : public QWidget
{
    Q_OBJECT

public:
    OutcomePage(ChallengeController &controller, QWidget *parent);

    /// Why the bank's page ended before, in words; empty for nothing to say.
    void setNote(const QString &note);

signals:
    void cancelWanted();
    void closeWanted();

private:
    void refresh();
    void layOut();
    void offer();
    void showSign();

    ChallengeController &m_controller;
    QLabel *m_sign = nullptr;
    QLabel *m_subject = nullptr;
    QLabel *m_headline = nullptr;
    QLabel *m_explanation = nullptr;
    QLabel *m_reference = nullptr;
    MessageBar *m_note = nullptr;
    QProgressBar *m_bar = nullptr;
    QTimer *m_barDelay = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_ask = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_done = nullptr;
};
