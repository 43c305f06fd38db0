#pragma once

#include "services/domain/blocklist.h"
#include "services/storage/database.h"

/// Merchants' block lists. Writes belong inside a WriteQueue half.
class BlocklistStore
{
public:
    explicit BlocklistStore(Database &database) : m_database(database) {}

    /// Duplicate (field "fingerprint_id").
    Result<> insert(const BlockedCard &card);
    /// NotFound (field "fingerprint_id").
    Result<BlockedCard> find(const BlockedCard &card);
    Result<> remove(const BlockedCard &card);
    /// Newest first.
    Result<QList<BlockedCard>> list(const MerchantId &merchant, BlockedKind kind, qint64 offset,
                                    int limit);
    /// Lines that are about one of these marks.
    Result<QList<BlockedCard>> about(const MerchantId &merchant, const CardMarks &marks);
    /// Whether a line is about a number as a whole.
    Result<bool> hasFingerprints(const MerchantId &merchant);

    /// Whether the list counts; it does not until somebody says so.
    Result<bool> isOn(const MerchantId &merchant);
    Result<> setOn(const MerchantId &merchant, bool on, qint64 nowMs);

private:
    Database &m_database;
};
