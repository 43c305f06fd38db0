#include "tests/bench/rawrows.h"

#include <cstdio>
#include <cstdlib>
#include <sqlite3.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

void require(bool holds, sqlite3 *database, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "raw rows: %s: %s\n", what, sqlite3_errmsg(database));
    std::abort();
}

struct Value
{
    int type = SQLITE_NULL;
    qint64 integer = 0;
    QByteArray bytes;
};

/// One row of the template: its table, columns and values.
struct Row
{
    QByteArray table;
    QList<QByteArray> columns;
    QList<Value> values;
};

/// A statement of one commit: the row, and whether it is inserted or rewritten.
struct Write
{
    Row row;
    sqlite3_stmt *statement = nullptr;
    bool insert = true;
};

} // namespace

struct RawRows::Private
{
    sqlite3 *source = nullptr;
    sqlite3 *target = nullptr;
    QByteArray paymentId;
    QByteArray customerId;
    std::vector<std::vector<Write>> commits;
    sqlite3_stmt *begin = nullptr;
    sqlite3_stmt *commit = nullptr;
    qint64 counter = 0;
    qint64 nextRowId = 1;

    QList<Row> rows(const QByteArray &table, const QByteArray &where) const
    {
        QList<Row> found;
        sqlite3_stmt *query = nullptr;
        const QByteArray sql = "SELECT * FROM " + table + " WHERE " + where;
        require(sqlite3_prepare_v2(source, sql.constData(), -1, &query, nullptr) == SQLITE_OK,
                source, sql.constData());
        while (sqlite3_step(query) == SQLITE_ROW) {
            Row row{table, {}, {}};
            for (int i = 0; i < sqlite3_column_count(query); ++i) {
                Value value;
                value.type = sqlite3_column_type(query, i);
                value.integer = sqlite3_column_int64(query, i);
                if (value.type == SQLITE_TEXT || value.type == SQLITE_BLOB)
                    value.bytes =
                        QByteArray(static_cast<const char *>(sqlite3_column_blob(query, i)),
                                   sqlite3_column_bytes(query, i));
                row.columns.append(sqlite3_column_name(query, i));
                row.values.append(value);
            }
            found.append(row);
        }
        sqlite3_finalize(query);
        return found;
    }

    Write prepared(Row row, bool insert)
    {
        if (!insert && row.columns.constFirst() == "row_id" && row.table == "operation") {
            row.columns.removeFirst(); // rewritten by operation_id and merchant_id
            row.values.removeFirst();
        }
        QByteArray sql;
        if (insert) {
            QByteArray marks;
            for (qsizetype i = 0; i < row.columns.size(); ++i)
                marks += (i ? ",?" : "?");
            sql = "INSERT INTO " + row.table + " (" + row.columns.join(",") + ") VALUES (" + marks
                  + ")";
        } else {
            QByteArray sets;
            for (const QByteArray &column : row.columns.mid(2))
                sets += (sets.isEmpty() ? "" : ",") + column + "=?";
            sql = "UPDATE " + row.table + " SET " + sets + " WHERE " + row.columns.at(0) + "=? AND "
                  + row.columns.at(1) + "=?";
        }
        Write write{row, nullptr, insert};
        require(sqlite3_prepare_v2(target, sql.constData(), -1, &write.statement, nullptr)
                    == SQLITE_OK,
                target, sql.constData());
        return write;
    }

    /// The value as the n-th copy of the payment carries it: unique where the schema wants it.
    Value copied(const Write &write, qsizetype column, qint64 paymentRow, qint64 copy) const
    {
        const QByteArray &name = write.row.columns.at(column);
        Value value = write.row.values.at(column);
        if (write.insert && write.row.table == "operation" && name == "state")
            value.bytes = "sending"; // as it is reserved, under the index of open operations
        if (write.insert && write.row.table == "payment" && name == "status")
            value.bytes = "requires_confirmation";
        const bool paymentRowId = name == "payment_row_id" || name == "object_row_id"
                                  || (write.row.table == "payment" && name == "row_id");
        if (paymentRowId)
            value.integer = paymentRow;
        else if (value.type == SQLITE_TEXT && value.bytes == customerId)
            value.bytes = "cus_raw" + QByteArray::number(copy);
        else if (name == "row_id" || name == "audit_seq" || name == "event_seq")
            value.type = SQLITE_NULL; // SQLite numbers them
        else if (value.type == SQLITE_TEXT && value.bytes.contains(paymentId))
            value.bytes.replace(paymentId, QByteArray("pay_raw" + QByteArray::number(copy)));
        else if (name == "operation_id" || name == "idem_key" || name == "processor_ref"
                 || name == "client_operation_id" || name == "processor_reference")
            value.bytes = value.type == SQLITE_TEXT && !value.bytes.isEmpty()
                              ? value.bytes + QByteArray::number(copy)
                              : value.bytes;
        else if (name == "return_token_hash" && value.type == SQLITE_BLOB)
            value.bytes = value.bytes.first(24) + QByteArray::number(copy).rightJustified(8, '0');
        return value;
    }

