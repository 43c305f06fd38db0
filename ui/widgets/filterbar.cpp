#include "ui/widgets/filterbar.h"

#include "ui/widgets/datatable.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kGap = 2;

} // namespace

FilterBar::FilterBar(DataTable &table, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
    , m_header(table.horizontalHeader())
{
    QHeaderView *header = m_header;
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAccessibleName(tr("Column filters"));
    connect(header, &QHeaderView::sectionResized, this, &FilterBar::align);
    connect(header, &QHeaderView::sectionMoved, this, &FilterBar::align);
    connect(header, &QHeaderView::geometriesChanged, this, &FilterBar::align);
}

void FilterBar::addField(int column, const QString &name, const QString &example)
{
    auto *field = new QLineEdit(this);
    field->setObjectName(u"filter-%1"_s.arg(column));
    field->setAccessibleName(tr("Filter by %1").arg(name));
    field->setPlaceholderText(example);
    field->setClearButtonEnabled(true);
    field->installEventFilter(this);
    m_fields.insert(column, field);
    connect(field, &QLineEdit::textChanged, this,
            [this, column](const QString &text) { emit textEdited(column, text); });
}

void FilterBar::setText(int column, const QString &text)
{
    if (QLineEdit *field = m_fields.value(column); field && field->text() != text)
        field->setText(text);
}

void FilterBar::setProblem(int column, const QString &problem)
{
    QLineEdit *field = m_fields.value(column);
    if (!field || field->toolTip() == problem)
        return;
    field->setToolTip(problem);
    field->setAccessibleDescription(problem);
    field->setProperty("problem", !problem.isEmpty());
    field->style()->unpolish(field); // a style sheet looks at properties only then
    field->style()->polish(field);
}

void FilterBar::focusFirst()
{
    for (int visual = 0; visual < m_header->count(); ++visual) {
        QLineEdit *field = m_fields.value(m_header->logicalIndex(visual));
        if (field && field->isVisibleTo(this))
            return field->setFocus(Qt::ShortcutFocusReason);
    }
}

QSize FilterBar::sizeHint() const
{
    const auto any = m_fields.cbegin();
    return {100, any == m_fields.cend() ? 0 : any.value()->sizeHint().height() + 2 * kGap};
}

void FilterBar::align()
{
    QWidget *before = nullptr;
    const int wide = m_header->viewport()->width();
    // The header stands beside the scroll bar, which is on the left in some languages.
    const int offset =
        m_header->isVisible() ? m_header->mapToGlobal(QPoint()).x() - mapToGlobal(QPoint()).x() : 0;
    const QList<int> frozen =
        m_table.showsFrozen() ? m_table.firstColumns(m_table.frozenColumns()) : QList<int>();
    int frozenEnd = 0; // from the side where the line begins
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        const int size = m_header->sectionSize(column);
        const int left = m_header->sectionViewportPosition(column);
        int from = isRightToLeft() ? wide - left - size : left;
        const int to = frozen.contains(column) ? frozenEnd + size : from + size;
        from = frozen.contains(column) ? frozenEnd : std::max(from, frozenEnd);
        if (frozen.contains(column))
            frozenEnd = to;
        QLineEdit *field = m_fields.value(column);
        if (!field)
            continue;
        field->setVisible(!m_header->isSectionHidden(column) && to - from > 4 * kGap);
        const QRect place(from + kGap, kGap, to - from - 2 * kGap, height() - 2 * kGap);
        field->setGeometry(QStyle::visualRect(layoutDirection(), {0, 0, wide, height()}, place)
                               .translated(offset, 0));
        if (before)
            setTabOrder(before, field); // as the columns stand, which a person may have moved
        before = field;
    }
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    align();
}

void FilterBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    align();
}

bool keepsWindowKey(QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool search = key->key() == Qt::Key_K && key->modifiers() == Qt::ControlModifier;
    const bool zone =
        key->key() == Qt::Key_Z && key->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    if (search || zone)
        event->ignore();
    return search || zone;
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (keepsWindowKey(event))
        return true;
    if (event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        emit left();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}
