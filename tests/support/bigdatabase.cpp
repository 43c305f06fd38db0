#include "tests/support/bigdatabase.h"

#include "services/storage/accountstore.h"
#include "services/storage/database.h"
#include "services/storage/dialect.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

/// A number per row that looks random: n is the row, salt the use. The square keeps the uses from
/// following each other; everything stays within 63 bits, where SQLite counts exactly.
QString mixed(int salt, qint64 below)
{
    const QString line = u"((n * 48271 + %1) %% 2147483647)"_s.arg(qint64(salt) * 69'621'337);
    const QString text = u"((%1 * %1 %% 2147483629) >> 5) %% %2"_s.arg(line).arg(below);
    return QString(text).replace("%%"_L1, "%"_L1);
}

QString pick(const QStringList &values, const QString &index)
{
    QString text = u"CASE "_s + index;
    for (qsizetype i = 0; i < values.size(); ++i)
        text += u" WHEN %1 THEN '%2'"_s.arg(i).arg(values.at(i));
    return text + u" END"_s;
}

/// Enough first and last names for some thousand people, most of them pronounceable.
QString name()
{
    const QStringList firsts = {u"Anna"_s,  u"Ben"_s,   u"Clara"_s,  u"David"_s, u"Emma"_s,
                                u"Felix"_s, u"Greta"_s, u"Hugo"_s,   u"Ida"_s,   u"Jonas"_s,
                                u"Karin"_s, u"Liam"_s,  u"Maria"_s,  u"Noah"_s,  u"Olga"_s,
                                u"Paul"_s,  u"Rosa"_s,  u"Samuel"_s, u"Tilda"_s, u"Viktor"_s,
                                u"Wanda"_s, u"Yusuf"_s, u"Zoé"_s,    u"Søren"_s, u"Amélie"_s,
                                u"José"_s,  u"Mateo"_s, u"Priya"_s,  u"Kenji"_s, u"Fatima"_s};
    const QStringList starts = {u"Ber"_s, u"Kra"_s, u"Mei"_s,  u"Schu"_s, u"Wag"_s,
                                u"Hof"_s, u"Lin"_s, u"Roth"_s, u"Sand"_s, u"Tor"_s,
                                u"Vel"_s, u"Gar"_s, u"Pet"_s,  u"Nor"_s,  u"Dal"_s};
    const QStringList ends = {u"ger"_s,  u"mer"_s, u"ler"_s, u"man"_s,  u"stein"_s, u"berg"_s,
                              u"feld"_s, u"sen"_s, u"ova"_s, u"etti"_s, u"dez"_s,   u"kins"_s};
    return u"%1 || ' ' || %2 || %3"_s.arg(pick(firsts, mixed(11, firsts.size())),
                                          pick(starts, mixed(12, starts.size())),
                                          pick(ends, mixed(13, ends.size())));
}

QString status()
{
    // Of a hundred: holds stand only among the newest, as in life.
    return u"CASE WHEN held = 1 THEN 'requires_capture' "
           "WHEN n > total * 19 / 20 AND roll < 40 THEN 'requires_capture' "
           "WHEN n > total * 19 / 20 AND roll < 45 THEN 'partially_captured_and_capturable' "
           "WHEN n > total * 19 / 20 AND roll < 48 THEN 'requires_customer_action' "
           "WHEN n > total * 19 / 20 AND roll < 50 THEN 'processing' "
           "WHEN roll < 72 THEN 'succeeded' WHEN roll < 86 THEN 'failed' "
           "WHEN roll < 92 THEN 'cancelled' WHEN roll < 95 THEN 'partially_captured' "
           "WHEN roll < 97 THEN 'expired' WHEN roll < 99 THEN 'requires_confirmation' "
           "WHEN roll = 99 AND n % 10 = 0 THEN 'review' ELSE 'succeeded' END"_s;
}

