#include "ui/recurring/recurringpage.h"

#include "models/displaytext.h"
#include "ui/payments/paymentactions.h"
#include "ui/recurring/agreementview.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/tablestate.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;

/// A usual content, to measure a column by in whatever font there is.
QString sampleOf(AgreementColumn column)
{
    switch (column) {
    case AgreementColumn::State: return u"Last charge failed"_s;
    case AgreementColumn::Customer: return u"Wilhelmina Maria v"_s;
    case AgreementColumn::Method: return u"Mastercard \u2022\u2022 44444"_s;
    case AgreementColumn::LastCharge: return u"99.00 EUR, 28 Mmm 00:00"_s;
    case AgreementColumn::NextCharge: return u"due: 28 Mmm 00:00 iiii"_s;
    case AgreementColumn::Failures: return u"9"_s;
    case AgreementColumn::Rhythm: return u"Every three months"_s;
    case AgreementColumn::Limit: return u"Several times, 100.00 of 100.00 EUR left"_s;
    case AgreementColumn::Identifier: return u"man_0123456789012"_s;
    }
    return {};
}

} // namespace

RecurringPage::RecurringPage(const Workspace &workspace, QSettings &settings,
                             PaymentActions &actions, QWidget *parent)
    : ListPage(u"recurring"_s, settings, parent)
    , m_actions(actions)
    , m_model(workspace)
    , m_agreement(workspace)
{
    QLayout *header = makeHeader();
    Columns columns;
    columns.loadedRole = AgreementTable::LoadedRole;
    columns.urgentRole = AgreementTable::UrgentRole;
    columns.frozen = 2; // state and customer
    columns.ids = {static_cast<int>(AgreementColumn::Identifier)};
    columns.chip = static_cast<int>(AgreementColumn::State);
    columns.chipRole = AgreementTable::LookRole;
    columns.sample = [](int column) { return sampleOf(static_cast<AgreementColumn>(column)); };
    makeTable(m_model, columns, tr("Agreements"), tr("Reading the agreements"));
    list()->setSelectionMode(QAbstractItemView::SingleSelection);
    arrange(header);
    m_view = new AgreementView(workspace, m_agreement, actions, besideTheList());
    arrangeBeside(m_view, std::min(fontMetrics().averageCharWidth() * 52, 420));
    connectAll();
    addShortcuts();
    setFocusProxy(list());
}

RecurringPage::~RecurringPage()
{
    closeTable();
}

QLayout *RecurringPage::makeHeader()
{
    auto *title = makeTitle(tr("Recurring"));
    m_choice = new QComboBox(title->parentWidget());
    m_choice->setObjectName(u"agreementChoice"_s);
    m_choice->setAccessibleName(tr("Which agreements are shown"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(14); // a large font leaves little room
    using Choice = AgreementTable::Choice;
    for (const Choice choice :
         {Choice::All, Choice::Failed, Choice::Active, Choice::SettingUp, Choice::Over})
        m_choice->addItem(AgreementTable::choiceName(choice), static_cast<int>(choice));
    m_only = new QPushButton(title->parentWidget());
    m_only->setObjectName(u"agreementsOfOne"_s);
    m_only->setFlat(true);
    m_only->setProperty("chip", true);
    m_only->setAutoDefault(false);
    m_only->setToolTip(tr("Show the agreements of all customers again"));
    m_only->hide();
    auto *row = new QHBoxLayout;
    row->setContentsMargins(kMargin, 0, kMargin, 4);
    row->setSpacing(16);
    row->addWidget(title);
    row->addWidget(m_choice);
    row->addWidget(m_only);
    row->addStretch(1);
    row->addWidget(makeCount(u"agreementCount"_s));
    return row;
}

void RecurringPage::connectAll()
{
    connect(&m_model, &AgreementTable::stateUpdated, this, &RecurringPage::showState);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        message()->clear();
        m_model.setChoice(static_cast<AgreementTable::Choice>(m_choice->currentData().toInt()));
    });
    connect(m_only, &QPushButton::clicked, this, [this] { showCustomer({}, {}); });
    connect(state(), &TableState::clearAsked, m_choice, [this] {
        m_choice->setCurrentIndex(0);
        showCustomer({}, {});
    });
    connect(list(), &DataTable::escaped, message(), &MessageBar::clear);
}

void RecurringPage::addShortcuts()
{
    onPage(QKeySequence(u"Ctrl+N"_s), [this] { m_actions.newPayment(window()); });
    onTable(QKeySequence(u"C"_s), [this] { m_view->charge(); });
    onTable(QKeySequence(Qt::Key_Delete), [this] { m_view->revoke(); });
    onTable(QKeySequence(u"Ctrl+Alt+C"_s), [this] { copyCurrentId(); });
}

void RecurringPage::showState()
{
    ListState now = listStateOf(m_model);
    const QString count = DisplayText::count(now.rows, locale());
    if (m_model.isComplete())
        now.count = now.rows == 1 ? tr("1 agreement") : tr("%1 agreements").arg(count);
    else if (now.rows > 0)
        now.count = tr("the first %1 agreements").arg(count);
    showList(now);
}

void RecurringPage::showNothing(TableState &state)
{
    const bool ofAll = m_model.customer().isEmpty();
    if (!ofAll || m_model.choice() != AgreementTable::Choice::All)
        return state.showEmpty(tr("No such agreement"),
                               ofAll ? m_choice->currentText() : m_only->text(), true, false);
    state.showEmpty(tr("No agreements yet"),
                    tr("On the page “Customers”, choose a saved card and press A to agree "
                       "on later charges."),
                    false, false);
}

ErrorText RecurringPage::problemOf(const Error &error) const
{
    return AgreementText::problem(error, {});
}

void RecurringPage::followCurrent()
{
    const auto agreement = m_model.agreement(currentRow());
    m_agreement.setAgreement(agreement ? agreement->mandate.id : MandateId());
}

void RecurringPage::copyCurrentId()
{
    if (const auto agreement = m_model.agreement(currentRow()))
        copyId(agreement->mandate.id.value, tr("Agreement ID %1 copied."));
}

void RecurringPage::showCustomer(const CustomerId &id, const QString &name)
{
    //: %1 is the name of a customer
    m_only->setText(tr("Only %1  \u00d7").arg(name));
    m_only->setAccessibleName(tr("Only the agreements of %1 are shown").arg(name));
    m_only->setVisible(!id.isEmpty());
    message()->clear();
    if (!id.isEmpty())
        m_choice->setCurrentIndex(0);
    m_model.setCustomer(id);
}

void RecurringPage::reload()
{
    message()->clear();
    m_model.reload();
    m_agreement.reload();
}
