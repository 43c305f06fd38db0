#include "ui/notes/notesview.h"

#include "ui/payments/inspectorparts.h"
#include "ui/theme.h"
#include "ui/widgets/textsize.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

NotesView::NotesView(const Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_notes(workspace)
{
    setObjectName(u"notes"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    auto *heading = new QLabel(tr("Notes"), this);
    heading->setFont(strongFont(font()));
    m_none = captionText(tr("Nobody has written anything yet."), this);
    m_none->setObjectName(u"noNotes"_s);
    m_list = new QWidget(this);
    m_list->setObjectName(u"noteList"_s);
    m_add = new QPushButton(tr("Add note…"), this);
    m_add->setObjectName(u"addNote"_s);
    m_add->setAutoDefault(false);
    m_add->setToolTip(tr("Write something down for others (N in the table)"));
    m_add->setAccessibleDescription(m_add->toolTip());
    column->addWidget(heading);
    column->addWidget(m_none);
    column->addWidget(m_list);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, &NotesView::addAsked);
    connect(&m_notes, &NoteList::changed, this, &NotesView::refresh);
    setVisible(m_notes.isAvailable());
    refresh();
}

void NotesView::setSubject(const NoteSubject &subject)
{
    m_notes.setSubject(subject);
}

void NotesView::refresh()
{
    const QList<NoteEntry> &entries = m_notes.entries();
    const bool hasProblem = !m_notes.problem().isEmpty();
    m_none->setText(hasProblem ? m_notes.problem() : tr("Nobody has written anything yet."));
    m_none->setVisible(entries.isEmpty());
    m_list->setVisible(!entries.isEmpty());
    QVBoxLayout *lines = emptiedColumn(m_list);
    for (const NoteEntry &entry : entries) {
        QLabel *who = captionText(entry.heading, m_list);
        who->setToolTip(entry.exactTime);
        lines->addWidget(who);
        lines->addWidget(wrappedText(entry.text, m_list));
    }
}
