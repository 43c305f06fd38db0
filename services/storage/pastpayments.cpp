#include "services/storage/pastpayments.h"

#include "services/storage/paymentcolumns.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPortion = 10'000; ///< rows of the table looked at in one statement

Result<PastPayment> readPast(const QSqlQuery &query, const PastPayments::Extent &extent)
{
    RowReader row(query);
    PastPayment past;
    row.into(past.facts.paymentId);
    row.into(past.account);
    past.facts.currency = row.known(paymentcolumns::storedCurrency, Currency::Eur);
    past.facts.amount = row.number();
    past.facts.captureMethod = row.known(captureMethodFromText, CaptureMethod::Automatic);
    past.facts.authenticationType =
        row.known(authenticationTypeFromText, AuthenticationType::NoThreeDs);
    past.facts.offSession = row.flag();
    past.facts.futureUsage = row.known(futureUsageFromText, FutureUsage::None);
    past.facts.brand = brandFromText(row.text());
    past.facts.cardType = row.text();
    past.facts.bin = row.text();
    row.into(past.facts.customerId);
    const QString metadata = row.text();
    const QString billing = row.text();
    if (!row.isValid())
        return unknownValueError("payment");
    if (extent.metadata)
        past.facts.metadata = metadataFacts(metadata);
    if (extent.country)
        past.facts.country = countryOf(billing);
    return past;
}

} // namespace

Result<PastPayments::Range> PastPayments::range(const MerchantId &merchant, const TrialQuery &query)
{
    QSqlQuery &found = m_database.prepared(
        u"SELECT coalesce(min(row_id), 0), coalesce(max(row_id), -1) FROM payment "
        "WHERE merchant_id = ? AND created_at_ms >= ? AND created_at_ms < ?"_s);
    Binder(found) << merchant << query.fromMs << query.toMs;
    return readOne<Range>(m_database.run(found), found, [](const QSqlQuery &row) {
        return Result<Range>(Range{row.value(0).toLongLong(), row.value(1).toLongLong()});
    });
}

Result<> PastPayments::each(const MerchantId &merchant, const TrialQuery &query,
                            const Extent &extent,
                            const std::function<bool(const PastPayment &)> &take)
{
    const Result<Range> rows = range(merchant, query);
    if (!rows)
        return rows.error();
    for (qint64 from = rows->first; from <= rows->last; from += kPortion) {
        // Payments are stored about as they are made: going by place in the table reads no page
        // twice, which going by an index of times would.
        QSqlQuery &past = m_database.prepared(
            u"SELECT payment_id, connector_account_id, currency, net_amount, capture_method, "
            "authentication_type, off_session, future_usage, card_brand, payment_method_type, "
            "card_bin, customer_id, CASE WHEN ? THEN metadata_json ELSE '' END, "
            "CASE WHEN ? THEN (SELECT json FROM payment_extra e WHERE e.payment_row_id = row_id "
            "AND e.merchant_id = payment.merchant_id AND e.name = 'billing') ELSE '' END "
            "FROM payment WHERE row_id BETWEEN ? AND ? AND merchant_id = ? AND profile_id = ? "
            "AND created_at_ms >= ? AND created_at_ms < ? AND connector_account_id <> ''"_s);
        Binder(past) << extent.metadata << extent.country << from << from + kPortion - 1 << merchant
                     << query.profileId << query.fromMs << query.toMs;
        const Result<> ran = m_database.run(past);
        if (!ran)
            return ran;
        bool goesOn = true;
        std::optional<Error> problem;
        while (goesOn && !problem && past.next()) {
            const Result<PastPayment> payment = readPast(past, extent);
            if (payment)
                goesOn = take(*payment);
            else
                problem = payment.error();
        }
        past.finish();
        if (problem || !goesOn)
            return problem ? Result<>(*problem) : Result<>();
    }
    return {};
}
