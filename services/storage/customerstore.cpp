#include "services/storage/customerstore.h"

#include "services/storage/customerwords.h"
#include "services/storage/paymentcolumns.h"
#include "services/storage/row.h"

using namespace Qt::StringLiterals;
using paymentcolumns::keyOf;

namespace {

const QString &changing()
{
    static const QString names =
        u"redacted, name, email, phone, phone_country_code, description, tax_registration_id, "
        "address_first_name, address_last_name, address_line1, address_line2, address_line3, "
        "address_city, address_state, address_zip, address_country, metadata_json, name_key, "
        "email_key, modified_at_ms"_s;
    return names;
}

QString selected()
{
    return u"SELECT row_id, customer_id, merchant_id, created_at_ms, "_s + changing();
}

void bindChanging(Binder &binder, const Customer &customer)
{
    const CustomerTexts &texts = customer.texts;
    const PostalAddress &address = texts.address;
    // A deleted customer is found by nothing.
    const QString nameKey = customer.redacted ? QString() : keyOf(texts.name);
    const QString emailKey = customer.redacted ? QString() : keyOf(texts.email);
    binder << customer.redacted << texts.name << texts.email << texts.phone
           << texts.phoneCountryCode << texts.description << texts.taxRegistrationId
           << address.firstName << address.lastName << address.line1 << address.line2
           << address.line3 << address.city << address.state << address.zip << address.country
           << texts.metadataJson << nameKey << emailKey << customer.modifiedAtMs;
}

Result<Customer> readCustomer(const QSqlQuery &query)
{
    RowReader row(query);
    Customer customer;
    customer.rowId = row.number();
    row.into(customer.id);
    row.into(customer.merchantId);
    customer.createdAtMs = row.number();
    customer.redacted = row.flag();
    CustomerTexts &texts = customer.texts;
    for (QString *text : {&texts.name, &texts.email, &texts.phone, &texts.phoneCountryCode,
                          &texts.description, &texts.taxRegistrationId})
        *text = row.text();
    PostalAddress &address = texts.address;
    for (QString *text :
         {&address.firstName, &address.lastName, &address.line1, &address.line2, &address.line3,
          &address.city, &address.state, &address.zip, &address.country, &texts.metadataJson})
        *text = row.text();
    row.text(); // name_key
    row.text(); // email_key
    customer.modifiedAtMs = row.number();
    return customer;
}

} // namespace

Result<> CustomerStore::insert(Customer &customer)
{
    static const QString sql = u"INSERT INTO customer (customer_id, merchant_id, created_at_ms, "_s
                               + changing() + u") VALUES ("_s + paymentcolumns::placeholders(23)
                               + u')';
    QSqlQuery &query = m_database.prepared(sql);
    Binder binder(query);
    binder << customer.id << customer.merchantId << customer.createdAtMs;
    bindChanging(binder, customer);
    const Result<> ran = m_database.run(query);
    if (!ran)
        return ran;
    customer.rowId = query.lastInsertId().toLongLong();
    m_recent.keep(customer.merchantId, customer.id.value, customer);
    return addWords(customer, customerwords::wordsOf(customer));
}

Result<> CustomerStore::addWords(const Customer &customer, const QSet<QString> &words)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO customer_word (merchant_id, word, customer_row_id) VALUES (?, ?, ?) "
        "ON CONFLICT DO NOTHING"_s);
    for (const QString &word : words) {
        Binder(query) << customer.merchantId << word << customer.rowId;
        const Result<> ran = m_database.run(query);
        if (!ran)
            return ran;
    }
    return {};
}

Result<> CustomerStore::removeWords(const Customer &customer, const QSet<QString> &words)
{
    QSqlQuery &query = m_database.prepared(u"DELETE FROM customer_word WHERE merchant_id = ? "
                                           "AND word = ? AND customer_row_id = ?"_s);
    for (const QString &word : words) {
        Binder(query) << customer.merchantId << word << customer.rowId;
        const Result<> ran = m_database.run(query);
        if (!ran)
            return ran;
    }
    return {};
}

