#pragma once

#include "ui/challenge/challengeview.h"

#include <QWebEngineUrlRequestInterceptor>

/// Lets through only what the policy allows, for every request of every frame.
class RequestInterceptor final : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT

public:
    RequestInterceptor(const NavigationPolicy &policy, ChallengeViewObserver &observer);

    void interceptRequest(QWebEngineUrlRequestInfo &info) override;

private:
    const NavigationPolicy &m_policy;
    ChallengeViewObserver &m_observer;
};
