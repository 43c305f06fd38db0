#include "ui/widgets/cardedit.h"

#include "models/cardinput.h"
#include "models/displaytext.h"
#include "models/errortext.h"
#include "ui/widgets/cardfield.h"
#include "ui/widgets/problemlabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace {

constexpr int kIdleMs = 5 * 60 * 1000;
constexpr int kLongestExpiry = 9; ///< "12 / 2030"
constexpr int kLongestHolder = 255;

QLabel *caption(const QString &text, QWidget *buddy, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setBuddy(buddy);
    return label;
}

} // namespace

CardEdit::CardEdit(QWidget *parent)
    : QWidget(parent)
    , m_number(new CardField(CardField::Kind::Number, this))
    , m_cvc(new CardField(CardField::Kind::SecurityCode, this))
    , m_expiry(new QLineEdit(this))
    , m_holder(new QLineEdit(this))
    , m_brand(new QLabel(this))
    , m_numberProblem(new ProblemLabel(this))
    , m_expiryProblem(new ProblemLabel(this))
    , m_cvcProblem(new ProblemLabel(this))
    , m_holderProblem(new ProblemLabel(this))
{
    m_number->setObjectName(u"cardNumber"_s);
    m_number->setAccessibleName(tr("Card number"));
    m_cvc->setObjectName(u"cardCvc"_s);
    m_cvc->setAccessibleName(tr("Security code"));
    m_expiry->setObjectName(u"cardExpiry"_s);
    m_expiry->setAccessibleName(tr("Expiry, month and year"));
    //: Shown in the empty field: two digits each for month and year
    m_expiry->setPlaceholderText(tr("MM/YY"));
    m_expiry->setMaxLength(kLongestExpiry);
    m_expiry->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_holder->setObjectName(u"cardHolder"_s);
    m_holder->setAccessibleName(tr("Name on the card"));
    m_holder->setMaxLength(kLongestHolder);
    m_holder->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_brand->setObjectName(u"cardBrand"_s);
    setFocusProxy(m_number);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->addWidget(caption(tr("Card &number"), m_number, this), 0, 0);
    grid->addWidget(m_brand, 0, 1, Qt::AlignRight);
    grid->addWidget(m_number, 1, 0, 1, 2);
    grid->addWidget(m_numberProblem, 2, 0, 1, 2);
    grid->setRowMinimumHeight(3, 8);
    grid->addWidget(caption(tr("E&xpiry"), m_expiry, this), 4, 0);
    grid->addWidget(caption(tr("&Security code"), m_cvc, this), 4, 1);
    grid->addWidget(m_expiry, 5, 0);
    grid->addWidget(m_cvc, 5, 1);
    grid->addWidget(m_expiryProblem, 6, 0, Qt::AlignTop);
    grid->addWidget(m_cvcProblem, 6, 1, Qt::AlignTop);
    grid->setRowMinimumHeight(7, 8);
    grid->addWidget(caption(tr("Name on the &card (if known)"), m_holder, this), 8, 0, 1, 2);
    grid->addWidget(m_holder, 9, 0, 1, 2);
    grid->addWidget(m_holderProblem, 10, 0, 1, 2);
    grid->setRowStretch(11, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    setTabOrder(m_number, m_expiry);
    setTabOrder(m_expiry, m_cvc);
    setTabOrder(m_cvc, m_holder);

    m_idle.setInterval(kIdleMs);
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &CardEdit::onIdle);
    for (CardField *field : {m_number, m_cvc}) {
        connect(field, &CardField::edited, this, &CardEdit::onEdited);
        connect(field, &CardField::refused, this, [this, field] { onRefused(field); });
    }
    for (QLineEdit *edit : {m_expiry, m_holder})
        connect(edit, &QLineEdit::textEdited, this, &CardEdit::onEdited);
}

