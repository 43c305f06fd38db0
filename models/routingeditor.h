#pragma once

#include "models/routingdesk.h"

#include <QObject>
#include <QTimer>

#include <functional>

/// The configuration that decides where payments go, as it is in force and as it is being changed,
/// and a trial of it on past payments. A configuration that was kept never changes: putting a draft
/// in force keeps a new one. The desk must outlive it.
class RoutingEditor final : public QObject
{
    Q_OBJECT

public:
    explicit RoutingEditor(const RoutingDesk &desk);
    ~RoutingEditor() override;

    bool isLoading() const { return m_loading > 0; }
    bool isBusy() const { return m_busy; }
    /// What is in force; empty when nothing is.
    QString activeName() const { return m_active ? m_active->name : QString(); }
    bool isActive() const { return m_active.has_value(); }
    const QList<ProcessorAccount> &accounts() const { return m_accounts; }
    /// The label of an account; its id when it is gone.
    QString accountName(const ConnectorAccountId &id) const;
    QString selectionText(const RoutingSelection &selection) const;

    const RoutingAlgorithm &draft() const { return m_draft; }
    bool isChanged() const { return m_draft != m_stored; }
    /// Whether the draft says anything that can be put in force.
    bool canActivate() const;

    void addRule(const RoutingRule &rule);
    void changeRule(int row, const RoutingRule &rule);
    void removeRule(int row);
    /// False when there is no such place.
    bool moveRule(int from, int to);
    /// Where payments go that no rule is about; an empty one leaves it to the default order.
    void setOtherwise(const RoutingSelection &selection);

    bool isTrying() const { return m_control != nullptr; }
    qint64 tried() const { return m_control ? m_control->done.load() : 0; }
    const std::optional<RoutingTrial> &trial() const { return m_trial; }

public slots:
    void load();
    /// Forgets what was changed.
    void discard();
    /// Keeps the draft and puts it in force.
    void activate();
    /// The default order decides again.
    void deactivate();
    /// Tries the draft on the payments of the last thirty days.
    void tryOut();
    void stopTrial();

signals:
    void changed();
    void trialChanged();
    void failed(const Error &error);

private:
    void loaded();
    void edited();
    void takeActive(const QList<RoutingConfig> &configs);
    void readAlgorithm(const RoutingConfig &config);

    const RoutingDesk &m_desk;
    int m_loading = 0;
    bool m_busy = false;
    QList<ProcessorAccount> m_accounts;
    std::optional<RoutingConfig> m_active;
    RoutingAlgorithm m_stored;
    RoutingAlgorithm m_draft;
    std::shared_ptr<TrialControl> m_control;
    std::optional<RoutingTrial> m_trial;
    QTimer m_trialWatch;
};
