#include "ui/challenge/webchallengeview.h"

#include "ui/challenge/requestinterceptor.h"
#include "ui/challenge/webchallengepage.h"

#include <QTimer>
#include <QVBoxLayout>
#include <QWebEngineDownloadRequest>
#include <QWebEngineLoadingInfo>
#include <QWebEngineNotification>
#include <QWebEngineProfile>
#include <QWebEngineView>

#include <algorithm>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace {

/// From now on no process of the same user may read this one's memory.
void forbidInspection()
{
    if (::prctl(PR_SET_DUMPABLE, 0) != 0)
        qWarning("other programs of this user may read the memory of this one");
}

} // namespace

WebChallengeView::WebChallengeView(const ChallengeRules &rules, ChallengeViewObserver &observer,
                                   QWidget *parent)
    : ChallengeView(parent)
    , m_policy(rules)
    , m_observer(observer)
    , m_profile(std::make_unique<QWebEngineProfile>())
    , m_interceptor(std::make_unique<RequestInterceptor>(m_policy, observer))
{
    setUpProfile();
    m_page = std::make_unique<WebChallengePage>(m_policy, observer, m_profile.get());
    m_view = new QWebEngineView(m_page.get(), this);
    m_view->setObjectName(u"bankPage"_s);
    m_view->setContextMenuPolicy(Qt::NoContextMenu);
    m_view->setAcceptDrops(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    setFocusProxy(m_view);
    setUpPage();
}

WebChallengeView::~WebChallengeView()
{
    // The order matters to the engine: the view lets go, then the page, and the profile last.
    delete m_view;
    m_page.reset();
    m_profile.reset();
}

void WebChallengeView::setUpProfile()
{
    m_profile->setPersistentCookiesPolicy(QWebEngineProfile::NoPersistentCookies);
    m_profile->setHttpCacheType(QWebEngineProfile::MemoryHttpCache);
    m_profile->setSpellCheckEnabled(false);
    m_profile->setUrlRequestInterceptor(m_interceptor.get());
    m_profile->setNotificationPresenter([](std::unique_ptr<QWebEngineNotification>) {});
    connect(m_profile.get(), &QWebEngineProfile::downloadRequested, this,
            [this](QWebEngineDownloadRequest *download) {
                m_observer.pageBlocked(download->url());
                download->cancel();
            });
}

void WebChallengeView::setUpPage()
{
    connect(m_page.get(), &QWebEnginePage::urlChanged, this,
            [this](const QUrl &url) { m_observer.pageMoved(url, url.scheme() == "https"_L1); });
    connect(m_page.get(), &QWebEnginePage::loadingChanged, this,
            [this](const QWebEngineLoadingInfo &info) {
                // Earlier, the page's process would silently do without its sandbox.
                if (info.status() == QWebEngineLoadingInfo::LoadSucceededStatus)
                    forbidInspection();
                // What the policy dropped or blocked fails too, and the page stays as it was.
                constexpr int kAborted = -3, kBlockedByClient = -20;
                if (info.status() == QWebEngineLoadingInfo::LoadFailedStatus
                    && info.errorCode() != kAborted && info.errorCode() != kBlockedByClient)
                    m_observer.pageStopped(ChallengeStop::LoadFailed);
            });
    // The bank's page grows with the person's own font; 200 % is the most we promise.
    constexpr qreal kUsualFontHeight = 17;
    m_view->setZoomFactor(qBound(1.0, fontMetrics().height() / kUsualFontHeight, 2.0));
    auto *limit = new QTimer(this);
    limit->setSingleShot(true);
    connect(limit, &QTimer::timeout, this,
            [this] { m_observer.pageStopped(ChallengeStop::TooLong); });
    constexpr qint64 kLongestMs = 15 * 60 * 1000;
    limit->start(static_cast<int>(std::clamp<qint64>(m_policy.rules().longestMs, 1, kLongestMs)));
}

void WebChallengeView::begin()
{
    if (m_policy.mayBegin())
        m_page->load(m_policy.rules().firstUrl);
    else
        m_observer.pageStopped(ChallengeStop::FirstAddressRefused);
}

void WebChallengeView::reload()
{
    if (m_page->url().isEmpty())
        begin();
    else
        m_page->triggerAction(QWebEnginePage::Reload);
}
