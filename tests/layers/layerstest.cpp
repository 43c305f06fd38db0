#include "tests/layers/layerrules.h"
#include "tests/layers/lengthrules.h"
#include "tests/layers/sqlrules.h"
#include "tests/layers/typerules.h"
#include "tests/layers/wordrules.h"
#include "tests/support/seed.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;

/// The rules of ARCHITECTURE.md that a machine can check, over the whole tree; and for each rule a
/// piece of code that breaks it, so that it is seen to bite.
class LayersTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void includesPointDown();
    void noBannedWords();
    void everyConnectHasAContext();
    void nothingIsTooLong();
    void everyQueryNamesItsMerchant();
    void noPathsOfOneMachine();
    void noTypeIsDefinedTwice();

    void includeRule_data();
    void includeRule();
    void wordRule_data();
    void wordRule();
    void connectRule_data();
    void connectRule();
    void lengthRule_data();
    void lengthRule();
    void merchantRule_data();
    void merchantRule();
    void typeRule_data();
    void typeRule();
    void readerBlanksWhatIsNoCode_data();
    void readerBlanksWhatIsNoCode();

private:
    void report(const QStringList &problems);

    const QString m_root = QString::fromUtf8(OX_SOURCE_DIR);
    const QtModules m_modules{QString::fromUtf8(OX_QT_INCLUDE_DIR)};
    QList<SourceFile> m_files;
};

void LayersTest::initTestCase()
{
    testSeed();
    m_files = sourceTree(m_root);
    QVERIFY2(m_files.size() > 50, "the tree was not found");
    QCOMPARE(m_modules.moduleOf(u"QString"_s), u"QtCore"_s);
    QCOMPARE(m_modules.moduleOf(u"QPushButton"_s), u"QtWidgets"_s);
}

void LayersTest::report(const QStringList &problems)
{
    for (const QString &problem : problems) // Qt Test would cut a long message
        std::fprintf(stderr, "%s\n", qPrintable(problem));
    QVERIFY2(problems.isEmpty(), qPrintable(u"%1 findings, see above"_s.arg(problems.size())));
}

void LayersTest::includesPointDown()
{
    QStringList problems;
    for (const SourceFile &file : m_files)
        problems += includeProblems(file, m_modules);
    report(problems);
}

void LayersTest::noBannedWords()
{
    QStringList problems;
    for (const SourceFile &file : m_files)
        problems += wordProblems(file);
    report(problems);
}

void LayersTest::everyConnectHasAContext()
{
    QStringList problems;
    for (const SourceFile &file : m_files)
        problems += connectProblems(file);
    report(problems);
}

void LayersTest::nothingIsTooLong()
{
    QStringList problems;
    for (const SourceFile &file : m_files)
        problems += lengthProblems(file);
    report(problems);
}

