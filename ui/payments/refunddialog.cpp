#include "ui/payments/refunddialog.h"

#include "ui/payments/reasonfields.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/momentedit.h"
#include "ui/widgets/moneybar.h"
#include "ui/widgets/moneyedit.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/problemlabel.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QGridLayout *choiceGrid()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    return grid;
}

} // namespace

RefundDialog::RefundDialog(RefundEditor &editor, QWidget *parent, Prompts &prompts)
    : ActionDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"refundDialog"_s);
    const Payment &payment = editor.payment();
    //: %1 is an order reference or the id of a payment
    setTitle(
        tr("Refund %1")
            .arg(payment.orderReference.isEmpty() ? payment.id.value : payment.orderReference));
    m_bar = new MoneyBar(this);
    m_bar->setMovingLabel(tr("This refund"));
    body()->addWidget(m_bar);
    body()->addSpacing(8);
    buildAmount();
    buildTime();
    buildReason();
    QPushButton *close = addButton(tr("Close"), u"close"_s);
    connect(close, &QPushButton::clicked, this, &RefundDialog::reject);
    connect(&editor, &RefundEditor::changed, this, &RefundDialog::refresh);
    connect(&editor, &RefundEditor::failed, this, &RefundDialog::fit);
    connect(&editor, &RefundEditor::noticed, message(), &MessageBar::showNotice);
    connect(&editor, &RefundEditor::done, this, &RefundDialog::outcome);
    connect(&editor, &RefundEditor::done, this, &RefundDialog::accept);
    refresh();
    m_amount->setFocus(Qt::OtherFocusReason);
}

void RefundDialog::buildAmount()
{
    m_full = new QRadioButton(this);
    m_full->setObjectName(u"fullRefund"_s);
    m_part = new QRadioButton(tr("This &amount:"), this);
    m_part->setObjectName(u"partRefund"_s);
    auto *choice = new QButtonGroup(this);
    choice->addButton(m_full);
    choice->addButton(m_part);
    m_amount = new MoneyEdit(m_editor.payment().currency, this);
    m_amount->setFieldName(tr("Amount to refund"));
    QGridLayout *grid = choiceGrid();
    grid->addWidget(m_full, 0, 0, 1, 2);
    grid->addWidget(m_part, 1, 0, Qt::AlignTop);
    grid->addWidget(m_amount, 1, 1);
    body()->addLayout(grid);
    connect(m_full, &QRadioButton::clicked, this,
            [this] { m_editor.setMode(RefundEditor::Mode::FullRemaining); });
    connect(m_part, &QRadioButton::clicked, this, [this] {
        m_editor.setMode(RefundEditor::Mode::Amount);
        m_amount->setFocus(Qt::OtherFocusReason);
    });
    connect(m_amount->lineEdit(), &QLineEdit::textEdited, this, [this] {
        m_editor.setMode(m_amount->isEmpty() ? RefundEditor::Mode::FullRemaining
                                             : RefundEditor::Mode::Amount);
    });
    connect(m_amount, &MoneyEdit::valueChanged, &m_editor, &RefundEditor::setAmount);
    connect(m_amount, &MoneyEdit::valueLost, &m_editor, &RefundEditor::clearAmount);
}

void RefundDialog::buildTime()
{
    m_now = new QRadioButton(tr("No&w"), this);
    m_now->setObjectName(u"refundNow"_s);
    m_later = new QRadioButton(tr("&Later, on:"), this);
    m_later->setObjectName(u"refundLater"_s);
    auto *choice = new QButtonGroup(this);
    choice->addButton(m_now);
    choice->addButton(m_later);
    m_due = new MomentEdit(m_editor.workspace().time, tr("When the money goes back"), this);
    m_due->setMoment(m_editor.dueAtMs());
    QGridLayout *grid = choiceGrid();
    grid->addWidget(m_now, 0, 0, 1, 2);
    grid->addWidget(m_later, 1, 0, Qt::AlignTop);
    grid->addWidget(m_due, 1, 1);
    body()->addLayout(grid);
    connect(m_now, &QRadioButton::clicked, this, [this] { m_editor.setLater(false); });
    connect(m_later, &QRadioButton::clicked, this, [this] {
        m_editor.setLater(true);
        m_due->setFocus(Qt::OtherFocusReason);
    });
    connect(m_due, &MomentEdit::momentChanged, &m_editor, &RefundEditor::setDueAt);
}

void RefundDialog::buildReason()
{
    m_reason = new ReasonFields(tr("&Note (kept with the refund)"), this);
    m_problem = new ProblemLabel(this);
    m_problem->setObjectName(u"refundProblem"_s);
    m_effect = new QLabel(this);
    m_effect->setObjectName(u"effect"_s);
    m_effect->setTextFormat(Qt::PlainText);
    m_effect->setWordWrap(true);
    body()->addWidget(m_reason);
    body()->addWidget(m_problem);
    body()->addWidget(m_effect);
    body()->addStretch(1);
    connect(m_reason, &ReasonFields::kindChanged, &m_editor, &RefundEditor::setReason);
    connect(m_reason, &ReasonFields::noteChanged, &m_editor, &RefundEditor::setNote);
}

void RefundDialog::act()
{
    message()->clear();
    m_editor.submit();
}

void RefundDialog::refreshBar()
{
    MoneyParts parts = moneyPartsOf(m_editor.payment());
    const std::optional<Money> amount = m_editor.amount();
    if (amount && amount->minorUnits > 0 && amount->minorUnits <= m_editor.remaining().minorUnits) {
        parts.captured -= amount->minorUnits;
        parts.moving += amount->minorUnits;
    }
    m_bar->setParts(parts);
}

void RefundDialog::refresh()
{
    refreshBar();
    const bool open = !m_editor.isBusy() && !m_editor.isLocked();
    const Money remaining = m_editor.remaining();
    //: %1 is an amount with its currency
    m_full->setText(tr("All that can still go &back, %1")
                        .arg(shownMoney(remaining.minorUnits, remaining.currency)));
    (m_editor.mode() == RefundEditor::Mode::Amount ? m_part : m_full)->setChecked(true);
    (m_editor.isLater() ? m_later : m_now)->setChecked(true);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_full, m_part, m_amount, m_now, m_later, m_reason})
        widget->setEnabled(open);
    m_due->setEnabled(open && m_editor.isLater());
    m_due->showProblem(open ? m_editor.timeProblem() : QString());
    m_problem->setText(open ? m_editor.problem() : QString());
    m_effect->setText(m_editor.effect());
    m_effect->setVisible(!m_effect->text().isEmpty());
    primary()->setText(m_editor.actionText());
    primary()->setEnabled(m_editor.isValid());
    if (!m_editor.failure().isEmpty())
        message()->showError(m_editor.failure());
}

Question RefundDialog::leaveQuestion() const
{
    if (m_editor.isBusy())
        return {u"leaveRefund"_s, tr("Close while the refund is under way?"),
                tr("It goes on; its outcome shows with the payment."), tr("Close"), tr("Stay")};
    if (!m_editor.hasInput() || m_editor.isLocked())
        return {};
    return {u"leaveRefund"_s, tr("Close without refunding?"),
            tr("Nothing has been sent. What you entered is discarded."), tr("Discard"),
            tr("Keep editing")};
}
