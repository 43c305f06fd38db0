#include "ui/recurring/setupdialog.h"

#include "models/cardinput.h"
#include "ui/payments/formrow.h"
#include "ui/payments/inspectorparts.h"
#include "ui/widgets/cardfield.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/momentedit.h"
#include "ui/widgets/moneyedit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> unitsOf(const MoneyEdit &edit)
{
    const std::optional<Money> amount = edit.value();
    return amount ? std::optional(amount->minorUnits) : std::nullopt;
}

} // namespace

SetUpDialog::SetUpDialog(SetUpEditor &editor, QWidget *parent, Prompts &prompts)
    : SendingDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"setUpDialog"_s);
    //: %1 is the name of a customer
    setTitle(tr("Agree on later charges with %1").arg(CustomerText::name(editor.customer())));
    buildForm();
    follow(editor);
    m_amount->setFocus(Qt::OtherFocusReason);
}

void SetUpDialog::buildForm()
{
    QVBoxLayout *column = makeForm();
    //: %1 is a card such as "Visa •• 4242"
    column->addWidget(
        wrappedText(tr("With %1.").arg(CustomerText::method(m_editor.method())), form()));
    buildAmounts(column);
    buildTerms(column);
    buildConsent(column);
    column->addStretch(1);
}

void SetUpDialog::buildAmounts(QVBoxLayout *column)
{
    const AmountFields fields =
        addAmount(column, tr("Charge &now (may stay empty)"), m_editor.draft().currency);
    m_amount = fields.amount;
    m_amount->lineEdit()->setObjectName(u"amount"_s);
    connect(m_amount, &MoneyEdit::valueChanged, this, &SetUpDialog::store);
    connect(m_amount, &MoneyEdit::valueLost, this, &SetUpDialog::store);
    connect(fields.currency, &QComboBox::currentIndexChanged, this, [this] {
        m_limit->setCurrency(m_amount->currency());
        store();
    });
}

void SetUpDialog::buildTerms(QVBoxLayout *column)
{
    m_several = new QRadioButton(tr("&Several charges"), form());
    m_several->setObjectName(u"multiUse"_s);
    m_once = new QRadioButton(tr("&One charge"), form());
    m_once->setObjectName(u"singleUse"_s);
    m_several->setChecked(true);
    auto *kinds = new QHBoxLayout;
    kinds->setSpacing(16);
    kinds->addWidget(m_several);
    kinds->addWidget(m_once);
    kinds->addStretch(1);
    column->addLayout(kinds);
    m_limit = new MoneyEdit(m_editor.draft().currency, form());
    m_limit->lineEdit()->setObjectName(u"limit"_s);
    m_limit->setFieldName(tr("At most, all together"));
    addCaptioned(column, tr("At &most, all together"), m_limit);
    m_frequency = new QComboBox(form());
    m_frequency->setObjectName(u"frequency"_s);
    m_frequency->setAccessibleName(tr("How often"));
    for (const ChargeFrequency frequency :
         {ChargeFrequency::None, ChargeFrequency::Daily, ChargeFrequency::Weekly,
          ChargeFrequency::Monthly, ChargeFrequency::Quarterly, ChargeFrequency::Yearly})
        m_frequency->addItem(AgreementText::frequency(frequency), static_cast<int>(frequency));
    m_frequency->setCurrentIndex(
        m_frequency->findData(static_cast<int>(m_editor.draft().frequency)));
    addCaptioned(column, tr("&How often"), m_frequency);
    m_ends = new QCheckBox(tr("No charge &from this time on:"), form());
    m_ends->setObjectName(u"ends"_s);
    m_end = new MomentEdit(m_editor.workspace().time, tr("When the agreement ends"), form());
    m_end->setVisible(false);
    column->addWidget(m_ends);
    column->addWidget(m_end);
    const FormRow description =
        addFormRow(column, tr("&What it is for"), u"description"_s, tr("What it is for"), form());
    m_description = description.edit;
    connect(m_several, &QRadioButton::toggled, this, &SetUpDialog::store);
    connect(m_limit, &MoneyEdit::valueChanged, this, &SetUpDialog::store);
    connect(m_limit, &MoneyEdit::valueLost, this, &SetUpDialog::store);
    connect(m_frequency, &QComboBox::currentIndexChanged, this, &SetUpDialog::store);
    connect(m_end, &MomentEdit::momentChanged, this, &SetUpDialog::store);
    connect(m_description, &QLineEdit::textEdited, this, &SetUpDialog::store);
    connect(m_ends, &QCheckBox::toggled, this, [this](bool ends) {
        constexpr qint64 kYearMs = qint64(365) * 24 * 3'600'000;
        if (ends && m_end->moment() == 0)
            m_end->setMoment(m_editor.workspace().clock.nowMs() + kYearMs);
        m_end->setVisible(ends);
        store();
        fit();
    });
}