void LayersTest::everyQueryNamesItsMerchant()
{
    QString schema;
    QDirIterator walk(m_root + u"/resources/sql"_s, {u"*.sql"_s}, QDir::Files,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile file(walk.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        schema += QString::fromUtf8(file.readAll());
    }
    const QSet<QString> tables = merchantTables(schema);
    QVERIFY(tables.contains(u"payment"_s));
    QVERIFY(tables.contains(u"operation"_s));
    QStringList problems;
    for (const SourceFile &file : m_files) {
        if (file.path.startsWith(u"services/storage/"))
            problems += merchantProblems(file, tables);
    }
    report(problems);
}

void LayersTest::noPathsOfOneMachine()
{
    QStringList problems;
    for (const SourceFile &file : m_files)
        problems += pathProblems(file.path, file.text);
    for (const QString &name :
         QDir(m_root).entryList({u"*.md"_s, u"*.txt"_s, u"dev"_s}, QDir::Files)) {
        QFile file(m_root + u'/' + name);
        if (file.open(QIODevice::ReadOnly))
            problems += pathProblems(name, QString::fromUtf8(file.readAll()));
    }
    report(problems);
}

void LayersTest::noTypeIsDefinedTwice()
{
    report(typeProblems(m_files));
}

void LayersTest::includeRule_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *name, const QString &path, const QString &line, bool allowed) {
        QTest::newRow(name) << path << line << allowed;
    };
    const QString domain = u"services/domain/money.h"_s;
    const QString model = u"models/paymenttablemodel.cpp"_s;
    const QString widget = u"ui/payments/paymentspage.cpp"_s;
    row("domain to core", domain, u"#include \"services/core/result.h\""_s, true);
    row("domain to itself", domain, u"#include \"services/domain/currency.h\""_s, true);
    row("domain up to storage", domain, u"#include \"services/storage/database.h\""_s, false);
    row("core up to domain", u"services/core/id.h"_s, u"#include \"services/domain/money.h\""_s,
        false);
    row("storage across to processors", u"services/storage/row.h"_s,
        u"#include \"services/processors/connector.h\""_s, false);
    row("engine to storage", u"services/engine/engine.h"_s,
        u"#include \"services/storage/database.h\""_s, true);
    row("vault to domain", u"services/vault/vault.h"_s, u"#include \"services/domain/card.h\""_s,
        true);
    row("vault to storage", u"services/vault/vault.h"_s,
        u"#include \"services/storage/vaultstore.h\""_s, false);
    row("storage to vault", u"services/storage/vaultstore.h"_s,
        u"#include \"services/vault/vault.h\""_s, false);
    row("engine to vault", u"services/engine/engine.h"_s, u"#include \"services/vault/vault.h\""_s,
        true);
    row("the keychain in vault", u"services/vault/x.cpp"_s, u"#include <qt6keychain/keychain.h>"_s,
        true);
    row("the keychain in the engine", u"services/engine/x.cpp"_s,
        u"#include <qt6keychain/keychain.h>"_s, false);
    row("ciphers in the engine", u"services/engine/x.cpp"_s, u"#include <openssl/evp.h>"_s, false);
    row("models to interfaces", model, u"#include \"services/interfaces/payments.h\""_s, true);
    row("models to the engine", model, u"#include \"services/engine/engine.h\""_s, false);
    row("ui to interfaces", widget, u"#include \"services/interfaces/payments.h\""_s, false);
    row("ui to models", widget, u"#include \"models/displaytext.h\""_s, true);
    row("app to anything", u"app/composition.cpp"_s, u"#include \"ui/mainwindow.h\""_s, true);
    row("product to tests", model, u"#include \"tests/support/seed.h\""_s, false);
    row("test to anything", u"tests/models/x.cpp"_s, u"#include \"ui/mainwindow.h\""_s, true);
    row("not from the root", domain, u"#include \"currency.h\""_s, false);
    row("upwards", domain, u"#include \"../core/result.h\""_s, false);
    row("moc output", model, u"#include \"paymenttablemodel.moc\""_s, true);
    row("Qt Core in domain", domain, u"#include <QString>"_s, true);
    row("Qt Network in domain", domain, u"#include <QNetworkReply>"_s, false);
    row("Qt Sql in storage", u"services/storage/database.cpp"_s, u"#include <QSqlQuery>"_s, true);
    row("Qt Sql in ui", widget, u"#include <QSqlQuery>"_s, false);
    row("Gui in models", model, u"#include <QColor>"_s, false);
    row("Widgets in models", model, u"#include <QtWidgets/QDialog>"_s, false);
    row("WebEngine in a page", widget, u"#include <QWebEngineView>"_s, false);
    row("WebEngine in the challenge", u"ui/challenge/challengeview.cpp"_s,
        u"#include <QWebEngineView>"_s, true);
    row("standard anywhere", domain, u"#include <optional>"_s, true);
    row("system header", u"app/hardening.cpp"_s, u"#include <sys/resource.h>"_s, true);
    row("stranger", domain, u"#include <boost/beast/http.hpp>"_s, false);
    row("Beast in http", u"services/http/httpparser.cpp"_s, u"#include <boost/beast/http.hpp>"_s,
        true);
    row("in a comment", domain, u"// #include \"services/storage/database.h\""_s, true);
    row("no layer", u"services/misc/x.h"_s, u"#include <QString>"_s, false);
}

