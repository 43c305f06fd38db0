#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

/// The floor under every flow: the very rows one engine-made payment leaves, written again through
/// SQLite's C API, in the same commits, into a file with the same schema and pragmas.
class RawRows
{
public:
    /// Reads the rows of one finished payment (created, confirmed, captured) from templateFile and
    /// opens targetFile, which must have been migrated and hold the same merchant and account.
    RawRows(const QString &templateFile, const QString &paymentId, const QString &targetFile);
    ~RawRows();
    RawRows(const RawRows &) = delete;
    RawRows &operator=(const RawRows &) = delete;

    /// The number of commits a payment takes: create, begin, settle, begin, settle.
    static constexpr int kCommits = 5;
    /// Writes the rows of `payments` more payments; each of their five commits is one transaction
    /// for all of them.
    void write(int payments);

private:
    struct Private;
    std::unique_ptr<Private> d;
};
