#include "ui/processors/processorspage.h"

#include "models/accountremovaleditor.h"
#include "models/displaytext.h"
#include "services/core/async.h"
#include "ui/customers/removaldialog.h"
#include "ui/payments/inspectorparts.h"
#include "ui/processors/accountview.h"
#include "ui/processors/processordialog.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/tablestate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;

/// A usual content, to measure a column by in whatever font there is.
QString sampleOf(ProcessorColumn column)
{
    switch (column) {
    case ProcessorColumn::Health: return u"Last call failed"_s;
    case ProcessorColumn::Name: return u"Stripe for the shop"_s;
    case ProcessorColumn::Processor: return u"Simulator"_s;
    case ProcessorColumn::Environment: return u"TEST"_s;
    case ProcessorColumn::Methods: return u"Cards"_s;
    case ProcessorColumn::LastSuccess: return u"28 Mmm 00:00 "_s;
    case ProcessorColumn::KeyAge: return u"400 days"_s;
    case ProcessorColumn::Features: return u"part captures, several captures"_s;
    case ProcessorColumn::Currencies: return u"EUR, USD"_s;
    }
    return {};
}

} // namespace

ProcessorsPage::ProcessorsPage(const Workspace &workspace, ConnectorAccounts &accounts,
                               QSettings &settings, QWidget *parent, Prompts &prompts)
    : ListPage(u"processors"_s, settings, parent)
    , m_workspace(workspace)
    , m_accounts(accounts)
    , m_prompts(prompts)
    , m_model(workspace, accounts)
{
    QLayout *header = makeHeader();
    Columns columns;
    columns.loadedRole = ProcessorTable::LoadedRole;
    columns.urgentRole = ProcessorTable::UrgentRole;
    columns.frozen = 2; // health and name
    columns.sample = [](int column) { return sampleOf(static_cast<ProcessorColumn>(column)); };
    makeTable(m_model, columns, tr("Accounts at processors"), tr("Reading the accounts"));
    list()->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *notice = new QVBoxLayout;
    notice->setContentsMargins(kMargin, 0, kMargin, 0);
    m_vault = wrappedText({}, this);
    m_vault->setObjectName(u"processorsVault"_s);
    notice->addWidget(m_vault);
    m_vault->hide();
    arrange(header, notice);
    m_view = new AccountView(workspace, m_model, besideTheList());
    arrangeBeside(m_view, std::min(fontMetrics().averageCharWidth() * 48, 400));
    connectAll();
    addShortcuts();
    setFocusProxy(list());
}

ProcessorsPage::~ProcessorsPage()
{
    closeTable();
}

QLayout *ProcessorsPage::makeHeader()
{
    auto *title = makeTitle(tr("Processors"));
    m_add = new QPushButton(tr("Connect a processor..."), title->parentWidget());
    m_add->setObjectName(u"processorAdd"_s);
    m_add->setToolTip(tr("Enter the keys of an account (N)"));
    m_add->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(kMargin, 0, kMargin, 4);
    row->setSpacing(16);
    row->addWidget(title);
    row->addStretch(1);
    row->addWidget(makeCount(u"processorCount"_s));
    row->addWidget(m_add);
    return row;
}

void ProcessorsPage::connectAll()
{
    connect(&m_model, &ProcessorTable::stateUpdated, this, &ProcessorsPage::showState);
    connect(m_add, &QPushButton::clicked, this, &ProcessorsPage::add);
    connect(state(), &TableState::newAsked, this, &ProcessorsPage::add);
    connect(list(), &DataTable::escaped, message(), &MessageBar::clear);
    using Purpose = ProcessorEditor::Purpose;
    connect(m_view, &AccountView::editAsked, this, [this] { change(Purpose::Edit); });
    connect(m_view, &AccountView::rotateAsked, this, [this] { change(Purpose::Rotate); });
    connect(m_view, &AccountView::testAsked, this, &ProcessorsPage::test);
    connect(m_view, &AccountView::switchAsked, this, &ProcessorsPage::switchOnOff);
    connect(m_view, &AccountView::restoreAsked, this, &ProcessorsPage::restoreKeys);
    connect(m_view, &AccountView::removeAsked, this, &ProcessorsPage::remove);
    connect(&m_workspace.events, &Events::vaultChanged, this, &ProcessorsPage::showVault);
}

void ProcessorsPage::addShortcuts()
{
    using Purpose = ProcessorEditor::Purpose;
    onTable(QKeySequence(u"N"_s), [this] { add(); });
    onTable(QKeySequence(u"T"_s), [this] { test(); });
    onTable(QKeySequence(u"R"_s), [this] { change(Purpose::Rotate); });
    onTable(QKeySequence(u"D"_s), [this] { switchOnOff(); });
    onTable(QKeySequence(Qt::Key_Return), [this] { change(Purpose::Edit); });
    onTable(QKeySequence(Qt::Key_Enter), [this] { change(Purpose::Edit); });
    onTable(QKeySequence(Qt::Key_Delete), [this] { remove(); });
    onTable(QKeySequence(u"Ctrl+Alt+C"_s), [this] {
        if (const auto row = current())
            copyId(row->setup.account.id.value, tr("Account ID %1 copied."));
    });
}

