#include "ui/processors/accountview.h"

#include "ui/payments/inspectorparts.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/textsize.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;

} // namespace

AccountView::AccountView(const Workspace &workspace, const ProcessorTable &table, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_table(table)
{
    setObjectName(u"accountView"_s);
    m_empty = wrappedText(tr("Choose an account to see what is known of it."), this);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(8);
    m_title = wrappedText({}, content);
    m_title->setObjectName(u"accountTitle"_s);
    m_title->setFont(largerFont(font()));
    m_meaning = wrappedText({}, content);
    m_meaning->setObjectName(u"accountMeaning"_s);
    column->addWidget(m_title);
    column->addWidget(m_meaning);
    addButton(column, tr("&Test"), u"accountTest"_s,
              tr("Ask the processor whether it takes the keys; nothing is charged (T)"),
              &AccountView::testAsked);
    addButton(column, tr("&New keys..."), u"accountRotate"_s,
              tr("Replace the keys without a pause (R)"), &AccountView::rotateAsked);
    m_restore = addButton(column, tr("Use the &old keys again"), u"accountRestore"_s,
                          tr("The keys before the last change"), &AccountView::restoreAsked);
    addButton(column, tr("&Change..."), u"accountEdit"_s, tr("Name, address, methods (Enter)"),
              &AccountView::editAsked);
    m_switch = addButton(column, {}, u"accountSwitch"_s, tr("Whether payments begin here (D)"),
                         &AccountView::switchAsked);
    addButton(column, tr("Remo&ve..."), u"accountRemove"_s,
              tr("Says what depends on it first (Delete)"), &AccountView::removeAsked);
    m_facts = new QWidget(content);
    m_facts->setObjectName(u"accountFacts"_s);
    column->addWidget(m_facts);
    column->addStretch(1);
    m_scroll->setWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *empty = new QVBoxLayout;
    empty->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    empty->addWidget(m_empty);
    outer->addLayout(empty);
    outer->addWidget(m_scroll, 1);
    outer->addStretch(0);
    show(std::nullopt);
}

QPushButton *AccountView::addButton(QLayout *column, const QString &text, const QString &name,
                                    const QString &hint, void (AccountView::*asked)())
{
    auto *button = new QPushButton(text, m_title->parentWidget());
    button->setObjectName(name);
    button->setToolTip(hint);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, asked);
    column->addWidget(button);
    return button;
}

void AccountView::show(const std::optional<ProcessorRow> &row)
{
    m_empty->setVisible(!row);
    m_scroll->setVisible(row.has_value());
    if (!row)
        return;
    m_title->setText(row->setup.account.label);
    m_meaning->setText(ProcessorText::meaning(*row));
    m_switch->setText(row->setup.account.disabled ? tr("Ena&ble") : tr("&Disable"));
    m_restore->setVisible(row->setup.previousUntilMs > 0);
    showFactGrid(m_facts, factsOf(*row));
}

QList<Fact> AccountView::factsOf(const ProcessorRow &row) const
{
    const ConnectorAccount &setup = row.setup;
    const QString keys = ProcessorText::shownKeys(setup.authShownJson);
    QList<Fact> facts{
        {tr("Processor"), row.processor.displayName},
        {tr("Environment"), ProcessorText::environment(setup.account.testMode)},
        {tr("Address"), setup.account.baseUrl.toString(QUrl::FullyEncoded), true},
        {tr("Keys"), keys.isEmpty() ? tr("none") : keys},
        {tr("Key age"), ProcessorText::keyAge(setup, m_workspace.clock.nowMs())},
    };
    if (setup.previousUntilMs > 0)
        //: a moment such as "12 Mar 14:05"
        facts.append({tr("Old keys until"), m_table.moment(setup.previousUntilMs)});
    facts.append({tr("Last success"), m_table.moment(row.health.lastSuccessMs)});
    if (row.health.lastFailureMs > 0)
        facts.append({tr("Last error"),
                      //: %1 is a moment, %2 says what went wrong
                      tr("%1: %2").arg(m_table.moment(row.health.lastFailureMs),
                                       ProcessorText::failure(row.health.lastFailure))});
    facts.append({tr("Methods"), ProcessorText::methods(setup)});
    facts.append({tr("Capabilities"), ProcessorText::features(row.processor.features)});
    facts.append({tr("Currencies"), ProcessorText::currencies(row.processor)});
    facts.append({tr("Account ID"), setup.account.id.value, true});
    return facts;
}
