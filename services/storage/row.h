#pragma once

#include "services/core/id.h"
#include "services/core/result.h"
#include "services/storage/database.h"

#include <QByteArray>
#include <QList>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <optional>
#include <type_traits>

/// Binds the values of one statement from left to right. By place, not by name: a third faster in
/// QSQLITE, and the order is checked by the round-trip tests. A statement keeps its values from run
/// to run, and binding the same one again would cost ten times as much as seeing that it is there.
class Binder
{
public:
    explicit Binder(QSqlQuery &query) : m_query(query) {}

    Binder &operator<<(qint64 value)
    {
        const QVariant held = m_query.boundValue(m_position);
        if (held.typeId() == QMetaType::LongLong && held.toLongLong() == value)
            return skip();
        return bind(QVariant::fromValue(value));
    }
    Binder &operator<<(int value) { return *this << qint64(value); }
    Binder &operator<<(bool value) { return *this << qint64(value ? 1 : 0); }
    // A null QString would become NULL, and every text column is NOT NULL.
    Binder &operator<<(const QString &value)
    {
        const QVariant held = m_query.boundValue(m_position);
        if (held.typeId() == QMetaType::QString && held.toString() == value)
            return skip();
        return bind(QVariant(value.isNull() ? QString(QLatin1StringView("")) : value));
    }
    Binder &operator<<(const QByteArray &value)
    {
        return bind(QVariant(value.isNull() ? QByteArray("") : value));
    }
    template <class Tag>
    Binder &operator<<(const Id<Tag> &id)
    {
        return *this << id.value;
    }
    template <class Enum>
    requires std::is_enum_v<Enum> Binder &operator<<(Enum value) { return *this << toText(value); }
    /// NULL when empty: for what must be unique only once it is known.
    template <class Text>
    Binder &orNull(const Text &value)
    {
        return value.isEmpty() ? bind(QVariant()) : *this << value;
    }

private:
    Binder &skip()
    {
        ++m_position;
        return *this;
    }
    Binder &bind(const QVariant &value)
    {
        m_query.bindValue(m_position++, value);
        return *this;
    }

    QSqlQuery &m_query;
    int m_position = 0;
};

/// Reads the columns of the current row from left to right.
class RowReader
{
public:
    explicit RowReader(const QSqlQuery &query) : m_query(query) {}

    qint64 number() { return next().toLongLong(); }
    int smallNumber() { return next().toInt(); }
    bool flag() { return next().toInt() != 0; }
    QString text() { return next().toString(); }
    QByteArray bytes() { return next().toByteArray(); }
    template <class IdType>
    void into(IdType &id)
    {
        id.value = text();
    }
    /// A stored enumerator; isValid() turns false when this program does not know it.
    template <class Enum>
    Enum known(std::optional<Enum> (*parse)(QStringView), Enum fallback)
    {
        const std::optional<Enum> value = parse(text());
        m_valid = m_valid && value.has_value();
        return value.value_or(fallback);
    }
    bool isValid() const { return m_valid; }

private:
    QVariant next() { return m_query.value(m_position++); }

    const QSqlQuery &m_query;
    int m_position = 0;
    bool m_valid = true;
};

/// A stored text that this program does not know: a newer one wrote it.
inline Error unknownValueError(const char *table)
{
    return Error{ErrorCode::Internal,
                 {},
                 QLatin1StringView("unknown value stored in ") + QLatin1StringView(table)};
}

/// The one row of a query that has run; NotFound when there is none. The query is finished.
template <class T, class Read>
Result<T> readOne(const Result<> &ran, QSqlQuery &query, Read read)
{
    if (!ran)
        return ran.error();
    Result<T> value = query.next() ? read(query) : Result<T>(ErrorCode::NotFound);
    query.finish();
    return value;
}

/// What was looked for, or NotFound with the field that asked for it.
template <class T>
Result<T> named(Result<T> found, const QString &field)
{
    if (!found && found.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, field};
    return found;
}

/// All rows of a query that has run, which is finished.
template <class T, class Read>
Result<QList<T>> readAll(const Result<> &ran, QSqlQuery &query, Read read)
{
    if (!ran)
        return ran.error();
    QList<T> values;
    while (query.next()) {
        Result<T> value = read(query);
        if (!value) {
            query.finish();
            return value.error();
        }
        values.append(std::move(*value));
    }
    const bool failed = query.lastError().isValid();
    const Error error = failed ? storageError(query) : Error{};
    query.finish();
    if (failed)
        return error;
    return values;
}

/// Success when the statement that has run changed exactly one row.
inline Result<> expectOneRow(const Result<> &ran, const QSqlQuery &query, ErrorCode otherwise,
                             const QString &field)
{
    if (!ran || query.numRowsAffected() == 1)
        return ran;
    return Error{otherwise, field};
}
