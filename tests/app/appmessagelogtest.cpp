#include "app/messagelog.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QDebug>
#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

class AppMessageLogTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init();
    void writesTimeLevelAndCategory();
    void keepsItsThreshold();
    void scrubsEveryLine();
    void log_injection_data();
    void log_injection();
    void networkChatterIsNeverWritten();
    void rotates();
    void onlyTheOwnerMayRead();
    void survivesAFolderThatCannotBe();
    void manyThreads();
    void givesTheHandlerBack();
    void appendsToWhatIsThere();

private:
    MessageLog::Options options() const
    {
        MessageLog::Options options;
        options.folder = m_folder->filePath(u"logs"_s);
        return options;
    }
    QByteArray written() const { return read(u"logs/orchestratorx.log"_s); }
    QByteArray read(const QString &name) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
};

void AppMessageLogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void AppMessageLogTest::writesTimeLevelAndCategory()
{
    static const QLoggingCategory category("ox.engine");
    {
        const MessageLog log(options(), m_clock);
        QVERIFY(log.isWritingToFile());
        qWarning("disk is slow");
        qCInfo(category, "recovery done");
    }
    QCOMPARE(written(), QByteArray("2026-05-28T20:26:40.000Z warning: disk is slow\n"
                                   "2026-05-28T20:26:40.000Z info ox.engine: recovery done\n"));
}

void AppMessageLogTest::keepsItsThreshold()
{
    MessageLog::Options wanted = options();
    wanted.threshold = QtWarningMsg;
    {
        const MessageLog log(wanted, m_clock);
        qDebug("a detail");
        qInfo("a fact");
        qWarning("a worry");
        qCritical("a breach");
    }
    const QByteArray lines = written();
    QVERIFY(!lines.contains("a detail"));
    QVERIFY(!lines.contains("a fact"));
    QVERIFY(lines.contains("a worry"));
    QVERIFY(lines.contains("critical: a breach"));
}

void AppMessageLogTest::scrubsEveryLine()
{
    {
        const MessageLog log(options(), m_clock);
        qWarning("card 4242 4242 4242 4242 key sk_test_abc Authorization: Bearer xyz");
    }
    const QByteArray lines = written();
    QVERIFY(lines.contains("card "));
    for (const char *secret : {"4242", "abc", "xyz"})
        QVERIFY2(!lines.contains(secret), lines.constData());
}

void AppMessageLogTest::log_injection_data()
{
    QTest::addColumn<QString>("hostile");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](const char *name, const QString &hostile, const QByteArray &kept) {
        QTest::newRow(name) << hostile << kept;
    };
    row("new line", u"first\n2026-05-28T20:26:40.000Z info: forged"_s, "first\\u000a2026");
    row("carriage return", u"shown\rhidden"_s, "shown\\u000dhidden");
    row("both", u"a\r\nb"_s, "a\\u000d\\u000ab");
    row("terminal colours", u"\u001b[2Jgone"_s, "\\u001b[2Jgone");
    row("backspace", u"paid\b\b\b\bdeclined"_s, "paid\\u0008");
    row("next line", u"a\u0085b"_s, "a\\u0085b");
    row("line separator", u"a\u2028b"_s, "a\\u2028b");
    row("paragraph separator", u"a\u2029b"_s, "a\\u2029b");
    row("right to left", u"\u202Egnp.exe"_s, "\\u202egnp.exe");
    row("isolate", u"\u2066x\u2069"_s, "\\u2066x\\u2069");
    row("nothing", u"a\0b"_s, "a\\u0000b");
    row("format", u"%s%n%p"_s, "%s%n%p");
}

/// Whatever a message says, it is one line, and nothing in it acts on whoever reads the file.
void AppMessageLogTest::log_injection()
{
    QFETCH(const QString, hostile);
    QFETCH(const QByteArray, written);
    {
        const MessageLog log(options(), m_clock);
        qWarning().noquote() << hostile;
    }
    const QByteArray line = this->written();
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    QVERIFY2(line.contains(written), line.constData());
    for (const QChar character : QString::fromUtf8(line.chopped(1)))
        QVERIFY2(character.isPrint(), line.constData());
}

void AppMessageLogTest::networkChatterIsNeverWritten()
{
    static const QLoggingCategory chatter("qt.network.http2", QtDebugMsg);
    {
        const MessageLog log(options(), m_clock);
        QLoggingCategory::setFilterRules(u"qt.network.*=true"_s); // somebody insists
        qCWarning(chatter, "whole request");
        qWarning("still here");
        QLoggingCategory::setFilterRules({});
    }
    QVERIFY(!written().contains("whole request"));
    QVERIFY(written().contains("still here"));
}

void AppMessageLogTest::rotates()
{
    MessageLog::Options small = options();
    small.bytesPerFile = 200;
    small.files = 3;
    {
        const MessageLog log(small, m_clock);
        for (int i = 0; i < 40; ++i)
            qWarning("line number %02d", i); // 49 bytes: four of them fit a file
    }
    const QStringList names = QDir(small.folder).entryList(QDir::Files, QDir::Name);
    QCOMPARE(names, QStringList({u"orchestratorx.log"_s, u"orchestratorx.log.1"_s,
                                 u"orchestratorx.log.2"_s}));
    for (const QString &name : names)
        QVERIFY(read(u"logs/"_s + name).size() <= 200);
    QVERIFY(written().contains("line number 39"));
    QVERIFY(read(u"logs/orchestratorx.log.1"_s).contains("line number 35"));
    QVERIFY(read(u"logs/orchestratorx.log.2"_s).contains("line number 31"));
}

void AppMessageLogTest::onlyTheOwnerMayRead()
{
    const MessageLog log(options(), m_clock);
    const QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFileInfo(log.fileName()).permissions() & others, QFile::Permissions());
}

void AppMessageLogTest::survivesAFolderThatCannotBe()
{
    QFile inTheWay(m_folder->filePath(u"logs"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const MessageLog log(options(), m_clock);
    QVERIFY(!log.isWritingToFile());
    qWarning("goes to the terminal");
}

void AppMessageLogTest::manyThreads()
{
    MessageLog::Options small = options();
    small.bytesPerFile = 10000;
    small.files = 100;
    {
        const MessageLog log(small, m_clock);
        std::vector<std::thread> threads;
        threads.reserve(4);
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([thread] {
                for (int i = 0; i < 200; ++i)
                    qWarning("thread %d line %d end", thread, i);
            });
        }
        for (std::thread &thread : threads)
            thread.join();
    }
    int lines = 0;
    for (const QString &name : QDir(small.folder).entryList(QDir::Files)) {
        for (const QByteArray &line : read(u"logs/"_s + name).split('\n')) {
            if (line.isEmpty())
                continue;
            QVERIFY2(line.startsWith("2026-") && line.endsWith(" end"), line.constData());
            ++lines;
        }
    }
    QCOMPARE(lines, 800);
}

void AppMessageLogTest::givesTheHandlerBack()
{
    {
        const MessageLog log(options(), m_clock);
        qWarning("inside");
    }
    QTest::ignoreMessage(QtWarningMsg, "outside");
    qWarning("outside");
    QVERIFY(written().contains("inside"));
    QVERIFY(!written().contains("outside"));
}

void AppMessageLogTest::appendsToWhatIsThere()
{
    for (const char *text : {"first run", "second run"}) {
        const MessageLog log(options(), m_clock);
        qWarning("%s", text);
    }
    QVERIFY(written().contains("first run"));
    QVERIFY(written().contains("second run"));
}

QTEST_GUILESS_MAIN(AppMessageLogTest)
#include "appmessagelogtest.moc"
