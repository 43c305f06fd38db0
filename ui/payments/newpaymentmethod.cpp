#include "ui/payments/newpaymentmethod.h"

#include "models/cardinput.h"
#include "ui/widgets/cardedit.h"
#include "ui/widgets/cardfield.h"
#include "ui/widgets/problemlabel.h"
#include "ui/widgets/textsize.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int kIdleMs = 5 * 60 * 1000;

QLabel *note(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setFont(smallerFont(parent->font()));
    label->hide();
    return label;
}

} // namespace

NewPaymentMethod::NewPaymentMethod(NewPaymentEditor &editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_heading(new QLabel(tr("Pay with"), this))
    , m_choices(new QVBoxLayout)
    , m_group(new QButtonGroup(this))
    , m_closed(note(u"savedClosed"_s, this))
    , m_codePlace(new QWidget(this))
{
    m_code = new CardField(CardField::Kind::SecurityCode, m_codePlace);
    m_code->setObjectName(u"savedCode"_s);
    m_code->setAccessibleName(tr("Security code of the saved card"));
    m_codeProblem = new ProblemLabel(m_codePlace);
    m_codeProblem->setObjectName(u"savedCodeProblem"_s);
    auto *caption =
        new QLabel(tr("&Security code: ask the customer, it is never kept"), m_codePlace);
    caption->setBuddy(m_code);
    caption->setWordWrap(true);
    auto *code = new QVBoxLayout(m_codePlace);
    code->setContentsMargins(0, 0, 0, 0);
    code->setSpacing(4);
    code->addWidget(caption);
    code->addWidget(m_code);
    code->addWidget(m_codeProblem);
    m_card = new CardEdit(this);
    m_card->setObjectName(u"card"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_heading);
    m_choices->setSpacing(4);
    column->addLayout(m_choices);
    column->addWidget(m_closed);
    column->addWidget(m_codePlace);
    column->addWidget(m_card);
    buildKeeping();
    column->addWidget(m_keepPlace);
    column->addStretch(1);
    connect(m_card, &CardEdit::idleCleared, this, &NewPaymentMethod::idleCleared);
    connect(m_code, &CardField::edited, this, [this] {
        m_codeProblem->setText({});
        markProblem(m_code, {});
        m_code->isEmpty() ? m_idle.stop() : m_idle.start();
    });
    m_idle.setInterval(kIdleMs);
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        m_code->clear();
        emit idleCleared();
    });
    refresh();
}

void NewPaymentMethod::buildKeeping()
{
    m_keepPlace = new QWidget(this);
    m_keep = new QComboBox(m_keepPlace);
    m_keep->setObjectName(u"keepCard"_s);
    m_keep->setAccessibleName(tr("Keep the card"));
    const std::pair<QString, FutureUsage> choices[] = {
        {tr("Do not keep it"), FutureUsage::None},
        {tr("For the customer's next payments"), FutureUsage::OnSession},
        {tr("Also to charge it without the customer"), FutureUsage::OffSession},
    };
    for (const auto &[text, usage] : choices)
        m_keep->addItem(text, static_cast<int>(usage));
    auto *caption = new QLabel(tr("&Keep the card in the vault"), m_keepPlace);
    caption->setBuddy(m_keep);
    m_keepNote = note(u"keepNote"_s, m_keepPlace);
    auto *column = new QVBoxLayout(m_keepPlace);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(4);
    column->addWidget(caption);
    column->addWidget(m_keep);
    column->addWidget(m_keepNote);
    connect(m_keep, &QComboBox::activated, this, &NewPaymentMethod::keep);
}

void NewPaymentMethod::keep()
{
    PaymentDraft draft = m_editor.draft();
    draft.futureUsage = static_cast<FutureUsage>(m_keep->currentData().toInt());
    m_editor.setDraft(draft);
}

void NewPaymentMethod::rebuildChoices()
{
    m_shown = m_editor.savedMethods();
    for (QAbstractButton *old : m_group->buttons()) {
        m_group->removeButton(old);
        old->deleteLater();
    }
    if (m_shown.isEmpty())
        return;
    const auto add = [this](const QString &text, const QString &name, const PaymentMethodId &id) {
        auto *choice = new QRadioButton(text, this);
        choice->setObjectName(name);
        choice->setProperty("method", id.value);
        m_group->addButton(choice);
        m_choices->addWidget(choice);
        choice->show();
        connect(choice, &QRadioButton::clicked, this, [this, id] { choose(id); });
    };
    for (qsizetype i = 0; i < m_shown.size(); ++i)
        add(NewPaymentEditor::methodText(m_shown.at(i)), u"saved_%1"_s.arg(i), m_shown.at(i).id);
    add(tr("Another card"), u"anotherCard"_s, {});
}

