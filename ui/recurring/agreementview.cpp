#include "ui/recurring/agreementview.h"

#include "models/workspace.h"
#include "ui/payments/inspectorparts.h"
#include "ui/payments/inspectorwindow.h"
#include "ui/payments/paymentactions.h"
#include "ui/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/statuschip.h"
#include "ui/widgets/textsize.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;

QLabel *makeHeading(const QString &text, QWidget *parent)
{
    auto *heading = new QLabel(text, parent);
    heading->setFont(strongFont(parent->font()));
    return heading;
}

} // namespace

AgreementView::AgreementView(const Workspace &workspace, AgreementModel &model,
                             PaymentActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_model(model)
    , m_actions(actions)
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"agreementView"_s);
    setAccessibleName(tr("Agreement"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_stack->addWidget(makeEmpty());
    m_scroll = new QScrollArea(m_stack);
    m_scroll->setObjectName(u"agreementScroll"_s);
    m_scroll->setAccessibleName(tr("Agreement details"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QWidget *content = makeContent();
    m_scroll->setWidget(content);
    m_scroll->setMinimumWidth(content->minimumSizeHint().width()
                              + m_scroll->verticalScrollBar()->sizeHint().width());
    m_stack->addWidget(m_scroll);
    connect(&model, &AgreementModel::changed, this, &AgreementView::showAgreement);
    showAgreement();
}

QWidget *AgreementView::makeEmpty()
{
    auto *page = new QWidget(m_stack);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    m_error = new MessageBar(page);
    m_empty = new QLabel(tr("Choose an agreement to see its charges, its terms and what can be "
                            "done."),
                         page);
    m_empty->setWordWrap(true);
    m_empty->setObjectName(u"agreementEmpty"_s);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_error);
    layout->addWidget(m_empty, 1);
    return page;
}

QWidget *AgreementView::makeContent()
{
    auto *content = new QWidget(m_scroll->viewport());
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kMargin, 12, kMargin, kMargin);
    column->setSpacing(8);
    m_title = new ElidedLabel(Qt::ElideRight, content);
    m_title->setObjectName(u"agreementTitle"_s);
    m_title->setFont(largerFont(font()));
    m_state = new StatusChip(content);
    m_state->setObjectName(u"agreementState"_s);
    m_meaning = captionText({}, content);
    m_meaning->setObjectName(u"agreementMeaning"_s);
    column->addWidget(m_title);
    column->addWidget(m_state, 0, Qt::AlignLeft);
    column->addLayout(makeButtons(content));
    column->addWidget(m_meaning);
    column->addSpacing(8);
    column->addWidget(makeHeading(tr("Charges"), content));
    m_charges = new QWidget(content);
    m_charges->setObjectName(u"agreementCharges"_s);
    column->addWidget(m_charges);
    column->addSpacing(8);
    column->addWidget(makeHeading(tr("Terms"), content));
    m_facts = new QWidget(content);
    m_facts->setObjectName(u"agreementFacts"_s);
    column->addWidget(m_facts);
    column->addStretch(1);
    return content;
}

QLayout *AgreementView::makeButtons(QWidget *parent)
{
    m_charge = new QPushButton(tr("Charge now…"), parent);
    m_charge->setObjectName(u"chargeAgreement"_s);
    m_charge->setToolTip(tr("Charge it while the customer is not there (C in the table)"));
    m_revoke = new QPushButton(tr("End it…"), parent);
    m_revoke->setObjectName(u"revokeAgreement"_s);
    m_revoke->setToolTip(tr("Nothing can be charged afterwards (Del in the table)"));
    m_customer = new QPushButton(tr("Customer"), parent);
    m_customer->setObjectName(u"agreementCustomer"_s);
    m_customer->setToolTip(tr("Show this customer with saved cards and payments"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (QPushButton *button : {m_charge, m_revoke, m_customer}) {
        button->setAutoDefault(false);
        button->setAccessibleDescription(button->toolTip());
        row->addWidget(button);
    }
    row->removeWidget(m_customer);
    row->addStretch(1);
    auto *rows = new QVBoxLayout; // two, so that a large font has room
    rows->setSpacing(8);
    rows->addLayout(row);
    rows->addWidget(m_customer, 0, Qt::AlignLeft);
    connect(m_charge, &QPushButton::clicked, this, &AgreementView::charge);
    connect(m_revoke, &QPushButton::clicked, this, &AgreementView::revoke);
    connect(m_customer, &QPushButton::clicked, &m_model, &AgreementModel::openCustomer);
    return rows;
}

void AgreementView::charge()
{
    if (m_model.mayBeCharged())
        m_actions.chargeAgreement(m_model.details()->agreement, window());
}

void AgreementView::revoke()
{
    if (m_model.mayBeEnded())
        m_actions.revokeAgreement(m_model.details()->agreement, window());
}

void AgreementView::showAgreement()
{
    const bool known = m_model.details().has_value();
    m_stack->setCurrentIndex(known ? 1 : 0);
    if (!known) {
        const bool failed = !m_model.error().isEmpty();
        m_empty->setVisible(!failed);
        if (failed)
            m_error->showError(m_model.error());
        else
            m_error->clear();
        return;
    }
    m_title->setText(m_model.title());
    m_state->setLook(m_model.stateLook(), m_model.stateWord(), m_model.stateMeaning());
    m_meaning->setText(m_model.stateMeaning());
    m_charge->setEnabled(m_model.mayBeCharged());
    m_revoke->setEnabled(m_model.mayBeEnded());
    m_customer->setVisible(m_model.hasCustomerPage());
    showCharges();
    showFacts();
}

void AgreementView::showCharges()
{
    const QList<ChargeEntry> charges = m_model.charges();
    if (charges == m_shownCharges && m_charges->layout())
        return; // or a button would lose the focus for nothing
    m_shownCharges = charges;
    QVBoxLayout *layout = emptiedColumn(m_charges);
    if (charges.isEmpty())
        layout->addWidget(captionText(tr("It was never charged."), m_charges));
    for (const ChargeEntry &entry : charges) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        auto *chip = new StatusChip(m_charges);
        chip->setStatus(entry.status, entry.outcomeUnknown);
        auto *open = new QPushButton(entry.amount, m_charges);
        open->setObjectName(u"openCharge"_s);
        open->setAutoDefault(false);
        open->setFlat(true);
        open->setToolTip(tr("Open this payment"));
        //: %1 is an amount, %2 a time
        open->setAccessibleName(tr("Open the payment of %1, %2").arg(entry.amount, entry.time));
        row->addWidget(open);
        row->addWidget(chip);
        row->addStretch(1);
        layout->addLayout(row);
        layout->addWidget(captionText(entry.time, m_charges));
        if (!entry.reason.isEmpty())
            layout->addWidget(wrappedText(entry.reason, m_charges));
        connect(open, &QPushButton::clicked, this, [this, id = entry.id] {
            (new InspectorWindow(m_workspace, m_actions, id, this))->show();
        });
    }
}

void AgreementView::showFacts()
{
    const QList<Fact> facts = m_model.facts();
    if (facts == m_shownFacts)
        return;
    m_shownFacts = facts;
    showFactGrid(m_facts, facts);
}
