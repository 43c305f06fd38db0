#include "models/notelist.h"

#include "models/displaytext.h"
#include "models/errortext.h"
#include "models/eventtext.h"
#include "models/workspace.h"
#include "services/core/async.h"
#include "services/interfaces/notes.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kReadDelayMs = 60; ///< changes that come in a burst are read together

} // namespace

NoteList::NoteList(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kReadDelayMs);
    connect(&m_soon, &QTimer::timeout, this, &NoteList::read);
    connect(&workspace.events, &Events::paymentChanged, this, [this](const PaymentId &id) {
        readSoon({NoteAbout::Payment, id.value});
    });
    connect(&workspace.events, &Events::customerChanged, this, [this](const CustomerId &id) {
        readSoon({NoteAbout::Customer, id.value});
    });
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &NoteList::show);
    if (workspace.mask)
        connect(workspace.mask, &PrivacyMask::changed, this, &NoteList::show);
}

bool NoteList::isAvailable() const
{
    return m_workspace.notes != nullptr;
}

void NoteList::setSubject(const NoteSubject &subject)
{
    if (subject == m_subject)
        return;
    m_subject = subject;
    m_notes.clear();
    m_problem.clear();
    show();
    read();
}

void NoteList::readSoon(const NoteSubject &subject)
{
    if (subject == m_subject && !m_subject.isEmpty() && !m_soon.isActive())
        m_soon.start();
}

void NoteList::read()
{
    const quint64 generation = ++m_generation;
    if (m_subject.isEmpty() || !m_workspace.notes)
        return;
    whenDone(m_workspace.notes->list(m_workspace.caller.merchantId, m_subject, kMost), this,
             [this, generation](const Result<QList<Note>> &answer) {
                 if (generation != m_generation)
                     return;
                 m_problem = answer ? QString() : errorText(answer.error(), {}).oneLine();
                 m_notes = answer.value_or({});
                 show();
             });
}

void NoteList::show()
{
    m_entries.clear();
    for (const Note &note : std::as_const(m_notes)) {
        const QTimeZone zone = shownZone(m_workspace.time);
        //: %1 is a person, %2 a moment such as "4 Mar 12:04"
        m_entries.append({tr("%1, %2").arg(EventText::actor(note.author),
                                           DisplayText::dateTime(note.atMs, zone, QLocale())),
                          DisplayText::exactDateTime(note.atMs, zone, QLocale()),
                          masked(m_workspace.mask, note.text)});
    }
    emit changed();
}
