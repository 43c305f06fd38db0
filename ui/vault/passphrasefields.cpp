#include "ui/vault/passphrasefields.h"

#include "ui/widgets/problemlabel.h"
#include "ui/widgets/secretfield.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShortest = 12;

} // namespace

PassphraseFields::PassphraseFields(const QString &caption, QWidget *parent) : QWidget(parent)
{
    auto *label = new QLabel(caption, this);
    m_first = new SecretField(this);
    m_first->setObjectName(u"passphrase"_s);
    m_first->setAccessibleName(tr("Passphrase"));
    label->setBuddy(m_first);
    label->setWordWrap(true);
    m_problem = new ProblemLabel(this);
    m_problem->setObjectName(u"passphraseProblem"_s);
    m_again = new QLabel(tr("The same a&gain"), this);
    m_second = new SecretField(this);
    m_second->setObjectName(u"passphraseAgain"_s);
    m_second->setAccessibleName(tr("The same passphrase again"));
    m_again->setBuddy(m_second);
    m_repeatProblem = new ProblemLabel(this);
    m_repeatProblem->setObjectName(u"passphraseAgainProblem"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (QWidget *widget : std::initializer_list<QWidget *>{label, m_first, m_problem, m_again,
                                                            m_second, m_repeatProblem})
        column->addWidget(widget);
    setFocusProxy(m_first);
    for (const SecretField *field : {m_first, m_second}) {
        connect(field, &SecretField::edited, this, [this] {
            clearProblems();
            emit edited();
        });
    }
    setNew(false);
}

void PassphraseFields::setNew(bool isNew)
{
    m_isNew = isNew;
    m_again->setVisible(isNew);
    m_second->setVisible(isNew);
}

void PassphraseFields::clearProblems()
{
    m_problem->setText({});
    m_repeatProblem->setText({});
    markProblem(m_first, {});
    markProblem(m_second, {});
}

bool PassphraseFields::check()
{
    clearProblems();
    QString problem;
    if (m_first->isEmpty())
        problem = tr("Enter the passphrase.");
    else if (m_isNew && m_first->length() < kShortest)
        //: %1 and %2 are numbers of characters
        problem =
            tr("Take at least %1 characters; these are %2.").arg(kShortest).arg(m_first->length());
    if (!problem.isEmpty()) {
        m_problem->setText(problem);
        markProblem(m_first, problem);
        m_first->setFocus(Qt::OtherFocusReason);
        return false;
    }
    if (m_isNew && !m_first->sameAs(*m_second)) {
        problem = tr("This is not the same passphrase.");
        m_repeatProblem->setText(problem);
        markProblem(m_second, problem);
        m_second->setFocus(Qt::OtherFocusReason);
        return false;
    }
    return true;
}

SecretBytes PassphraseFields::take()
{
    SecretBytes taken = m_first->take();
    clear();
    return taken;
}

void PassphraseFields::clear()
{
    m_first->clear();
    m_second->clear();
    clearProblems();
}

bool PassphraseFields::isEmpty() const
{
    return m_first->isEmpty() && m_second->isEmpty();
}
