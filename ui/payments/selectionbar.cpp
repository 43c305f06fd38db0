#include "ui/payments/selectionbar.h"

#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

SelectionBar::SelectionBar(const SelectionTotals &totals, QWidget *parent)
    : QFrame(parent)
    , m_totals(totals)
    , m_text(new ElidedLabel(Qt::ElideRight, this))
    , m_held(new ElidedLabel(Qt::ElideRight, this))
    , m_clear(new QPushButton(tr("Clear selection"), this))
    , m_capture(new QPushButton(tr("Capture…"), this))
{
    setObjectName(u"selectionBar"_s);
    setAccessibleName(tr("Selection"));
    m_text->setObjectName(u"selectionText"_s);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_held->setObjectName(u"selectionHeld"_s);
    m_held->setForegroundRole(QPalette::PlaceholderText);
    m_capture->setObjectName(u"captureSelected"_s);
    m_capture->setToolTip(tr("Capture the selected holds (C)"));
    m_clear->setObjectName(u"clearSelection"_s);
    m_layout = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_layout->setContentsMargins(16, 8, 16, 8);
    m_layout->setSpacing(8);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(2);
    lines->addWidget(m_text);
    lines->addWidget(m_held);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_clear);
    buttons->addWidget(m_capture);
    m_layout->addLayout(lines, 1);
    m_layout->addLayout(buttons);
    connect(m_clear, &QPushButton::clicked, this, &SelectionBar::clearAsked);
    connect(m_capture, &QPushButton::clicked, this, &SelectionBar::captureAsked);
    connect(&totals, &SelectionTotals::changed, this, &SelectionBar::showSelection);
    showSelection();
}

void SelectionBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
}

void SelectionBar::arrange()
{
    const int words = std::max(m_text->sizeHint().width(), m_held->sizeHint().width());
    const int buttons = m_clear->sizeHint().width() + m_capture->sizeHint().width();
    m_layout->setDirection(words + buttons + 64 > width() ? QBoxLayout::TopToBottom
                                                          : QBoxLayout::LeftToRight);
}

void SelectionBar::showSelection()
{
    m_text->setText(m_totals.text());
    m_held->setText(m_totals.capturableText());
    m_held->setVisible(!m_totals.capturableText().isEmpty());
    m_capture->setEnabled(m_totals.hasCapturable());
    arrange();
    setVisible(m_totals.rowIds().size() > 1);
}
