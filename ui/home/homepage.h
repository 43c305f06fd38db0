#pragma once

#include "models/worklist.h"

#include <QHash>
#include <QScrollArea>

class ChoiceCard;
class MessageBar;
class QLabel;
class QVBoxLayout;

/// What waits for a person, the most urgent first; every line leads to where it is done.
class HomePage final : public QScrollArea
{
    Q_OBJECT

public:
    /// workspace must outlive the page.
    HomePage(const Workspace &workspace, QWidget *parent);

    const WorkList &work() const { return m_work; }
    /// Nothing here has rows; pages of a window are alike.
    void setCompact(bool) {}

public slots:
    void focusFirst();
    void reload();

signals:
    void chosen(WorkKind kind);
    /// The counts on screen were read at another time.
    void listRead(qint64 readAtMs);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showWork();
    void fit();
    void arrange(const QList<WorkKind> &kinds);
    ChoiceCard *cardFor(const WorkItem &item);

    WorkList m_work;
    MessageBar *m_message = nullptr;
    QLabel *m_state = nullptr;
    QVBoxLayout *m_cardLayout = nullptr;
    QHash<WorkKind, ChoiceCard *> m_cards;
    QList<WorkKind> m_shown;
};
