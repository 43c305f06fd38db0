#include "models/routingeditor.h"

#include "services/core/async.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMonthMs = 30LL * 24 * 3'600 * 1'000;
constexpr int kWatchMs = 200;
constexpr int kOpen = 2; ///< what is asked for when the page is read

/// Of an algorithm without rules: what it says at all.
bool saysNothing(const RoutingAlgorithm &algorithm)
{
    return algorithm.rules.isEmpty() && algorithm.selection.accounts.isEmpty();
}

/// The kind that says what the draft says in the fewest words.
RoutingAlgorithm::Kind kindOf(const RoutingAlgorithm &algorithm)
{
    if (!algorithm.rules.isEmpty() || algorithm.selection.accounts.isEmpty())
        return RoutingAlgorithm::Kind::Advanced;
    return algorithm.selection.isSplit() ? RoutingAlgorithm::Kind::VolumeSplit
                                         : RoutingAlgorithm::Kind::Priority;
}

} // namespace

RoutingEditor::RoutingEditor(const RoutingDesk &desk) : m_desk(desk)
{
    m_trialWatch.setInterval(kWatchMs);
    connect(&m_trialWatch, &QTimer::timeout, this, &RoutingEditor::trialChanged);
}

RoutingEditor::~RoutingEditor()
{
    stopTrial();
}

void RoutingEditor::load()
{
    if (isLoading())
        return;
    m_loading = kOpen;
    whenDone(m_desk.configs.fallback(m_desk.caller.merchantId, {}), this,
             [this](const Result<QList<ProcessorAccount>> &accounts) {
                 if (accounts)
                     m_accounts = *accounts;
                 else
                     emit failed(accounts.error());
                 loaded();
             });
    whenDone(m_desk.configs.active(m_desk.caller.merchantId, {}), this,
             [this](const Result<QList<RoutingConfig>> &configs) {
                 if (configs)
                     takeActive(*configs);
                 else
                     emit failed(configs.error());
                 loaded();
             });
    emit changed();
}

void RoutingEditor::loaded()
{
    m_loading -= 1;
    emit changed();
}

void RoutingEditor::takeActive(const QList<RoutingConfig> &configs)
{
    const auto decides = [](const RoutingConfig &config) {
        return config.transactionType == "payment"_L1;
    };
    const auto found = std::ranges::find_if(configs, decides);
    if (found == configs.end()) {
        m_active.reset();
        m_stored = {};
        m_stored.kind = RoutingAlgorithm::Kind::Advanced;
        m_draft = m_stored;
        return;
    }
    readAlgorithm(*found);
}

void RoutingEditor::readAlgorithm(const RoutingConfig &config)
{
    m_active = config;
    const Result<RoutingAlgorithm> algorithm = parseRouting(config.algorithmJson);
    m_stored = algorithm ? *algorithm : RoutingAlgorithm();
    m_draft = m_stored;
    if (!algorithm)
        emit failed(algorithm.error());
}

QString RoutingEditor::accountName(const ConnectorAccountId &id) const
{
    const auto found = std::ranges::find(m_accounts, id, &ProcessorAccount::id);
    return found == m_accounts.end() ? id.value : found->label;
}

QString RoutingEditor::selectionText(const RoutingSelection &selection) const
{
    QStringList names;
    for (qsizetype i = 0; i < selection.accounts.size(); ++i) {
        const RoutedAccount &account = selection.accounts.at(i);
        const QString name = account.id.isEmpty() ? account.connector : accountName(account.id);
        names.append(selection.isSplit()
                         //: an account and its share among others
                         ? tr("%1 (%2)").arg(name).arg(selection.weights.at(i))
                         : name);
    }
    if (names.isEmpty())
        return tr("Default order");
    //: between accounts that are tried one after the other
    return names.join(selection.isSplit() ? tr(" or ") : tr(", then "));
}

bool RoutingEditor::canActivate() const
{
    return isChanged() && !m_busy && !isLoading() && !saysNothing(m_draft);
}

void RoutingEditor::edited()
{
    m_draft.kind = kindOf(m_draft);
    if (!isTrying())
        m_trial.reset(); // it was about something else
    emit changed();
    emit trialChanged();
}

void RoutingEditor::addRule(const RoutingRule &rule)
{
    m_draft.rules.append(rule);
    edited();
}

void RoutingEditor::changeRule(int row, const RoutingRule &rule)
{
    if (row < 0 || row >= m_draft.rules.size())
        return;
    m_draft.rules[row] = rule;
    edited();
}

void RoutingEditor::removeRule(int row)
{
    if (row < 0 || row >= m_draft.rules.size())
        return;
    m_draft.rules.removeAt(row);
    edited();
}

bool RoutingEditor::moveRule(int from, int to)
{
    const auto count = static_cast<int>(m_draft.rules.size());
    if (from < 0 || to < 0 || from >= count || to >= count || from == to)
        return false;
    m_draft.rules.move(from, to);
    edited();
    return true;
}

void RoutingEditor::setOtherwise(const RoutingSelection &selection)
{
    m_draft.selection = selection;
    edited();
}

void RoutingEditor::discard()
{
    m_draft = m_stored;
    m_trial.reset();
    emit changed();
    emit trialChanged();
}

void RoutingEditor::activate()
{
    if (!canActivate())
        return;
    m_busy = true;
    CreateRouting command;
    command.caller = m_desk.caller;
    command.profileId = m_accounts.isEmpty() ? ProfileId() : m_accounts.first().profileId;
    command.name = isActive() ? activeName() : tr("Rules of the window");
    command.description = tr("Made in the window");
    command.algorithmKind = toText(m_draft.kind);
    command.algorithmJson = toJson(m_draft);
    const auto ended = [this](const Result<RoutingConfig> &config) {
        m_busy = false;
        if (config)
            readAlgorithm(*config);
        else
            emit failed(config.error());
        emit changed();
    };
    whenDone(m_desk.configs.create(command), this,
             [this, ended](const Result<RoutingConfig> &made) {
                 if (!made)
                     return ended(made);
                 whenDone(m_desk.configs.activate(m_desk.caller, made->id), this, ended);
             });
    emit changed();
}

void RoutingEditor::deactivate()
{
    if (!m_active || m_busy)
        return;
    m_busy = true;
    whenDone(m_desk.configs.deactivate(m_desk.caller, m_active->profileId), this,
             [this](const Result<RoutingConfig> &config) {
                 m_busy = false;
                 if (!config)
                     emit failed(config.error());
                 else
                     takeActive({});
                 emit changed();
             });
    emit changed();
}

void RoutingEditor::tryOut()
{
    if (isTrying())
        return;
    TrialQuery query;
    query.algorithmJson = saysNothing(m_draft) ? QString() : toJson(m_draft);
    query.toMs = m_desk.clock.nowMs() + 1;
    query.fromMs = query.toMs - kMonthMs;
    m_control = std::make_shared<TrialControl>();
    m_trial.reset();
    m_trialWatch.start();
    whenDone(m_desk.trials.tryOut(m_desk.caller.merchantId, query, m_control), this,
             [this](const Result<RoutingTrial> &trial) {
                 m_trialWatch.stop();
                 m_control.reset();
                 if (!trial)
                     emit failed(trial.error());
                 else if (trial->isComplete)
                     m_trial = *trial;
                 emit trialChanged();
             });
    emit trialChanged();
}

void RoutingEditor::stopTrial()
{
    if (m_control)
        m_control->cancelled = true;
}