void SetUpDialog::buildConsent(QVBoxLayout *column)
{
    m_cvc = new CardField(CardField::Kind::SecurityCode, form());
    m_cvc->setObjectName(u"cardCvc"_s);
    m_cvc->setAccessibleName(tr("Security code"));
    m_cvc->setLongest(cvcLength(m_editor.method().card.brand));
    m_cvcProblem = new ProblemLabel(form());
    m_cvcProblem->setObjectName(u"cvcProblem"_s);
    addCaptioned(column, tr("Security &code"), m_cvc);
    column->addWidget(m_cvcProblem);
    m_accepted = new QCheckBox(tr("The customer has agreed to &all of this"), form());
    m_accepted->setObjectName(u"accepted"_s);
    m_acceptedProblem = new ProblemLabel(form());
    m_acceptedProblem->setObjectName(u"acceptedProblem"_s);
    column->addWidget(m_accepted);
    column->addWidget(m_acceptedProblem);
    connect(m_cvc, &CardField::edited, this, [this] { m_cvcProblem->setText({}); });
    connect(m_accepted, &QCheckBox::toggled, this, &SetUpDialog::store);
}

void SetUpDialog::store()
{
    AgreementDraft draft = m_editor.draft();
    draft.amount = unitsOf(*m_amount);
    draft.currency = m_amount->currency();
    draft.type = m_once->isChecked() ? MandateType::SingleUse : MandateType::MultiUse;
    draft.limit = unitsOf(*m_limit);
    draft.frequency = m_once->isChecked()
                          ? ChargeFrequency::None
                          : static_cast<ChargeFrequency>(m_frequency->currentData().toInt());
    draft.endAtMs = m_ends->isChecked() ? m_end->moment() : 0;
    draft.description = m_description->text().trimmed();
    draft.accepted = m_accepted->isChecked();
    m_editor.setDraft(draft);
}

void SetUpDialog::submit()
{
    for (MoneyEdit *edit : {m_amount, m_limit}) {
        if (!edit->isEmpty() && !edit->value())
            return edit->setFocus(Qt::OtherFocusReason); // what is wrong stands below it
    }
    m_editor.submit(Cvc(m_cvc->reveal()));
    if (m_editor.isBusy())
        m_cvc->clear();
}

void SetUpDialog::showProblems()
{
    m_frequency->setEnabled(!m_once->isChecked());
    m_amount->showProblem(m_editor.problemOf(u"amount"_s));
    m_limit->showProblem(m_editor.problemOf(u"mandate_amount"_s));
    m_end->showProblem(m_editor.problemOf(u"end_date"_s));
    const QString code = m_editor.problemOf(u"card_cvc"_s);
    m_cvcProblem->setText(code);
    markProblem(m_cvc, code);
    if (!code.isEmpty())
        reveal(m_cvc);
    const QString consent = m_editor.problemOf(u"customer_acceptance"_s);
    m_acceptedProblem->setText(consent);
    if (!consent.isEmpty())
        reveal(m_accepted);
}

void SetUpDialog::leave()
{
    m_cvc->clear();
}

Question SetUpDialog::leaveQuestion() const
{
    if (m_editor.isBusy())
        return {u"leaveSetUp"_s, tr("Close while the bank is asked?"),
                tr("It goes on; an agreement that the bank accepts is kept."), tr("Close"),
                tr("Stay")};
    if (m_editor.outcome() != PaymentOutcome::None || (!m_editor.hasInput() && m_cvc->isEmpty()))
        return {};
    return {u"leaveSetUp"_s, tr("Close without setting it up?"),
            tr("Nothing has been sent. What you typed is discarded."), tr("Discard"),
            tr("Keep editing")};
}
