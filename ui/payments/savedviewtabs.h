#pragma once

#include "models/savedviews.h"

#include <QWidget>

class QTabBar;
class QToolButton;

/// The tabs above the payments table, and the button that saves a new one.
class SavedViewTabs final : public QWidget
{
    Q_OBJECT

public:
    /// views must outlive the widget.
    SavedViewTabs(SavedViews &views, QWidget *parent);

    int current() const;
    void setCurrent(int index);

signals:
    /// A person chose that view, also when it was chosen already.
    void chosen(int index);
    /// A name for a new view was given.
    void saveAsked(const QString &name);

private:
    void fill();
    void showMenu(const QPoint &position);
    void askName(int renamed);

    SavedViews &m_views;
    QTabBar *m_tabs = nullptr;
    QToolButton *m_add = nullptr;
};
