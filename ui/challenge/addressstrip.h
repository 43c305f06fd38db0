#pragma once

#include <QWidget>

class ElidedLabel;
class QLabel;
class QToolButton;

/// The native strip above a bank's page: scheme and host, lock, time left, and the few things one
/// may do. The page cannot draw here, and nothing can be typed here.
class AddressStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit AddressStrip(QWidget *parent);

    void setAddress(const QUrl &url, bool encrypted);
    void setTimeLeft(const QString &words);

signals:
    void reloadWanted();
    void browserWanted();
    void leaveWanted();

private:
    QToolButton *button(const QString &name, const QString &icon, const QString &text,
                        const QKeySequence &key);

    QLabel *m_lock = nullptr;
    QLabel *m_scheme = nullptr;
    ElidedLabel *m_host = nullptr;
    QLabel *m_port = nullptr;
    QLabel *m_time = nullptr;
};
