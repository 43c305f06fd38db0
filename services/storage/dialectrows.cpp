#include "services/storage/dialectrows.h"

#include "services/storage/database.h"
#include "services/storage/dialect.h"

#include <QSqlQuery>
#include <QSqlResult>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace {

/// What the driver has made of the query; nullptr when it could not be prepared.
sqlite3_stmt *statementOf(const QSqlQuery &query)
{
    const QVariant handle = query.result()->handle();
    const bool isOurs = qstrcmp(handle.typeName(), "sqlite3_stmt*") == 0;
    return isOurs ? *static_cast<sqlite3_stmt *const *>(handle.constData()) : nullptr;
}

Error errorOf(sqlite3_stmt *statement)
{
    sqlite3 *database = sqlite3_db_handle(statement);
    return dialect::errorFor(QString::number(sqlite3_extended_errcode(database)),
                             QString::fromUtf8(sqlite3_errmsg(database)));
}

/// The texts stay where they are: they must outlive the run.
void bind(sqlite3_stmt *statement, std::initializer_list<dialect::Parameter> parameters)
{
    int position = 0;
    for (const dialect::Parameter &parameter : parameters) {
        ++position;
        if (parameter.isText())
            sqlite3_bind_text(statement, position, parameter.text().constData(),
                              static_cast<int>(parameter.text().size()), SQLITE_STATIC);
        else
            sqlite3_bind_int64(statement, position, parameter.number());
    }
}

/// The connection is this thread's alone, but each column would lock it anew.
class Held
{
public:
    explicit Held(sqlite3_mutex *mutex) : m_mutex(mutex) { sqlite3_mutex_enter(m_mutex); }
    ~Held() { sqlite3_mutex_leave(m_mutex); }
    Q_DISABLE_COPY_MOVE(Held)

private:
    sqlite3_mutex *const m_mutex;
};

} // namespace

qint64 dialect::RowInPlace::number()
{
    return sqlite3_column_int64(static_cast<sqlite3_stmt *>(m_statement), m_position++);
}

QByteArrayView dialect::RowInPlace::bytes()
{
    auto *statement = static_cast<sqlite3_stmt *>(m_statement);
    const int column = m_position++;
    const void *data = sqlite3_column_blob(statement, column); // before its length
    return {static_cast<const char *>(data), sqlite3_column_bytes(statement, column)};
}

QString dialect::RowInPlace::text()
{
    return QString::fromUtf8(bytes());
}

Result<> dialect::eachRow(QSqlQuery &prepared, std::initializer_list<Parameter> parameters,
                          const std::function<bool(RowInPlace &)> &take)
{
    sqlite3_stmt *statement = statementOf(prepared);
    if (!statement)
        return storageError(prepared);
    const Held held(sqlite3_db_mutex(sqlite3_db_handle(statement)));
    sqlite3_reset(statement);
    bind(statement, parameters);
    int status = sqlite3_step(statement);
    while (status == SQLITE_ROW) {
        RowInPlace row(statement);
        if (!take(row))
            break;
        status = sqlite3_step(statement);
    }
    const bool failed = status != SQLITE_ROW && status != SQLITE_DONE;
    const Error error = failed ? errorOf(statement) : Error{};
    sqlite3_reset(statement); // an open one would hold the log
    sqlite3_clear_bindings(statement);
    return failed ? Result<>(error) : Result<>();
}
