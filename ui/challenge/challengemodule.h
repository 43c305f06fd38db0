#pragma once

#include "ui/challenge/challengeview.h"

#include <QObject>

/// The root object of the loaded library.
class ChallengeModule final : public QObject, public ChallengeViewModule
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "org.orchestratorx.ChallengeViewModule/1")
    Q_INTERFACES(ChallengeViewModule)

public:
    ChallengeView *createView(const ChallengeRules &rules, ChallengeViewObserver &observer,
                              QWidget *parent) override;
};
