#include "ui/vault/sheetpage.h"

#include "ui/widgets/problemlabel.h"
#include "ui/widgets/textsize.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int kAskedCharacters = 4;

} // namespace

SheetPage::SheetPage(QWidget *parent) : QWidget(parent)
{
    auto *explanation =
        new QLabel(tr("With this sheet and its passphrase the vault can be opened again when its "
                      "key is lost. Without both, stored cards are lost with the key. It is shown "
                      "this once and kept nowhere: write it down, or save it as a page, print "
                      "that and delete the file."),
                   this);
    explanation->setWordWrap(true);
    m_text = new QLabel(this);
    m_text->setObjectName(u"sheet"_s);
    m_text->setAccessibleName(tr("Recovery sheet"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setFont(fixedFont(font()));
    m_text->setTextInteractionFlags(Qt::NoTextInteraction); // it does not go into the clipboard
    m_text->setFrameShape(QFrame::StyledPanel);
    m_text->setMargin(8);
    m_save = new QPushButton(tr("&Save as PDF..."), this);
    m_save->setObjectName(u"saveSheet"_s);
    m_save->setAutoDefault(false);
    m_saved = new QLabel(this);
    m_saved->setObjectName(u"sheetSaved"_s);
    m_saved->setWordWrap(true);
    m_saved->hide();
    m_question = new QLabel(this);
    m_question->setWordWrap(true);
    m_typed = new QLineEdit(this);
    m_typed->setObjectName(u"sheetProof"_s);
    m_typed->setAccessibleName(tr("Beginning of a line of the sheet"));
    m_typed->setMaxLength(24);
    m_question->setBuddy(m_typed);
    m_problem = new ProblemLabel(this);
    m_problem->setObjectName(u"sheetProofProblem"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(explanation);
    column->addWidget(m_text);
    column->addWidget(m_save, 0, Qt::AlignLeft);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_saved, m_question, m_typed, m_problem})
        column->addWidget(widget);
    column->addStretch(1);
    connect(m_save, &QPushButton::clicked, this, &SheetPage::saveRequested);
    connect(m_typed, &QLineEdit::textEdited, this, [this] {
        m_problem->setText({});
        markProblem(m_typed, {});
    });
    setFocusProxy(m_typed);
}

void SheetPage::setSheet(const QString &sheet, int askedLine)
{
    m_lines = sheet.split(u'\n', Qt::SkipEmptyParts);
    m_asked = m_lines.isEmpty() ? 0 : askedLine % static_cast<int>(m_lines.size());
    QStringList shown;
    for (qsizetype i = 0; i < m_lines.size(); ++i)
        shown.append(QString::number(i + 1) + u"   "_s + m_lines.at(i));
    m_text->setText(shown.join(u'\n'));
    //: %1 is the number of a line on paper
    const QString question =
        tr("To be sure: &type the first four characters of line %1 from your paper")
            .arg(m_asked + 1);
    m_question->setText(question);
    m_typed->setAccessibleName(QString(question).remove(u'&'));
    m_typed->clear();
    m_saved->hide();
}

bool SheetPage::check()
{
    QString typed = m_typed->text().toUpper();
    typed.removeIf([](QChar c) { return !c.isLetterOrNumber(); });
    const bool right = !m_lines.isEmpty() && typed == m_lines.at(m_asked).left(kAskedCharacters);
    const QString problem = right ? QString() : tr("The sheet says something else there.");
    m_problem->setText(problem);
    markProblem(m_typed, problem);
    if (!right)
        m_typed->setFocus(Qt::OtherFocusReason);
    return right;
}

void SheetPage::clear()
{
    m_lines.clear();
    m_text->clear();
    m_typed->clear();
    m_problem->setText({});
}

void SheetPage::showSaved(const QString &path)
{
    //: %1 is the name of a file
    m_saved->setText(tr("Saved as %1. Print it, then delete the file.").arg(path));
    m_saved->show();
}

void SheetPage::showNotSaved(const QString &path)
{
    //: %1 is the name of a file
    m_saved->setText(tr("%1 could not be written. Choose another folder.").arg(path));
    m_saved->show();
}
