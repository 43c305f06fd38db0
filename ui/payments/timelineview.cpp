#include "ui/payments/timelineview.h"

#include "ui/statuscolors.h"
#include "ui/theme.h"
#include "ui/widgets/textsize.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// The status a step led to, as its picture, with the line that ties the steps together.
class StepMark final : public QWidget
{
public:
    StepMark(StatusLook look, bool first, bool last, QWidget *parent)
        : QWidget(parent)
        , m_look(look)
        , m_first(first)
        , m_last(last)
    {
        setFixedWidth(side() + 6);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        constexpr int kTop = 2;
        QPainter painter(this);
        const int middle = width() / 2;
        painter.setPen(themeColors(palette()).border);
        if (!m_first)
            painter.drawLine(middle, 0, middle, kTop - 1);
        if (!m_last)
            painter.drawLine(middle, kTop + side() + 2, middle, height());
        const qreal ratio = devicePixelRatioF();
        QPixmap icon = statusPixmap(m_look, statusColors(m_look, isDark(palette())).ink,
                                    qRound(side() * ratio));
        if (m_look == StatusLook::NotKnownYet) // black ink is for its yellow chip only
            icon =
                statusPixmap(m_look, palette().color(QPalette::WindowText), qRound(side() * ratio));
        icon.setDevicePixelRatio(ratio);
        painter.drawPixmap(middle - side() / 2, kTop, icon);
    }

private:
    int side() const { return std::max(14, fontMetrics().ascent()); }

    StatusLook m_look = StatusLook::Draft;
    bool m_first = false;
    bool m_last = false;
};

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText); // names and codes come from outside
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

TimelineView::TimelineView(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"timeline"_s);
    setAccessibleName(tr("Timeline"));
}

void TimelineView::setEntries(const QList<TimelineEntry> &entries)
{
    if (m_entries == entries && m_grid)
        return;
    m_entries = entries;
    qDeleteAll(findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    delete m_grid;
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(1, 1);
    for (int row = 0; row < entries.size(); ++row)
        addEntry(row, entries.at(row));
}

void TimelineView::addEntry(int row, const TimelineEntry &entry)
{
    auto *mark = new StepMark(DisplayText::look(entry.status, false), row == 0,
                              row == m_entries.size() - 1, this);
    QLabel *event = plainLabel(entry.event, this);
    //: a step of the timeline: %1 when, %2 by whom, %3 the status it led to
    QLabel *caption = plainLabel(
        entry.actor.isEmpty() ? tr("%1 → %2").arg(entry.time, entry.result)
                              : tr("%1 · %2 → %3").arg(entry.time, entry.actor, entry.result),
        this);
    caption->setFont(smallerFont(font()));
    caption->setForegroundRole(QPalette::PlaceholderText);
    caption->setToolTip(entry.exactTime);
    caption->setContentsMargins(0, 1, 0, 10);
    m_grid->addWidget(mark, 2 * row, 0, 2, 1);
    m_grid->addWidget(event, 2 * row, 1, 1, entry.amount.isEmpty() ? 2 : 1);
    if (!entry.amount.isEmpty()) {
        auto *amount = new QLabel(entry.amount, this);
        amount->setTextFormat(Qt::PlainText);
        amount->setAlignment(Qt::AlignRight | Qt::AlignTop);
        m_grid->addWidget(amount, 2 * row, 2);
    }
    m_grid->addWidget(caption, 2 * row + 1, 1, 1, 2);
}
