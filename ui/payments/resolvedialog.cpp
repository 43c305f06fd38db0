#include "ui/payments/resolvedialog.h"

#include "ui/payments/inspectorparts.h"
#include "ui/theme.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/problemlabel.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ResolveDialog::ResolveDialog(ResolveEditor &editor, QWidget *parent, Prompts &prompts)
    : ActionDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"resolveDialog"_s);
    m_explanation = wrappedText({}, this);
    m_explanation->setObjectName(u"resolveExplanation"_s);
    m_facts = new QWidget(this);
    m_facts->setObjectName(u"resolveFacts"_s);
    m_answer = wrappedText({}, this);
    m_answer->setObjectName(u"resolveAnswer"_s);
    m_answer->setFont(strongFont(font()));
    m_byHand = makeByHand();
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_explanation, m_facts, m_answer, m_byHand})
        body()->addWidget(widget);
    body()->addStretch(1);
    QPushButton *close = addButton(tr("Close"), u"close"_s);
    connect(close, &QPushButton::clicked, this, &ResolveDialog::reject);
    connect(&editor, &ResolveEditor::changed, this, &ResolveDialog::refresh);
    connect(&editor, &ResolveEditor::failed, message(), &MessageBar::showError);
    connect(&editor, &ResolveEditor::kept, message(), &MessageBar::showNotice);
    primary()->setText(tr("Ask the processor now"));
    refresh();
    primary()->setFocus(Qt::OtherFocusReason);
}

/// Said and shown, and not to be done by one person.
QWidget *ResolveDialog::makeByHand()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    auto *heading = new QLabel(tr("Decide it by hand"), box);
    heading->setFont(strongFont(font()));
    auto *why = wrappedText(ResolveEditor::whyNotByHand(), box);
    why->setObjectName(u"whyNotByHand"_s);
    column->addWidget(heading);
    column->addWidget(why);
    const std::pair<QString, QString> choices[] = {
        {u"markDone"_s, tr("It went through")},
        {u"markNotDone"_s, tr("It did not happen")},
    };
    for (const auto &[name, text] : choices) {
        auto *choice = new QRadioButton(text, box);
        choice->setObjectName(name);
        choice->setEnabled(false);
        choice->setToolTip(tr("Takes two persons"));
        choice->setAccessibleDescription(ResolveEditor::whyNotByHand());
        column->addWidget(choice);
    }
    auto *caption = new QLabel(tr("What you &found out"), box);
    m_evidence = new QPlainTextEdit(box);
    m_evidence->setObjectName(u"evidence"_s);
    m_evidence->setAccessibleName(tr("What you found out"));
    m_evidence->setTabChangesFocus(true);
    m_evidence->setFixedHeight(fontMetrics().lineSpacing() * 3 + 16);
    caption->setBuddy(m_evidence);
    m_problem = new ProblemLabel(box);
    m_keep = new QPushButton(tr("Keep as a note"), box);
    m_keep->setObjectName(u"keepEvidence"_s);
    m_keep->setAutoDefault(false);
    column->addWidget(caption);
    column->addWidget(m_evidence);
    column->addWidget(m_problem);
    column->addWidget(m_keep, 0, Qt::AlignLeft);
    connect(m_evidence, &QPlainTextEdit::textChanged, this,
            [this] { m_editor.setEvidence(m_evidence->toPlainText()); });
    connect(m_keep, &QPushButton::clicked, &m_editor, &ResolveEditor::keepEvidence);
    return box;
}

void ResolveDialog::act()
{
    message()->clear();
    m_editor.ask();
}

void ResolveDialog::refresh()
{
    setTitle(m_editor.title());
    m_explanation->setText(m_editor.explanation());
    m_facts->setVisible(m_editor.isOpen());
    showFactGrid(m_facts, m_editor.facts());
    m_answer->setText(m_editor.answer());
    m_answer->setVisible(!m_editor.answer().isEmpty());
    m_byHand->setVisible(m_editor.isOpen());
    primary()->setEnabled(m_editor.mayAsk());
    if (m_evidence->toPlainText() != m_editor.evidence())
        m_evidence->setPlainText(m_editor.evidence()); // it was kept
    m_problem->setText(m_editor.evidenceProblem());
    markProblem(m_evidence, m_editor.evidenceProblem());
    m_keep->setEnabled(m_editor.mayKeepEvidence());
    fit();
}

Question ResolveDialog::leaveQuestion() const
{
    if (!m_editor.isTouched())
        return {};
    return {u"discardEvidence"_s, tr("Discard what you found out?"),
            tr("It is not kept as a note yet."), tr("Discard"), tr("Keep writing")};
}
