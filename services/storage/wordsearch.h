#pragma once

#include "services/core/id.h"
#include "services/storage/database.h"
#include "services/storage/paymentsql.h"

#include <QSet>

/// The free words of the search box over one merchant's payments, best matches first: the pasted
/// id, then the last four digits, then the beginning of an e-mail address, then words of name,
/// e-mail, order reference and amount; within each the newest (last stored) first. Words come from
/// the search index, which may be a moment behind; everything else from the payments themselves.
class WordSearch
{
public:
    WordSearch(Database &database, const MerchantId &merchant, const QString &text,
               const QList<paymentsql::Part> &parts);

    /// Ids in that order, at most `limit`.
    Result<QList<qint64>> ranked(int limit);

private:
    Result<> appendExact(int limit);
    Result<> appendExactAttempt(int limit);
    Result<> appendLastFour(int limit);
    Result<> appendBeginnings(int limit);
    Result<> appendWords(int limit);
    Result<> appendRows(const QString &index, const paymentsql::Condition &condition, int limit);
    Result<> appendFound(const QString &sql, const QVariantList &values, int limit,
                         const QSet<qint64> *allowed);
    bool isFull(int limit) const { return m_found.size() >= limit; }

    Database &m_database;
    const MerchantId m_merchant;
    const QString m_text;
    const QList<paymentsql::Part> m_parts;
    QList<qint64> m_found;
    QSet<qint64> m_seen;
};
