#include "services/storage/mandatestore.h"

#include "services/storage/paymentcolumns.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

QString changing()
{
    return u"payment_method_id, status, ended, charged, pending, last_payment_id, last_at_ms, "
           "last_amount, last_status, last_error_code, last_error_category, last_error_message, "
           "last_error_unified_code, last_advice, failures, next_charge_at_ms, version, "
           "modified_at_ms"_s;
}

QString fixed()
{
    return u"mandate_id, merchant_id, customer_id, payment_id, mandate_type, limit_amount, "
           "currency, start_at_ms, end_at_ms, frequency, description, acceptance_type, "
           "accepted_at_ms, acceptance_ip, acceptance_user_agent, created_at_ms"_s;
}

QString selected()
{
    return u"SELECT row_id, "_s + fixed() + u", "_s + changing();
}

void bindFixed(Binder &binder, const Mandate &mandate)
{
    binder << mandate.id << mandate.merchantId << mandate.customerId << mandate.paymentId
           << mandate.terms.type << mandate.terms.amount.value_or(0) << mandate.currency
           << mandate.terms.startAtMs << mandate.terms.endAtMs << mandate.terms.frequency
           << mandate.terms.description << mandate.acceptance.type
           << mandate.acceptance.acceptedAtMs << mandate.acceptance.ipAddress
           << mandate.acceptance.userAgent << mandate.createdAtMs;
}

void bindChanging(Binder &binder, const Mandate &mandate)
{
    const LastCharge &last = mandate.last;
    binder << mandate.paymentMethodId << mandate.status << mandate.ended << mandate.charged
           << mandate.pending << last.paymentId << last.atMs << last.amount << last.status
           << last.error.code << last.error.category << last.error.message << last.error.unifiedCode
           << last.advice << last.failures << mandate.nextChargeAtMs << mandate.version
           << mandate.modifiedAtMs;
}

Result<Mandate> readMandate(const QSqlQuery &query)
{
    RowReader row(query);
    Mandate mandate;
    mandate.rowId = row.number();
    row.into(mandate.id);
    row.into(mandate.merchantId);
    row.into(mandate.customerId);
    row.into(mandate.paymentId);
    MandateTerms &terms = mandate.terms;
    terms.type = row.known(mandateTypeFromText, MandateType::SingleUse);
    const qint64 limit = row.number();
    terms.amount = limit > 0 ? std::optional(limit) : std::nullopt;
    mandate.currency = row.known(paymentcolumns::storedCurrency, Currency::Eur);
    terms.currency = mandate.currency;
    terms.startAtMs = row.number();
    terms.endAtMs = row.number();
    terms.frequency = row.known(chargeFrequencyFromText, ChargeFrequency::None);
    terms.description = row.text();
    mandate.acceptance.type = row.known(acceptanceTypeFromText, AcceptanceType::None);
    mandate.acceptance.acceptedAtMs = row.number();
    mandate.acceptance.ipAddress = row.text();
    mandate.acceptance.userAgent = row.text();
    mandate.createdAtMs = row.number();
    row.into(mandate.paymentMethodId);
    mandate.status = row.known(mandateStatusFromText, MandateStatus::Inactive);
    mandate.ended = row.known(mandateEndFromText, MandateEnd::None);
    mandate.charged = row.number();
    mandate.pending = row.number();
    LastCharge &last = mandate.last;
    row.into(last.paymentId);
    last.atMs = row.number();
    last.amount = row.number();
    last.status = row.known(paymentStatusFromText, PaymentStatus::Review);
    last.error.code = row.text();
    last.error.category = row.text();
    last.error.message = row.text();
    last.error.unifiedCode = row.text();
    last.advice = row.known(retryAdviceFromText, RetryAdvice::None);
    last.failures = row.smallNumber();
    mandate.nextChargeAtMs = row.number();
    mandate.version = row.number();
    mandate.modifiedAtMs = row.number();
    if (!row.isValid())
        return unknownValueError("mandate");
    return mandate;
}

/// The conditions of a filter behind those of the merchant, and their values.
struct Conditions
{
    QString sql = u" FROM mandate WHERE merchant_id = ?"_s;
    QVariantList values;

    Conditions(const MerchantId &merchant, const MandateFilter &filter) : values{merchant.value}
    {
        if (!filter.customerId.isEmpty())
            add(u"customer_id = ?"_s, filter.customerId.value);
        if (filter.status)
            add(u"status = ?"_s, toText(*filter.status));
        if (filter.failedOnly)
            add(u"failures > ?"_s, 0);
    }
    void add(const QString &condition, const QVariant &value)
    {
        sql += u" AND "_s + condition;
        values.append(value);
    }
    void bindTo(QSqlQuery &query) const
    {
        for (int i = 0; i < values.size(); ++i)
            query.bindValue(i, values.at(i));
    }
};

} // namespace