Result<> CustomerStore::update(const Customer &customer)
{
    const Result<Customer> before = find(customer.merchantId, customer.id);
    if (!before)
        return before.error();
    static const QString sql = u"UPDATE customer SET "_s + paymentcolumns::assignments(changing())
                               + u" WHERE merchant_id = ? AND customer_id = ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder binder(query);
    bindChanging(binder, customer);
    binder << customer.merchantId << customer.id;
    const Result<> written =
        expectOneRow(m_database.run(query), query, ErrorCode::NotFound, u"customer_id"_s);
    if (!written)
        return written;
    m_recent.keep(customer.merchantId, customer.id.value, customer);
    const QSet<QString> old = customerwords::wordsOf(*before);
    const QSet<QString> now = customerwords::wordsOf(customer);
    return removeWords(*before, old - now).and_then([&] { return addWords(*before, now - old); });
}

Result<Customer> CustomerStore::find(const MerchantId &merchant, const CustomerId &id)
{
    if (const Customer *recent = m_recent.find(merchant, id.value))
        return *recent;
    static const QString sql =
        selected() + u" FROM customer WHERE merchant_id = ? AND customer_id = ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << id;
    Result<Customer> customer = readOne<Customer>(m_database.run(query), query, readCustomer);
    if (customer)
        m_recent.keep(merchant, id.value, *customer);
    return named(customer, u"customer_id"_s);
}

Result<QList<Customer>> CustomerStore::list(const MerchantId &merchant, qint64 offset, int limit)
{
    static const QString sql = selected()
                               + u" FROM customer WHERE merchant_id = ? AND redacted = 0 "
                                 "ORDER BY row_id LIMIT ? OFFSET ?"_s;
    QSqlQuery &query = m_database.prepared(sql);
    Binder(query) << merchant << limit << offset;
    return readAll<Customer>(m_database.run(query), query, readCustomer);
}

Result<qint64> CustomerStore::count(const MerchantId &merchant)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT count(*) FROM customer WHERE merchant_id = ? AND redacted = 0"_s);
    Binder(query) << merchant;
    return readOne<qint64>(m_database.run(query), query, [](const QSqlQuery &row) {
        return Result<qint64>(row.value(0).toLongLong());
    });
}

Result<QList<Customer>> CustomerStore::search(const MerchantId &merchant, const QString &text,
                                              int limit)
{
    // Each index is read no further than is shown, however many begin like that.
    static const QString sql =
        selected()
        + u" FROM customer WHERE merchant_id = ? AND row_id IN ("
          "SELECT row_id FROM (SELECT row_id FROM customer WHERE merchant_id = ? "
          "AND redacted = 0 AND name_key <> '' AND name_key >= ? AND name_key < ? "
          "ORDER BY name_key LIMIT ?) "
          "UNION SELECT row_id FROM (SELECT row_id FROM customer WHERE merchant_id = ? "
          "AND redacted = 0 AND email_key <> '' AND email_key >= ? AND email_key < ? "
          "ORDER BY email_key LIMIT ?) "
          "UNION SELECT row_id FROM (SELECT customer_row_id AS row_id FROM customer_word "
          "WHERE merchant_id = ? AND word >= ? AND word < ? ORDER BY word LIMIT ?) "
          "UNION SELECT row_id FROM (SELECT row_id FROM customer WHERE merchant_id = ? "
          "AND redacted = 0 AND customer_id >= ? AND customer_id < ? "
          "ORDER BY customer_id LIMIT ?)) ORDER BY row_id LIMIT ?"_s;
    static const QString last = QString::fromUcs4(U"\U0010FFFF", 1);
    const QString key = keyOf(text);
    const QString pastKey = key + last;
    const QString pastText = text + last;
    QSqlQuery &query = m_database.prepared(sql);
    Binder binder(query);
    binder << merchant;
    for (int column = 0; column < 2; ++column)
        binder << merchant << key << pastKey << limit;
    const QString word = customerwords::keyFor(text);
    binder << merchant << word << QString(word + last) << limit;
    binder << merchant << text << pastText << limit << limit;
    return readAll<Customer>(m_database.run(query), query, readCustomer);
}
