#pragma once

#include "models/errortext.h"

#include <QWidget>

class MessageBar;
class QLabel;
class QPushButton;

/// Lies over a table that has nothing to show and says why and what to do.
class TableState final : public QWidget
{
    Q_OBJECT

public:
    explicit TableState(QWidget *parent);

    void showEmpty(const QString &title, const QString &hint, bool offersClear, bool offersNew);
    void showError(const ErrorText &error);

signals:
    void clearAsked();
    void newAsked();
    void retryAsked();

private:
    QPushButton *addButton(const QString &name, const QString &text);

    MessageBar *m_error = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_hint = nullptr;
    QPushButton *m_clear = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_retry = nullptr;
};
