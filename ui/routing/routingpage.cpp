#include "ui/routing/routingpage.h"

#include "models/errortext.h"
#include "ui/routing/routingruledialog.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/textsize.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;
constexpr int kWidestColumn = 100; ///< in letters

/// As wide as what they say: a large font scrolls them rather than cutting them.
void arrangeColumns(DataTable &table)
{
    auto *header = table.horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setMaximumSectionSize(table.fontMetrics().averageCharWidth() * kWidestColumn);
    table.setItemDelegate(new RowDelegate(&table, RoutingLoadedRole, RoutingStrongRole));
}

} // namespace

RoutingPage::RoutingPage(const RoutingDesk &desk, QWidget *parent, Prompts &prompts)
    : QWidget(parent)
    , m_desk(desk)
    , m_prompts(prompts)
    , m_editor(desk)
    , m_rules(m_editor)
    , m_trial(m_editor)
{
    setObjectName(u"routingPage"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(8);
    buildHeader(column);
    m_message = new MessageBar(this);
    m_message->setObjectName(u"routingMessage"_s);
    column->addWidget(m_message);
    buildRules(column);
    buildTrial(column);
    connectAll();
    showState();
    showTrial();
}

RoutingPage::~RoutingPage()
{
    // Tables go after the models they look at; they must not look at them while they do.
    m_table->setModel(nullptr);
    m_parts->setModel(nullptr);
}

QPushButton *RoutingPage::makeButton(const QString &text, const QString &name, const QString &tip)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setToolTip(tip);
    return button;
}

void RoutingPage::buildHeader(QVBoxLayout *column)
{
    auto *title = new QLabel(tr("Routing"), this);
    title->setFont(largerFont(font()));
    m_inForce = new QLabel(this);
    m_inForce->setObjectName(u"routingInForce"_s);
    m_inForce->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(title);
    row->addStretch(1);
    m_discard =
        makeButton(tr("Discard changes"), u"discardRouting"_s, tr("Back to what is in force"));
    m_off = makeButton(tr("Switch off\u2026"), u"deactivateRouting"_s,
                       tr("Let the default order decide again"));
    row->addWidget(m_discard);
    row->addWidget(m_off);
    m_activate = new PrimaryButton(this);
    m_activate->setObjectName(u"activateRouting"_s);
    m_activate->setText(tr("Put in force"));
    m_activate->setToolTip(tr("New payments follow these rules"));
    row->addWidget(m_activate);
    column->addLayout(row);
    column->addWidget(m_inForce);
}

void RoutingPage::buildRules(QVBoxLayout *column)
{
    m_table = new DataTable(this);
    m_table->setObjectName(u"routingRules"_s);
    m_table->setAccessibleName(tr("Routing rules in their order"));
    m_table->setModel(&m_rules);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setDragDropMode(QAbstractItemView::InternalMove);
    m_table->setDragEnabled(true);
    m_table->setAcceptDrops(true);
    m_table->setDropIndicatorShown(true);
    m_table->setWordWrap(false);
    m_table->installEventFilter(this);
    arrangeColumns(*m_table);
    column->addWidget(m_table, 3);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *add = makeButton(tr("&Add rule\u2026"), u"addRule"_s, tr("Add a rule at the end (Ins)"));
    connect(add, &QPushButton::clicked, this, &RoutingPage::addRule);
    m_edit = makeButton(tr("&Edit\u2026"), u"editRule"_s, tr("Change the rule (Enter)"));
    m_remove = makeButton(tr("&Remove"), u"removeRule"_s, tr("Take the rule out (Del)"));
    m_up = makeButton(tr("Move &up"), u"moveUp"_s, tr("Ask this rule earlier (Alt+Up)"));
    m_down = makeButton(tr("Move &down"), u"moveDown"_s, tr("Ask this rule later (Alt+Down)"));
    for (QPushButton *button : {add, m_edit, m_remove, m_up, m_down})
        row->addWidget(button);
    row->addStretch(1);
    column->addLayout(row);
}

void RoutingPage::buildTrial(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_try = makeButton({}, u"tryRouting"_s,
                       tr("See what these rules would have made of past payments"));
    m_summary = new QLabel(this);
    m_summary->setObjectName(u"routingTrial"_s);
    m_summary->setWordWrap(true);
    row->addWidget(m_try);
    row->addWidget(m_summary, 1);
    column->addSpacing(8);
    column->addLayout(row);
    m_parts = new DataTable(this);
    m_parts->setObjectName(u"routingTrialTable"_s);
    m_parts->setAccessibleName(tr("Payments that would have gone elsewhere"));
    m_parts->setModel(&m_trial);
    m_parts->setSelectionMode(QAbstractItemView::SingleSelection);
    arrangeColumns(*m_parts);
    column->addWidget(m_parts, 2);
}

