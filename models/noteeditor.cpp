#include "models/noteeditor.h"

#include "models/displaytext.h"
#include "models/workspace.h"
#include "services/core/async.h"
#include "services/interfaces/notes.h"

using namespace Qt::StringLiterals;

NoteEditor::NoteEditor(const Workspace &workspace, NoteSubject subject, QString name,
                       QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_subject(std::move(subject))
    , m_name(std::move(name))
{
}

QString NoteEditor::title() const
{
    if (m_subject.about == NoteAbout::Payment)
        return tr("Note on this payment");
    //: %1 is the name of a customer
    return tr("Note on %1").arg(m_name);
}

void NoteEditor::setText(const QString &text)
{
    m_text = text;
    m_failure = {};
    const Result<QString> checked = checkedNote(text);
    const bool isEmpty = !checked && checked.error().code == ErrorCode::MissingField;
    m_problem = checked || isEmpty ? QString() : fieldProblem(checked.error(), Currency::Eur);
    emit changed();
}

QString NoteEditor::lengthText() const
{
    const qsizetype left = kLongestNote - m_text.trimmed().size();
    const QString count = DisplayText::count(qAbs(left), QLocale());
    return left >= 0 ? tr("%1 characters left").arg(count)
                     : tr("%1 characters too many").arg(count);
}

void NoteEditor::submit()
{
    if (m_busy)
        return;
    const Result<QString> checked = checkedNote(m_text);
    if (!checked)
        return refuse(checked.error());
    m_busy = true;
    m_failure = {};
    emit changed();
    whenDone(m_workspace.notes->add({m_workspace.caller, m_subject, *checked}), this,
             [this](const Result<Note> &answer) {
                 m_busy = false;
                 if (!answer)
                     return refuse(answer.error());
                 emit changed();
                 emit done();
             });
}

void NoteEditor::refuse(const Error &error)
{
    if (error.field == "note"_L1) {
        m_problem = error.code == ErrorCode::MissingField ? tr("Write something first.")
                                                          : fieldProblem(error, Currency::Eur);
        return emit changed();
    }
    ErrorScene scene;
    scene.reference = m_subject.id;
    m_failure = errorText(error, scene);
    emit changed();
    emit failed(m_failure);
}
