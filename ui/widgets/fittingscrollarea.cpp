#include "ui/widgets/fittingscrollarea.h"

#include <QApplication>
#include <QEvent>
#include <QLayout>
#include <QScrollBar>

#include <utility>

FittingScrollArea::FittingScrollArea(QWidget *parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    // What is around shows through: the area itself is nothing to look at.
    viewport()->setAutoFillBackground(false);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize FittingScrollArea::sizeHint() const
{
    return widget() ? widget()->sizeHint() : QScrollArea::sizeHint();
}

QSize FittingScrollArea::minimumSizeHint() const
{
    const int lines = fontMetrics().lineSpacing() * 4;
    const int width = widget() ? widget()->minimumSizeHint().width() : 0;
    return {width + verticalScrollBar()->sizeHint().width(), lines};
}

int FittingScrollArea::heightForWidth(int width) const
{
    if (!widget() || !widget()->layout())
        return sizeHint().height();
    // QScrollArea never makes its widget lower than the minimum, even if its width would allow it.
    const int lowest = widget()->minimumSizeHint().height();
    const QLayout *inside = widget()->layout();
    return qMax(lowest, inside->hasHeightForWidth() ? inside->totalHeightForWidth(width)
                                                    : inside->totalSizeHint().height());
}

bool FittingScrollArea::eventFilter(QObject *watched, QEvent *event)
{
    const bool handled = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest) {
        makeRoom();
        updateGeometry(); // a change inside does not get past the viewport by itself
        emit contentChanged();
        QMetaObject::invokeMethod(this, &FittingScrollArea::keepFocusInSight, Qt::QueuedConnection);
    }
    return handled;
}

void FittingScrollArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    makeRoom();
}

/// QScrollArea knows of no height that depends on the width: it would squeeze what is in it, fields
/// included, before it scrolls.
void FittingScrollArea::makeRoom()
{
    if (!widget() || !widget()->layout())
        return;
    const int needed = heightForWidth(viewport()->width());
    if (widget()->minimumHeight() != needed)
        widget()->setMinimumHeight(needed);
}

/// What came in, such as what is wrong with a field, may have moved the field out of sight; it
/// stands below the field.
void FittingScrollArea::keepFocusInSight()
{
    QWidget *focus = QApplication::focusWidget();
    if (!widget() || !focus || !widget()->isAncestorOf(focus)
        || std::exchange(m_contentHeight, widget()->height()) == widget()->height())
        return;
    ensureWidgetVisible(focus, 0, fontMetrics().lineSpacing() * 2);
}
