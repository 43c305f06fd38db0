#pragma once

#include <QAbstractItemView>
#include <QEvent>
#include <QObject>
#include <QTimer>

#include <functional>

/// Calls `painted` once, after the view was painted with at least one row.
class FirstPaint final : public QObject
{
public:
    FirstPaint(QAbstractItemView &view, std::function<void()> painted)
        : QObject(&view)
        , m_view(view)
        , m_painted(std::move(painted))
    {
        view.viewport()->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_painted && m_view.model()->rowCount() > 0) {
            QTimer::singleShot(0, this, std::exchange(m_painted, nullptr)); // after this painting
        }
        return false;
    }

private:
    QAbstractItemView &m_view;
    std::function<void()> m_painted;
};
