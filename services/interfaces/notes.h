#pragma once

#include "services/domain/commands.h"
#include "services/domain/note.h"

#include <QFuture>

/// Writes a note down.
struct AddNote
{
    Caller caller; ///< who is named as its author
    NoteSubject subject;
    QString text;
};

/// What people write down about payments and customers. Every call may come from any thread and
/// returns at once. Errors are those of the request (field named), NotFound ("payment_id",
/// "customer_id"), CustomerRedacted, Overloaded and StorageUnavailable.
class Notes
{
public:
    virtual ~Notes() = default;

    /// Further errors: those of checkedNote.
    virtual QFuture<Result<Note>> add(AddNote command) = 0;
    /// Newest first, so many at most. Nothing for what is not there.
    virtual QFuture<Result<QList<Note>>> list(const MerchantId &merchant,
                                              const NoteSubject &subject, int limit) = 0;
};