bool CardEdit::isEmpty() const
{
    return m_number->isEmpty() && m_cvc->isEmpty() && m_expiry->text().isEmpty()
           && m_holder->text().isEmpty();
}

void CardEdit::onEdited()
{
    clearProblems();
    m_brand->setText(m_number->brand() == CardBrand::Unknown
                         ? QString()
                         : DisplayText::brand(m_number->brand()));
    m_cvc->setLongest(m_number->isEmpty() ? cvcLength(CardBrand::AmericanExpress)
                                          : cvcLength(m_number->brand()));
    if (isEmpty())
        m_idle.stop();
    else
        m_idle.start();
    emit edited();
}

void CardEdit::onRefused(CardField *field)
{
    ProblemLabel *label = field == m_number ? m_numberProblem : m_cvcProblem;
    label->setText(tr("Only the digits 0 to 9 can be entered here."));
}

void CardEdit::onIdle()
{
    clear();
    emit idleCleared();
}

void CardEdit::clearProblems()
{
    for (ProblemLabel *label : {m_numberProblem, m_expiryProblem, m_cvcProblem, m_holderProblem})
        label->setText({});
    for (QWidget *field : {static_cast<QWidget *>(m_number), static_cast<QWidget *>(m_expiry),
                           static_cast<QWidget *>(m_cvc), static_cast<QWidget *>(m_holder)})
        markProblem(field, {});
}

ProblemLabel *CardEdit::labelOf(const QString &field) const
{
    if (field == "card_exp_month"_L1 || field == "card_exp_year"_L1)
        return m_expiryProblem;
    if (field == "card_cvc"_L1)
        return m_cvcProblem;
    return field == "card_holder_name"_L1 ? m_holderProblem : m_numberProblem;
}

void CardEdit::showProblem(const QString &field, const QString &problem)
{
    ProblemLabel *label = labelOf(field);
    QWidget *wrong = m_number;
    if (label == m_expiryProblem)
        wrong = m_expiry;
    else if (label == m_cvcProblem)
        wrong = m_cvc;
    else if (label == m_holderProblem)
        wrong = m_holder;
    label->setText(problem);
    markProblem(wrong, problem);
    wrong->setFocus(Qt::OtherFocusReason);
}

CardDetails CardEdit::copyOfCard() const
{
    CardDetails card;
    card.number = Pan(m_number->reveal());
    card.cvc = Cvc(m_cvc->reveal());
    const CardExpiry expiry = expiryFromTyped(m_expiry->text()).value_or({});
    card.expiryMonth = expiry.month;
    card.expiryYear = expiry.year;
    card.holder = m_holder->text().trimmed();
    return card;
}

bool CardEdit::check(qint64 nowMs)
{
    clearProblems();
    const Result<> usable = checkCard(copyOfCard(), nowMs, true);
    if (!usable)
        showProblem(usable.error().field, fieldProblem(usable.error(), Currency::Eur));
    return usable.has_value();
}

QString CardEdit::maskedText() const
{
    if (m_number->isEmpty())
        return {};
    const Result<CardExpiry> expiry = expiryFromTyped(m_expiry->text());
    const QString card = DisplayText::brand(m_number->brand()) + u' ' + m_number->maskedText();
    if (!expiry)
        return card;
    const auto two = [](int number) { return QString::number(number).rightJustified(2, u'0'); };
    return card + u", "_s + two(expiry->month) + u'/' + two(expiry->year % 100);
}

CardDetails CardEdit::takeCard()
{
    CardDetails card = copyOfCard();
    clear();
    return card;
}

void CardEdit::clear()
{
    m_idle.stop();
    m_number->clear();
    m_cvc->clear();
    // setText, unlike clear(), leaves nothing for undo to bring back.
    m_expiry->setText({});
    m_holder->setText({});
    m_brand->clear();
    clearProblems();
    m_idle.stop();
}

void CardEdit::setIdleTimeout(int ms)
{
    m_idle.setInterval(ms);
}
