#include "ui/widgets/filterbar.h"

#include "ui/widgets/datatable.h"
#include "ui/widgets/problemlabel.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>

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
    Field field;
    field.name = name;
    field.example = example;
    m_fields.insert(column, field);
}

void FilterBar::makeEdit(int column, Field &field)
{
    field.edit = new QLineEdit(field.text, this);
    field.edit->setObjectName(u"filter-%1"_s.arg(column));
    field.edit->setAccessibleName(tr("Filter by %1").arg(field.name));
    field.edit->setPlaceholderText(field.example);
    field.edit->setClearButtonEnabled(true);
    field.edit->installEventFilter(this);
    if (!field.problem.isEmpty())
        showProblem(field.edit, field.problem);
    connect(field.edit, &QLineEdit::textChanged, this, [this, column](const QString &text) {
        m_fields[column].text = text;
        emit textEdited(column, text);
    });
}

void FilterBar::setVisible(bool visible)
{
    // Most people never open it, and a field costs a good part of the time the window opens in.
    for (auto field = m_fields.begin(); visible && field != m_fields.end(); ++field) {
        if (!field->edit)
            makeEdit(field.key(), *field);
    }
    QWidget::setVisible(visible);
}

void FilterBar::setText(int column, const QString &text)
{
    const auto field = m_fields.find(column);
    if (field == m_fields.end() || field->text == text)
        return;
    field->text = text;
    if (field->edit)
        field->edit->setText(text);
}

void FilterBar::setProblem(int column, const QString &problem)
{
    const auto field = m_fields.find(column);
    if (field == m_fields.end() || field->problem == problem)
        return;
    field->problem = problem;
    if (field->edit)
        showProblem(field->edit, problem);
}

void FilterBar::showProblem(QLineEdit *edit, const QString &problem)
{
    edit->setToolTip(problem);
    markProblem(edit, problem);
}

void FilterBar::focusFirst()
{
    for (int visual = 0; visual < m_header->count(); ++visual) {
        QLineEdit *edit = m_fields.value(m_header->logicalIndex(visual)).edit;
        if (edit && edit->isVisibleTo(this))
            return edit->setFocus(Qt::ShortcutFocusReason);
    }
}

QSize FilterBar::sizeHint() const
{
    const QLineEdit *any = m_fields.isEmpty() ? nullptr : m_fields.cbegin()->edit;
    return {100, any ? any->sizeHint().height() + 2 * kGap : 0};
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
        QLineEdit *edit = m_fields.value(column).edit;
        if (!edit)
            continue;
        edit->setVisible(!m_header->isSectionHidden(column) && to - from > 4 * kGap);
        const QRect place(from + kGap, kGap, to - from - 2 * kGap, height() - 2 * kGap);
        edit->setGeometry(QStyle::visualRect(layoutDirection(), {0, 0, wide, height()}, place)
                              .translated(offset, 0));
        if (before)
            setTabOrder(before, edit); // as the columns stand, which a person may have moved
        before = edit;
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