void LayersTest::includeRule()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    QFETCH(bool, allowed);
    const SourceFile file = sourceFile(path, u"#pragma once\n\n"_s + line + u'\n');
    const QStringList problems = includeProblems(file, m_modules);
    QVERIFY2(problems.isEmpty() == allowed, qPrintable(problems.join(u'\n')));
}

void LayersTest::wordRule_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *name, const QString &path, const QString &code, bool allowed) {
        QTest::newRow(name) << path << code << allowed;
    };
    const QString engine = u"services/engine/engine.cpp"_s;
    const QString test = u"tests/engine/enginetest.cpp"_s;
    row("event loop", engine, u"QEventLoop loop;"_s, false);
    row("events", engine, u"QCoreApplication::processEvents();"_s, false);
    row("waiting", engine, u"process.waitForFinished();"_s, false);
    row("waiting in a test", test, u"process.waitForFinished();"_s, true);
    row("sleeping", engine, u"QThread::msleep(5);"_s, false);
    row("sleeping in a test", test, u"QThread::sleep(1);"_s, false);
    row("standard sleeping", test, u"std::this_thread::sleep_for(5ms);"_s, false);
    row("waiting as tests do", test, u"QTest::qWait(5);"_s, true);
    row("blocking call", engine, u"invoke(a, Qt::BlockingQueuedConnection);"_s, false);
    row("by name", test, u"connect(a, SIGNAL(x()), b, SLOT(y()));"_s, false);
    row("then", engine, u"future.then(this, f);"_s, false);
    row("plain file secrets", u"services/vault/vault.cpp"_s, u"job.setInsecureFallback(true);"_s,
        false);
    row("words in the engine", engine, u"return tr(\"Failed\");"_s, false);
    row("words in app", u"app/composition.cpp"_s, u"QObject::tr(\"Failed\");"_s, false);
    row("words in models", u"models/errortext.cpp"_s, u"return tr(\"Failed\");"_s, true);
    row("words in ui", u"ui/mainwindow.cpp"_s, u"setText(tr(\"Failed\"));"_s, true);
    row("double near money", u"services/domain/money.cpp"_s, u"double amount = 0;"_s, false);
    row("toDouble near money", u"services/domain/money.cpp"_s, u"text.toDouble();"_s, false);
    row("toDouble in a connector", u"services/processors/simulator/x.cpp"_s,
        u"json[u\"amount\"_s].toDouble();"_s, false);
    row("double elsewhere", u"ui/widgets/moneybar.cpp"_s, u"double share = 0;"_s, true);
    row("throwing", engine, u"throw 1;"_s, false);
    row("silencing", engine, u"#pragma GCC diagnostic ignored \"-Wall\""_s, false);
    row("in a comment", engine, u"// never QEventLoop"_s, true);
    row("in a text", engine, u"log(u\"QEventLoop\"_s);"_s, true);
    row("part of a word", engine, u"int MyQEventLooper = 0;"_s, true);
    row("header without pragma", u"models/x.h"_s, u"struct X {};"_s, false);
    row("header with pragma", u"models/x.h"_s, u"#pragma once\nstruct X {};"_s, true);
    row("using in a header", u"models/x.h"_s, u"#pragma once\nusing namespace std;"_s, false);
}

void LayersTest::wordRule()
{
    QFETCH(QString, path);
    QFETCH(QString, code);
    QFETCH(bool, allowed);
    const QStringList problems = wordProblems(sourceFile(path, code));
    QVERIFY2(problems.isEmpty() == allowed, qPrintable(problems.join(u'\n')));
}

