#pragma once

#include <QByteArray>
#include <QStringList>

/// Writes CSV that a spreadsheet opens with one click: UTF-8 with a byte order mark, CRLF, quotes
/// where they are needed. A field that a spreadsheet would run as a formula gets an apostrophe.
class CsvText
{
public:
    explicit CsvText(QChar delimiter) : m_delimiter(delimiter) {}

    void add(const QStringList &fields);
    QByteArray bytes() const;

private:
    QChar m_delimiter;
    QString m_text;
};