void ProcessorsPage::showState()
{
    ListState now{
        m_model.rowCount(), m_model.isLoading(), m_model.failure(), m_model.readAtMs(), {}};
    if (m_model.readAtMs() > 0)
        now.count = now.rows == 1 ? tr("1 account")
                                  : tr("%1 accounts").arg(DisplayText::count(now.rows, locale()));
    showList(now);
    m_view->show(current());
    if (m_addAsked && !m_model.isLoading()) {
        m_addAsked = false;
        add();
    }
}

void ProcessorsPage::showVault()
{
    if (!m_workspace.vault)
        return;
    whenDone(m_workspace.vault->status(), this, [this](const Result<VaultStatus> &answer) {
        const VaultState state = answer ? answer->state : VaultState::Open;
        m_vault->setVisible(state != VaultState::Open);
        m_vault->setText(state == VaultState::None
                             ? tr("There is no vault yet, so no keys can be kept. Create it at "
                                  "the bottom of the window.")
                             : tr("The vault is locked: payments to accounts with keys are "
                                  "refused, and what is not known yet is asked about once it is "
                                  "open. Unlock it at the bottom of the window."));
    });
}

void ProcessorsPage::showNothing(TableState &state)
{
    state.showEmpty(tr("No processor is connected"),
                    tr("Connect one to take payments: you need its keys. Press N."), false, false);
}

ErrorText ProcessorsPage::problemOf(const Error &error) const
{
    const auto row = current();
    const QString processor = row ? row->processor.displayName : tr("The processor");
    return ProcessorText::problem(error, processor, m_workspace.testMode);
}

void ProcessorsPage::setActive(bool active)
{
    if (!active)
        return;
    showVault();
    m_model.reload();
}

void ProcessorsPage::followCurrent()
{
    m_view->show(current());
}

void ProcessorsPage::add()
{
    if (m_model.processors().isEmpty()) {
        m_addAsked = m_model.isLoading();
        return;
    }
    open(new ProcessorEditor(m_workspace, m_accounts, m_model.processors(), this));
}

void ProcessorsPage::change(ProcessorEditor::Purpose purpose)
{
    const auto row = current();
    const bool hasKeys = row && !row->processor.keys.isEmpty();
    if (!row || (purpose == ProcessorEditor::Purpose::Rotate && !hasKeys))
        return;
    open(new ProcessorEditor(m_workspace, m_accounts, purpose, *row, this));
}

void ProcessorsPage::open(ProcessorEditor *editor)
{
    message()->clear();
    auto *dialog = new ProcessorDialog(*editor, this, m_prompts);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    editor->setParent(dialog);
    connect(dialog, &ProcessorDialog::outcome, this, &ProcessorsPage::tell);
    dialog->open();
}

void ProcessorsPage::test()
{
    const auto row = current();
    if (!row)
        return;
    message()->clear();
    whenDone(m_accounts.test(m_workspace.caller, row->setup.account.id, {}), this,
             [this, row](const Result<bool> &answer) {
                 if (answer)
                     //: %1 is a processor, %2 the name of an account
                     message()->showNotice(
                         tr("%1 answers and takes the keys of %2. Nothing was "
                            "charged.")
                             .arg(row->processor.displayName, row->setup.account.label));
                 else
                     message()->showError(problemOf(answer.error()));
                 m_model.reload();
             });
}

void ProcessorsPage::switchOnOff()
{
    const auto row = current();
    if (!row)
        return;
    AccountChange change;
    change.disabled = !row->setup.account.disabled;
    whenDone(m_accounts.update(m_workspace.caller, row->setup.account.id, change), this,
             [this](const Result<ConnectorAccount> &answer) {
                 if (!answer)
                     return message()->showError(problemOf(answer.error()));
                 const QString label = answer->account.label;
                 tell(answer->account.disabled
                          ? tr("%1 is disabled: no payment begins there.").arg(label)
                          : tr("%1 is enabled.").arg(label));
             });
}

void ProcessorsPage::restoreKeys()
{
    const auto row = current();
    if (!row)
        return;
    whenDone(m_accounts.restoreKeys(m_workspace.caller, row->setup.account.id), this,
             [this](const Result<ConnectorAccount> &answer) {
                 if (!answer)
                     return message()->showError(problemOf(answer.error()));
                 tell(tr("%1 uses the old keys again. The new ones are gone.")
                          .arg(answer->account.label));
             });
}

void ProcessorsPage::remove()
{
    const auto row = current();
    if (!row)
        return;
    message()->clear();
    auto *editor = new AccountRemovalEditor(m_workspace, m_accounts, *row, this);
    auto *dialog = new RemovalDialog(*editor, this, m_prompts);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    editor->setParent(dialog);
    connect(dialog, &RemovalDialog::outcome, this, &ProcessorsPage::tell);
    dialog->open();
}

void ProcessorsPage::tell(const QString &line)
{
    message()->showNotice(line);
    m_model.reload();
}

void ProcessorsPage::reload()
{
    message()->clear();
    showVault();
    m_model.reload();
}