void LayersTest::connectRule_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("lambda alone") << u"connect(a, &A::b, [] { c(d, e); });"_s << false;
    QTest::newRow("static, lambda alone") << u"QObject::connect(a, &A::b, [] {});"_s << false;
    QTest::newRow("lambda with context") << u"connect(a, &A::b, this, [x, y] { c(d); });"_s << true;
    QTest::newRow("member") << u"connect(a, &A::b, c, &C::d);"_s << true;
    QTest::newRow("queued") << u"connect(a, &A::b, c, &C::d, Qt::QueuedConnection);"_s << true;
    QTest::newRow("the system's") << u"::connect(fd, address, length);"_s << true;
    QTest::newRow("another's") << u"socket.connect(a, b, c);"_s << true;
    QTest::newRow("disconnect") << u"disconnect(a, nullptr, b);"_s << true;
}

void LayersTest::connectRule()
{
    QFETCH(QString, code);
    QFETCH(bool, allowed);
    const QStringList problems = connectProblems(sourceFile(u"ui/x.cpp"_s, code));
    QCOMPARE(problems.isEmpty(), allowed);
}

void LayersTest::lengthRule_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("allowed");
    const auto lines = [](int count) { return QString(u"    x();\n"_s).repeated(count); };
    const QString head = u"int A::b(int c)\n    : d{c}\n{\n"_s;
    QTest::newRow("70 lines of function") << QString(head + lines(68) + u"}\n") << true;
    QTest::newRow("71 lines of function") << QString(head + lines(69) + u"}\n") << false;
    QTest::newRow("method in a class") << QString(
        u"class A : public B\n{\n    void c() const\n    {\n" + lines(69) + u"    }\n};\n")
                                       << false;
    QTest::newRow("in a namespace")
        << QString(u"namespace {\nvoid c()\n{\n" + lines(69) + u"}\n}\n") << false;
    QTest::newRow("a long table") << QString(u"const X kRows[] = {\n" + lines(200) + u"};\n")
                                  << true;
    QTest::newRow("a long class of short functions")
        << QString(u"struct A\n{\n" + QString(u"    void b() { c(); }\n"_s).repeated(100) + u"};\n")
        << true;
    QTest::newRow("a long table in a call")
        << QString(u"const auto k = std::to_array<X>({\n" + lines(200) + u"});\n") << true;
    QTest::newRow("an operator") << QString(u"bool operator==(A a, A b)\n{\n" + lines(69) + u"}\n")
                                 << false;
    QTest::newRow("default argument")
        << QString(u"void a(int b = 1)\n{\n" + lines(69) + u"}\n") << false;
    QTest::newRow("two functions of 40 lines")
        << QString(u"void a()\n{\n" + lines(40) + u"}\nvoid b()\n{\n" + lines(40) + u"}\n") << true;
    QTest::newRow("500 lines") << QString(u"\n"_s).repeated(500) << true;
    QTest::newRow("501 lines") << QString(u"\n"_s).repeated(501) << false;
    QTest::newRow("100 columns") << QString(QString(100, u'x') + u'\n') << true;
    QTest::newRow("101 columns") << QString(QString(101, u'x') + u'\n') << false;
}

void LayersTest::lengthRule()
{
    QFETCH(QString, code);
    QFETCH(bool, allowed);
    const QStringList problems = lengthProblems(sourceFile(u"ui/x.cpp"_s, code));
    QVERIFY2(problems.isEmpty() == allowed, qPrintable(problems.join(u'\n')));
}

void LayersTest::typeRule_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("another name") << u"struct B\n{\n};\n"_s << true;
    QTest::newRow("the same") << u"struct A\n{\n};\n"_s << false;
    QTest::newRow("of another kind") << u"class A final : public QObject\n{\n};\n"_s << false;
    QTest::newRow("an enum") << u"#include <x>\nenum class A : int { B };\n"_s << false;
    QTest::newRow("only declared") << u"struct A;\n"_s << true;
    QTest::newRow("in no other file's sight") << u"namespace {\nstruct A\n{\n};\n}\n"_s << true;
    QTest::newRow("of a class") << u"struct B::A\n{\n};\n"_s << true;
    QTest::newRow("in a class") << u"struct B\n{\n    struct A\n    {\n    };\n};\n"_s << true;
    QTest::newRow("given back") << u"struct A a()\n{\n}\n"_s << true;
}

