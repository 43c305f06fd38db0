#include "ui/challenge/webchallengepage.h"

#include <QAuthenticator>
#include <QWebEngineCertificateError>
#include <QWebEngineClientCertificateSelection>
#include <QWebEngineFileSystemAccessRequest>
#include <QWebEngineFullScreenRequest>
#include <QWebEngineNewWindowRequest>
#include <QWebEngineQuotaRequest>
#include <QWebEngineRegisterProtocolHandlerRequest>
#include <QWebEngineSettings>

#include <array>

WebChallengePage::WebChallengePage(NavigationPolicy &policy, ChallengeViewObserver &observer,
                                   QWebEngineProfile *profile)
    : QWebEnginePage(profile)
    , m_policy(policy)
    , m_observer(observer)
{
    turnOffAttributes();
    refuseRequests();
    connect(this, &QWebEnginePage::newWindowRequested, this, &WebChallengePage::openWindow);
    connect(this, &QWebEnginePage::certificateError, this,
            [this](QWebEngineCertificateError error) {
                error.rejectCertificate();
                m_observer.pageStopped(ChallengeStop::CertificateRefused);
            });
    connect(this, &QWebEnginePage::renderProcessTerminated, this,
            [this] { m_observer.pageStopped(ChallengeStop::PageDied); });
}

void WebChallengePage::turnOffAttributes()
{
    using Settings = QWebEngineSettings;
    constexpr std::array kOff{
        Settings::PluginsEnabled,
        Settings::PdfViewerEnabled,
        Settings::LocalContentCanAccessRemoteUrls,
        Settings::LocalContentCanAccessFileUrls,
        Settings::JavascriptCanAccessClipboard,
        Settings::JavascriptCanPaste,
        Settings::JavascriptCanOpenWindows,
        Settings::AllowRunningInsecureContent,
        Settings::AllowGeolocationOnInsecureOrigins,
        Settings::AllowWindowActivationFromJavaScript,
        Settings::HyperlinkAuditingEnabled,
        Settings::DnsPrefetchEnabled,
        Settings::ScreenCaptureEnabled,
        Settings::FullScreenSupportEnabled,
        Settings::NavigateOnDropEnabled,
        Settings::ErrorPageEnabled,
        Settings::AutoLoadIconsForPage,
        Settings::TouchIconsEnabled,
        Settings::WebGLEnabled,
    };
    for (const Settings::WebAttribute attribute : kOff)
        settings()->setAttribute(attribute, false);
    settings()->setAttribute(Settings::WebRTCPublicInterfacesOnly, true);
    settings()->setAttribute(Settings::PlaybackRequiresUserGesture, true);
    settings()->setUnknownUrlSchemePolicy(Settings::DisallowUnknownUrlSchemes);
}

void WebChallengePage::refuseRequests()
{
    connect(this, &QWebEnginePage::featurePermissionRequested, this,
            [this](const QUrl &origin, Feature feature) {
                setFeaturePermission(origin, feature, PermissionDeniedByUser);
                m_observer.pageBlocked(origin);
            });
    connect(this, &QWebEnginePage::fullScreenRequested, this,
            [](QWebEngineFullScreenRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::registerProtocolHandlerRequested, this,
            [](QWebEngineRegisterProtocolHandlerRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::fileSystemAccessRequested, this,
            [](QWebEngineFileSystemAccessRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::quotaRequested, this,
            [](QWebEngineQuotaRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::selectClientCertificate, this,
            [](QWebEngineClientCertificateSelection selection) { selection.selectNone(); });
    // An authenticator left empty refuses; Qt would otherwise open a dialog of its own.
    connect(this, &QWebEnginePage::authenticationRequired, this,
            [](const QUrl &, QAuthenticator *authenticator) { *authenticator = QAuthenticator(); });
    connect(this, &QWebEnginePage::proxyAuthenticationRequired, this,
            [](const QUrl &, QAuthenticator *authenticator, const QString &) {
                *authenticator = QAuthenticator();
            });
}

void WebChallengePage::openWindow(QWebEngineNewWindowRequest &request)
{
    // A link that wants a new window stays on this page when the person clicked it.
    if (request.isUserInitiated() && !request.requestedUrl().isEmpty())
        setUrl(request.requestedUrl());
    else
        m_observer.pageBlocked(request.requestedUrl());
}

bool WebChallengePage::acceptNavigationRequest(const QUrl &url, NavigationType, bool isMainFrame)
{
    if (m_returned)
        return false;
    switch (m_policy.navigate(url, isMainFrame)) {
    case NavigationVerdict::Load: return true;
    case NavigationVerdict::Returned:
        m_returned = true;
        m_observer.pageReturned(m_policy.returnedToken(url), url.query(QUrl::FullyEncoded));
        return false;
    case NavigationVerdict::Drop: m_observer.pageBlocked(url); return false;
    case NavigationVerdict::TooMany:
        m_observer.pageStopped(ChallengeStop::TooManyPages);
        return false;
    }
    return false;
}

QStringList WebChallengePage::chooseFiles(FileSelectionMode, const QStringList &,
                                          const QStringList &)
{
    return {};
}

// Qt's own answers are dialogs that hold the GUI thread.
void WebChallengePage::javaScriptAlert(const QUrl &, const QString &) {}

bool WebChallengePage::javaScriptConfirm(const QUrl &, const QString &)
{
    return false;
}

bool WebChallengePage::javaScriptPrompt(const QUrl &, const QString &, const QString &, QString *)
{
    return false;
}

// A page's chatter may hold what the customer typed: it is not logged.
void WebChallengePage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString &, int,
                                                const QString &)
{
}
