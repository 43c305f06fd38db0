#include "ui/routing/routingruledialog.h"

#include "models/routingtext.h"
#include "ui/payments/formrow.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/textsize.h"

#include <QComboBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 24;
constexpr int kMostLines = 12;
constexpr int kKeptAccounts = -1;

} // namespace

RoutingRuleDialog::RoutingRuleDialog(const RoutingRule &rule,
                                     const QList<ProcessorAccount> &accounts,
                                     const QString &keptSelection, QWidget *parent)
    : QDialog(parent)
    , m_rule(rule)
{
    setObjectName(u"routingRuleDialog"_s);
    setWindowTitle(tr("Routing rule"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(8);
    const FormRow name =
        addFormRow(column, tr("&Name"), u"ruleName"_s, tr("Name of the rule"), this);
    m_name = name.edit;
    m_nameProblem = name.problem;
    m_name->setMaxLength(60);
    m_name->setText(rule.name);
    buildConditions(column);
    buildAccounts(column, accounts, keptSelection);
    column->addStretch(1);
    buildButtons(column);
    m_name->setFocus(Qt::OtherFocusReason);
}

void RoutingRuleDialog::buildConditions(QVBoxLayout *column)
{
    auto *title = new QLabel(tr("When all of this holds"), this);
    column->addWidget(title);
    m_lineColumn = new QVBoxLayout;
    m_lineColumn->setSpacing(4);
    column->addLayout(m_lineColumn);
    const bool isNew = m_rule.statements.isEmpty();
    const auto lines = isNew ? std::optional(QList<ConditionDraft>{ConditionDraft()})
                             : RoutingRuleDraft::linesOf(m_rule);
    m_showsLines = lines.has_value();
    if (!lines) {
        auto *words = new QLabel(RoutingText::rule(m_rule), this);
        words->setWordWrap(true);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_lineColumn->addWidget(words);
        auto *hint =
            new QLabel(tr("These conditions were made elsewhere and stay as they are."), this);
        hint->setFont(smallerFont(font()));
        hint->setWordWrap(true);
        column->addWidget(hint);
        return;
    }
    for (const ConditionDraft &line : *lines)
        addLine(line);
    auto *more = new QPushButton(tr("&Add a condition"), this);
    more->setObjectName(u"addCondition"_s);
    connect(more, &QPushButton::clicked, this, [this] {
        if (m_lines.size() < kMostLines)
            addLine(ConditionDraft());
    });
    auto *row = new QHBoxLayout;
    row->addWidget(more);
    row->addStretch(1);
    column->addLayout(row);
}

void RoutingRuleDialog::addLine(const ConditionDraft &draft)
{
    Line line;
    line.row = new QWidget(this);
    auto *column = new QVBoxLayout(line.row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(8);
    column->addLayout(fields);
    line.key = new QComboBox(line.row);
    line.key->setObjectName(u"conditionKey"_s);
    line.key->setAccessibleName(tr("What the rule looks at"));
    for (const RoutingKey key : RoutingRuleDraft::keys())
        line.key->addItem(RoutingText::key(key), static_cast<int>(key));
    line.key->setCurrentIndex(line.key->findData(static_cast<int>(draft.key)));
    line.metadataKey = new QLineEdit(draft.metadataKey, line.row);
    line.metadataKey->setObjectName(u"conditionMetadataKey"_s);
    line.metadataKey->setAccessibleName(tr("Entry of the metadata"));
    line.metadataKey->setPlaceholderText(tr("entry"));
    line.metadataKey->setVisible(draft.key == RoutingKey::Metadata);
    line.comparison = new QComboBox(line.row);
    line.comparison->setObjectName(u"conditionComparison"_s);
    line.comparison->setAccessibleName(tr("How it is compared"));
    line.value = new QLineEdit(draft.value, line.row);
    line.value->setObjectName(u"conditionValue"_s);
    line.value->setAccessibleName(tr("Value"));
    line.value->setPlaceholderText(tr("value"));
    line.problem = new ProblemLabel(line.row);
    auto *remove = new QPushButton(tr("Remove"), line.row);
    remove->setObjectName(u"removeCondition"_s);
    remove->setAccessibleName(tr("Remove this condition"));
    for (QWidget *field :
         {static_cast<QWidget *>(line.key), static_cast<QWidget *>(line.comparison)})
        fields->addWidget(field);
    fields->insertWidget(1, line.metadataKey, 1);
    fields->addWidget(line.value, 1);
    fields->addWidget(remove);
    column->addWidget(line.problem);
    offerComparisons(line, draft.comparison);
    m_lineColumn->addWidget(line.row);
    m_lines.append(line);
    connect(line.key, &QComboBox::currentIndexChanged, this, [this, line] {
        line.metadataKey->setVisible(draftOf(line).key == RoutingKey::Metadata);
        offerComparisons(line, draftOf(line).comparison);
    });
    connect(remove, &QPushButton::clicked, this, [this, row = line.row] {
        if (m_lines.size() < 2)
            return; // a rule without a condition would be no rule
        m_lines.removeIf([row](const Line &one) { return one.row == row; });
        row->deleteLater();
    });
}

void RoutingRuleDialog::offerComparisons(const Line &line, RoutingComparison wanted)
{
    line.comparison->clear();
    for (const RoutingComparison one : RoutingRuleDraft::comparisons(draftOf(line).key))
        line.comparison->addItem(RoutingText::comparison(one), static_cast<int>(one));
    line.comparison->setCurrentIndex(qMax(0, line.comparison->findData(static_cast<int>(wanted))));
}

ConditionDraft RoutingRuleDialog::draftOf(const Line &line) const
{
    return {static_cast<RoutingKey>(line.key->currentData().toInt()),
            static_cast<RoutingComparison>(line.comparison->currentData().toInt()),
            line.metadataKey->text(), line.value->text()};
}

void RoutingRuleDialog::buildAccounts(QVBoxLayout *column, const QList<ProcessorAccount> &accounts,
                                      const QString &keptSelection)
{
    m_account = new QComboBox(this);
    m_account->setObjectName(u"ruleAccount"_s);
    m_account->setAccessibleName(tr("Account that payments go to"));
    const QList<RoutedAccount> &named = m_rule.selection.accounts;
    const bool several = named.size() > 1 || m_rule.selection.isSplit()
                         || (!named.isEmpty() && named.first().id.isEmpty());
    if (several)
        m_account->addItem(keptSelection, kKeptAccounts);
    for (int i = 0; i < accounts.size(); ++i) {
        const ProcessorAccount &account = accounts.at(i);
        //: %1 the label of an account that is switched off
        m_account->addItem(account.disabled ? tr("%1 (switched off)").arg(account.label)
                                            : account.label,
                           account.id.value);
    }
    if (!several && !named.isEmpty())
        m_account->setCurrentIndex(m_account->findData(named.first().id.value));
    addCaptioned(column, tr("&Then send to"), m_account);
}

void RoutingRuleDialog::buildButtons(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &RoutingRuleDialog::reject);
    row->addWidget(cancel);
    auto *done = new PrimaryButton(this);
    done->setText(tr("Keep the rule"));
    done->setObjectName(u"keepRule"_s);
    done->setDefault(true);
    connect(done, &QPushButton::clicked, this, &RoutingRuleDialog::keep);
    row->addWidget(done);
    column->addLayout(row);
}

void RoutingRuleDialog::keep()
{
    RoutingRule rule = m_rule;
    rule.name = m_name->text().trimmed();
    const QString nameless = rule.name.isEmpty() ? tr("Give the rule a name.") : QString();
    m_nameProblem->setText(nameless);
    markProblem(m_name, nameless);
    bool isWhole = nameless.isEmpty();
    if (m_showsLines) {
        RoutingStatement statement;
        for (const Line &line : m_lines) {
            const QString problem = RoutingRuleDraft::problem(draftOf(line));
            line.problem->setText(problem);
            markProblem(line.value, problem);
            const auto condition = RoutingRuleDraft::condition(draftOf(line));
            if (condition)
                statement.conditions.append(*condition);
            isWhole = isWhole && condition;
        }
        rule.statements = {statement};
    }
    const QVariant account = m_account->currentData();
    if (account.typeId() == QMetaType::QString)
        rule.selection = {{{QString(), {account.toString()}}}, {}};
    if (!isWhole || rule.selection.accounts.isEmpty())
        return;
    emit kept(rule);
    accept();
}
