#include "services/engine/noteservice.h"

#include "services/engine/customerrecord.h"
#include "services/storage/notestore.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestList = 1'000;

/// What the note is about must be there; the row of a payment, for those who show it.
Result<qint64> subjectRow(EngineCore &core, const MerchantId &merchant, const NoteSubject &subject)
{
    if (subject.about == NoteAbout::Customer) {
        const Result<Customer> customer = customerrecord::find(core, merchant, {subject.id});
        return customer ? Result<qint64>(0) : customer.error();
    }
    const Result<Payment> payment = core.payments.find(merchant, {subject.id});
    return payment ? Result<qint64>(payment->rowId) : payment.error();
}

/// The trail says that somebody wrote, and not what: notes about deleted customers go.
Result<> audit(EngineCore &core, const Note &note)
{
    AuditEntry entry;
    entry.atMs = note.atMs;
    entry.merchantId = note.merchantId;
    entry.actor = note.author;
    entry.action = u"note.add"_s;
    entry.object = note.subject.id;
    entry.result = toText(note.subject.about);
    entry.detail = u"length="_s + QString::number(note.text.size());
    return core.journal.appendAudit(entry);
}

struct Written
{
    Note note;
    qint64 paymentRow = 0;
};

Result<Written> write(EngineCore &core, const AddNote &command)
{
    const Result<QString> text = checkedNote(command.text);
    if (!text)
        return text.error();
    const Result<qint64> row = subjectRow(core, command.caller.merchantId, command.subject);
    if (!row)
        return row.error();
    Note note;
    note.merchantId = command.caller.merchantId;
    note.subject = command.subject;
    note.atMs = core.clock.nowMs();
    note.author = command.caller.actor;
    note.text = *text;
    const Result<> kept =
        NoteStore(core.database).insert(note).and_then([&] { return audit(core, note); });
    return kept ? Result<Written>(Written{note, *row}) : kept.error();
}

} // namespace

QFuture<Result<Note>> NoteService::add(AddNote command)
{
    return m_engine.start<Note>([this, command = std::move(command)](const Reply<Note> &reply) {
        EngineCore &core = m_engine.core();
        const auto written = std::make_shared<Result<Written>>(ErrorCode::Internal);
        const auto half = [&core, command, written]() -> Result<> {
            *written = write(core, command);
            return *written ? Result<>() : Result<>(written->error());
        };
        core.writes.enqueue(half, [this, written, reply](const Result<> &committed) {
            if (!committed)
                return reply(committed.error());
            const Note &note = (*written)->note;
            if (note.subject.about == NoteAbout::Payment)
                emit m_engine.events().paymentChanged({note.subject.id}, (*written)->paymentRow);
            else
                emit m_engine.events().customerChanged({note.subject.id});
            reply(note);
        });
    });
}

QFuture<Result<QList<Note>>> NoteService::list(const MerchantId &merchant,
                                               const NoteSubject &subject, int limit)
{
    return m_engine.start<QList<Note>>(
        [this, merchant, subject, limit](const Reply<QList<Note>> &reply) {
            if (limit < 1 || limit > kLongestList)
                return reply(Error{ErrorCode::InvalidValue, u"limit"_s});
            reply(NoteStore(m_engine.core().database).list(merchant, subject, limit));
        });
}
