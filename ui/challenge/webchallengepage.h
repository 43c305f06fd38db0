#pragma once

#include "ui/challenge/challengeview.h"

#include <QWebEnginePage>

class QWebEngineCertificateError;
class QWebEngineNewWindowRequest;

/// A page that follows the policy and says no to everything a bank's page does not need.
class WebChallengePage final : public QWebEnginePage
{
    Q_OBJECT

public:
    WebChallengePage(NavigationPolicy &policy, ChallengeViewObserver &observer,
                     QWebEngineProfile *profile);

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame) override;
    QStringList chooseFiles(FileSelectionMode mode, const QStringList &oldFiles,
                            const QStringList &acceptedMimeTypes) override;
    void javaScriptAlert(const QUrl &securityOrigin, const QString &message) override;
    bool javaScriptConfirm(const QUrl &securityOrigin, const QString &message) override;
    bool javaScriptPrompt(const QUrl &securityOrigin, const QString &message,
                          const QString &defaultValue, QString *result) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message,
                                  int lineNumber, const QString &sourceId) override;

private:
    void turnOffAttributes();
    void refuseRequests();
    void openWindow(QWebEngineNewWindowRequest &request);

    NavigationPolicy &m_policy;
    ChallengeViewObserver &m_observer;
    bool m_returned = false;
};
