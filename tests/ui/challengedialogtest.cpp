#include "ui/challenge/challengedialog.h"

#include "tests/support/fakepayments.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"
#include "ui/challenge/addressstrip.h"
#include "ui/widgets/choicecard.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/environmentstripe.h"
#include "ui/widgets/messagebar.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

using State = ChallengeController::State;

namespace {

const QString kToken = u"A23456789012345678901234567890123456789012_"_s;

/// A view that draws nothing and lets the test play the page.
class FakeView final : public ChallengeView
{
public:
    FakeView(const ChallengeRules &rulesOfPage, ChallengeViewObserver &observerOfPage,
             QWidget *parent)
        : ChallengeView(parent)
        , rules(rulesOfPage)
        , observer(observerOfPage)
    {
    }
    void begin() override
    {
        ++begun;
        if (!NavigationPolicy(rules).mayBegin())
            observer.pageStopped(ChallengeStop::FirstAddressRefused);
        else
            observer.pageMoved(rules.firstUrl, false);
    }
    void reload() override { ++reloaded; }

    ChallengeRules rules;
    ChallengeViewObserver &observer;
    int begun = 0;
    int reloaded = 0;
};

class FakeViews final : public ChallengeViewSource, public ChallengeViewModule
{
public:
    ChallengeViewRefusal refusal() const override { return refused; }
    ChallengeViewModule *module() override
    {
        ++asked;
        return refused == ChallengeViewRefusal::None ? this : nullptr;
    }
    ChallengeView *createView(const ChallengeRules &rules, ChallengeViewObserver &observer,
                              QWidget *parent) override
    {
        view = new FakeView(rules, observer, parent);
        return view;
    }

    ChallengeViewRefusal refused = ChallengeViewRefusal::None;
    int asked = 0;
    QPointer<FakeView> view;
};

class FakePrompts final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answered) override
    {
        asked.append(question.name);
        answered(answer);
    }
    bool answer = false;
    QStringList asked;
};

struct World
{
    explicit World(bool testMode = true)
    {
        workspace.testMode = testMode;
        workspace.accounts.append({{u"mca_1"_s},
                                   {},
                                   {},
                                   u"simulator"_s,
                                   {},
                                   QUrl(u"http://127.0.0.1:8123"_s),
                                   true,
                                   false});
        PaymentDetails details;
        details.payment.id = id;
        details.payment.status = PaymentStatus::RequiresCustomerAction;
        details.payment.netAmount = 4990;
        details.payment.orderReference = u"A-10237"_s;
        details.payment.customer.name = u"Anna Müller"_s;
        Attempt attempt;
        attempt.connectorAccount = {u"mca_1"_s};
        attempt.challengeUrl = u"http://127.0.0.1:8123/challenge/xyz"_s;
        attempt.challengeExpiresAtMs = clock.nowMs() + 900'000;
        attempt.returnTokenHash =
            QCryptographicHash::hash(kToken.toUtf8(), QCryptographicHash::Sha256);
        details.attempts.append(attempt);
        payments.details.insert(id, details);
        payments.syncAnswers.standing = details.payment;
        payments.resumeAnswers.standing = details.payment;
    }

    void show()
    {
        controller = std::make_unique<ChallengeController>(workspace, id);
        dialog = std::make_unique<ChallengeDialog>(*controller, views, prompts, nullptr,
                                                   [this](const QUrl &url) {
                                                       opened.append(url);
                                                       return browserWorks;
                                                   });
        dialog->show();
        QTRY_COMPARE(controller->state(), State::AskWhoIsPresent);
    }
    template <class Widget>
    Widget *find(const QString &name) const
    {
        return dialog->findChild<Widget *>(name);
    }
    bool shows(const QString &name) const
    {
        const auto *widget = find<QWidget>(name);
        return widget && widget->isVisible();
    }
    void choose(const QString &card) { QTest::keyClick(find<ChoiceCard>(card), Qt::Key_Return); }

    const PaymentId id{u"pay_challenge"_s};
    ManualClock clock;
    FakePayments payments;
    FakePaymentLists lists;
    FakeRefunds refunds;
    Events events;
    SeededRandom random{5};
    Workspace workspace{payments,
                        lists,
                        refunds,
                        events,
                        clock,
                        random,
                        {{u"merchant_1"_s}, u"operator:test"_s},
                        u"Acme GmbH"_s,
                        true,
                        QUrl(u"http://127.0.0.1:9000/3ds/return/"_s)};
    FakeViews views;
    FakePrompts prompts;
    QList<QUrl> opened;
    bool browserWorks = true;
    std::unique_ptr<ChallengeController> controller;
    std::unique_ptr<ChallengeDialog> dialog;
};

} // namespace

class ChallengeDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void asksFirst();
    void simulationOnlyInTestMode();
    void opensTheHardenedView();
    void returnAsksTheService();
    void escapeAsksAndLeavingSyncs();
    void closingTheWindowLeaves();
    void stoppedPageOnlySyncs_data();
    void stoppedPageOnlySyncs();
    void blockedIsTold();
    void stripActs();
    void linkIsCopied();
    void refusedViewOffersBrowser_data();
    void refusedViewOffersBrowser();
    void brokenBrowserIsTold();
    void resumesAndCancels();
    void unknownHostIsNotOpened();
    void namesAreThere();
    void moduleIsNotLoadedBeforeUse();
};

void ChallengeDialogTest::asksFirst()
{
    World world;
    world.show();
    QVERIFY(world.shows(u"presencePage"_s));
    QCOMPARE(world.views.asked, 0); // nothing is loaded before somebody chooses
    QVERIFY(world.opened.isEmpty());
    QVERIFY(world.find<QLabel>(u"subject"_s)->text().contains(u"Anna Müller"_s));
    QVERIFY(world.dialog->findChild<EnvironmentStripe *>() != nullptr);
    for (const QString &name : {u"customerIsHere"_s, u"sendLink"_s, u"simulate"_s})
        QVERIFY2(world.shows(name), qPrintable(name));
}

void ChallengeDialogTest::simulationOnlyInTestMode()
{
    World world(false);
    world.show();
    QVERIFY(world.shows(u"customerIsHere"_s));
    QVERIFY(!world.shows(u"simulate"_s));
}