void RoutingPage::connectAll()
{
    connect(&m_editor, &RoutingEditor::changed, this, &RoutingPage::showState);
    connect(&m_editor, &RoutingEditor::trialChanged, this, &RoutingPage::showTrial);
    connect(&m_editor, &RoutingEditor::failed, this, &RoutingPage::showError);
    connect(&m_rules, &RoutingRulesModel::dropped, m_table, &DataTable::chooseRow);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RoutingPage::showState);
    connect(m_table, &DataTable::opened, this, &RoutingPage::editRule);
    connect(m_table, &DataTable::escaped, m_message, &MessageBar::clear);
    connect(m_edit, &QPushButton::clicked, this, &RoutingPage::editRule);
    connect(m_remove, &QPushButton::clicked, this, &RoutingPage::removeRule);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_discard, &QPushButton::clicked, &m_editor, &RoutingEditor::discard);
    connect(m_off, &QPushButton::clicked, this, &RoutingPage::deactivate);
    connect(m_activate, &QPushButton::clicked, &m_editor, &RoutingEditor::activate);
    connect(m_try, &QPushButton::clicked, this,
            [this] { m_editor.isTrying() ? m_editor.stopTrial() : m_editor.tryOut(); });
}

void RoutingPage::setCompact(bool compact)
{
    m_table->setCompact(compact);
    m_parts->setCompact(compact);
}

void RoutingPage::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
    if (!m_table->selectionModel()->hasSelection()) // the focus alone makes a row current
        m_table->chooseRow(qMax(0, currentRow()));
}

void RoutingPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!std::exchange(m_wasShown, true))
        m_editor.load();
}

bool RoutingPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool alt = key->modifiers().testFlag(Qt::AltModifier);
    if (alt && key->key() == Qt::Key_Up)
        move(-1);
    else if (alt && key->key() == Qt::Key_Down)
        move(1);
    else if (key->key() == Qt::Key_Insert)
        addRule();
    else if (key->key() == Qt::Key_Delete)
        removeRule();
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

int RoutingPage::currentRow() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? current.row() : -1;
}

void RoutingPage::move(int by)
{
    const int row = currentRow();
    if (m_editor.moveRule(row, row + by))
        m_table->chooseRow(row + by);
}

void RoutingPage::addRule()
{
    openDialog({}, -1);
}

void RoutingPage::editRule()
{
    const int row = currentRow();
    if (m_rules.isRule(row))
        openDialog(m_editor.draft().rules.at(row), row);
}

void RoutingPage::openDialog(const RoutingRule &rule, int row)
{
    auto *dialog = new RoutingRuleDialog(rule, m_editor.accounts(),
                                         m_editor.selectionText(rule.selection), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RoutingRuleDialog::kept, this, [this, row](const RoutingRule &kept) {
        row < 0 ? m_editor.addRule(kept) : m_editor.changeRule(row, kept);
        m_table->chooseRow(row < 0 ? static_cast<int>(m_editor.draft().rules.size()) - 1 : row);
    });
    dialog->open();
}

void RoutingPage::removeRule()
{
    m_editor.removeRule(currentRow());
}

void RoutingPage::deactivate()
{
    const Question question{u"deactivateRouting"_s, tr("Switch these rules off?"),
                            tr("New payments go by the default order. The rules are kept."),
                            tr("Switch off"), tr("Leave in force")};
    m_prompts.ask(this, question, [this](bool yes) {
        if (yes)
            m_editor.deactivate();
    });
}

void RoutingPage::showState()
{
    const int row = currentRow();
    const bool isRule = m_rules.isRule(row);
    const auto rules = static_cast<int>(m_editor.draft().rules.size());
    m_edit->setEnabled(isRule);
    m_remove->setEnabled(isRule);
    m_up->setEnabled(isRule && row > 0);
    m_down->setEnabled(isRule && row < rules - 1);
    m_discard->setEnabled(m_editor.isChanged());
    m_off->setEnabled(m_editor.isActive() && !m_editor.isBusy());
    m_activate->setEnabled(m_editor.canActivate());
    if (m_editor.isLoading())
        m_inForce->setText(tr("Reading\u2026"));
    else if (!m_editor.isActive())
        m_inForce->setText(tr("Nothing is in force: payments go to the first account that can "
                              "take them, in the default order. Add a rule to send some of them "
                              "elsewhere."));
    else if (m_editor.isChanged())
        //: %1 the name of a routing configuration
        m_inForce->setText(tr("In force: %1. What you changed below is not in force yet.")
                               .arg(m_editor.activeName()));
    else
        m_inForce->setText(tr("In force: %1.").arg(m_editor.activeName()));
}

void RoutingPage::showTrial()
{
    m_try->setText(m_editor.isTrying() ? tr("Stop") : tr("&Try on last month"));
    m_summary->setText(m_trial.summary());
    m_parts->setVisible(m_trial.rowCount() > 0);
    m_table->setColumnHidden(static_cast<int>(RoutingColumn::Matched), !m_editor.trial());
}

void RoutingPage::showError(const Error &error)
{
    m_message->showError(
        errorText(error, ErrorScene{MoneyAction::Read, {}, {}, {}, {}, 0, 0, QTimeZone::utc()}));
}
