#include "models/paymentfiltermodel.h"

using namespace Qt::StringLiterals;

PaymentFilterModel::PaymentFilterModel(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    // "today" begins at another moment in another zone.
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &PaymentFilterModel::parse);
}

void PaymentFilterModel::setView(const SavedView &view)
{
    m_base = view.base;
    m_search = view.search;
    m_columns = view.columnFilters;
    emit textsReplaced();
    parse();
}

void PaymentFilterModel::setSearch(const QString &text)
{
    if (m_search == text)
        return;
    m_search = text;
    parse();
}

void PaymentFilterModel::setColumnFilter(PaymentColumn column, const QString &text)
{
    if (m_columns.value(column) == text)
        return;
    if (text.trimmed().isEmpty())
        m_columns.remove(column);
    else
        m_columns.insert(column, text);
    parse();
}

void PaymentFilterModel::clear()
{
    m_search.clear();
    m_columns.clear();
    emit textsReplaced();
    parse();
}

SavedView PaymentFilterModel::view(const QString &name) const
{
    SavedView view;
    view.name = name;
    view.base = m_base;
    view.search = m_search;
    view.columnFilters = m_columns;
    return view;
}

void PaymentFilterModel::parse()
{
    const SearchContext context{QLocale(), shownZone(m_workspace.time), m_workspace.clock.nowMs()};
    const ParsedSearch box = parseSearch(m_search, context);
    PaymentFilter filter = bothOf(m_base, box.filter);
    m_explanation = box.explanation;
    m_problems = box.problems;
    m_command = box.command;
    m_columnProblems.clear();
    for (auto it = m_columns.cbegin(); it != m_columns.cend(); ++it) {
        const ParsedSearch column = parseColumnFilter(it.key(), it.value(), context);
        filter = bothOf(filter, column.filter);
        m_explanation += column.explanation;
        if (!column.problems.isEmpty())
            m_columnProblems.insert(it.key(), column.problems.join(u' '));
        m_problems += column.problems;
    }
    emit wordsChanged();
    if (filter == m_filter)
        return;
    m_filter = filter;
    emit filterChanged();
}
