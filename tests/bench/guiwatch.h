#pragma once

#include <QApplication>
#include <QElapsedTimer>

/// An application that knows how long its GUI thread was ever busy with one event.
class GuiWatch final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth++ > 0) { // part of an event that is measured already
            const bool handled = QApplication::notify(receiver, event);
            --m_depth;
            return handled;
        }
        QElapsedTimer timer;
        timer.start();
        const bool handled = QApplication::notify(receiver, event);
        m_longestNs = qMax(m_longestNs, timer.nsecsElapsed());
        --m_depth;
        return handled;
    }

    void forgetLongest() { m_longestNs = 0; }
    double longestMs() const { return static_cast<double>(m_longestNs) / 1e6; }

private:
    int m_depth = 0;
    qint64 m_longestNs = 0;
};
