// The real embedded page: the library is loaded as the program loads it, and talks to a server on
// this computer.

#include "services/http/httpserver.h"
#include "tests/support/seed.h"
#include "ui/challenge/challengeviewsource.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/prctl.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 20'000; // the first page starts a browser
const QString kToken = u"A23456789012345678901234567890123456789012_"_s;
const QColor kGreen(0x00, 0xAA, 0x44);
const QColor kBlue(0x22, 0x44, 0xCC);

/// Keeps what the page did.
class Notes final : public ChallengeViewObserver
{
public:
    void pageReturned(const QString &token, const QString &) override { returned.append(token); }
    void pageMoved(const QUrl &url, bool encrypted) override
    {
        moved.append(url.path());
        anyEncrypted = anyEncrypted || encrypted;
    }
    void pageStopped(ChallengeStop why) override { stopped.append(static_cast<int>(why)); }
    void pageBlocked(const QUrl &url) override { blocked.append(url.toString()); }

    QStringList returned;
    QStringList moved;
    QList<int> stopped;
    QStringList blocked;
    bool anyEncrypted = false;
};

/// A bank with as many pages as a test needs. Remembers who asked for what.
class Bank
{
public:
    Bank()
        : m_server([this](const HttpRequest &request, const HttpResponder &respond) {
            answer(request, respond);
        })
    {
        const Result<quint16> port = m_server.listen(u"127.0.0.1"_s, 0);
        base = u"http://127.0.0.1:%1"_s.arg(port.value_or(0));
    }

    void page(const QString &path, const QString &body, const QColor &background)
    {
        const QString html = u"<!DOCTYPE html><html><body style='margin:0;background:%1'>%2</body>"
                             "</html>"_s;
        pages.insert(path, {200,
                            {{"Content-Type", "text/html; charset=utf-8"},
                             {"Set-Cookie", "bank=remember; Path=/"}},
                            html.arg(background.name(), body).toUtf8()});
    }
    void redirect(const QString &path, const QString &to)
    {
        pages.insert(path, {303, {{"Location", to.toLatin1()}}, {}});
    }
    /// Fills the whole page, so that a click anywhere hits it.
    static QString link(const QString &href, const QString &attributes = {})
    {
        return u"<a %1 href='%2' onclick='fetch(\"/clicked\")' style='display:block;width:100vw;"
               "height:100vh'>Go on</a>"_s.arg(attributes, href);
    }

    QString base;
    QHash<QString, HttpResponse> pages;
    QStringList asked; ///< paths
    QByteArrayList cookies;

private:
    void answer(const HttpRequest &request, const HttpResponder &respond)
    {
        const QString path = request.url.path();
        asked.append(path);
        cookies.append(headerValue(request.headers, "Cookie"));
        HttpReply reply;
        reply.response = pages.value(path, {404, {{"Content-Type", "text/plain"}}, "no such page"});
        respond(reply);
    }

    HttpServer m_server;
};

} // namespace

class ChallengeViewTest : public QObject
{
    Q_OBJECT

private:
    void open(const QString &path) { openAt(m_bank->base + path); }
    void openAt(const QString &url);
    bool shows(const QColor &color) const;
    /// Clicks into the middle of the page, once it is drawn in that colour, until something
    /// happens.
    void click(const QColor &drawn);

    PluginChallengeViewSource m_source;
    std::unique_ptr<Bank> m_bank;
    std::unique_ptr<Notes> m_notes;
    std::unique_ptr<ChallengeView> m_view;

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void showsAPage();
    void web_sandbox_active();
    void clickedLinkReturns();
    void redirectAfterAFormReturns();
    void spoofedReturnIsDropped();
    void foreignRequestsAreBlocked();
    void popupsAreDropped();
    void clickedNewWindowStaysHere();
    void schemesAreBlocked_data();
    void schemesAreBlocked();
    void downloadsAreRefused();
    void authenticationOpensNoDialog();
    void hopsAreLimited();
    void foreignStartIsRefused();
    void deadBankIsTold();
    void nothingIsRemembered();
};