void LayersTest::typeRule()
{
    QFETCH(QString, code);
    QFETCH(bool, allowed);
    const QStringList problems =
        typeProblems({sourceFile(u"models/a.h"_s, u"struct A\n{\n    int b = 0;\n};\n"_s),
                      sourceFile(u"services/api/x.h"_s, code)});
    QVERIFY2(problems.isEmpty() == allowed, qPrintable(problems.join(u'\n')));
}

void LayersTest::merchantRule_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("named") << u"f(u\"SELECT a FROM payment WHERE merchant_id = ?\"_s);"_s << true;
    QTest::newRow("not named") << u"f(u\"SELECT a FROM payment WHERE id = ?\"_s);"_s << false;
    QTest::newRow("read, not asked for")
        << u"f(u\"SELECT merchant_id FROM payment WHERE id = ?\"_s);"_s << false;
    QTest::newRow("named in a later piece")
        << u"f(u\"SELECT \"_s + columns()\n + u\" FROM payment \"\n \"WHERE merchant_id = ?\"_s);"_s
        << true;
    QTest::newRow("named in another statement")
        << u"f(u\"UPDATE payment SET a = 1\"_s); g(u\"merchant_id = ?\"_s);"_s << false;
    QTest::newRow("joined") << u"f(u\"SELECT 1 FROM other JOIN payment USING (id)\"_s);"_s << false;
    QTest::newRow("deleted") << u"f(u\"DELETE FROM payment WHERE id = ?\"_s);"_s << false;
    QTest::newRow("another table") << u"f(u\"SELECT key FROM installation\"_s);"_s << true;
    QTest::newRow("allowed function")
        << u"Result<X> OperationStore::open()\n{\n    f(u\"SELECT a FROM payment\"_s);\n}"_s
        << true;
    QTest::newRow("function after an allowed one")
        << u"X OperationStore::open()\n{\n}\n\nX OperationStore::any()\n{\n"
           "    f(u\"SELECT a FROM payment\"_s);\n}"_s
        << false;
}

void LayersTest::merchantRule()
{
    QFETCH(QString, code);
    QFETCH(bool, allowed);
    const QSet<QString> tables = merchantTables(
        u"CREATE TABLE payment (\n    row_id INTEGER,\n    merchant_id TEXT NOT NULL\n);\n"
        "CREATE TABLE installation (\n    key BLOB\n);\n"_s);
    QCOMPARE(tables, QSet<QString>({u"payment"_s}));
    const SourceFile file = sourceFile(u"services/storage/x.cpp"_s, code);
    QCOMPARE(merchantProblems(file, tables).isEmpty(), allowed);
}

void LayersTest::readerBlanksWhatIsNoCode_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("line comment") << u"a // b\nc"_s << u"a     \nc"_s;
    QTest::newRow("block comment") << u"a /* b\nc */ d"_s << u"a     \n     d"_s;
    QTest::newRow("literal") << u"a(\"b{c\")"_s << u"a(\"   \")"_s;
    QTest::newRow("escaped quote") << u"a(\"b\\\"c\") d"_s << u"a(\"    \") d"_s;
    QTest::newRow("character") << u"a('{')"_s << u"a(' ')"_s;
    QTest::newRow("wide character") << u"a(u'{')"_s << u"a(u' ')"_s;
    QTest::newRow("digit separator") << u"a(1'000'000) {"_s << u"a(1'000'000) {"_s;
    QTest::newRow("raw literal") << u"R\"x(a\"{b)x\" c"_s << u"R\"x(    )x\" c"_s;
    QTest::newRow("comment marks in a literal") << u"\"//\" a"_s << u"\"  \" a"_s;
    QTest::newRow("unfinished") << u"a /* b"_s << u"a     "_s;
}

void LayersTest::readerBlanksWhatIsNoCode()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    QCOMPARE(sourceFile(u"x.cpp"_s, text).code, code);
}

QTEST_APPLESS_MAIN(LayersTest)
#include "layerstest.moc"