void NewPaymentMethod::choose(const PaymentMethodId &id)
{
    if (!id.isEmpty()) {
        PaymentDraft draft = m_editor.draft();
        draft.futureUsage = FutureUsage::None; // it is kept already
        m_editor.setDraft(draft);
    }
    m_editor.chooseMethod(id);
    focusFirst();
}

void NewPaymentMethod::refresh()
{
    if (m_shown != m_editor.savedMethods())
        rebuildChoices();
    const SavedMethod *chosen = m_editor.chosenMethod();
    const QString closed = m_editor.whyNotSaved();
    m_heading->setVisible(!m_shown.isEmpty());
    for (QAbstractButton *choice : m_group->buttons()) {
        const QString id = choice->property("method").toString();
        choice->setChecked(id == (chosen ? chosen->id.value : QString()));
        choice->setEnabled(id.isEmpty() || closed.isEmpty());
    }
    m_closed->setText(closed);
    m_closed->setVisible(!closed.isEmpty());
    m_codePlace->setVisible(chosen);
    m_card->setVisible(!chosen);
    if (chosen)
        m_code->setLongest(cvcLength(chosen->card.brand));
    showKeeping();
}

void NewPaymentMethod::showKeeping()
{
    const QString why = m_editor.whyNotKept();
    const FutureUsage usage = m_editor.draft().futureUsage;
    m_keepPlace->setVisible(m_editor.knowsVault() && !m_editor.chosenMethod());
    m_keep->setCurrentIndex(m_keep->findData(static_cast<int>(usage)));
    // A choice that was made can be taken back whatever the vault does meanwhile.
    m_keep->setEnabled(why.isEmpty() || usage != FutureUsage::None);
    const QString agreed =
        usage == FutureUsage::None ? QString() : tr("Only if the customer has agreed to it.");
    m_keepNote->setText(why.isEmpty() ? agreed : why);
    const bool saidAbove = m_closed->isVisibleTo(this) && m_closed->text() == why;
    m_keepNote->setVisible(!m_keepNote->text().isEmpty() && !saidAbove);
    m_keep->setAccessibleDescription(m_keepNote->text());
}

void NewPaymentMethod::showProblems()
{
    for (const QString &field : {u"card_number"_s, u"card_exp_month"_s, u"card_exp_year"_s,
                                 u"card_cvc"_s, u"card_holder_name"_s}) {
        const QString problem = m_editor.problemOf(field);
        if (problem.isEmpty())
            continue;
        if (!m_editor.chosenMethod()) {
            m_card->showProblem(field, problem);
        } else {
            m_codeProblem->setText(problem);
            markProblem(m_code, problem);
        }
    }
}

void NewPaymentMethod::focusFirst()
{
    if (m_editor.chosenMethod())
        m_code->setFocus(Qt::OtherFocusReason);
    else
        m_card->setFocus(Qt::OtherFocusReason);
}

bool NewPaymentMethod::check()
{
    const SavedMethod *chosen = m_editor.chosenMethod();
    if (!chosen)
        return m_card->check(m_editor.workspace().clock.nowMs());
    const bool whole = m_code->size() == cvcLength(chosen->card.brand);
    const QString problem =
        whole ? QString() : fieldProblem({ErrorCode::CvcInvalid, u"card_cvc"_s}, Currency::Eur);
    m_codeProblem->setText(problem);
    markProblem(m_code, problem);
    if (!whole)
        m_code->setFocus(Qt::OtherFocusReason);
    return whole;
}

bool NewPaymentMethod::isEmpty() const
{
    return m_editor.chosenMethod() ? m_code->isEmpty() : m_card->isEmpty();
}

QString NewPaymentMethod::maskedText() const
{
    const SavedMethod *chosen = m_editor.chosenMethod();
    if (!chosen)
        return m_card->maskedText();
    //: %1 is a card such as "Visa 4242, 12/30"
    return tr("%1, saved").arg(NewPaymentEditor::methodText(*chosen));
}

CardDetails NewPaymentMethod::takeCard()
{
    return m_card->takeCard();
}

Cvc NewPaymentMethod::takeCode()
{
    Cvc code(m_code->reveal());
    m_code->clear();
    return code;
}

void NewPaymentMethod::clear()
{
    m_card->clear();
    m_code->clear();
}
