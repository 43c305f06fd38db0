#include "ui/payments/newpaymentintent.h"

#include "models/editortext.h"
#include "ui/widgets/momentedit.h"
#include "ui/widgets/moneyedit.h"
#include "ui/widgets/textsize.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

NewPaymentIntent::NewPaymentIntent(NewPaymentEditor &editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    buildAmount();
    buildCapture();
    buildOrder();
    column->addStretch(1);
    load();
}

void NewPaymentIntent::buildAmount()
{
    m_amount = new MoneyEdit(m_editor.draft().currency, this);
    m_amount->setCodeVisible(false);
    m_currency = new QComboBox(this);
    m_currency->setObjectName(u"currency"_s);
    m_currency->setAccessibleName(tr("Currency"));
    m_currency->setMaxVisibleItems(12);
    for (const Currency currency : allCurrencies())
        m_currency->addItem(toText(currency), static_cast<int>(currency));
    m_currency->setMinimumHeight(m_amount->sizeHint().height());
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    auto *amount = new QVBoxLayout;
    auto *currency = new QVBoxLayout;
    addCaptioned(amount, tr("&Amount"), m_amount);
    addCaptioned(currency, tr("C&urrency"), m_currency);
    currency->addStretch(1);
    row->addLayout(amount, 1);
    row->addLayout(currency);
    qobject_cast<QVBoxLayout *>(layout())->addLayout(row);
    connect(m_amount, &MoneyEdit::valueChanged, this, &NewPaymentIntent::store);
    connect(m_amount, &MoneyEdit::valueLost, this, &NewPaymentIntent::store);
    connect(m_currency, &QComboBox::currentIndexChanged, this, [this] {
        m_amount->setCurrency(static_cast<Currency>(m_currency->currentData().toInt()));
        store();
    });
}

void NewPaymentIntent::buildCapture()
{
    const std::pair<CaptureMethod, QString> choices[] = {
        {CaptureMethod::Automatic, tr("&Charge at once")},
        {CaptureMethod::Manual, tr("&Hold now, capture once when the order is sent")},
        {CaptureMethod::ManualMultiple, tr("Hold now, capture in several &parts")},
        {CaptureMethod::Scheduled, tr("Hold now, capture by itself at a &set time:")},
    };
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    column->addWidget(new QLabel(tr("When is the money taken?"), this));
    m_capture = new QButtonGroup(this);
    for (const auto &[method, text] : choices) {
        auto *choice = new QRadioButton(text, this);
        choice->setObjectName(u"capture_"_s + toText(method));
        m_capture->addButton(choice, static_cast<int>(method));
        column->addWidget(choice);
    }
    m_captureOn =
        new MomentEdit(m_editor.workspace().time, tr("When it is captured by itself"), this);
    auto *inset = new QHBoxLayout; // under the words of its choice
    inset->addSpacing(fontMetrics().height() + 8);
    inset->addWidget(m_captureOn, 1);
    column->addLayout(inset);
    connect(m_capture, &QButtonGroup::idToggled, this, &NewPaymentIntent::chooseCapture);
    connect(m_captureOn, &MomentEdit::momentChanged, this, &NewPaymentIntent::store);
}

void NewPaymentIntent::chooseCapture()
{
    const bool scheduled = m_capture->checkedId() == static_cast<int>(CaptureMethod::Scheduled);
    m_captureOn->setVisible(scheduled);
    if (scheduled && m_captureOn->moment() == 0)
        m_captureOn->setMoment(tomorrowMorning(m_editor.workspace()));
    store();
}

void NewPaymentIntent::buildOrder()
{
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    m_order = addFormRow(column, tr("&Order reference"), u"orderReference"_s, tr("Order reference"),
                         this);
    m_description =
        addFormRow(column, tr("&Description"), u"description"_s, tr("Description"), this);
    m_threeDs = new QCheckBox(tr("Let the bank &verify the customer (3-D Secure)"), this);
    m_threeDs->setObjectName(u"threeDs"_s);
    m_partial = new QCheckBox(tr("Accept it if the bank approves only a par&t"), this);
    m_partial->setObjectName(u"partial"_s);
    column->addWidget(m_threeDs);
    column->addWidget(m_partial);
    for (const QLineEdit *edit : {m_order.edit, m_description.edit})
        connect(edit, &QLineEdit::textEdited, this, &NewPaymentIntent::store);
    for (const QCheckBox *box : {m_threeDs, m_partial})
        connect(box, &QCheckBox::toggled, this, &NewPaymentIntent::store);
}

void NewPaymentIntent::store()
{
    if (m_loading)
        return;
    PaymentDraft draft = m_editor.draft();
    const std::optional<Money> amount = m_amount->value();
    draft.amount = amount ? std::optional(amount->minorUnits) : std::nullopt;
    draft.currency = m_amount->currency();
    draft.captureMethod = static_cast<CaptureMethod>(m_capture->checkedId());
    draft.captureOnMs = draft.captureMethod == CaptureMethod::Scheduled ? m_captureOn->moment() : 0;
    draft.orderReference = m_order.edit->text().trimmed();
    draft.description = m_description.edit->text().trimmed();
    draft.authenticationType =
        m_threeDs->isChecked() ? AuthenticationType::ThreeDs : AuthenticationType::NoThreeDs;
    draft.partialAuthorizationAllowed = m_partial->isChecked();
    m_editor.setDraft(draft);
}

void NewPaymentIntent::load()
{
    m_loading = true;
    const PaymentDraft &draft = m_editor.draft();
    m_currency->setCurrentIndex(m_currency->findData(static_cast<int>(draft.currency)));
    if (draft.amount)
        m_amount->setValue({*draft.amount, draft.currency});
    else
        m_amount->clear();
    m_captureOn->setMoment(draft.captureOnMs);
    m_capture->button(static_cast<int>(draft.captureMethod))->setChecked(true);
    m_captureOn->setVisible(draft.captureMethod == CaptureMethod::Scheduled);
    m_order.edit->setText(draft.orderReference);
    m_description.edit->setText(draft.description);
    m_threeDs->setChecked(draft.authenticationType == AuthenticationType::ThreeDs);
    m_partial->setChecked(draft.partialAuthorizationAllowed);
    m_loading = false;
    refresh();
}

void NewPaymentIntent::refresh()
{
    m_amount->showProblem(m_editor.problemOf(u"amount"_s));
    m_captureOn->showProblem(m_editor.problemOf(u"capture_on"_s));
    m_order.show(m_editor.problemOf(u"merchant_order_reference_id"_s));
    m_description.show(m_editor.problemOf(u"description"_s));
}

void NewPaymentIntent::focusFirst()
{
    m_amount->setFocus(Qt::OtherFocusReason);
}
