#include "app/options.h"
#include "services/core/faultpoint.h"
#include "tests/support/seed.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class AppOptionsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void nothingAskedForNothingSpecial();
    void switchesAndValues();
    void theCommandLineWins();
    void relativeFilesBecomeAbsolute();
    void auditTrailOfAFile();
    void operatorNames_data();
    void operatorNames();
    void refusals_data();
    void refusals();
    void wrongEnvironmentIsRefusedByItsName();
    void immediateAnswers();
};

namespace {

Result<AppOptions> parse(const QStringList &arguments, const QProcessEnvironment &environment = {})
{
    return parseOptions(QStringList{u"orchestratorx"_s} + arguments, environment);
}

QProcessEnvironment with(const QString &name, const QString &value)
{
    QProcessEnvironment environment;
    environment.insert(name, value);
    return environment;
}

} // namespace

void AppOptionsTest::nothingAskedForNothingSpecial()
{
    const Result<AppOptions> options = parse({});
    QVERIFY(options);
    AppOptions expected;
    expected.operatorName = u"operator"_s;
    QVERIFY(*options == expected);
}

void AppOptionsTest::switchesAndValues()
{
    const Result<AppOptions> options =
        parse({u"--demo"_s, u"--database"_s, u"/tmp/a.sqlite"_s, u"--theme=dark"_s,
               u"--quit-after-first-paint"_s, u"--log-level"_s, u"warning"_s});
    QVERIFY(options);
    QVERIFY(options->demo);
    QVERIFY(options->quitAfterFirstPaint);
    QCOMPARE(options->databaseFile, u"/tmp/a.sqlite"_s);
    QVERIFY(options->colorScheme == ColorScheme::Dark);
    QVERIFY(options->logLevel == LogLevel::Warning);
}

void AppOptionsTest::theCommandLineWins()
{
    QProcessEnvironment environment = with(u"ORCHESTRATORX_THEME"_s, u"dark"_s);
    environment.insert(u"ORCHESTRATORX_DATABASE"_s, u"/tmp/from-environment.sqlite"_s);
    environment.insert(u"ORCHESTRATORX_LOG_LEVEL"_s, u"debug"_s);
    const Result<AppOptions> silent = parse({}, environment);
    QVERIFY(silent);
    QVERIFY(silent->colorScheme == ColorScheme::Dark);
    QVERIFY(silent->logLevel == LogLevel::Debug);
    QCOMPARE(silent->databaseFile, u"/tmp/from-environment.sqlite"_s);
    const Result<AppOptions> said = parse({u"--theme"_s, u"light"_s}, environment);
    QVERIFY(said);
    QVERIFY(said->colorScheme == ColorScheme::Light);
}

void AppOptionsTest::relativeFilesBecomeAbsolute()
{
    const Result<AppOptions> options = parse({u"--database"_s, u"x/../payments.sqlite"_s});
    QVERIFY(options);
    QCOMPARE(options->databaseFile, QDir::current().absoluteFilePath(u"payments.sqlite"_s));
}

void AppOptionsTest::auditTrailOfAFile()
{
    const Result<AppOptions> options = parse({u"--verify-audit"_s, u"/tmp/a.sqlite"_s});
    QVERIFY(options);
    QCOMPARE(options->auditFile, u"/tmp/a.sqlite"_s);
    QCOMPARE(options->databaseFile, QString());
    QVERIFY(!parse({u"--verify-audit"_s}));
    QVERIFY(!parse({u"--verify-audit"_s, u"/tmp"_s})); // a folder
}

void AppOptionsTest::operatorNames_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"ada"_s << u"ada"_s;
    QTest::newRow("blank") << u"  "_s << u"operator"_s;
    QTest::newRow("control characters") << u"a\nd\u001ba"_s << u"ada"_s;
    QTest::newRow("endless") << QString(500, u'x') << QString(64, u'x');
}

void AppOptionsTest::operatorNames()
{
    QFETCH(QString, user);
    QFETCH(QString, name);
    const Result<AppOptions> options = parse({}, with(u"USER"_s, user));
    QVERIFY(options);
    QCOMPARE(options->operatorName, name);
}

void AppOptionsTest::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QStringList &arguments, const QString &field) {
        QTest::newRow(name) << arguments << field;
    };
    row("unknown option", {u"--frobnicate"_s}, u"--frobnicate"_s);
    row("stray word", {u"payments.sqlite"_s}, u"payments.sqlite"_s);
    row("empty argument", {u""_s}, u""_s);
    row("value missing", {u"--database"_s}, u"--database"_s);
    row("option instead of a value", {u"--database"_s, u"--demo"_s}, u"--database"_s);
    row("empty file name", {u"--database="_s}, u"--database"_s);
    row("folder", {u"--database"_s, QDir::tempPath()}, u"--database"_s);
    row("database in memory", {u"--database"_s, u":memory:"_s}, u"--database"_s);
    row("newline in the name", {u"--database"_s, u"a\nb"_s}, u"--database"_s);
    row("no such theme", {u"--theme"_s, u"pink"_s}, u"--theme"_s);
    row("no such level", {u"--log-level=loud"_s}, u"--log-level"_s);
    row("switch with a value", {u"--demo=yes"_s}, u"--demo"_s);
}

void AppOptionsTest::refusals()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, field);
    const Result<AppOptions> options = parse(arguments);
    QVERIFY2(!options, "must be refused");
    QVERIFY(options.error().code == ErrorCode::InvalidValue);
    QCOMPARE(options.error().field, field);
    QVERIFY(!options.error().detail.isEmpty());
    QVERIFY(options.error().detail.endsWith(u'.'));
    const bool quotesTheInput = field.contains(u'\n') || arguments.last().contains(u'\n');
    QVERIFY2(quotesTheInput || !options.error().detail.contains(u'\n'), "one line");
}

void AppOptionsTest::wrongEnvironmentIsRefusedByItsName()
{
    const Result<AppOptions> options = parse({}, with(u"ORCHESTRATORX_THEME"_s, u"pink"_s));
    QVERIFY(!options);
    QCOMPARE(options.error().field, u"ORCHESTRATORX_THEME"_s);
}

void AppOptionsTest::immediateAnswers()
{
    const QString program = u"orchestratorx"_s;
    QVERIFY(!immediateAnswer({program, u"--demo"_s}));
    const auto help = immediateAnswer({program, u"--demo"_s, u"--help"_s});
    QVERIFY(help);
    for (const QString &option :
         {u"--demo"_s, u"--database"_s, u"--theme"_s, u"--version"_s, u"ORCHESTRATORX_DATABASE"_s})
        QVERIFY2(help->contains(option), qPrintable(option));
    const auto version = immediateAnswer({program, u"--version"_s});
    QVERIFY(version);
    QVERIFY(version->startsWith(u"orchestratorx 0."_s));
    const auto points = immediateAnswer({program, u"--list-fault-points"_s});
    QVERIFY(points);
    QCOMPARE(points->count(u'\n'), faultPointNames().size());
    QVERIFY(points->contains(u"reserve.before_commit\n"_s));
}

QTEST_APPLESS_MAIN(AppOptionsTest)
#include "appoptionstest.moc"
