#pragma once

#include "ui/challenge/challengeview.h"

class AddressStrip;
class QLabel;
class QVBoxLayout;

/// The strip and, below it, the bank's own page.
class BankPage final : public QWidget
{
    Q_OBJECT

public:
    explicit BankPage(QWidget *parent);

    AddressStrip &strip() { return *m_strip; }
    ChallengeView *view() const { return m_view; }
    /// Takes the view and begins; the one before goes.
    void setView(ChallengeView *view);
    /// Ends the page, from the event loop: the view itself may be calling.
    void dropView();
    /// Says what was kept from happening.
    void showBlocked(const QString &what);

private:
    AddressStrip *m_strip = nullptr;
    QLabel *m_blocked = nullptr;
    QVBoxLayout *m_layout = nullptr;
    ChallengeView *m_view = nullptr;
};
