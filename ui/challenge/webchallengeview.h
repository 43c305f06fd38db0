#pragma once

#include "ui/challenge/challengeview.h"

#include <memory>

class QWebEngineProfile;
class QWebEngineView;
class RequestInterceptor;
class WebChallengePage;

/// The hardened browser of one challenge: a profile of its own that is never written to disk, one
/// page, and limits in hops and time.
class WebChallengeView final : public ChallengeView
{
    Q_OBJECT

public:
    WebChallengeView(const ChallengeRules &rules, ChallengeViewObserver &observer, QWidget *parent);
    ~WebChallengeView() override;

    void begin() override;
    void reload() override;

private:
    void setUpProfile();
    void setUpPage();

    NavigationPolicy m_policy;
    ChallengeViewObserver &m_observer;
    std::unique_ptr<QWebEngineProfile> m_profile;
    std::unique_ptr<RequestInterceptor> m_interceptor;
    std::unique_ptr<WebChallengePage> m_page;
    QWebEngineView *m_view = nullptr;
};
