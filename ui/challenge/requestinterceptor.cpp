#include "ui/challenge/requestinterceptor.h"

RequestInterceptor::RequestInterceptor(const NavigationPolicy &policy,
                                       ChallengeViewObserver &observer)
    : m_policy(policy)
    , m_observer(observer)
{
}

void RequestInterceptor::interceptRequest(QWebEngineUrlRequestInfo &info)
{
    const bool mainFrame =
        info.resourceType() == QWebEngineUrlRequestInfo::ResourceTypeMainFrame
        || info.resourceType() == QWebEngineUrlRequestInfo::ResourceTypeNavigationPreloadMainFrame;
    if (m_policy.mayRequest(info.requestUrl(), mainFrame))
        return;
    info.block(true);
    m_observer.pageBlocked(info.requestUrl());
}