void ChallengeDialogTest::opensTheHardenedView()
{
    World world;
    world.show();
    world.choose(u"customerIsHere"_s);
    QVERIFY(world.views.view != nullptr);
    QVERIFY(world.shows(u"addressStrip"_s));
    const ChallengeRules rules = world.views.view->rules;
    QCOMPARE(rules.firstUrl, QUrl(u"http://127.0.0.1:8123/challenge/xyz"_s));
    QCOMPARE(rules.firstHosts, QStringList(u"127.0.0.1"_s));
    QVERIFY(rules.loopbackAccount);
    QCOMPARE(rules.returnBase, world.workspace.returnBase);
    QCOMPARE(rules.returnTokenHash.size(), 32);
    QCOMPARE(rules.longestMs, 900'000);
    QCOMPARE(rules.mostNavigations, 30);
    QCOMPARE(world.find<ElidedLabel>(u"host"_s)->text(), u"127.0.0.1"_s);
    QVERIFY(world.find<ElidedLabel>(u"host"_s)->font().bold());
    QCOMPARE(world.find<QLabel>(u"timeLeft"_s)->text(), u"15:00 left"_s);
    world.views.view->observer.pageMoved(QUrl(u"https://xn--bnk-sna.example/a"_s), true);
    QCOMPARE(world.find<QLabel>(u"scheme"_s)->text(), u"https://"_s);
    QCOMPARE(world.find<ElidedLabel>(u"host"_s)->text(), u"xn--bnk-sna.example"_s);
}

void ChallengeDialogTest::returnAsksTheService()
{
    World world;
    world.show();
    world.choose(u"simulate"_s);
    PaymentDetails &stored = world.payments.details[world.id];
    stored.payment.status = PaymentStatus::RequiresCapture;
    stored.payment.authorized = 4990;
    world.payments.resumeAnswers.standing = stored.payment;
    world.views.view->observer.pageReturned(kToken, {});
    QTRY_COMPARE(world.controller->state(), State::Finished);
    QCOMPARE(world.payments.resumed, QStringList(kToken));
    QVERIFY(world.shows(u"headline"_s));
    QVERIFY(world.find<QLabel>(u"headline"_s)->text().contains(u"is held"_s));
    QTRY_VERIFY(world.views.view.isNull()); // the page is gone, and with it its profile
    QTest::mouseClick(world.find<QPushButton>(u"done"_s), Qt::LeftButton);
    QVERIFY(!world.dialog->isVisible());
}

void ChallengeDialogTest::escapeAsksAndLeavingSyncs()
{
    World world;
    world.show();
    world.choose(u"customerIsHere"_s);
    QTest::keyClick(world.dialog.get(), Qt::Key_Escape);
    QCOMPARE(world.prompts.asked, QStringList(u"leaveBankPage"_s));
    QCOMPARE(world.controller->state(), State::Open); // stayed
    world.prompts.answer = true;
    QTest::keyClick(world.dialog.get(), Qt::Key_Escape);
    QTRY_COMPARE(world.controller->state(), State::StillWaiting);
    QCOMPARE(world.payments.synced.size(), 1);
    QVERIFY(world.payments.cancelled.empty());
    QVERIFY(world.dialog->isVisible()); // and says how it stands
    QTest::keyClick(world.dialog.get(), Qt::Key_Escape);
    QVERIFY(!world.dialog->isVisible());
}

void ChallengeDialogTest::closingTheWindowLeaves()
{
    World world;
    world.show();
    world.choose(u"customerIsHere"_s);
    world.dialog.reset(); // however it goes, even with the window above it
    QCOMPARE(world.payments.synced.size(), 1);
    QVERIFY(world.payments.cancelled.empty());
}

void ChallengeDialogTest::stoppedPageOnlySyncs_data()
{
    QTest::addColumn<int>("why");
    QTest::newRow("not loaded") << static_cast<int>(ChallengeStop::LoadFailed);
    QTest::newRow("certificate") << static_cast<int>(ChallengeStop::CertificateRefused);
    QTest::newRow("page died") << static_cast<int>(ChallengeStop::PageDied);
    QTest::newRow("too many pages") << static_cast<int>(ChallengeStop::TooManyPages);
    QTest::newRow("too long") << static_cast<int>(ChallengeStop::TooLong);
}

void ChallengeDialogTest::stoppedPageOnlySyncs()
{
    QFETCH(int, why);
    World world;
    world.show();
    world.choose(u"customerIsHere"_s);
    world.views.view->observer.pageStopped(static_cast<ChallengeStop>(why));
    QTRY_COMPARE(world.controller->state(), State::StillWaiting);
    QCOMPARE(world.payments.synced.size(), 1);
    QVERIFY(!world.find<MessageBar>(u"outcomeNote"_s)->text().isEmpty());
    QVERIFY(world.shows(u"resume"_s));
}

void ChallengeDialogTest::blockedIsTold()
{
    World world;
    world.show();
    world.choose(u"customerIsHere"_s);
    QVERIFY(!world.shows(u"blocked"_s));
    world.views.view->observer.pageBlocked(QUrl(u"https://tracker.example/x"_s));
    QVERIFY(world.shows(u"blocked"_s));
    QVERIFY(world.find<QLabel>(u"blocked"_s)->text().contains(u"tracker.example"_s));
    QCOMPARE(world.controller->state(), State::Open);
}

void ChallengeDialogTest::stripActs()
{
    World world;
    world.show();
    world.choose(u"customerIsHere"_s);
    QTest::mouseClick(world.find<QToolButton>(u"reload"_s), Qt::LeftButton);
    QCOMPARE(world.views.view->reloaded, 1);
    QTest::mouseClick(world.find<QToolButton>(u"leavePage"_s), Qt::LeftButton);
    QCOMPARE(world.prompts.asked, QStringList(u"leaveBankPage"_s));
    QTest::mouseClick(world.find<QToolButton>(u"openInBrowser"_s), Qt::LeftButton);
    QCOMPARE(world.opened, QList<QUrl>({QUrl(u"http://127.0.0.1:8123/challenge/xyz"_s)}));
    QVERIFY(world.shows(u"linkPage"_s));
    QTRY_VERIFY(world.views.view.isNull());
}

void ChallengeDialogTest::linkIsCopied()
{
    World world;
    world.show();
    world.choose(u"sendLink"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:8123/challenge/xyz"_s);
    QVERIFY(world.shows(u"linkPage"_s));
    QVERIFY(world.find<QLineEdit>(u"link"_s)->isReadOnly());
    const QString zone = QString::fromUtf8(QTimeZone::systemTimeZoneId());
    QVERIFY2(world.find<QLabel>(u"linkTime"_s)->text().contains(zone),
             qPrintable(world.find<QLabel>(u"linkTime"_s)->text()));
    QVERIFY(world.find<QLabel>(u"linkTime"_s)->text().contains(u"15:00 left"_s));
    QVERIFY(world.opened.isEmpty());
    QCOMPARE(world.views.asked, 0);
    // The customer answers elsewhere: heard of without a click.
    world.payments.details[world.id].payment.status = PaymentStatus::Succeeded;
    emit world.events.paymentChanged(world.id, 1);
    QTRY_COMPARE(world.controller->state(), State::Finished);
}

void ChallengeDialogTest::refusedViewOffersBrowser_data()
{
    QTest::addColumn<int>("refusal");
    QTest::addColumn<QString>("word");
    QTest::newRow("root") << static_cast<int>(ChallengeViewRefusal::RunsAsRoot) << u"root"_s;
    QTest::newRow("environment") << static_cast<int>(ChallengeViewRefusal::EnvironmentForbids)
                                 << u"environment"_s;
    QTest::newRow("module") << static_cast<int>(ChallengeViewRefusal::ModuleMissing)
                            << u"not installed"_s;
}

void ChallengeDialogTest::refusedViewOffersBrowser()
{
    QFETCH(int, refusal);
    QFETCH(QString, word);
    World world;
    world.views.refused = static_cast<ChallengeViewRefusal>(refusal);
    world.show();
    const QString words = world.find<MessageBar>(u"embeddedRefusal"_s)->text();
    QVERIFY2(words.contains(word), qPrintable(words));
    QVERIFY(words.contains(u"browser"_s));
    world.choose(u"customerIsHere"_s);
    QCOMPARE(world.opened.size(), 1);
    QVERIFY(world.shows(u"linkPage"_s));
    QTest::mouseClick(world.find<QPushButton>(u"askBank"_s), Qt::LeftButton);
    QTRY_COMPARE(world.controller->state(), State::StillWaiting);
    QCOMPARE(world.payments.synced.size(), 1);
}

void ChallengeDialogTest::brokenBrowserIsTold()
{
    World world;
    world.browserWorks = false;
    world.views.refused = ChallengeViewRefusal::ModuleMissing;
    world.show();
    world.choose(u"customerIsHere"_s);
    QVERIFY(world.find<QLabel>(u"linkTitle"_s)->text().contains(u"No browser"_s));
    QVERIFY(world.shows(u"copyLink"_s));
}

void ChallengeDialogTest::resumesAndCancels()
{
    World world;
    world.show();
    world.choose(u"customerIsHere"_s);
    world.prompts.answer = true;
    QTest::keyClick(world.dialog.get(), Qt::Key_Escape);
    QTRY_VERIFY(world.shows(u"resume"_s));
    QTest::mouseClick(world.find<QPushButton>(u"resume"_s), Qt::LeftButton);
    QVERIFY(world.shows(u"presencePage"_s));
    world.choose(u"customerIsHere"_s);
    QTest::keyClick(world.dialog.get(), Qt::Key_Escape);
    QTRY_VERIFY(world.shows(u"cancelPayment"_s));
    PaymentDetails &stored = world.payments.details[world.id];
    stored.payment.status = PaymentStatus::Cancelled;
    world.payments.cancelAnswers.script(stored.payment);
    QTest::mouseClick(world.find<QPushButton>(u"cancelPayment"_s), Qt::LeftButton);
    QTRY_COMPARE(world.controller->state(), State::Finished);
    QCOMPARE(world.prompts.asked.last(), u"cancelPaymentQuestion"_s);
    QCOMPARE(world.payments.cancelled.size(), 1);
}

void ChallengeDialogTest::unknownHostIsNotOpened()
{
    World world;
    world.workspace.accounts.first().baseUrl = QUrl(u"https://api.bank.example"_s);
    world.show();
    world.choose(u"customerIsHere"_s);
    QTRY_COMPARE(world.controller->state(), State::StillWaiting);
    QVERIFY(world.find<MessageBar>(u"outcomeNote"_s)->text().contains(u"not opened"_s));
    world.controller->resumeChallenge();
    world.views.refused = ChallengeViewRefusal::ModuleMissing;
    world.choose(u"customerIsHere"_s);
    QVERIFY(world.opened.isEmpty()); // the browser neither
}

void ChallengeDialogTest::namesAreThere()
{
    World world;
    world.show();
    world.choose(u"customerIsHere"_s);
    for (const auto *button : world.dialog->findChildren<QAbstractButton *>())
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                 qPrintable(button->objectName()));
    for (const auto *button : world.find<QWidget>(u"addressStrip"_s)->findChildren<QToolButton *>())
        QVERIFY(!button->toolTip().isEmpty());
}

void ChallengeDialogTest::moduleIsNotLoadedBeforeUse()
{
    // A folder without the library: said without loading anything.
    const QTemporaryDir empty;
    PluginChallengeViewSource missing({empty.path()});
    QCOMPARE(missing.refusal(), ChallengeViewRefusal::ModuleMissing);
    QVERIFY(missing.module() == nullptr);
    // A file that is no library: refused at first use, and said from then on.
    QFile wrong(empty.filePath(u"ox_challenge.so"_s));
    QVERIFY(wrong.open(QIODevice::WriteOnly));
    wrong.write("not a library");
    wrong.close();
    qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    PluginChallengeViewSource broken({empty.path()});
    QCOMPARE(broken.refusal(), ChallengeViewRefusal::None);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"challenge view"_s));
    QVERIFY(broken.module() == nullptr);
    QCOMPARE(broken.refusal(), ChallengeViewRefusal::ModuleMissing);
    QFile maps(u"/proc/self/maps"_s);
    QVERIFY(maps.open(QIODevice::ReadOnly));
    QVERIFY2(!maps.readAll().contains("libQt6WebEngine"), "the web engine is linked at start");
    qunsetenv("QTWEBENGINE_DISABLE_SANDBOX");
}

QTEST_MAIN(ChallengeDialogTest)
#include "challengedialogtest.moc"