Result<> MandateStore::insert(Mandate &mandate)
{
    static const QString sql = u"INSERT INTO mandate ("_s + fixed() + u", "_s + changing()
                               + u") VALUES ("_s + paymentcolumns::placeholders(34) + u')';
    QSqlQuery &query = m_database.prepared(sql);
    Binder binder(query);
    bindFixed(binder, mandate);
    bindChanging(binder, mandate);
    const Result<> ran = m_database.run(query);
    if (ran)
        mandate.rowId = query.lastInsertId().toLongLong();
    return ran;
}

Result<> MandateStore::update(const Mandate &mandate)
{
    static const QString sql = u"UPDATE mandate SET "_s + paymentcolumns::assignments(changing())
                               + u" WHERE merchant_id = ? AND mandate_id = ? AND version = ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder binder(query);
    bindChanging(binder, mandate);
    binder << mandate.merchantId << mandate.id << mandate.version - 1;
    return expectOneRow(m_database.run(query), query, ErrorCode::VersionConflict, u"mandate_id"_s);
}

Result<Mandate> MandateStore::find(const MerchantId &merchant, const MandateId &id)
{
    static const QString sql =
        selected() + u" FROM mandate WHERE merchant_id = ? AND mandate_id = ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << id;
    return named(readOne<Mandate>(m_database.run(query), query, readMandate), u"mandate_id"_s);
}

Result<QList<Mandate>> MandateStore::forMethod(const MerchantId &merchant,
                                               const PaymentMethodId &id)
{
    // The last condition is the index's.
    static const QString sql = selected()
                               + u" FROM mandate WHERE merchant_id = ? AND payment_method_id = ? "
                                 "AND payment_method_id <> '' ORDER BY row_id DESC"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << id;
    return readAll<Mandate>(m_database.run(query), query, readMandate);
}

Result<QList<Mandate>> MandateStore::open(const MerchantId &merchant, const CustomerId &id)
{
    static const QString sql = selected()
                               + u" FROM mandate WHERE merchant_id = ? AND customer_id = ? AND "
                                 "(status IN ('pending', 'active') OR pending > 0)"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << id;
    return readAll<Mandate>(m_database.run(query), query, readMandate);
}

Result<QList<Mandate>> MandateStore::list(const MerchantId &merchant, const MandateFilter &filter)
{
    Conditions where(merchant, filter);
    const QString order = filter.byNextCharge
                              ? u"next_charge_at_ms = 0, next_charge_at_ms, row_id"_s
                              : u"row_id DESC"_s;
    where.values << filter.limit << filter.offset;
    QSqlQuery &query = m_database.prepared(selected() + where.sql + u" ORDER BY "_s + order
                                           + u" LIMIT ? OFFSET ?"_s);
    where.bindTo(query);
    return readAll<Mandate>(m_database.run(query), query, readMandate);
}

Result<qint64> MandateStore::count(const MerchantId &merchant, const MandateFilter &filter)
{
    const Conditions where(merchant, filter);
    QSqlQuery &query = m_database.prepared(u"SELECT count(*)"_s + where.sql);
    where.bindTo(query);
    return readOne<qint64>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<qint64>(row.value(0).toLongLong());
    });
}

Result<std::optional<MandateClaim>>
MandateStore::claim(const MerchantId &merchant, const MandateId &mandate, const PaymentId &payment)
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT amount, settled FROM mandate_charge "
                            "WHERE merchant_id = ? AND mandate_id = ? AND payment_id = ?"_s);
    Binder(query) << merchant << mandate << payment;
    const Result<MandateClaim> found =
        readOne<MandateClaim>(m_database.run(query), query, [](const QSqlQuery &row) {
            return Result<MandateClaim>(
                MandateClaim{row.value(0).toLongLong(), row.value(1).toInt() != 0});
        });
    if (!found && found.error().code != ErrorCode::NotFound)
        return found.error();
    return found ? std::optional(*found) : std::optional<MandateClaim>();
}

Result<> MandateStore::keepClaim(const MerchantId &merchant, const MandateId &mandate,
                                 const PaymentId &payment, const MandateClaim &claim)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO mandate_charge (merchant_id, mandate_id, payment_id, amount, settled) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (merchant_id, mandate_id, payment_id) "
        "DO UPDATE SET amount = excluded.amount, settled = excluded.settled"_s);
    Binder(query) << merchant << mandate << payment << claim.amount << claim.isSettled;
    return m_database.run(query);
}

Result<QList<PaymentId>> MandateStore::charges(const MerchantId &merchant, const MandateId &mandate,
                                               int limit)
{
    QSqlQuery &query =
        m_database.prepared(u"SELECT payment_id FROM mandate_charge "
                            "WHERE merchant_id = ? AND mandate_id = ? ORDER BY row_id DESC "
                            "LIMIT ?"_s);
    Binder(query) << merchant << mandate << limit;
    return readAll<PaymentId>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<PaymentId>(PaymentId{row.value(0).toString()});
    });
}
