#include "models/orderingchange.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace {

constexpr qsizetype kMostSteps = 64;
constexpr qsizetype kLongestStretch = 20'000;

/// Ids of `from` that stay where they are relative to each other on the way to `to`: walked in
/// `from`'s order, each is kept if it comes after the one kept before it.
QSet<qint64> keptIds(const QList<qint64> &from, const QList<qint64> &to)
{
    QHash<qint64, qsizetype> place;
    place.reserve(to.size());
    for (qsizetype i = 0; i < to.size(); ++i)
        place.insert(to.at(i), i);
    QSet<qint64> kept;
    qsizetype last = -1;
    for (const qint64 id : from) {
        const auto found = place.constFind(id);
        if (found == place.constEnd() || *found <= last)
            continue;
        last = *found;
        kept.insert(id);
    }
    return kept;
}

/// Stretches of ids that are not kept, as steps of one kind; places counted from `offset`.
QList<OrderingChange::Step> stretches(const QList<qint64> &ids, const QSet<qint64> &kept,
                                      OrderingChange::Kind kind, qsizetype offset)
{
    QList<OrderingChange::Step> steps;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        if (kept.contains(ids.at(i)))
            continue;
        if (!steps.isEmpty() && steps.last().first + steps.last().count == offset + i)
            ++steps.last().count;
        else
            steps.append({kind, offset + i, 1});
    }
    return steps;
}

} // namespace

OrderingChange orderingChange(const QList<qint64> &before, const QList<qint64> &after)
{
    const auto [headBefore, headAfter] =
        std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    const qsizetype head = headBefore - before.begin();
    const auto [tailBefore, tailAfter] =
        std::mismatch(before.rbegin(), std::make_reverse_iterator(headBefore), after.rbegin(),
                      std::make_reverse_iterator(headAfter));
    const qsizetype tail = tailBefore - before.rbegin();
    const qsizetype gone = before.size() - head - tail;
    const qsizetype come = after.size() - head - tail;

    OrderingChange change;
    if (gone == 0 || come == 0) {
        if (gone > 0)
            change.steps.append({OrderingChange::Kind::Remove, head, gone});
        if (come > 0)
            change.steps.append({OrderingChange::Kind::Insert, head, come});
        return change;
    }
    if (gone > kLongestStretch || come > kLongestStretch) {
        change.isReset = true;
        return change;
    }
    const QList<qint64> from = before.mid(head, gone);
    const QList<qint64> to = after.mid(head, come);
    const QSet<qint64> kept = keptIds(from, to);
    QList<OrderingChange::Step> removals =
        stretches(from, kept, OrderingChange::Kind::Remove, head);
    std::ranges::reverse(removals); // from the end, so that places stay as counted
    change.steps = removals + stretches(to, kept, OrderingChange::Kind::Insert, head);
    if (change.steps.size() > kMostSteps)
        change = {true, {}};
    return change;
}
