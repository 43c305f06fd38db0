#include "ui/challenge/challengedialog.h"

#include "services/domain/merchantsetup.h"
#include "ui/challenge/addressstrip.h"
#include "ui/challenge/bankpage.h"
#include "ui/challenge/linkpage.h"
#include "ui/challenge/outcomepage.h"
#include "ui/challenge/presencepage.h"
#include "ui/widgets/environmentstripe.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QScreen>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QString refusalWords(ChallengeViewRefusal refusal)
{
    switch (refusal) {
    case ChallengeViewRefusal::None: return {};
    case ChallengeViewRefusal::RunsAsRoot:
        return ChallengeDialog::tr("The program runs as root, where a web page cannot be locked "
                                   "in safely. The bank's page opens in the browser instead.");
    case ChallengeViewRefusal::EnvironmentForbids:
        return ChallengeDialog::tr("The environment switches the protection of web pages off, so "
                                   "none is shown in here. The bank's page opens in the browser "
                                   "instead.");
    case ChallengeViewRefusal::ModuleMissing:
        return ChallengeDialog::tr("The part that shows web pages is not installed. The bank's "
                                   "page opens in the browser instead.");
    }
    return {};
}

QString stopWords(ChallengeStop why)
{
    switch (why) {
    case ChallengeStop::LoadFailed:
        return ChallengeDialog::tr("The bank's page could not be loaded.");
    case ChallengeStop::CertificateRefused:
        return ChallengeDialog::tr("The bank's page was closed: its certificate is not valid.");
    case ChallengeStop::PageDied: return ChallengeDialog::tr("The bank's page stopped working.");
    case ChallengeStop::TooManyPages:
        return ChallengeDialog::tr("The bank's page was closed: it led through too many pages.");
    case ChallengeStop::TooLong:
        return ChallengeDialog::tr("The bank's page was closed: its time is up.");
    case ChallengeStop::FirstAddressRefused:
        return ChallengeDialog::tr("The bank's page was not opened: its address is not one the "
                                   "processor is known for.");
    }
    return {};
}

/// Scrolls down when the font is large, never sideways.
QScrollArea *scrolled(QWidget *page, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidgetResizable(true);
    area->setWidget(page);
    return area;
}

} // namespace

ChallengeDialog::ChallengeDialog(ChallengeController &controller, ChallengeViewSource &views,
                                 Prompts &prompts, QWidget *parent, OpenAddress openAddress)
    : QDialog(parent)
    , m_controller(controller)
    , m_views(views)
    , m_prompts(prompts)
    , m_openAddress(std::move(openAddress))
    , m_pages(new QStackedWidget(this))
    , m_presence(new PresencePage(controller, this))
    , m_bank(new BankPage(this))
    , m_link(new LinkPage(controller, this))
    , m_outcome(new OutcomePage(controller, this))
{
    if (!m_openAddress)
        m_openAddress = [](const QUrl &url) { return QDesktopServices::openUrl(url); };
    setObjectName(u"challengeDialog"_s);
    setWindowTitle(tr("Customer verification"));
    layOut();
    connectPages();
    refresh();
}

ChallengeDialog::~ChallengeDialog()
{
    disconnect(&m_controller, nullptr, this, nullptr);
    // Every view it ever had goes with the bank's page, while there is still somebody to hear its
    // last words; hidden first, so that nothing in it has the focus then.
    hide();
    delete m_bank;
    // However the window went: the bank's page was left, so the bank is asked.
    if (m_controller.state() == ChallengeController::State::Open)
        m_controller.left();
}

void ChallengeDialog::layOut()
{
    const Workspace &workspace = m_controller.workspace();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new EnvironmentStripe(workspace.testMode, workspace.merchantName, this));
    layout->addWidget(m_pages, 1);
    m_pages->addWidget(scrolled(m_presence, m_pages));
    m_pages->addWidget(m_bank);
    m_pages->addWidget(scrolled(m_link, m_pages));
    m_pages->addWidget(scrolled(m_outcome, m_pages));
    // Room for a bank's page as banks make them, and for our words at any font size.
    const QSize room = screen() ? screen()->availableSize() : QSize(1280, 720);
    const int em = fontMetrics().height();
    resize(QSize(qMax(560, em * 30), qMax(640, em * 32)).boundedTo(room * 95 / 100));
}

void ChallengeDialog::connectPages()
{
    connect(m_presence, &PresencePage::customerIsHere, this, &ChallengeDialog::openEmbedded);
    connect(m_presence, &PresencePage::simulationWanted, this, &ChallengeDialog::openEmbedded);
    connect(m_presence, &PresencePage::linkWanted, this, &ChallengeDialog::copyLink);
    connect(&m_bank->strip(), &AddressStrip::reloadWanted, this, [this] {
        if (m_bank->view())
            m_bank->view()->reload();
    });
    connect(&m_bank->strip(), &AddressStrip::browserWanted, this, &ChallengeDialog::openBrowser);
    connect(&m_bank->strip(), &AddressStrip::leaveWanted, this, &ChallengeDialog::askToLeave);
    // The page may have the keys; Esc asks all the same.
    connect(new QShortcut(QKeySequence(Qt::Key_Escape), this), &QShortcut::activated, this,
            &ChallengeDialog::reject);
    connect(m_link, &LinkPage::copyWanted, this, &ChallengeDialog::copyLink);
    connect(m_link, &LinkPage::browserWanted, this, &ChallengeDialog::openBrowser);
    connect(m_link, &LinkPage::askWanted, &m_controller, &ChallengeController::left);
    connect(m_outcome, &OutcomePage::cancelWanted, this, &ChallengeDialog::askToCancel);
    connect(m_outcome, &OutcomePage::closeWanted, this, &QDialog::accept);
    connect(&m_controller, &ChallengeController::stateChanged, this, &ChallengeDialog::refresh);
    connect(&m_controller, &ChallengeController::countdownChanged, this,
            [this] { m_bank->strip().setTimeLeft(m_controller.remainingText()); });
}

