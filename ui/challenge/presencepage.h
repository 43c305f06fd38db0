#pragma once

#include <QWidget>

class ChallengeController;
class ChoiceCard;
class MessageBar;
class QLabel;

/// Asks who is present before a bank's page is opened: the customer must do it, not the staff.
class PresencePage final : public QWidget
{
    Q_OBJECT

public:
    PresencePage(ChallengeController &controller, QWidget *parent);

    /// Why the page cannot be shown in here, in words; empty when it can.
    void setEmbeddedRefusal(const QString &why);

signals:
    void customerIsHere();
    void linkWanted();
    void simulationWanted();

private:
    void refresh();

    ChallengeController &m_controller;
    QLabel *m_subject = nullptr;
    QLabel *m_explanation = nullptr;
    MessageBar *m_refusal = nullptr;
    ChoiceCard *m_here = nullptr;
    ChoiceCard *m_link = nullptr;
    ChoiceCard *m_simulate = nullptr;
};
