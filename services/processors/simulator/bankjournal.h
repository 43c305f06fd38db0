#pragma once

#include "services/core/result.h"

#include <QByteArray>
#include <QFile>

#include <functional>
#include <memory>

/// Where the bank's ledger outlives its process: whole lines, in order. No line ever holds a card
/// number or a CVC.
class BankJournal
{
public:
    virtual ~BankJournal() = default;
    /// Calls take(line) for every whole line written so far. Errors: those of take, and storage.
    virtual Result<> replay(const std::function<Result<>(QByteArrayView line)> &take) = 0;
    /// Durable when it returns. The line has no newline in it.
    /// Errors: StorageUnavailable, DiskFull.
    virtual Result<> append(QByteArrayView line) = 0;
};

/// One file; every append is followed by fsync. A last line that was cut off by a crash is dropped.
class FileBankJournal final : public BankJournal
{
public:
    /// Opens or creates the file. Errors (field "ledger", detail names the file):
    /// FileInUse (another process has it), StorageUnavailable, FileReadOnly.
    static Result<std::unique_ptr<FileBankJournal>> open(const QString &path);

    Result<> replay(const std::function<Result<>(QByteArrayView line)> &take) override;
    Result<> append(QByteArrayView line) override;

private:
    explicit FileBankJournal(const QString &path);

    QFile m_file;
};