void ChallengeViewTest::initTestCase()
{
    testSeed();
    QFile maps(u"/proc/self/maps"_s);
    QVERIFY(maps.open(QIODevice::ReadOnly));
    QVERIFY2(!maps.readAll().contains("libQt6WebEngine"), "the web engine came with the program");
    QCOMPARE(m_source.refusal(), ChallengeViewRefusal::None);
    QVERIFY(m_source.module() != nullptr);
}

void ChallengeViewTest::init()
{
    m_bank = std::make_unique<Bank>();
    m_notes = std::make_unique<Notes>();
}

void ChallengeViewTest::cleanup()
{
    m_view.reset();
    m_notes.reset();
    m_bank.reset();
}

void ChallengeViewTest::openAt(const QString &url)
{
    ChallengeRules rules;
    rules.firstUrl = QUrl(url);
    rules.firstHosts = {u"127.0.0.1"_s};
    rules.loopbackAccount = true;
    rules.returnBase = QUrl(url).resolved(QUrl(u"/3ds/return/"_s));
    rules.returnTokenHash = QCryptographicHash::hash(kToken.toUtf8(), QCryptographicHash::Sha256);
    m_view.reset(m_source.module()->createView(rules, *m_notes, nullptr));
    m_view->resize(400, 300);
    m_view->show();
    m_view->begin();
}

bool ChallengeViewTest::shows(const QColor &color) const
{
    return m_view->grab().toImage().pixelColor(200, 150) == color;
}

void ChallengeViewTest::click(const QColor &drawn)
{
    QTRY_VERIFY_WITH_TIMEOUT(shows(drawn), kPatienceMs);
    QWidget *target = m_view->findChild<QWidget *>(u"bankPage"_s)->focusProxy();
    QVERIFY(target != nullptr);
    const auto happened = [this] {
        return m_bank->asked.size() + m_notes->returned.size() + m_notes->blocked.size();
    };
    // A browser ignores clicks into what it has only just drawn, so click until it takes one.
    const qsizetype before = happened();
    const auto clicked = [&] {
        QTest::mouseClick(target, Qt::LeftButton, {}, {200, 150});
        return QTest::qWaitFor([&] { return happened() > before; }, 500);
    };
    QTRY_VERIFY_WITH_TIMEOUT(clicked(), kPatienceMs);
}

void ChallengeViewTest::showsAPage()
{
    m_bank->page(u"/challenge"_s, {}, kGreen);
    open(u"/challenge"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shows(kGreen), kPatienceMs);
    QCOMPARE(m_notes->moved.last(), u"/challenge"_s);
    QVERIFY(!m_notes->anyEncrypted);
    QVERIFY(m_notes->stopped.isEmpty());
    QVERIFY(m_notes->blocked.isEmpty());
}

/// Once the page runs nobody may look into the program's memory, and the page's own process runs
/// contained. Root has no sandbox: there the program refuses the embedded view to begin with.
void ChallengeViewTest::web_sandbox_active()
{
    m_bank->page(u"/challenge"_s, {}, kGreen);
    open(u"/challenge"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shows(kGreen), kPatienceMs);
    QTRY_COMPARE(::prctl(PR_GET_DUMPABLE), 0);
    QStringList renderers;
    for (const QString &pid : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        QFile commandLine(u"/proc/%1/cmdline"_s.arg(pid));
        QFile status(u"/proc/%1/status"_s.arg(pid));
        if (commandLine.open(QIODevice::ReadOnly)
            && commandLine.readAll().contains("--type=renderer")
            && status.open(QIODevice::ReadOnly))
            renderers.append(QString::fromLatin1(status.readAll()));
    }
    QVERIFY(!renderers.isEmpty());
    if (::geteuid() == 0) {
        qInfo("the sandbox itself was not looked at: root has none");
        return;
    }
    for (const QString &status : renderers)
        QVERIFY2(status.contains(u"Seccomp:\t2"_s), qPrintable(status));
}