void ChallengeDialog::refresh()
{
    QWidget *page = m_outcome;
    switch (m_controller.state()) {
    case ChallengeController::State::AskWhoIsPresent:
        m_outcome->setNote({});
        m_presence->setEmbeddedRefusal(refusalWords(m_views.refusal()));
        page = m_presence;
        break;
    case ChallengeController::State::Open:
        page = m_elsewhere ? static_cast<QWidget *>(m_link) : m_bank;
        break;
    case ChallengeController::State::Loading:
    case ChallengeController::State::Asking:
    case ChallengeController::State::Finished:
    case ChallengeController::State::StillWaiting:
    case ChallengeController::State::Trouble: break;
    }
    if (page != m_bank)
        m_bank->dropView();
    m_bank->strip().setTimeLeft(m_controller.remainingText());
    for (int i = 0; i < m_pages->count(); ++i) {
        QWidget *held = m_pages->widget(i);
        const auto *area = qobject_cast<QScrollArea *>(held);
        if (held == page || (area && area->widget() == page))
            m_pages->setCurrentIndex(i);
    }
    page->setFocus();
}

ChallengeRules ChallengeDialog::rules() const
{
    const QUrl account = m_controller.accountUrl();
    ChallengeRules rules;
    rules.firstUrl = m_controller.challengeUrl();
    if (!account.host().isEmpty())
        rules.firstHosts = QStringList{account.host().toLower()};
    rules.returnBase = m_controller.workspace().returnBase;
    rules.returnTokenHash = m_controller.returnTokenHash();
    rules.loopbackAccount = namesThisMachine(account.host().toLower());
    const qint64 remaining = m_controller.remainingMs();
    if (remaining > 0)
        rules.longestMs = qMin(rules.longestMs, remaining);
    return rules;
}

void ChallengeDialog::openEmbedded()
{
    ChallengeViewModule *module = m_views.module();
    if (!module)
        return openBrowser();
    m_elsewhere = false;
    m_controller.open();
    if (m_controller.state() != ChallengeController::State::Open)
        return;
    // The first page makes Qt give the window a new surface; said like this it stays in its place.
    move(pos());
    m_bank->setView(module->createView(rules(), *this, m_bank));
}

void ChallengeDialog::openBrowser()
{
    const bool mayOpen = NavigationPolicy(rules()).mayBegin();
    const bool opened = mayOpen && m_openAddress(m_controller.challengeUrl());
    m_link->setWhere(opened ? LinkPage::Where::Browser : LinkPage::Where::BrowserFailed);
    m_elsewhere = true;
    m_controller.open();
    refresh();
}

void ChallengeDialog::copyLink()
{
    QGuiApplication::clipboard()->setText(m_controller.challengeUrl().toString(QUrl::FullyEncoded));
    m_link->setWhere(LinkPage::Where::Link);
    m_elsewhere = true;
    m_controller.open();
    refresh();
}

void ChallengeDialog::reject()
{
    if (m_controller.state() == ChallengeController::State::Open)
        askToLeave();
    else
        QDialog::reject();
}

void ChallengeDialog::askToLeave()
{
    Question question;
    question.name = u"leaveBankPage"_s;
    question.title = tr("Leave the bank's page?");
    question.explanation = tr("Leaving never makes the payment fail: the bank is asked how it "
                              "stands, and the verification can be resumed while its time lasts.");
    question.yes = tr("Leave the page");
    question.no = tr("Stay");
    m_prompts.ask(this, question, [this](bool leave) {
        if (leave && m_controller.state() == ChallengeController::State::Open)
            m_controller.left();
    });
}

void ChallengeDialog::askToCancel()
{
    Question question;
    question.name = u"cancelPaymentQuestion"_s;
    question.title = tr("Cancel this payment?");
    question.explanation = tr("Nothing was taken. The bank is told to forget it, and the customer "
                              "cannot finish the verification any more. This cannot be undone.");
    question.yes = tr("Cancel the payment");
    question.no = tr("Keep it");
    m_prompts.ask(this, question, [this](bool cancel) {
        if (cancel)
            m_controller.cancelPayment();
    });
}

void ChallengeDialog::pageReturned(const QString &token, const QString &query)
{
    m_controller.returned(token, query);
}

void ChallengeDialog::pageMoved(const QUrl &url, bool encrypted)
{
    m_bank->strip().setAddress(url, encrypted);
}

void ChallengeDialog::pageStopped(ChallengeStop why)
{
    if (m_controller.state() != ChallengeController::State::Open)
        return;
    m_outcome->setNote(stopWords(why));
    m_controller.left();
}

void ChallengeDialog::pageBlocked(const QUrl &url)
{
    const QString target = url.host().isEmpty() ? url.scheme() : url.host(QUrl::FullyEncoded);
    //: %1 is a host, or the scheme of an address such as "mailto"
    m_bank->showBlocked(tr("Kept from opening: %1").arg(target.isEmpty() ? u"-"_s : target));
}
