#pragma once

#include "services/interfaces/events.h"
#include "services/interfaces/notes.h"

/// Notes that are kept in memory; each call answers at once.
class FakeNotes final : public Notes
{
public:
    explicit FakeNotes(Events &events) : m_events(events) {}

    QFuture<Result<Note>> add(AddNote command) override
    {
        added.append(command.text);
        if (refusal)
            return QtFuture::makeReadyFuture(Result<Note>(*refusal));
        Note note;
        note.rowId = ++m_rows;
        note.merchantId = command.caller.merchantId;
        note.subject = command.subject;
        note.atMs = atMs;
        note.author = command.caller.actor;
        note.text = command.text;
        notes.prepend(note);
        if (note.subject.about == NoteAbout::Payment)
            emit m_events.paymentChanged({note.subject.id}, 0);
        else
            emit m_events.customerChanged({note.subject.id});
        return QtFuture::makeReadyFuture(Result<Note>(note));
    }
    QFuture<Result<QList<Note>>> list(const MerchantId &, const NoteSubject &subject,
                                      int limit) override
    {
        QList<Note> found;
        for (const Note &note : std::as_const(notes)) {
            if (note.subject == subject && found.size() < limit)
                found.append(note);
        }
        return QtFuture::makeReadyFuture(Result<QList<Note>>(found));
    }

    QList<Note> notes; ///< newest first
    QStringList added; ///< what was asked for, refused or not
    std::optional<Error> refusal;
    qint64 atMs = 1'780'000'000'000;

private:
    Events &m_events;
    qint64 m_rows = 0;
};