void ChallengeViewTest::clickedLinkReturns()
{
    m_bank->page(u"/challenge"_s, Bank::link(u"/3ds/return/"_s + kToken + u"?result=approved"_s),
                 kGreen);
    open(u"/challenge"_s);
    click(kGreen);
    QTRY_COMPARE(m_notes->returned, QStringList(kToken));
    QTest::qWait(200);
    QVERIFY(!m_bank->asked.contains(u"/3ds/return/"_s + kToken)); // told, never loaded
    QCOMPARE(m_notes->returned.size(), 1);
}

void ChallengeViewTest::redirectAfterAFormReturns()
{
    m_bank->page(u"/challenge"_s,
                 u"<form method='post' action='/approve'><button style='width:100vw;height:100vh;"
                 "background:%1;border:0'></button></form>"_s.arg(kBlue.name()),
                 kGreen);
    m_bank->redirect(u"/approve"_s,
                     m_bank->base + u"/3ds/return/"_s + kToken + u"?result=failed"_s);
    open(u"/challenge"_s);
    click(kBlue);
    QTRY_COMPARE(m_notes->returned, QStringList(kToken));
    QVERIFY(m_bank->asked.contains(u"/approve"_s));
    QVERIFY(!m_bank->asked.contains(u"/3ds/return/"_s + kToken));
}

void ChallengeViewTest::spoofedReturnIsDropped()
{
    const QString spoofed = u"/3ds/return/"_s + kToken.chopped(1) + u"x"_s;
    m_bank->page(u"/challenge"_s, Bank::link(spoofed), kGreen);
    open(u"/challenge"_s);
    click(kGreen);
    QTRY_VERIFY(!m_notes->blocked.isEmpty());
    QVERIFY(m_notes->returned.isEmpty());
    QVERIFY(!m_bank->asked.contains(spoofed));
    QVERIFY(shows(kGreen)); // the page stays
}

void ChallengeViewTest::foreignRequestsAreBlocked()
{
    m_bank->page(u"/challenge"_s,
                 u"<img src='https://tracker.example/pixel.png'><iframe "
                 "src='http://10.0.0.1/admin'></iframe><script>fetch('https://api.example/"
                 "x').catch(()=>{});location.href='http://bank.example/next';</script>"_s,
                 kGreen);
    open(u"/challenge"_s);
    for (const QString &wanted :
         {u"https://tracker.example/pixel.png"_s, u"http://10.0.0.1/admin"_s,
          u"https://api.example/x"_s, u"http://bank.example/next"_s})
        QTRY_VERIFY2_WITH_TIMEOUT(m_notes->blocked.contains(wanted), qPrintable(wanted),
                                  kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(shows(kGreen), kPatienceMs);
    QVERIFY(m_notes->stopped.isEmpty());
}

void ChallengeViewTest::popupsAreDropped()
{
    m_bank->page(u"/popup"_s, {}, kBlue);
    m_bank->page(u"/after"_s, {}, kBlue);
    m_bank->page(u"/challenge"_s,
                 u"<script>window.open('/popup');setTimeout(()=>fetch('/after'),100);</script>"_s,
                 kGreen);
    open(u"/challenge"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_bank->asked.contains(u"/after"_s), kPatienceMs);
    QVERIFY(!m_bank->asked.contains(u"/popup"_s));
    QCOMPARE(QApplication::topLevelWidgets().count(m_view.get()), 1);
}

void ChallengeViewTest::clickedNewWindowStaysHere()
{
    m_bank->page(u"/next"_s, {}, kBlue);
    m_bank->page(u"/challenge"_s, Bank::link(u"/next"_s, u"target='_blank'"_s), kGreen);
    open(u"/challenge"_s);
    click(kGreen);
    QTRY_VERIFY_WITH_TIMEOUT(shows(kBlue), kPatienceMs);
    QCOMPARE(m_notes->moved.last(), u"/next"_s);
}

void ChallengeViewTest::schemesAreBlocked_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("file") << u"file:///etc/passwd"_s;
    QTest::newRow("mailto") << u"mailto:someone@bank.example"_s;
    QTest::newRow("view-source") << u"view-source:http://127.0.0.1/"_s;
    QTest::newRow("data page") << u"data:text/html,<h1>bank</h1>"_s;
    QTest::newRow("custom") << u"bankapp://approve"_s;
}

