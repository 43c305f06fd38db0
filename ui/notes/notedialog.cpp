#include "ui/notes/notedialog.h"

#include "ui/payments/inspectorparts.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/problemlabel.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int kLines = 5;

} // namespace

NoteDialog::NoteDialog(NoteEditor &editor, QWidget *parent, Prompts &prompts)
    : ActionDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"noteDialog"_s);
    setTitle(editor.title());
    auto *caption = new QLabel(tr("&Note"), this);
    m_text = new QPlainTextEdit(this);
    caption->setBuddy(m_text);
    m_text->setObjectName(u"noteText"_s);
    m_text->setAccessibleName(tr("Note"));
    m_text->setTabChangesFocus(true);
    m_text->setPlainText(editor.text());
    m_text->setMinimumHeight(m_text->fontMetrics().lineSpacing() * kLines + 16);
    m_problem = new ProblemLabel(this);
    m_length = captionText({}, this);
    m_length->setObjectName(u"noteLength"_s);
    for (QWidget *widget : std::initializer_list<QWidget *>{caption, m_text, m_problem, m_length})
        body()->addWidget(widget);
    body()->addWidget(captionText(tr("Everybody who may see it can read this note. It cannot be "
                                     "changed or taken back."),
                                  this));
    body()->addStretch(1);
    QPushButton *close = addButton(tr("Close"), u"close"_s);
    connect(close, &QPushButton::clicked, this, &NoteDialog::reject);
    connect(m_text, &QPlainTextEdit::textChanged, this,
            [this] { m_editor.setText(m_text->toPlainText()); });
    connect(&editor, &NoteEditor::changed, this, &NoteDialog::refresh);
    connect(&editor, &NoteEditor::failed, this, &NoteDialog::fit);
    connect(&editor, &NoteEditor::done, this, &NoteDialog::accept);
    primary()->setText(tr("Add note"));
    refresh();
    m_text->setFocus(Qt::OtherFocusReason);
}

void NoteDialog::act()
{
    message()->clear();
    m_editor.submit();
}

void NoteDialog::refresh()
{
    m_problem->setText(m_editor.problem());
    markProblem(m_text, m_editor.problem());
    m_length->setText(m_editor.lengthText());
    primary()->setEnabled(!m_editor.isBusy());
    if (!m_editor.failure().isEmpty())
        message()->showError(m_editor.failure());
}

Question NoteDialog::leaveQuestion() const
{
    if (!m_editor.isTouched() || m_editor.isBusy())
        return {};
    return {u"discardNote"_s, tr("Discard the note?"),
            tr("What you have written is not kept anywhere yet."), tr("Discard"),
            tr("Keep writing")};
}
