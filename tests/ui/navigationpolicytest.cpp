#include "ui/challenge/navigationpolicy.h"

#include "tests/support/seed.h"

#include <QCryptographicHash>
#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(NavigationVerdict)

namespace {

const QString kToken = u"A23456789012345678901234567890123456789012_"_s;

QByteArray hashOf(const QString &token)
{
    return QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256);
}

/// A processor on the internet; the program waits for the return on loopback.
ChallengeRules liveRules()
{
    ChallengeRules rules;
    rules.firstUrl = QUrl(u"https://hooks.bank.example/3ds/1"_s);
    rules.firstHosts = {u"hooks.bank.example"_s};
    rules.returnBase = QUrl(u"http://127.0.0.1:9000/3ds/return/"_s);
    rules.returnTokenHash = hashOf(kToken);
    return rules;
}

/// The simulated bank on this computer.
ChallengeRules testRules()
{
    ChallengeRules rules = liveRules();
    rules.firstUrl = QUrl(u"http://127.0.0.1:8123/challenge/1"_s);
    rules.firstHosts = {u"127.0.0.1"_s};
    rules.loopbackAccount = true;
    return rules;
}

} // namespace

class NavigationPolicyTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void begins_data();
    void begins();
    void requests_data();
    void requests();
    void returns_data();
    void returns();
    void returnInAFrameIsNone();
    void withoutHashNothingReturns();
    void countsHops();
};

void NavigationPolicyTest::begins_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QStringList>("hosts");
    QTest::addColumn<bool>("loopback");
    QTest::addColumn<bool>("may");

    const QStringList bank{u"hooks.bank.example"_s};
    QTest::newRow("listed") << u"https://hooks.bank.example/3ds"_s << bank << false << true;
    QTest::newRow("capitals") << u"https://Hooks.Bank.Example/3ds"_s << bank << false << true;
    QTest::newRow("not listed") << u"https://bank.example/3ds"_s << bank << false << false;
    QTest::newRow("longer name") << u"https://hooks.bank.example.evil.example/"_s << bank << false
                                 << false;
    QTest::newRow("plain") << u"http://hooks.bank.example/3ds"_s << bank << false << false;
    QTest::newRow("no list") << u"https://hooks.bank.example/3ds"_s << QStringList() << false
                             << false;
    QTest::newRow("user in front")
        << u"https://hooks.bank.example@evil.example/"_s << bank << false << false;
    QTest::newRow("script") << u"javascript:alert(1)"_s << bank << false << false;
    QTest::newRow("file") << u"file:///etc/passwd"_s << bank << false << false;
    QTest::newRow("empty") << QString() << bank << false << false;
    const QStringList local{u"127.0.0.1"_s};
    QTest::newRow("loopback, test bank")
        << u"http://127.0.0.1:8123/challenge/1"_s << local << true << true;
    QTest::newRow("loopback, live account")
        << u"http://127.0.0.1:8123/challenge/1"_s << local << false << false;
}

void NavigationPolicyTest::begins()
{
    QFETCH(QString, first);
    QFETCH(QStringList, hosts);
    QFETCH(bool, loopback);
    QFETCH(bool, may);
    ChallengeRules rules = liveRules();
    rules.firstUrl = QUrl(first);
    rules.firstHosts = hosts;
    rules.loopbackAccount = loopback;
    QCOMPARE(NavigationPolicy(rules).mayBegin(), may);
}

void NavigationPolicyTest::requests_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("live");      // main frame, live account
    QTest::addColumn<bool>("test");      // main frame, loopback account
    QTest::addColumn<bool>("liveInner"); // sub-resource or frame, live account

    QTest::newRow("https") << u"https://acs.issuer.example/a"_s << true << false << true;
    QTest::newRow("wss") << u"wss://acs.issuer.example/a"_s << true << false << true;
    QTest::newRow("http") << u"http://acs.issuer.example/a"_s << false << false << false;
    QTest::newRow("ws") << u"ws://acs.issuer.example/a"_s << false << false << false;
    QTest::newRow("ftp") << u"ftp://acs.issuer.example/a"_s << false << false << false;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false << false << false;
    QTest::newRow("qrc") << u"qrc:/pages/return.html"_s << false << false << false;
    QTest::newRow("chrome") << u"chrome://version"_s << false << false << false;
    QTest::newRow("mailto") << u"mailto:a@b.example"_s << false << false << false;
    QTest::newRow("intent") << u"intent://pay#Intent;end"_s << false << false << false;
    QTest::newRow("javascript") << u"javascript:alert(1)"_s << false << false << false;
    QTest::newRow("data") << u"data:text/html,x"_s << false << false << true;
    QTest::newRow("blob") << u"blob:https://acs.issuer.example/1"_s << false << false << true;
    QTest::newRow("about") << u"about:srcdoc"_s << false << false << true;
    QTest::newRow("loopback") << u"http://127.0.0.1:8123/x"_s << false << true << false;
    QTest::newRow("loopback, https") << u"https://127.0.0.1:8123/x"_s << false << true << false;
    QTest::newRow("loopback, other") << u"http://127.9.9.9/x"_s << false << true << false;
    QTest::newRow("loopback, 6") << u"http://[::1]:8123/x"_s << false << true << false;
    QTest::newRow("localhost") << u"http://localhost:8123/x"_s << false << true << false;
    QTest::newRow("localhost.") << u"https://localhost./x"_s << false << true << false;
    QTest::newRow("below localhost") << u"https://a.localhost/x"_s << false << false << false;
    QTest::newRow("looks like loopback")
        << u"https://127.0.0.1.evil.example/"_s << true << false << true;
    QTest::newRow("private 10") << u"https://10.0.0.1/"_s << false << false << false;
    QTest::newRow("private 192.168") << u"https://192.168.1.1/"_s << false << false << false;
    QTest::newRow("private 172.16") << u"https://172.16.0.9/"_s << false << false << false;
    QTest::newRow("link local") << u"https://169.254.169.254/latest"_s << false << false << false;
    QTest::newRow("zero") << u"https://0.0.0.0/"_s << false << false << false;
    QTest::newRow("private 6") << u"https://[fd00::1]/"_s << false << false << false;
    QTest::newRow("mapped 4 in 6") << u"https://[::ffff:10.0.0.1]/"_s << false << false << false;
    QTest::newRow("bare name") << u"https://intranet/"_s << false << false << false;
    QTest::newRow("mdns") << u"https://printer.local/"_s << false << false << false;
    QTest::newRow("user info") << u"https://a:b@acs.issuer.example/"_s << false << false << false;
    QTest::newRow("return, any token")
        << u"http://127.0.0.1:9000/3ds/return/x"_s << false << false << false;
    QTest::newRow("empty") << QString() << false << false << false;
}

