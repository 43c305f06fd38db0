#include "tests/support/seed.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Each in a block of its own line, where a Pan `pan`, another `other`, a Cvc `cvc`, SecretBytes
/// `bytes` and a QDataStream `stream` are at hand.
const QList<QByteArray> &leaks()
{
    static const QList<QByteArray> lines = {
        "Pan copy = pan;",
        "Pan copy; copy = pan;",
        "SecretBytes copy = bytes;",
        "qDebug() << pan;",
        "qDebug() << bytes;",
        "QTextStream(stdout) << cvc;",
        "std::cout << pan;",
        "stream << pan;",
        "stream << bytes;",
        "QString text = pan;",
        "QByteArray text = pan;",
        "QString(u\"%1\").arg(pan);",
        "std::string text(pan);",
        "std::string text = \"card \" + pan;",
        "pan.toString();",
        "bytes.toByteArray();",
        "QVariant value(pan);",
        "QVariant::fromValue(pan);",
        "QJsonObject json; json.insert(QString(), pan);",
        "QJsonObject json{{QString(), bytes}};",
        "pan == other;",
        "pan < other;",
        "QHash<Pan, int> table; table.insert(pan.clone(), 1);",
        "QSet<Pan> set; set.contains(pan);",
        "Pan wrong = cvc.clone();",
        "Cvc wrong(pan);",
        "if (pan) {}",
        "const char *text = pan;",
    };
    return lines;
}

struct Compiled
{
    bool accepted = false;
    QByteArray said;
};

/// What this build's compiler thinks of a function with these lines; the first is line 1.
Compiled compiled(const QList<QByteArray> &lines)
{
    QByteArray source = "#include \"services/core/securebytes.h\"\n"
                        "#include <QDataStream>\n#include <QDebug>\n#include <QJsonObject>\n"
                        "#include <QSet>\n#include <QTextStream>\n#include <QVariant>\n"
                        "#include <iostream>\n#include <string>\n"
                        "void use(const Pan &pan, const Pan &other, const Cvc &cvc,\n"
                        "         const SecretBytes &bytes, QDataStream &stream)\n{\n#line 1\n";
    for (const QByteArray &line : lines)
        source += "    { " + line + " }\n";
    source += "}\n";
    QProcess compiler;
    compiler.setProcessChannelMode(QProcess::MergedChannels);
    compiler.start(QStringLiteral(OX_COMPILER),
                   QStringLiteral(OX_INCLUDES).split(u'|', Qt::SkipEmptyParts)
                       + QStringList{u"-std=c++20"_s, u"-fPIC"_s, u"-fsyntax-only"_s,
                                     u"-fmax-errors=0"_s, u"-x"_s, u"c++"_s, u"-"_s});
    compiler.write(source);
    compiler.closeWriteChannel();
    const bool ended =
        compiler.waitForFinished(90'000) && compiler.exitStatus() == QProcess::NormalExit;
    return {ended && compiler.exitCode() == 0, compiler.readAll()};
}

} // namespace

/// What would let a secret out does not compile: every line of a list is refused, in a file that
/// compiles without them.
class SecretTypesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatIsMeantCompiles();
    void secret_types_negative_compile_data();
    void secret_types_negative_compile();

private:
    Compiled m_leaks;
};

void SecretTypesTest::initTestCase()
{
    testSeed();
    m_leaks = compiled(leaks());
    QVERIFY2(!m_leaks.accepted, "all of it compiles");
    QVERIFY2(!m_leaks.said.contains("fatal error:"), m_leaks.said.constData());
}

void SecretTypesTest::whatIsMeantCompiles()
{
    const Compiled meant = compiled(
        {"Pan copy = pan.clone(); qDebug() << copy.masked();", "bytes.sameAs(pan.reveal());",
         "static_cast<void>(cvc); static_cast<void>(other); static_cast<void>(stream);"});
    QVERIFY2(meant.accepted, meant.said.constData());
}

void SecretTypesTest::secret_types_negative_compile_data()
{
    QTest::addColumn<int>("line");
    for (int i = 0; i < leaks().size(); ++i)
        QTest::newRow(leaks().at(i).constData()) << i + 1;
}

void SecretTypesTest::secret_types_negative_compile()
{
    QFETCH(const int, line);
    // The place of the error, or of the use that led to one inside a header.
    const QByteArray place = "<stdin>:" + QByteArray::number(line) + ':';
    QVERIFY2(m_leaks.said.contains(place), "this compiles");
}

QTEST_GUILESS_MAIN(SecretTypesTest)
#include "secrettypestest.moc"
