#pragma once

#include "models/errortext.h"
#include "services/domain/note.h"

#include <QObject>

struct Workspace;

/// A note that somebody is writing.
class NoteEditor final : public QObject
{
    Q_OBJECT

public:
    /// `name` is what the note is about, for people. workspace, which has notes, must outlive the
    /// editor.
    NoteEditor(const Workspace &workspace, NoteSubject subject, QString name,
               QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    QString title() const; ///< "Note on Anna Schmidt"
    const QString &text() const { return m_text; }
    void setText(const QString &text);
    /// "987 characters left", or how many are too many.
    QString lengthText() const;
    /// What is wrong with the text; empty when nothing is.
    const QString &problem() const { return m_problem; }
    const ErrorText &failure() const { return m_failure; }
    bool isBusy() const { return m_busy; }
    /// Whether something would be lost.
    bool isTouched() const { return !m_text.trimmed().isEmpty(); }

public slots:
    /// Keeps it once; nothing while that is under way.
    void submit();

signals:
    void changed();
    void failed(const ErrorText &error);
    void done();

private:
    void refuse(const Error &error);

    const Workspace &m_workspace;
    const NoteSubject m_subject;
    const QString m_name;
    QString m_text;
    QString m_problem;
    ErrorText m_failure;
    bool m_busy = false;
};