void NavigationPolicyTest::requests()
{
    QFETCH(QString, url);
    QFETCH(bool, live);
    QFETCH(bool, test);
    QFETCH(bool, liveInner);
    QCOMPARE(NavigationPolicy(liveRules()).mayRequest(QUrl(url), true), live);
    QCOMPARE(NavigationPolicy(testRules()).mayRequest(QUrl(url), true), test);
    QCOMPARE(NavigationPolicy(liveRules()).mayRequest(QUrl(url), false), liveInner);
}

void NavigationPolicyTest::returns_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<NavigationVerdict>("verdict");

    const QString base = u"http://127.0.0.1:9000/3ds/return/"_s;
    QTest::newRow("exact") << base + kToken << NavigationVerdict::Returned;
    QTest::newRow("with a query") << base + kToken + u"?result=approved&token=other"_s
                                  << NavigationVerdict::Returned;
    QTest::newRow("with a fragment") << base + kToken + u"#x"_s << NavigationVerdict::Returned;
    QTest::newRow("other token") << base + kToken.chopped(1) + u"x"_s << NavigationVerdict::Drop;
    QTest::newRow("token and more") << base + kToken + u"/x"_s << NavigationVerdict::Drop;
    QTest::newRow("token twice") << base + kToken + kToken << NavigationVerdict::Drop;
    QTest::newRow("no token") << base << NavigationVerdict::Drop;
    QTest::newRow("token in the query") << base + u"?token="_s + kToken << NavigationVerdict::Drop;
    QTest::newRow("https") << QString(base).replace(u"http:"_s, u"https:"_s) + kToken
                           << NavigationVerdict::Load;
    QTest::newRow("other port") << u"http://127.0.0.1:9001/3ds/return/"_s + kToken
                                << NavigationVerdict::Load;
    QTest::newRow("other host") << u"http://localhost:9000/3ds/return/"_s + kToken
                                << NavigationVerdict::Load;
    QTest::newRow("foreign host") << u"http://evil.example:9000/3ds/return/"_s + kToken
                                  << NavigationVerdict::Drop;
    QTest::newRow("other path") << u"http://127.0.0.1:9000/3ds/returns/"_s + kToken
                                << NavigationVerdict::Load;
    QTest::newRow("user info") << u"http://a@127.0.0.1:9000/3ds/return/"_s + kToken
                               << NavigationVerdict::Drop;
}

void NavigationPolicyTest::returns()
{
    QFETCH(QString, url);
    QFETCH(NavigationVerdict, verdict);
    NavigationPolicy policy(testRules());
    QCOMPARE(policy.navigate(QUrl(url), true), verdict);
    QCOMPARE(policy.returnedToken(QUrl(url)),
             verdict == NavigationVerdict::Returned ? kToken : QString());
}

void NavigationPolicyTest::returnInAFrameIsNone()
{
    NavigationPolicy policy(testRules());
    const QUrl back(u"http://127.0.0.1:9000/3ds/return/"_s + kToken);
    QCOMPARE(policy.navigate(back, false), NavigationVerdict::Drop);
    QVERIFY(!policy.mayRequest(back, false));
    QVERIFY(!policy.mayRequest(back, true)); // told, never loaded
}

void NavigationPolicyTest::withoutHashNothingReturns()
{
    ChallengeRules rules = testRules();
    rules.returnTokenHash.clear();
    NavigationPolicy policy(rules);
    QCOMPARE(policy.navigate(QUrl(u"http://127.0.0.1:9000/3ds/return/"_s), true),
             NavigationVerdict::Drop);
}

void NavigationPolicyTest::countsHops()
{
    NavigationPolicy policy(liveRules());
    const QUrl page(u"https://acs.issuer.example/step"_s);
    for (int hop = 0; hop < 30; ++hop) {
        QCOMPARE(policy.navigate(page, hop % 2 == 0), NavigationVerdict::Load);
        // What is dropped, and empty frames, are no hops.
        QCOMPARE(policy.navigate(QUrl(u"http://acs.issuer.example/"_s), true),
                 NavigationVerdict::Drop);
        QCOMPARE(policy.navigate(QUrl(u"about:blank"_s), false), NavigationVerdict::Load);
    }
    QCOMPARE(policy.navigate(page, true), NavigationVerdict::TooMany);
    // Even then a return is heard.
    QCOMPARE(policy.navigate(QUrl(u"http://127.0.0.1:9000/3ds/return/"_s + kToken), true),
             NavigationVerdict::Returned);
}

QTEST_APPLESS_MAIN(NavigationPolicyTest)
#include "navigationpolicytest.moc"