void ChallengeViewTest::schemesAreBlocked()
{
    QFETCH(QString, url);
    m_bank->page(u"/challenge"_s, Bank::link(url), kGreen);
    open(u"/challenge"_s);
    click(kGreen);
    QTRY_VERIFY_WITH_TIMEOUT(m_bank->asked.contains(u"/clicked"_s), kPatienceMs);
    QTest::qWait(200);
    QVERIFY(shows(kGreen));
    QCOMPARE(m_notes->moved.last(), u"/challenge"_s);
    QVERIFY(m_notes->stopped.isEmpty());
}

void ChallengeViewTest::downloadsAreRefused()
{
    m_bank->pages.insert(u"/file"_s, {200,
                                      {{"Content-Type", "application/octet-stream"},
                                       {"Content-Disposition", "attachment; filename=x.bin"}},
                                      "payload"});
    m_bank->page(u"/challenge"_s, Bank::link(u"/file"_s), kGreen);
    open(u"/challenge"_s);
    click(kGreen);
    QTRY_VERIFY_WITH_TIMEOUT(m_notes->blocked.contains(m_bank->base + u"/file"_s), kPatienceMs);
    QVERIFY(shows(kGreen));
}

void ChallengeViewTest::authenticationOpensNoDialog()
{
    m_bank->pages.insert(u"/secret"_s, {401,
                                        {{"WWW-Authenticate", "Basic realm=\"bank\""},
                                         {"Content-Type", "text/html"}},
                                        "<body style='background:#2244cc'>"});
    open(u"/secret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shows(kBlue), kPatienceMs);
    QVERIFY(QApplication::activeModalWidget() == nullptr);
}

void ChallengeViewTest::hopsAreLimited()
{
    m_bank->page(u"/hop"_s, u"<script>location.replace('/hop?'+Math.random())</script>"_s, kGreen);
    open(u"/hop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_notes->stopped.contains(static_cast<int>(ChallengeStop::TooManyPages)), kPatienceMs);
    QCOMPARE(m_bank->asked.count(u"/hop"_s), 30);
}

void ChallengeViewTest::foreignStartIsRefused()
{
    ChallengeRules rules;
    rules.firstUrl = QUrl(m_bank->base + u"/challenge"_s);
    rules.firstHosts = {u"api.bank.example"_s};
    m_view.reset(m_source.module()->createView(rules, *m_notes, nullptr));
    m_view->show();
    m_view->begin();
    QCOMPARE(m_notes->stopped, QList<int>({static_cast<int>(ChallengeStop::FirstAddressRefused)}));
    QTest::qWait(100);
    QVERIFY(m_bank->asked.isEmpty());
}

void ChallengeViewTest::deadBankIsTold()
{
    const QString gone = m_bank->base;
    m_bank.reset(); // nobody listens there any more
    openAt(gone + u"/challenge"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_notes->stopped.contains(static_cast<int>(ChallengeStop::LoadFailed)),
                             kPatienceMs);
}

void ChallengeViewTest::nothingIsRemembered()
{
    m_bank->page(u"/challenge"_s, {}, kGreen);
    open(u"/challenge"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shows(kGreen), kPatienceMs);
    m_view->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_bank->cookies.count("bank=remember"), 1, kPatienceMs);
    m_bank->cookies.clear();
    open(u"/challenge"_s); // another challenge, another profile
    QTRY_VERIFY_WITH_TIMEOUT(shows(kGreen), kPatienceMs);
    for (const QByteArray &cookie : std::as_const(m_bank->cookies))
        QCOMPARE(cookie, QByteArray());
}

int main(int argc, char **argv)
{
#ifdef Q_OS_UNIX
    if (::geteuid() == 0) // no sandbox for root: test builds only
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
#endif
    QApplication app(argc, argv);
    ChallengeViewTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "challengeviewtest.moc"
