#pragma once

#include "models/orderingchange.h"
#include "models/rowcache.h"
#include "services/core/async.h"
#include "services/core/result.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <optional>

/// A table of millions of rows of which only a window is in memory. The first page is shown as soon
/// as it is read; the row ids of the whole ordering follow into a plain array; the rows themselves
/// come in pages by id when somebody looks at them. Questions are numbered, and answers to an older
/// question are dropped. Rows are known by row id, so that a refresh keeps selection and place.
///
/// Row has `rowId`, `version` and ==. The subclass asks the questions and names the columns.
template <class Row>
class PagedTableModel : public QAbstractTableModel
{
public:
    static constexpr int kPageSize = 128;
    static constexpr int kPagesKept = 64;

    using Rows = QList<Row>;
    using RowIds = QList<qint64>;

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_ordering.size());
    }
    /// 0 when there is no such row.
    qint64 rowIdAt(int row) const
    {
        return row >= 0 && row < m_ordering.size() ? m_ordering.at(row) : 0;
    }
    /// -1 when no row has this id. Looks through the ordering: not for every cell.
    int rowOf(qint64 rowId) const { return static_cast<int>(m_ordering.indexOf(rowId)); }
    const RowIds &ordering() const { return m_ordering; }
    /// The highest row id there is; whatever is above it is new.
    qint64 newestId() const
    {
        if (m_newestId == 0 && !m_ordering.isEmpty())
            m_newestId = std::ranges::max(m_ordering);
        return m_newestId;
    }
    /// Null while the row is not loaded; it is asked for then.
    const Row *rowAt(int row) const
    {
        const qint64 rowId = rowIdAt(row);
        if (rowId == 0)
            return nullptr;
        const Row *found = m_cache.find(rowId);
        if (!found)
            want(row / kPageSize);
        return found;
    }
    /// The same, without asking for it.
    const Row *loadedRow(qint64 rowId) const { return m_cache.find(rowId); }
    bool isLoading() const { return m_loadingFirst; }
    /// True until everything that was asked for has come, or reading was given up.
    bool isReading() const { return m_loadingFirst || m_readingOrdering; }
    /// False while the ordering is still being read, so the count is not yet final.
    bool isComplete() const { return m_complete; }
    const std::optional<Error> &failure() const { return m_failure; }
    /// Gives up what is being read; what has come so far stays, and may not be everything.
    void stopReading();
    /// A refresh leaves this row in the table even when it no longer belongs there, so that what
    /// somebody reads does not vanish under their eyes. 0 for none.
    void setPinned(qint64 rowId) { m_pinned = rowId; }

protected:
    virtual QFuture<Result<Rows>> askFirstPage(int limit) = 0;
    virtual QFuture<Result<RowIds>> askOrdering() = 0;
    virtual QFuture<Result<Rows>> askRows(const RowIds &rowIds) = 0;
    /// Loading began or ended, the failure or completeness changed.
    virtual void stateChanged() = 0;
    /// A loaded row changed in place.
    virtual void rowRefreshed(int row) = 0;

    /// Asks anew for what the subclass now wants to show. What is on screen stays until the first
    /// page of the answer is here.
    void requery() { start(true); }
    /// Asks again for the same; rows that stay keep their selection.
    void refresh() { start(false); }
    /// Reads these rows again if they are loaded.
    void reloadRows(const RowIds &rowIds);

