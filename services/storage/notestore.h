#pragma once

#include "services/domain/note.h"
#include "services/storage/database.h"

/// Rows of notes. Decides nothing; writes belong inside a WriteQueue half.
class NoteStore
{
public:
    explicit NoteStore(Database &database) : m_database(database) {}

    /// Also marks the payment that it is about, for searches.
    Result<> insert(Note &note);
    /// Newest first.
    Result<QList<Note>> list(const MerchantId &merchant, const NoteSubject &subject, int limit);
    /// Those about a customer who is deleted.
    Result<> removeOf(const MerchantId &merchant, const CustomerId &customer);

private:
    Database &m_database;
};
