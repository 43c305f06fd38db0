#pragma once

#include <QWidget>

class ChallengeController;
class QLabel;
class QLineEdit;
class QPushButton;

/// While the customer is at the bank's page somewhere else: in the browser, or with a link they
/// were sent. What they do there is heard of by itself.
class LinkPage final : public QWidget
{
    Q_OBJECT

public:
    LinkPage(ChallengeController &controller, QWidget *parent);

    enum class Where {
        Link,         ///< the link was copied
        Browser,      ///< the browser was asked to open it
        BrowserFailed ///< and could not
    };
    void setWhere(Where where);

signals:
    void copyWanted();
    void browserWanted();
    void askWanted();

private:
    void refresh();

    ChallengeController &m_controller;
    Where m_where = Where::Link;
    QLabel *m_title = nullptr;
    QLabel *m_words = nullptr;
    QLineEdit *m_link = nullptr;
    QLabel *m_time = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_open = nullptr;
};