QString insertPayments()
{
    const QStringList currencies = {u"EUR"_s, u"EUR"_s, u"EUR"_s, u"EUR"_s, u"USD"_s, u"USD"_s,
                                    u"GBP"_s, u"JPY"_s, u"CHF"_s, u"SEK"_s, u"KWD"_s, u"PLN"_s};
    const QStringList cards = {u"4242"_s, u"4242"_s, u"4242"_s, u"1111"_s, u"4444"_s, u"8210"_s,
                               u"0005"_s, u"9424"_s, u"0004"_s, u"3155"_s, u"0002"_s, u"9995"_s};
    const QStringList brands = {u"Visa"_s,
                                u"Visa"_s,
                                u"Visa"_s,
                                u"Visa"_s,
                                u"Mastercard"_s,
                                u"Mastercard"_s,
                                u"AmericanExpress"_s,
                                u"Discover"_s,
                                u"DinersClub"_s,
                                u"Visa"_s,
                                u"Visa"_s,
                                u"Visa"_s};
    const QString held = u"status IN ('requires_capture', 'partially_captured_and_capturable')"_s;
    const QString taken =
        u"CASE status WHEN 'succeeded' THEN amount WHEN 'partially_captured' THEN amount / 2 "
        "WHEN 'partially_captured_and_capturable' THEN amount / 3 ELSE 0 END"_s;
    const QString authorized = u"CASE WHEN status IN ('succeeded', 'partially_captured', "
                               "'requires_capture', 'partially_captured_and_capturable') "
                               "THEN amount ELSE 0 END"_s;
    return u"WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter "
           "WHERE n < :total), rolled AS (SELECT n, :total AS total, :held AS held, "_s
           + mixed(1, 100) + u" AS roll, "_s + mixed(2, 12) + u" AS card, "_s + mixed(3, 12)
           + u" AS money FROM counter), people AS (SELECT n, roll, card, money, "_s + status()
           + u" AS status, "_s + name() + u" AS name, 100 + "_s + mixed(4, 40'000)
           + u" AS amount, :newest - (total - n) * 60000 AS created FROM rolled) "
             "INSERT INTO payment (payment_id, merchant_id, profile_id, version, status, "
             "outcome_unknown, has_open_operation, currency, amount, net_amount, "
             "amount_to_capture, authorized, capture_limit, captured, capture_pending, refunded, "
             "refund_pending, capture_method, authentication_type, "
             "partial_authorization_allowed, payment_method, payment_method_type, card_brand, "
             "last4, card_bin, card_expiry_month, card_expiry_year, card_holder, customer_id, "
             "customer_name, customer_email, customer_phone, order_reference, customer_key, "
             "email_key, order_key, description, metadata_json, return_url, "
             "session_expires_at_ms, attempt_count, connector, connector_account_id, "
             "processor_reference, error_code, error_category, error_message, "
             "error_unified_code, cancellation_reason, capture_before_ms, capture_on_ms, "
             "client_secret_hash, "
             "created_at_ms, modified_at_ms) "
             "SELECT 'pay_' || substr(hex(n * 2654435761 % 4294967291), 1, 10) || "
             "printf('%010d', n), :merchant, 'pro_big', 3, status, "
             "status = 'processing', status = 'processing', "_s
           + pick(currencies, u"money"_s) + u", amount, amount, 0, "_s + authorized + u", "_s
           + authorized + u", "_s + taken
           + u", 0, 0, 0, CASE WHEN roll % 3 = 0 THEN 'manual' ELSE 'automatic' END, "
             "CASE WHEN roll % 4 = 0 THEN 'three_ds' ELSE 'no_three_ds' END, 0, 'card', "
             "'credit', "_s
           + pick(brands, u"card"_s) + u", "_s + pick(cards, u"card"_s)
           + u", '424242', 12, 2030, name, 'cus_' || (n * 7919 % 400000), name, "
             "lower(replace(name, ' ', '.')) || (n % 50) || '@example.com', '', "
             "'ORD-' || (100000 + n), lower(name), "
             "lower(replace(name, ' ', '.')) || (n % 50) || '@example.com', "
             "'ord-' || (100000 + n), 'Order ' || n, '', '', created + 900000, 1, "
             "CASE WHEN roll % 5 = 0 THEN 'second' ELSE 'simulator' END, 'mca_big', "
             "'sim_' || (n * 48271 % 2147483647), "
             "CASE status WHEN 'failed' THEN 'card_declined' ELSE '' END, "
             "CASE status WHEN 'failed' THEN 'insufficient_funds' ELSE '' END, '', '', '', "
             "CASE WHEN "_s
           + held
           + u" THEN created + 604800000 ELSE 0 END, 0, x'', created, created + 30000 "
             "FROM people"_s;
}

QString errorText(const QSqlQuery &query)
{
    return query.lastError().text();
}

Result<> fill(QSqlDatabase &connection, const BigDatabaseOptions &options)
{
    QSqlQuery query(connection);
    const auto run = [&](const QString &sql) {
        const bool ran = query.exec(sql);
        const Result<> outcome =
            ran ? Result<>() : Error{ErrorCode::Internal, {}, errorText(query)};
        query.finish();
        return outcome;
    };
    // Nothing of this must survive a loss of power, and it is made by one process alone.
    for (const auto &setting : {u"PRAGMA journal_mode = OFF"_s, u"PRAGMA synchronous = OFF"_s,
                                u"PRAGMA cache_size = -256000"_s, u"PRAGMA threads = 2"_s,
                                u"PRAGMA temp_store = FILE"_s, u"PRAGMA foreign_keys = OFF"_s}) {
        if (const Result<> set = run(setting); !set)
            return set;
    }
    QStringList names;
    QStringList creates;
    if (!query.exec(u"SELECT name, sql FROM sqlite_master WHERE type = 'index' "
                    "AND tbl_name = 'payment' AND sql IS NOT NULL"_s))
        return Error{ErrorCode::Internal, {}, errorText(query)};
    while (query.next()) {
        names.append(query.value(0).toString());
        creates.append(query.value(1).toString());
    }
    query.finish();
    for (const QString &name : names) {
        if (const Result<> dropped = run(u"DROP INDEX "_s + name); !dropped)
            return dropped;
    }
    if (!query.prepare(insertPayments()))
        return Error{ErrorCode::Internal, {}, errorText(query)};
    query.bindValue(u":total"_s, options.payments);
    query.bindValue(u":newest"_s, options.newestMs);
    query.bindValue(u":held"_s, options.allHeld ? 1 : 0);
    query.bindValue(u":merchant"_s, options.merchantId);
    if (!query.exec())
        return Error{ErrorCode::Internal, {}, errorText(query)};
    query.finish();
    for (const QString &create : creates) {
        if (const Result<> created = run(create); !created)
            return created;
    }
    for (const auto &last :
         {u"PRAGMA analysis_limit = 1000"_s, u"ANALYZE"_s, u"PRAGMA journal_mode = WAL"_s}) {
        if (const Result<> ran = run(last); !ran)
            return ran;
    }
    return {};
}

} // namespace

Result<> makeBigDatabase(const BigDatabaseOptions &options)
{
    {
        Database database;
        AccountStore accounts(database);
        const MerchantId merchant{options.merchantId};
        Result<> outcome = database.open({options.file, true, false});
        if (outcome)
            outcome = database.migrate();
        if (outcome)
            outcome = accounts.insertMerchant(merchant, u"Big"_s, true, 1);
        if (outcome)
            outcome = accounts.insertProfile({{u"pro_big"_s}, merchant, u"Shop"_s, false});
        if (!outcome)
            return outcome;
    }
    const QString name = u"ox_bigdatabase"_s;
    Result<> outcome;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(options.file);
        outcome = connection.open() ? fill(connection, options)
                                    : Result<>(Error{ErrorCode::StorageUnavailable});
        connection.close();
    }
    QSqlDatabase::removeDatabase(name);
    return outcome;
}
