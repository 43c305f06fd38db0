#pragma once

#include "services/core/id.h"
#include "services/core/result.h"

#include <QByteArrayView>
#include <QList>

#include <functional>
#include <initializer_list>

class QSqlQuery;

namespace dialect {

/// What a statement is run with: a number or a text.
class Parameter
{
public:
    Parameter(qint64 number) : m_number(number), m_isText(false) {}
    Parameter(const QString &text) : m_text(text.toUtf8()) {}
    template <class Tag>
    Parameter(const Id<Tag> &id) : Parameter(id.value)
    {
    }

    bool isText() const { return m_isText; }
    qint64 number() const { return m_number; }
    const QByteArray &text() const { return m_text; } ///< UTF-8

private:
    qint64 m_number = 0;
    QByteArray m_text;
    bool m_isText = true;
};

/// A row where the database has it, column by column from left to right. It is read as RowReader
/// reads one, without a value of Qt Sql for each column: those cost several times what finding the
/// row does.
class RowInPlace
{
public:
    explicit RowInPlace(void *statement) : m_statement(statement) {}

    qint64 number();
    int smallNumber() { return static_cast<int>(number()); }
    bool flag() { return number() != 0; }
    QString text();
    /// As they are stored, of a text those of UTF-8; good until the row is left.
    QByteArrayView bytes();
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
    void *const m_statement;
    int m_position = 0;
    bool m_valid = true;
};

/// Runs a prepared statement that reads, and shows each row until `take` says false. `take` must
/// not run the same statement.
Result<> eachRow(QSqlQuery &prepared, std::initializer_list<Parameter> parameters,
                 const std::function<bool(RowInPlace &)> &take);

/// The first row of a prepared statement that reads; NotFound when there is none.
template <class T, class Read>
Result<T> firstRow(QSqlQuery &prepared, std::initializer_list<Parameter> parameters, Read read)
{
    Result<T> found = ErrorCode::NotFound;
    const Result<> ran = eachRow(prepared, parameters, [&found, &read](RowInPlace &row) {
        found = read(row);
        return false;
    });
    return ran ? found : Result<T>(ran.error());
}

/// All rows of a prepared statement that reads.
template <class T, class Read>
Result<QList<T>> allRows(QSqlQuery &prepared, std::initializer_list<Parameter> parameters,
                         Read read)
{
    QList<T> found;
    Result<> problem;
    const Result<> ran = eachRow(prepared, parameters, [&](RowInPlace &row) {
        Result<T> value = read(row);
        if (value)
            found.append(std::move(*value));
        else
            problem = value.error();
        return value.has_value();
    });
    if (!ran || !problem)
        return ran ? problem.error() : ran.error();
    return found;
}

} // namespace dialect