    void bind(sqlite3_stmt *statement, int index, const Value &value) const
    {
        switch (value.type) {
        case SQLITE_INTEGER: sqlite3_bind_int64(statement, index, value.integer); break;
        case SQLITE_TEXT:
            sqlite3_bind_text(statement, index, value.bytes.constData(),
                              static_cast<int>(value.bytes.size()), SQLITE_TRANSIENT);
            break;
        case SQLITE_BLOB:
            sqlite3_bind_blob(statement, index, value.bytes.constData(),
                              static_cast<int>(value.bytes.size()), SQLITE_TRANSIENT);
            break;
        default: sqlite3_bind_null(statement, index);
        }
    }

    void run(const Write &write, qint64 paymentRow, qint64 copy)
    {
        const auto columns = write.row.columns.size();
        for (qsizetype i = 0; i < columns; ++i) {
            // An update binds its two key columns last.
            const qsizetype column = write.insert ? i : (i + 2) % columns;
            bind(write.statement, static_cast<int>(i + 1), copied(write, column, paymentRow, copy));
        }
        require(sqlite3_step(write.statement) == SQLITE_DONE, target, write.row.table.constData());
        sqlite3_reset(write.statement);
    }

    void once(sqlite3_stmt *statement, const char *what)
    {
        require(sqlite3_step(statement) == SQLITE_DONE, target, what);
        sqlite3_reset(statement);
    }

    void execute(const char *sql)
    {
        require(sqlite3_exec(target, sql, nullptr, nullptr, nullptr) == SQLITE_OK, target, sql);
    }
};

RawRows::RawRows(const QString &templateFile, const QString &paymentId, const QString &targetFile)
    : d(std::make_unique<Private>())
{
    require(sqlite3_open(templateFile.toUtf8().constData(), &d->source) == SQLITE_OK, d->source,
            "open template");
    require(sqlite3_open(targetFile.toUtf8().constData(), &d->target) == SQLITE_OK, d->target,
            "open target");
    d->execute("PRAGMA journal_mode=WAL");
    d->execute("PRAGMA synchronous=FULL");
    d->execute("PRAGMA secure_delete=ON");
    d->execute("PRAGMA temp_store=MEMORY");
    d->execute("PRAGMA cell_size_check=ON");
    d->execute("PRAGMA foreign_keys=ON");
    d->paymentId = paymentId.toUtf8();

    const QByteArray own = "payment_id='" + d->paymentId + "'";
    const Row payment = d->rows("payment", own).constFirst();
    const QByteArray rowId = QByteArray::number(payment.values.constFirst().integer);
    const Row attempt = d->rows("attempt", "payment_row_id=" + rowId).constFirst();
    const auto operations = d->rows("operation", own + " ORDER BY row_id");
    const auto calls = d->rows("op_call", own + " ORDER BY row_id");
    const auto steps = d->rows("payment_step", "payment_row_id=" + rowId + " ORDER BY step_seq");
    const auto audits = d->rows("audit", "object='" + d->paymentId + "' ORDER BY audit_seq");
    const auto events = d->rows("event_log", "object_id='" + d->paymentId + "' ORDER BY event_seq");
    d->customerId = payment.values.at(payment.columns.indexOf("customer_id")).bytes;
    const auto customers = d->rows("customer", "customer_id='" + d->customerId + "'");
    const auto customerAudits = d->rows("audit", "object='" + d->customerId + "'");
    require(customers.size() == 1 && customerAudits.size() == 1, d->source,
            "the template payment left its customer otherwise than expected");
    require(operations.size() == 2 && calls.size() == 2 && steps.size() == kCommits
                && audits.size() == kCommits && events.size() == kCommits,
            d->source, "the template payment left other rows than expected");

    for (int i = 0; i < kCommits; ++i) {
        std::vector<Write> commit;
        const bool begins = i == 1 || i == 3;
        const bool settles = i == 2 || i == 4;
        if (i == 0) {
            commit.push_back(d->prepared(customers.constFirst(), true));
            commit.push_back(d->prepared(customerAudits.constFirst(), true));
        }
        commit.push_back(d->prepared(payment, i == 0));
        if (begins || settles)
            commit.push_back(d->prepared(attempt, i == 1));
        if (begins || settles)
            commit.push_back(d->prepared(operations.at(i < 3 ? 0 : 1), begins));
        if (settles)
            commit.push_back(d->prepared(calls.at(i < 3 ? 0 : 1), true));
        commit.push_back(d->prepared(steps.at(i), true));
        commit.push_back(d->prepared(audits.at(i), true));
        commit.push_back(d->prepared(events.at(i), true));
        d->commits.push_back(std::move(commit));
    }
    sqlite3_prepare_v2(d->target, "BEGIN IMMEDIATE", -1, &d->begin, nullptr);
    sqlite3_prepare_v2(d->target, "COMMIT", -1, &d->commit, nullptr);
}

RawRows::~RawRows()
{
    for (const auto &commit : d->commits) {
        for (const Write &write : commit)
            sqlite3_finalize(write.statement);
    }
    sqlite3_finalize(d->begin);
    sqlite3_finalize(d->commit);
    sqlite3_close(d->target);
    sqlite3_close(d->source);
}

void RawRows::write(int payments)
{
    const qint64 first = d->counter;
    d->counter += payments;
    for (const auto &commit : d->commits) {
        d->once(d->begin, "begin");
        for (qint64 copy = first; copy < first + payments; ++copy) {
            for (const Write &write : commit)
                d->run(write, copy + 1, copy);
        }
        d->once(d->commit, "commit");
    }
}
