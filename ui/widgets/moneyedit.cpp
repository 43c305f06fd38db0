#include "ui/widgets/moneyedit.h"

#include "models/moneyinput.h"
#include "ui/widgets/problemlabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestTyped = 32;

} // namespace

MoneyEdit::MoneyEdit(Currency currency, QWidget *parent)
    : QWidget(parent)
    , m_currency(currency)
    , m_edit(new QLineEdit(this))
    , m_code(new QLabel(toText(currency), this))
    , m_problem(new ProblemLabel(this))
{
    m_edit->setObjectName(u"amount"_s);
    m_edit->setMaxLength(kLongestTyped);
    m_edit->setAlignment(Qt::AlignRight);
    m_edit->setInputMethodHints(Qt::ImhFormattedNumbersOnly);
    m_code->setBuddy(m_edit);
    setFocusProxy(m_edit);
    setFieldName(tr("Amount"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_edit, 0, 0);
    grid->addWidget(m_code, 0, 1);
    grid->addWidget(m_problem, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    connect(m_edit, &QLineEdit::textChanged, this, &MoneyEdit::read);
}

void MoneyEdit::setFieldName(const QString &name)
{
    //: Name of a field for screen readers: %1 such as "Amount", %2 a currency code
    m_edit->setAccessibleName(tr("%1 in %2").arg(name, toText(m_currency)));
}

void MoneyEdit::setCodeVisible(bool visible)
{
    m_code->setVisible(visible);
}

void MoneyEdit::setCurrency(Currency currency)
{
    m_currency = currency;
    m_code->setText(toText(currency));
    setFieldName(tr("Amount"));
    read();
}

void MoneyEdit::setValue(const Money &amount)
{
    m_currency = amount.currency;
    m_code->setText(toText(amount.currency));
    m_edit->setText(moneyForInput(amount, QLocale()));
    read();
}

bool MoneyEdit::isEmpty() const
{
    return m_edit->text().trimmed().isEmpty();
}

void MoneyEdit::clear()
{
    m_edit->clear();
}

QString MoneyEdit::problem() const
{
    return m_problem->text();
}

void MoneyEdit::showProblem(const QString &problem)
{
    read();
    if (m_problem->text().isEmpty())
        mark(problem);
}

void MoneyEdit::mark(const QString &problem)
{
    m_problem->setText(problem);
    markProblem(m_edit, problem);
}

void MoneyEdit::read()
{
    const Result<Money> typed = moneyFromInput(m_edit->text(), m_currency, QLocale());
    mark(typed || isEmpty() ? QString() : moneyInputProblem(typed.error(), m_currency, QLocale()));
    const std::optional<Money> before =
        std::exchange(m_value, typed ? std::optional<Money>(*typed) : std::nullopt);
    if (m_value == before)
        return;
    if (m_value)
        emit valueChanged(*m_value);
    else
        emit valueLost();
}
