#pragma once

#include "ui/challenge/navigationpolicy.h"

#include <QWidget>
#include <QtPlugin>

/// Why a bank's page came to its end without a return. None of them says how the payment stands.
enum class ChallengeStop {
    LoadFailed,
    CertificateRefused,
    PageDied,
    TooManyPages,
    TooLong,
    FirstAddressRefused,
};

/// Hears what the embedded page does. Called on the GUI thread; it may not destroy the view from
/// inside a call, only later.
class ChallengeViewObserver
{
public:
    virtual ~ChallengeViewObserver() = default;

    /// The page went to this challenge's return address; nothing was loaded.
    virtual void pageReturned(const QString &token, const QString &query) = 0;
    /// The main frame shows this address now; encrypted is true with a valid certificate.
    virtual void pageMoved(const QUrl &url, bool encrypted) = 0;
    virtual void pageStopped(ChallengeStop why) = 0;
    /// Something was kept from happening: another host, scheme, window, download or permission.
    virtual void pageBlocked(const QUrl &url) = 0;
};

/// One bank page in a browser of its own, which keeps nothing once it is gone.
class ChallengeView : public QWidget
{
public:
    using QWidget::QWidget;

    virtual void begin() = 0; ///< loads the first address
    virtual void reload() = 0;
};

/// What the separately built library gives: the only door to the web engine.
class ChallengeViewModule
{
public:
    virtual ~ChallengeViewModule() = default;
    /// The observer outlives the view; the parent owns the view.
    virtual ChallengeView *createView(const ChallengeRules &rules, ChallengeViewObserver &observer,
                                      QWidget *parent) = 0;
};

Q_DECLARE_INTERFACE(ChallengeViewModule, "org.orchestratorx.ChallengeViewModule/1")
