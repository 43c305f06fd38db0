#include "services/storage/paymentcursor.h"

#include "services/storage/paymentcolumns.h"
#include "services/storage/paymentstore.h"
#include "services/storage/row.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kEnd = std::numeric_limits<qint64>::max();

/// A place in the order by creation time.
struct Place
{
    qint64 createdAtMs = 0;
    qint64 rowId = 0;
};

Result<Place> placeOf(Database &database, const MerchantId &merchant, const PaymentId &id,
                      const QString &field)
{
    const Result<Payment> payment = PaymentStore(database).find(merchant, id);
    if (!payment && payment.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, field};
    if (!payment)
        return payment.error();
    return Place{payment->createdAtMs, payment->rowId};
}

/// One statement for each direction, with and without a customer and a profile.
QString pageSql(const PaymentCursor &cursor, bool backwards)
{
    const auto made = [](bool customer, bool profile, bool newerFirst) -> QString {
        const QString order = newerFirst ? u" DESC"_s : u" ASC"_s;
        return u"SELECT "_s + paymentcolumns::all()
               + u" FROM payment WHERE merchant_id = ? AND created_at_ms >= ? AND created_at_ms < "
                 "? AND (created_at_ms, row_id) < (?, ?) AND (created_at_ms, row_id) > (?, ?)"_s
               + (customer ? u" AND customer_id = ?"_s : u""_s)
               + (profile ? u" AND profile_id = ?"_s : u""_s) + u" ORDER BY created_at_ms"_s + order
               + u", row_id"_s + order + u" LIMIT ?"_s;
    };
    return made(!cursor.customerId.isEmpty(), !cursor.profileId.isEmpty(), !backwards);
}

} // namespace

Result<QList<Payment>> readPaymentPage(Database &database, const MerchantId &merchant,
                                       const PaymentCursor &cursor)
{
    Place before{kEnd, kEnd};
    Place after{-1, -1};
    if (!cursor.startingAfter.isEmpty()) {
        const Result<Place> place =
            placeOf(database, merchant, cursor.startingAfter, u"starting_after"_s);
        if (!place)
            return place.error();
        before = *place;
    }
    if (!cursor.endingBefore.isEmpty()) {
        const Result<Place> place =
            placeOf(database, merchant, cursor.endingBefore, u"ending_before"_s);
        if (!place)
            return place.error();
        after = *place;
    }
    // Just before a known one: read from it upwards, and turn round.
    const bool backwards = !cursor.endingBefore.isEmpty() && cursor.startingAfter.isEmpty();
    QSqlQuery &query = database.prepared(pageSql(cursor, backwards));
    Binder binder(query);
    binder << merchant << cursor.fromMs.value_or(0) << cursor.toMs.value_or(kEnd)
           << before.createdAtMs << before.rowId << after.createdAtMs << after.rowId;
    if (!cursor.customerId.isEmpty())
        binder << cursor.customerId;
    if (!cursor.profileId.isEmpty())
        binder << cursor.profileId;
    binder << cursor.limit;
    Result<QList<Payment>> page =
        readAll<Payment>(database.run(query), query, paymentcolumns::readPayment);
    if (page && backwards)
        std::ranges::reverse(*page);
    return page;
}

Result<QHash<QString, qint64>> countPaymentsByStatus(Database &database, const MerchantId &merchant,
                                                     qint64 fromMs, qint64 toMs)
{
    QSqlQuery &query = database.prepared(
        u"SELECT status, count(*) FROM payment WHERE merchant_id = ? AND created_at_ms >= ? AND "
        "created_at_ms < ? GROUP BY status"_s);
    Binder(query) << merchant << fromMs << toMs;
    const Result<> ran = database.run(query);
    if (!ran)
        return ran.error();
    QHash<QString, qint64> counts;
    while (query.next())
        counts.insert(query.value(0).toString(), query.value(1).toLongLong());
    query.finish();
    return counts;
}
