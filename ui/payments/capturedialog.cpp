#include "ui/payments/capturedialog.h"

#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneybar.h"
#include "ui/widgets/moneyedit.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/problemlabel.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

CaptureDialog::CaptureDialog(CaptureEditor &editor, QWidget *parent, Prompts &prompts)
    : ActionDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"captureDialog"_s);
    const Payment &payment = editor.payment();
    //: %1 is an order reference or the id of a payment
    setTitle(
        tr("Capture %1")
            .arg(payment.orderReference.isEmpty() ? payment.id.value : payment.orderReference));
    m_bar = new MoneyBar(this);
    m_bar->setMovingLabel(tr("This capture"));
    body()->addWidget(m_bar);
    body()->addSpacing(8);
    buildChoices();
    QPushButton *close = addButton(tr("Close"), u"close"_s);
    connect(close, &QPushButton::clicked, this, &CaptureDialog::reject);
    m_goOn = addButton(tr("Capture and enter the next part"), u"captureAndGoOn"_s);
    connect(m_goOn, &QPushButton::clicked, this, [this] { submit(true); });

    connect(&editor, &CaptureEditor::changed, this, &CaptureDialog::refresh);
    connect(&editor, &CaptureEditor::failed, this, &CaptureDialog::fit);
    connect(&editor, &CaptureEditor::noticed, message(), &MessageBar::showNotice);
    connect(&editor, &CaptureEditor::done, this, &CaptureDialog::onDone);
    refresh();
    m_amount->setFocus(Qt::OtherFocusReason);
}

void CaptureDialog::buildChoices()
{
    m_full = new QRadioButton(this);
    m_full->setObjectName(u"fullRemaining"_s);
    m_part = new QRadioButton(tr("This &amount:"), this);
    m_part->setObjectName(u"partAmount"_s);
    m_amount = new MoneyEdit(m_editor.payment().currency, this);
    m_amount->setFieldName(tr("Amount to capture"));
    m_final = new QCheckBox(tr("This is the &last capture: release the rest"), this);
    m_final->setObjectName(u"finalCapture"_s);
    m_effect = new QLabel(this);
    m_effect->setObjectName(u"afterEffect"_s);
    m_effect->setWordWrap(true);
    m_problem = new ProblemLabel(this);
    m_problem->setObjectName(u"captureProblem"_s);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->addWidget(m_full, 0, 0, 1, 2);
    grid->addWidget(m_part, 1, 0, Qt::AlignTop);
    grid->addWidget(m_amount, 1, 1);
    grid->addWidget(m_final, 2, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    body()->addLayout(grid);
    body()->addWidget(m_problem);
    body()->addWidget(m_effect);
    body()->addStretch(1);
    if (m_editor.mode() == CaptureEditor::Mode::Amount && m_editor.amount())
        m_amount->setValue(*m_editor.amount());
    setTabOrder(m_full, m_part);
    setTabOrder(m_part, m_amount->lineEdit());
    setTabOrder(m_amount->lineEdit(), m_final);

    connect(m_full, &QRadioButton::clicked, this,
            [this] { m_editor.setMode(CaptureEditor::Mode::FullRemaining); });
    connect(m_part, &QRadioButton::clicked, this, [this] {
        m_editor.setMode(CaptureEditor::Mode::Amount);
        m_amount->setFocus(Qt::OtherFocusReason);
    });
    connect(m_amount->lineEdit(), &QLineEdit::textEdited, this, [this] {
        m_editor.setMode(m_amount->isEmpty() ? CaptureEditor::Mode::FullRemaining
                                             : CaptureEditor::Mode::Amount);
    });
    connect(m_amount, &MoneyEdit::valueChanged, &m_editor, &CaptureEditor::setAmount);
    connect(m_amount, &MoneyEdit::valueLost, &m_editor, &CaptureEditor::clearAmount);
    connect(m_final, &QCheckBox::toggled, &m_editor, &CaptureEditor::setFinal);
}

void CaptureDialog::act()
{
    submit(false);
}

void CaptureDialog::submit(bool stay)
{
    m_stay = stay;
    message()->clear();
    m_editor.submit();
}

void CaptureDialog::onDone(const QString &line)
{
    emit outcome(line);
    m_amount->clear();
    if (!std::exchange(m_stay, false) || !m_editor.canGoOn())
        return accept();
    message()->showNotice(line);
    m_amount->setFocus(Qt::OtherFocusReason);
    fit();
}

void CaptureDialog::refreshBar()
{
    const Result<CapturePlan> plan = m_editor.plan();
    MoneyParts parts = moneyPartsOf(m_editor.payment());
    if (plan) {
        parts.moving = plan->amount;
        parts.left = plan->closesHold ? 0 : plan->leftAfter;
        parts.released += plan->closesHold ? plan->leftAfter : 0;
    }
    m_bar->setParts(parts);
}

void CaptureDialog::refresh()
{
    refreshBar();
    const bool open = !m_editor.isBusy() && !m_editor.isLocked();
    const Money remaining = m_editor.remaining();
    //: %1 is an amount with its currency
    m_full->setText(
        tr("All that is &left, %1").arg(shownMoney(remaining.minorUnits, remaining.currency)));
    const bool part = m_editor.mode() == CaptureEditor::Mode::Amount;
    (part ? m_part : m_full)->setChecked(true);
    m_final->setVisible(m_editor.takesSeveral());
    m_final->setChecked(m_editor.finalCapture());
    m_final->setEnabled(open && part);
    for (QWidget *widget : {static_cast<QWidget *>(m_full), static_cast<QWidget *>(m_part),
                            static_cast<QWidget *>(m_amount)})
        widget->setEnabled(open);
    m_problem->setText(m_editor.isBusy() || m_editor.isLocked() ? QString() : m_editor.problem());
    m_effect->setText(m_editor.afterEffect());
    m_effect->setVisible(!m_effect->text().isEmpty());
    primary()->setText(m_editor.actionText());
    primary()->setEnabled(m_editor.isValid());
    m_goOn->setVisible(m_editor.takesSeveral());
    m_goOn->setEnabled(m_editor.isValid() && part && !m_editor.finalCapture());
    if (!m_editor.failure().isEmpty())
        message()->showError(m_editor.failure());
}

Question CaptureDialog::leaveQuestion() const
{
    if (m_editor.isBusy())
        return {u"leaveCapture"_s, tr("Close while the capture is under way?"),
                tr("It goes on; its outcome shows in the list of payments."), tr("Close"),
                tr("Stay")};
    if (m_amount->isEmpty() || m_editor.isLocked())
        return {};
    return {u"leaveCapture"_s, tr("Close without capturing?"),
            tr("Nothing has been sent. The amount you typed is discarded."), tr("Discard"),
            tr("Keep editing")};
}