private:
    static constexpr int kOrderingDelayMs = 40;

    void start(bool fresh);
    void firstPageCame(const Result<Rows> &answer, bool fresh);
    void readOrdering();
    void orderingCame(const Result<RowIds> &answer);
    void showOrdering(RowIds next);
    void keepPinned(RowIds &next) const;
    void resetTo(const RowIds &rowIds)
    {
        beginResetModel();
        m_ordering = rowIds;
        m_newestId = 0;
        m_inFlight.clear();
        endResetModel();
    }
    void insertIds(const RowIds &next, qsizetype first, qsizetype count)
    {
        m_ordering.insert(first, count, 0);
        std::copy_n(next.begin() + first, count, m_ordering.begin() + first);
    }
    void want(int page) const;
    void fetchWanted();
    void rowsCame(const RowIds &asked, const Result<Rows> &answer);
    void fail(const Error &error)
    {
        m_failure = error;
        m_loadingFirst = false;
        m_readingOrdering = false;
        stateChanged();
    }

    // The window is a cache behind a const interface: a view reads rows through const functions.
    mutable RowCache<Row> m_cache{kPagesKept};
    mutable QList<int> m_wanted; ///< pages, the one looked at last at the end
    mutable bool m_fetchDue = false;
    mutable qint64 m_newestId = 0; ///< 0 = to be looked up
    RowIds m_ordering;
    QSet<qint64> m_inFlight; ///< first row id of each page being read
    quint64 m_generation = 0;
    QFuture<Result<Rows>> m_firstPage;
    QFuture<Result<RowIds>> m_orderingRead;
    bool m_loadingFirst = false;
    bool m_readingOrdering = false;
    bool m_complete = true;
    qint64 m_pinned = 0;
    std::optional<Error> m_failure;
};

template <class Row>
void PagedTableModel<Row>::start(bool fresh)
{
    // Nobody waits for the older answers: what has not begun need not run.
    m_firstPage.cancel();
    m_orderingRead.cancel();
    const quint64 generation = ++m_generation;
    m_loadingFirst = true;
    m_readingOrdering = false;
    m_failure.reset();
    stateChanged();
    m_firstPage = askFirstPage(kPageSize);
    whenDone(m_firstPage, this, [this, generation, fresh](const Result<Rows> &answer) {
        if (generation == m_generation)
            firstPageCame(answer, fresh);
    });
}

template <class Row>
void PagedTableModel<Row>::stopReading()
{
    m_firstPage.cancel();
    m_orderingRead.cancel();
    ++m_generation; // late answers are nobody's any more
    m_complete = false;
    m_loadingFirst = false;
    m_readingOrdering = false;
    stateChanged();
}

template <class Row>
void PagedTableModel<Row>::firstPageCame(const Result<Rows> &answer, bool fresh)
{
    if (!answer) {
        if (fresh) // what is on screen answers another question
            resetTo({});
        return fail(answer.error());
    }
    RowIds first;
    first.reserve(answer->size());
    for (const Row &row : *answer)
        first.append(row.rowId);
    const bool whole = answer->size() < kPageSize;
    m_loadingFirst = false;
    m_complete = whole || (m_complete && !fresh);
    m_wanted.clear();
    m_cache.insert(*answer);
    if (fresh) {
        resetTo(first);
    } else if (whole) {
        showOrdering(first);
    }
    if (!fresh && rowCount() > 0) // rows that were read again may have changed in place
        emit dataChanged(index(0, 0),
                         index(std::min(rowCount(), kPageSize) - 1, columnCount() - 1));
    m_readingOrdering = !whole;
    stateChanged();
    if (whole)
        return;
    // The first page is painted before a core is taken for the rest, and who goes on typing asks
    // for something else before it is.
    QTimer::singleShot(kOrderingDelayMs, this, [this, generation = m_generation] {
        if (generation == m_generation)
            readOrdering();
    });
}

template <class Row>
void PagedTableModel<Row>::readOrdering()
{
    m_orderingRead = askOrdering();
    const quint64 generation = m_generation;
    whenDone(m_orderingRead, this, [this, generation](const Result<RowIds> &answer) {
        if (generation == m_generation)
            orderingCame(answer);
    });
}

template <class Row>
void PagedTableModel<Row>::orderingCame(const Result<RowIds> &answer)
{
    if (!answer)
        return fail(answer.error());
    m_readingOrdering = false;
    showOrdering(*answer);
    m_complete = true;
    stateChanged();
}

template <class Row>
void PagedTableModel<Row>::keepPinned(RowIds &next) const
{
    const qsizetype place = m_pinned == 0 ? -1 : m_ordering.indexOf(m_pinned);
    if (place >= 0 && !next.contains(m_pinned))
        next.insert(std::min(place, next.size()), m_pinned);
}

