#pragma once

#include <QObject>

class QSocketNotifier;

/// Turns SIGTERM and SIGINT into a Qt signal. One per process.
class TerminationSignals final : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

    /// The kernel sends SIGTERM when the thread that started this process ends.
    static void followParent();

signals:
    void terminated();

private:
    int m_descriptor = -1;
    QSocketNotifier *m_notifier = nullptr;
};
