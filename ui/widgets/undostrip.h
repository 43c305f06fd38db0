#pragma once

#include <QTimer>
#include <QWidget>

class DelayedRemovals;
class ElidedLabel;
class PrivacyMask;
class QPushButton;
class Clock;

/// Says what was removed and can still be taken back, with the button that does it. Hidden when
/// there is nothing.
class UndoStrip final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive the strip.
    UndoStrip(DelayedRemovals &removals, const Clock &clock, QWidget *parent);

private:
    void refresh();

    DelayedRemovals &m_removals;
    const Clock &m_clock;
    QTimer m_tick;
    ElidedLabel *m_text = nullptr;
    QPushButton *m_undo = nullptr;
};