template <class Row>
void PagedTableModel<Row>::showOrdering(RowIds next)
{
    keepPinned(next);
    m_newestId = 0;
    const OrderingChange change = orderingChange(m_ordering, next);
    m_wanted.clear();
    if (change.isReset) {
        beginResetModel();
        m_ordering = next;
        endResetModel();
        return;
    }
    for (const OrderingChange::Step &step : change.steps) {
        const auto first = static_cast<int>(step.first);
        const auto last = static_cast<int>(step.first + step.count - 1);
        if (step.kind == OrderingChange::Kind::Remove) {
            beginRemoveRows({}, first, last);
            m_ordering.remove(step.first, step.count);
            endRemoveRows();
            continue;
        }
        beginInsertRows({}, first, last);
        if (step.first == m_ordering.size() || change.steps.size() == 1)
            m_ordering = next; // the usual case: everything behind the first page
        else
            insertIds(next, step.first, step.count);
        endInsertRows();
    }
}

template <class Row>
void PagedTableModel<Row>::want(int page) const
{
    if (m_failure)
        return; // asking again is the person's choice, or a repaint would ask for ever
    // A scroll bar that is dragged passes many pages; only those looked at last are worth reading.
    constexpr int kMostWanted = 6;
    m_wanted.removeOne(page);
    m_wanted.append(page);
    if (m_wanted.size() > kMostWanted)
        m_wanted.removeFirst();
    if (m_fetchDue)
        return;
    m_fetchDue = true;
    auto *self = const_cast<PagedTableModel *>(this); // data() is const, asking is not
    QMetaObject::invokeMethod(
        self, [self] { self->fetchWanted(); }, Qt::QueuedConnection);
}

template <class Row>
void PagedTableModel<Row>::fetchWanted()
{
    constexpr int kMostInFlight = 3;
    m_fetchDue = false;
    while (!m_wanted.isEmpty() && m_inFlight.size() < kMostInFlight) {
        const qsizetype from = static_cast<qsizetype>(m_wanted.takeLast()) * kPageSize;
        if (from >= m_ordering.size() || m_inFlight.contains(m_ordering.at(from)))
            continue;
        const RowIds page = m_ordering.mid(from, kPageSize);
        m_inFlight.insert(page.first());
        // Rows come by id and version, so that an answer is right whatever was asked meanwhile.
        whenDone(askRows(page), this, [this, page](const Result<Rows> &answer) {
            m_inFlight.remove(page.first());
            rowsCame(page, answer);
            fetchWanted();
        });
    }
}

template <class Row>
void PagedTableModel<Row>::rowsCame(const RowIds &asked, const Result<Rows> &answer)
{
    if (!answer)
        return fail(answer.error());
    Rows rows = *answer;
    // A row that has gone is remembered as such, or it would be asked for at every paint.
    for (const qint64 rowId : asked) {
        if (std::ranges::find(*answer, rowId, &Row::rowId) == answer->end()) {
            rows.append(Row());
            rows.last().rowId = rowId;
        }
    }
    m_cache.insert(rows);
    const int first = rowOf(asked.first()); // where it was, unless rows came or went meanwhile
    if (first < 0)
        return;
    const int last = std::min(first + static_cast<int>(asked.size()), rowCount()) - 1;
    emit dataChanged(index(first, 0), index(last, columnCount() - 1));
}

template <class Row>
void PagedTableModel<Row>::reloadRows(const RowIds &rowIds)
{
    RowIds loaded;
    std::ranges::copy_if(rowIds, std::back_inserter(loaded),
                         [this](qint64 rowId) { return m_cache.contains(rowId); });
    for (qsizetype from = 0; from < loaded.size(); from += kPageSize) {
        whenDone(askRows(loaded.mid(from, kPageSize)), this, [this](const Result<Rows> &answer) {
            if (!answer)
                return fail(answer.error());
            for (const Row &row : *answer) {
                if (!m_cache.update(row))
                    continue;
                const int at = rowOf(row.rowId);
                if (at < 0)
                    continue;
                emit dataChanged(index(at, 0), index(at, columnCount() - 1));
                rowRefreshed(at);
            }
        });
    }
}
