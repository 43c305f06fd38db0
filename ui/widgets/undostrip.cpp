#include "ui/widgets/undostrip.h"

#include "models/customertext.h"
#include "models/delayedremovals.h"
#include "services/core/clock.h"
#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace {

constexpr int kTickMs = 500;
constexpr qint64 kSecondMs = 1000;

} // namespace

UndoStrip::UndoStrip(DelayedRemovals &removals, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_removals(removals)
    , m_clock(clock)
    , m_text(new ElidedLabel(Qt::ElideRight, this))
    , m_undo(new QPushButton(tr("Undo"), this))
{
    setObjectName(u"undoStrip"_s);
    m_text->setObjectName(u"undoText"_s);
    m_undo->setObjectName(u"undoRemoval"_s);
    m_undo->setProperty("chip", true);
    m_undo->setFlat(true);
    m_undo->setToolTip(tr("Take the removal back (Ctrl+Z)"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_text);
    row->addWidget(m_undo);
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &UndoStrip::refresh);
    connect(&removals, &DelayedRemovals::changed, this, &UndoStrip::refresh);
    connect(m_undo, &QPushButton::clicked, &removals, &DelayedRemovals::undo);
    auto *key = new QShortcut(QKeySequence(u"Ctrl+Z"_s), window());
    connect(key, &QShortcut::activated, &removals, &DelayedRemovals::undo);
    refresh();
}

void UndoStrip::refresh()
{
    const auto last = m_removals.last();
    setVisible(last.has_value());
    if (!last)
        return m_tick.stop();
    if (!m_tick.isActive())
        m_tick.start();
    const qint64 leftMs = qMax<qint64>(0, m_removals.lastUntilMs() - m_clock.nowMs());
    const auto seconds = static_cast<int>((leftMs + kSecondMs - 1) / kSecondMs);
    //: %1 is a card such as "Visa •• 4242", %2 a number of seconds
    m_text->setText(tr("%1 is removed in %2 s").arg(CustomerText::method(*last)).arg(seconds));
    //: %1 is a card such as "Visa •• 4242"
    m_undo->setAccessibleName(tr("Keep %1 after all").arg(CustomerText::method(*last)));
}
