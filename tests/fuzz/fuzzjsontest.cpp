#include "services/api/json/jsonparser.h"
#include "services/api/json/jsonreader.h"
#include "services/api/json/jsonwriter.h"
#include "tests/support/mutator.h"
#include "tests/support/seed.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

/// Broken bodies, by the hundred thousand: what is taken is what another reader takes too, keeps to
/// the rules, and reads the same when it is written and read again.
class FuzzJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void corpusIsThere();
    void fuzz_json();

private:
    const QByteArrayList m_corpus = fuzzCorpus(QString::fromUtf8(OX_CORPUS));
};

namespace {

/// Depth and number of values, and whether a name stands twice.
struct Shape
{
    int depth = 0;
    int values = 0;
    bool hasTwins = false;
};

Shape shapeOf(const JsonValue &value)
{
    Shape shape{0, 1, false};
    const auto take = [&shape](const JsonValue &inner) {
        const Shape other = shapeOf(inner);
        shape.depth = qMax(shape.depth, other.depth);
        shape.values += other.values;
        shape.hasTwins = shape.hasTwins || other.hasTwins;
    };
    QSet<QByteArray> names;
    for (const JsonValue &item : value.items())
        take(item);
    for (const JsonMember &member : value.members()) {
        shape.hasTwins = shape.hasTwins || names.contains(member.name);
        names.insert(member.name);
        take(member.value);
    }
    const bool isContainer =
        value.kind() == JsonValue::Kind::Array || value.kind() == JsonValue::Kind::Object;
    shape.depth += isContainer ? 1 : 0;
    return shape;
}

QByteArray problemOf(const QByteArray &input)
{
    JsonValue value;
    const std::optional<JsonFault> fault = readJson(input, value);
    if (fault)
        return fault->message().isEmpty() ? "a fault without words" : QByteArray();
    const Shape shape = shapeOf(value);
    if (shape.depth > JsonLimits().depth || shape.values > JsonLimits().values || shape.hasTwins)
        return "beyond a limit";
    const QByteArray text = toJson(value);
    JsonValue again;
    if (readJson(text, again) || toJson(again) != text)
        return "reads otherwise when it is written";
    // Qt's reader wants an array or object at the top, and is laxer than ours in all other things.
    // It does not take exponents beyond a double, which we keep as they are spelled.
    const bool hasExponents = input.toLower().contains('e');
    if (shape.depth > 0 && !hasExponents && QJsonDocument::fromJson(input).isNull())
        return "another reader refuses it";
    return {};
}

} // namespace

void FuzzJsonTest::corpusIsThere()
{
    QVERIFY(m_corpus.size() >= 8);
    for (const QByteArray &input : m_corpus) {
        JsonValue value;
        QVERIFY2(!readJson(input, value), input.constData());
    }
}

void FuzzJsonTest::fuzz_json()
{
    Mutator mutator(testSeed(), m_corpus,
                    {"{",
                     "}",
                     "[",
                     "]",
                     ",",
                     ":",
                     "\"",
                     "\\",
                     "\\u0000",
                     "\\ud800",
                     "\\udc00",
                     "\\ud83d\\ude00",
                     "null",
                     "true",
                     "1e999",
                     "-0",
                     "0.1",
                     "1E+2",
                     "01",
                     "[[[[[[[[[",
                     "\"amount\":1,",
                     "\"\\u0061mount\":1,",
                     "\"metadata\":{\"a\":\"\\n\"},",
                     "\xEF\xBB\xBF",
                     "\xED\xA0\x80",
                     "\xC0\x80",
                     QByteArray(1, '\0'),
                     "9223372036854775808",
                     "123456789012345678901234567890",
                     "/*x*/",
                     "NaN"});
    const FuzzBudget budget;
    qint64 runs = 0;
    qint64 taken = 0;
    while (!budget.isSpent()) {
        const QByteArray input = mutator.next();
        const QByteArray problem = problemOf(input);
        if (!problem.isEmpty())
            QFAIL(qPrintable(QString::fromLatin1(QByteArray(problem + ": " + input.toHex()))));
        JsonValue value;
        if (!readJson(input, value)) {
            ++taken;
            // Nobody may trip over what passed.
            readObject(value, [](JsonReader &in) {
                in.requiredInteger("amount"_L1, 0, 999'999'999);
                in.object("billing"_L1, [](JsonReader &inner) { inner.text("line1"_L1); });
                in.eachObject("order_details"_L1, [](JsonReader &line) { line.integer("n"_L1); });
                in.texts("tags"_L1);
            });
        }
        ++runs;
    }
    qInfo("%lld inputs, %lld of them taken", runs, taken);
    QVERIFY(runs > 100 && taken > 0);
}

QTEST_GUILESS_MAIN(FuzzJsonTest)
#include "fuzzjsontest.moc"
