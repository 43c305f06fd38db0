#pragma once

#include "services/domain/note.h"

#include <QObject>
#include <QTimer>

struct Workspace;

/// One note, ready to show.
struct NoteEntry
{
    QString heading; ///< "Maria Keller, 4 Mar 12:04"
    QString exactTime;
    QString text;

    friend bool operator==(const NoteEntry &, const NoteEntry &) = default;
};

/// The notes about one payment or customer, newest first. Follows Events.
class NoteList final : public QObject
{
    Q_OBJECT

public:
    /// Notes shown at most.
    static constexpr int kMost = 100;

    /// workspace must outlive the object; without notes in it there are none.
    explicit NoteList(const Workspace &workspace, QObject *parent = nullptr);

    /// Whether notes can be kept at all.
    bool isAvailable() const;
    /// Shows those about that one; about nothing when its id is empty.
    void setSubject(const NoteSubject &subject);
    const QList<NoteEntry> &entries() const { return m_entries; }
    /// Why they could not be read; empty when they could.
    const QString &problem() const { return m_problem; }

signals:
    void changed();

private:
    void readSoon(const NoteSubject &subject);
    void read();
    void show();

    const Workspace &m_workspace;
    QTimer m_soon;
    NoteSubject m_subject;
    QList<Note> m_notes;
    QList<NoteEntry> m_entries;
    QString m_problem;
    quint64 m_generation = 0;
};
