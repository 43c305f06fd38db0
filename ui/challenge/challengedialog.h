#pragma once

#include "models/challengecontroller.h"
#include "ui/challenge/challengeviewsource.h"
#include "ui/widgets/prompts.h"

#include <QDialog>

#include <functional>

class BankPage;
class LinkPage;
class OutcomePage;
class PresencePage;
class QStackedWidget;

/// Opens an address in the person's own browser; false when there is none.
using OpenAddress = std::function<bool(const QUrl &)>;

/// The customer's verification at the bank (3DS). Asks who is present, shows the bank's page in a
/// hardened view or hands it to the browser, and says how it ended in the service's words. Closing
/// means "left", never "failed": it only makes the program ask the bank.
class ChallengeDialog final : public QDialog, private ChallengeViewObserver
{
    Q_OBJECT

public:
    /// The controller, the source of the view and the prompts outlive the dialog, or are its
    /// children. Without an opener the desktop's own browser is used.
    ChallengeDialog(ChallengeController &controller, ChallengeViewSource &views, Prompts &prompts,
                    QWidget *parent, OpenAddress openAddress = {});
    ~ChallengeDialog() override;

public slots:
    /// Esc and the window's close button: asks first while the bank's page is open.
    void reject() override;

private:
    void pageReturned(const QString &token, const QString &query) override;
    void pageMoved(const QUrl &url, bool encrypted) override;
    void pageStopped(ChallengeStop why) override;
    void pageBlocked(const QUrl &url) override;

    void layOut();
    void connectPages();
    void refresh();
    void openEmbedded();
    void openBrowser();
    void copyLink();
    void askToLeave();
    void askToCancel();
    ChallengeRules rules() const;

    ChallengeController &m_controller;
    ChallengeViewSource &m_views;
    Prompts &m_prompts;
    OpenAddress m_openAddress;
    QStackedWidget *m_pages = nullptr;
    PresencePage *m_presence = nullptr;
    BankPage *m_bank = nullptr;
    LinkPage *m_link = nullptr;
    OutcomePage *m_outcome = nullptr;
    bool m_elsewhere = false; ///< the page is open in a browser, not in here
};
