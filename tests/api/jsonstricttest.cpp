#include "services/api/json/jsonparser.h"
#include "services/api/json/jsonreader.h"
#include "services/api/json/jsonwriter.h"
#include "tests/support/seed.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(JsonFault::Kind)

/// What a body may be, value by value; taking fields out of one; and writing one.
class JsonStrictTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }

    void refuses_data();
    void refuses();
    void refusesWhatIsJson_data();
    void refusesWhatIsJson() { refuses(); }
    void accepts_data();
    void accepts();
    void integers_data();
    void integers();
    void limits();
    void keepsWhatStandsThere();
    void namesThePlace_data();
    void namesThePlace();

    void readsFields();
    void fieldFaults_data();
    void fieldFaults();
    void theFirstFaultIsKept();
    void unknownNamesAreMasked();
    void bodyMustBeAnObject();

    void writes();
    void writesWhatItRead();
};

void JsonStrictTest::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<JsonFault::Kind>("kind");
    const auto row = [](const char *name, const QByteArray &body) {
        QTest::newRow(name) << body << JsonFault::Kind::Malformed;
    };
    row("empty", "");
    row("blank", "  \n");
    row("mark", "\xEF\xBB\xBF{}");
    row("UTF-16", QByteArray("{\0}\0", 4));
    row("two values", "{}{}");
    row("rubbish after it", "{} x");
    row("zero byte and rubbish after it", QByteArray("{}\0 {\"a\":1}", 11));
    row("zero byte at the end", QByteArray("{}\0", 3));
    row("not closed", "{\"a\":1");
    row("closed twice", "{\"a\":1}}");
    row("comma at the end", "{\"a\":1,}");
    row("comma at the end of an array", "[1,]");
    row("comment", "{/* a */}");
    row("line comment", "{} // a");
    row("single quotes", "{'a':1}");
    row("bare name", "{a:1}");
    row("number as a name", "{1:1}");
    row("True", "{\"a\":True}");
    row("NaN", "{\"a\":NaN}");
    row("Infinity", "{\"a\":Infinity}");
    row("plus", "{\"a\":+1}");
    row("zero in front", "{\"a\":01}");
    row("hexadecimal", "{\"a\":0x10}");
    row("point without digits", "{\"a\":1.}");
    row("point first", "{\"a\":.5}");
    row("minus alone", "{\"a\":-}");
    row("exponent without digits", "{\"a\":1e}");
    row("too large for anything", "{\"a\":1e999}");
    row("raw line feed in a text", "{\"a\":\"x\ny\"}");
    row("raw tabulator in a text", "{\"a\":\"x\ty\"}");
    row("text not closed", "{\"a\":\"x}");
    row("unknown escape", "{\"a\":\"\\x41\"}");
    row("short escape", "{\"a\":\"\\u12\"}");
    row("first surrogate alone", "{\"a\":\"\\ud83d\"}");
    row("first surrogate and a letter", "{\"a\":\"\\ud83dx\"}");
    row("second surrogate alone", "{\"a\":\"\\ude00\"}");
    row("surrogates the wrong way round", "{\"a\":\"\\ude00\\ud83d\"}");
    row("surrogate as UTF-8", "{\"a\":\"\xED\xA0\xBD\"}");
    row("overlong", "{\"a\":\"\xC0\xAF\"}");
    row("above U+10FFFF", "{\"a\":\"\xF4\x90\x80\x80\"}");
    row("byte alone", "{\"a\":\"\xFF\"}");
    row("cut character", "{\"a\":\"\xE2\x82\"}");
    row("not UTF-8 in a name", "{\"\xFF\":1}");
    row("no-break space between", "{\xC2\xA0}");
}

void JsonStrictTest::refusesWhatIsJson_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<JsonFault::Kind>("kind");
    const auto row = [](const char *name, const QByteArray &body, JsonFault::Kind kind) {
        QTest::newRow(name) << body << kind;
    };
    using enum JsonFault::Kind;
    row("same name", R"({"a":1,"a":1})", DuplicateKey);
    row("same name, one escaped", R"({"amount":1,"\u0061mount":2})", DuplicateKey);
    row("same name further in", R"({"x":{"y":[{"a":1,"b":2,"a":3}]}})", DuplicateKey);
    row("same empty name", R"({"":1,"":2})", DuplicateKey);
    row("escaped zero", R"({"a":"\u0000"})", ControlCharacter);
    row("escaped line feed", R"({"a":"x\ny"})", ControlCharacter);
    row("escaped tabulator", R"({"a":"x\ty"})", ControlCharacter);
    row("escaped U+001F", R"({"a":"\u001f"})", ControlCharacter);
    row("line feed in a name", R"({"a\nb":1})", ControlCharacter);
    row("line feed in a name in metadata", R"({"metadata":{"a\nb":1}})", ControlCharacter);
    row("return in metadata", R"({"metadata":{"a":"x\ry"}})", ControlCharacter);
    row("line feed beside metadata", R"({"metadata":{},"b":"x\ny"})", ControlCharacter);
    row("too deep", QByteArray(17, '[') + QByteArray(17, ']'), TooDeep);
    row("much too deep", QByteArray(60'000, '['), TooDeep);
    row("too deep in objects", QByteArray("{\"a\":").repeated(17) + "1" + QByteArray(17, '}'),
        TooDeep);
    row("too many", "[" + QByteArray("1,").repeated(1'999) + "1]", TooManyValues);
}

void JsonStrictTest::refuses()
{
    QFETCH(QByteArray, body);
    QFETCH(JsonFault::Kind, kind);
    JsonValue value;
    const std::optional<JsonFault> fault = readJson(body, value);
    QVERIFY2(fault, "was taken");
    QCOMPARE(fault->kind, kind);
    QVERIFY(!fault->message().isEmpty());
    QVERIFY(value.isNull());
}

void JsonStrictTest::accepts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("again");
    const auto row = [](const char *name, const QByteArray &body, const QByteArray &again = {}) {
        QTest::newRow(name) << body << (again.isEmpty() ? body : again);
    };
    row("object", "{}");
    row("array", "[]");
    row("null", "null");
    row("blanks", " \t\r\n{ \"a\" : [ true , false ] }\n", R"({"a":[true,false]})");
    row("order is kept", R"({"b":1,"a":2})");
    row("numbers as they stand", R"([0,-1,10.0,1e1,1E+2,0.10,-0.0])");
    row("numbers beyond 64 bits", "[123456789012345678901234567890]");
    row("escapes", R"({"a":"\u0041\/\"\\"})", R"({"a":"A/\"\\"})");
    row("pair of surrogates", R"({"a":"\ud83d\ude00"})", "{\"a\":\"\xF0\x9F\x98\x80\"}");
    row("UTF-8", "{\"a\":\"J\xC3\xBCrgen\"}");
    row("line feed in metadata", R"({"metadata":{"note":"x\ny"}})");
    row("line feed deep in metadata", R"({"a":{"metadata":{"b":["x\ny"]}}})");
    row("same name in two objects", R"({"a":{"a":1},"b":{"a":2}})");
    row("names differ in case", R"({"a":1,"A":2})");
    row("as deep as may be", QByteArray(16, '[') + QByteArray(16, ']'));
    row("as many as may be", "[" + QByteArray("1,").repeated(1'998) + "1]");
}

void JsonStrictTest::accepts()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, again);
    JsonValue value;
    const std::optional<JsonFault> fault = readJson(body, value);
    QVERIFY2(!fault, fault ? qPrintable(fault->message()) : "");
    QCOMPARE(toJson(value), again);
}

void JsonStrictTest::integers_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<std::optional<qint64>>("value");
    const auto row = [](const char *token, std::optional<qint64> value) {
        QTest::newRow(token) << QByteArray(token) << value;
    };
    row("0", 0);
    row("-0", 0);
    row("1", 1);
    row("-1", -1);
    row("6540", 6540);
    row("9007199254740993", 9007199254740993); // no double holds it
    row("9223372036854775807", std::numeric_limits<qint64>::max());
    row("-9223372036854775808", std::numeric_limits<qint64>::min());
    row("9223372036854775808", {});
    row("-9223372036854775809", {});
    row("18446744073709551615", {});
    row("18446744073709551616", {});
    row("10.0", {});
    row("1e1", {});
    row("1E1", {});
    row("1e-1", {});
    row("4.35", {});
}

void JsonStrictTest::integers()
{
    QFETCH(QByteArray, token);
    QFETCH(std::optional<qint64>, value);
    JsonValue body;
    QVERIFY(!readJson(QByteArray("{\"amount\":" + token + "}"), body));
    QCOMPARE(body.find("amount")->integer(), value);
}

void JsonStrictTest::limits()
{
    JsonValue value;
    QVERIFY(!readJson("[[1]]", value, {2, 3}));
    QCOMPARE(readJson("[[[1]]]", value, {2, 9})->kind, JsonFault::Kind::TooDeep);
    QCOMPARE(readJson("[[1,2]]", value, {2, 3})->kind, JsonFault::Kind::TooManyValues);
}

void JsonStrictTest::keepsWhatStandsThere()
{
    JsonValue body;
    QVERIFY(!readJson(R"({"a":null,"b":[1,"x"],"c":{"d":true}})", body));
    QCOMPARE(body.members().size(), size_t(3));
    QVERIFY(body.find("a")->isNull());
    QCOMPARE(body.find("b")->items().at(1).text(), u"x"_s);
    QVERIFY(body.find("c")->find("d")->boolean());
    QVERIFY(!body.find("d"));
    JsonValue moved = std::move(body);
    QVERIFY(body.isNull()); // NOLINT(bugprone-use-after-move): that is what is asked
    QCOMPARE(moved.members().size(), size_t(3));
}

void JsonStrictTest::namesThePlace_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");
    QTest::newRow("position") << QByteArray(R"({"a":1,})") << u"not valid JSON at byte 8"_s;
    QTest::newRow("duplicate") << QByteArray(
        R"({"payment_method_data":{"card":{"card_number":"4","card_number":"4"}}})")
                               << u"payment_method_data.card.card_number: the same field twice"_s;
    QTest::newRow("in an array") << QByteArray(R"({"order_details":[{"a":1},{"name":"\u0001"}]})")
                                 << u"order_details[1].name: control character in a text"_s;
    QTest::newRow("card number as a name") << QByteArray(R"({"4242424242424242":{"a":"\u0001"}})")
                                           << u"****************.a: control character in a text"_s;
}

void JsonStrictTest::namesThePlace()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, message);
    JsonValue value;
    const std::optional<JsonFault> fault = readJson(body, value);
    QVERIFY(fault);
    QCOMPARE(fault->message(), message);
}

void JsonStrictTest::readsFields()
{
    JsonValue body;
    QVERIFY(!readJson(R"({"amount":6540,"currency":"USD","confirm":true,"description":null,
        "tags":["a","b"],"metadata":{"x":[1]},"session":null,
        "payment_method_data":{"card":{"card_number":"4242424242424242"}},
        "order_details":[{"quantity":1},{"quantity":2}]})",
                      body));
    qint64 sum = 0;
    QByteArray number;
    const auto fault = readObject(body, [&](JsonReader &in) {
        QVERIFY(in.has("amount"_L1));
        QVERIFY(!in.has("description"_L1));
        QVERIFY(in.isNull("description"_L1));
        QVERIFY(!in.isNull("nothing"_L1));
        QCOMPARE(in.requiredInteger("amount"_L1, 0), 6540);
        QCOMPARE(in.requiredText("currency"_L1), u"USD"_s);
        QCOMPARE(in.boolean("confirm"_L1), std::optional(true));
        QCOMPARE(in.text("description"_L1), std::nullopt);
        QCOMPARE(in.integer("nothing"_L1), std::nullopt);
        QCOMPARE(in.texts("tags"_L1).value(), QStringList({u"a"_s, u"b"_s}));
        QCOMPARE(toJson(*in.any("metadata"_L1, JsonValue::Kind::Object)), R"({"x":[1]})");
        in.ignore({"session"_L1, "never_there"_L1});
        QVERIFY(in.object("payment_method_data"_L1, [&](JsonReader &data) {
            data.object("card"_L1, [&](JsonReader &card) {
                number = card.requiredSecret("card_number"_L1).toByteArray();
                QVERIFY(card.secret("card_cvc"_L1).isNull());
            });
        }));
        QVERIFY(in.eachObject("order_details"_L1, [&](JsonReader &line) {
            sum += line.requiredInteger("quantity"_L1);
        }));
        QVERIFY(!in.object("billing"_L1, [](JsonReader &) { QFAIL("there is none"); }));
    });
    QVERIFY2(!fault, fault ? qPrintable(fault->message()) : "");
    QCOMPARE(sum, 3);
    QCOMPARE(number, "4242424242424242");
}

void JsonStrictTest::fieldFaults_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<JsonFault::Kind>("kind");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &body, JsonFault::Kind kind,
                        const QString &message) { QTest::newRow(name) << body << kind << message; };
    using enum JsonFault::Kind;
    row("missing", R"({})", MissingField, u"amount: required, and missing"_s);
    row("null", R"({"amount":null})", MissingField, u"amount: required, and missing"_s);
    row("text for number", R"({"amount":"10"})", WrongType, u"amount: expected a number"_s);
    row("10.0", R"({"amount":10.0})", WrongType, u"amount: expected an integer"_s);
    row("1e1", R"({"amount":1e1})", WrongType, u"amount: expected an integer"_s);
    row("beyond 64 bits", R"({"amount":9223372036854775808})", WrongType,
        u"amount: expected an integer"_s);
    row("below", R"({"amount":-1})", InvalidValue, u"amount: out of range"_s);
    row("number for text", R"({"amount":1,"name":1})", WrongType, u"name: expected a string"_s);
    row("text for truth", R"({"amount":1,"confirm":"true"})", WrongType,
        u"confirm: expected true or false"_s);
    row("unknown", R"({"amount":1,"amuont":1})", UnknownField, u"amuont: unknown field"_s);
    row("unknown and null", R"({"amount":1,"amuont":null})", UnknownField,
        u"amuont: unknown field"_s);
    row("unknown further in", R"({"amount":1,"card":{"number":"4","cvv":"1"}})", UnknownField,
        u"card.cvv: unknown field"_s);
    row("missing further in", R"({"amount":1,"card":{}})", MissingField,
        u"card.number: required, and missing"_s);
    row("unknown in an array", R"({"amount":1,"lines":[{"n":1},{"m":1}]})", UnknownField,
        u"lines[1].m: unknown field"_s);
    row("no object in an array", R"({"amount":1,"lines":[1]})", WrongType,
        u"lines[0]: expected an object"_s);
    row("object for array", R"({"amount":1,"lines":{}})", WrongType, u"lines: expected an array"_s);
    row("array for object", R"({"amount":1,"card":[]})", WrongType, u"card: expected an object"_s);
    row("unknown word", R"({"amount":1,"colour":"mauve"})", InvalidValue,
        u"colour: expected red"_s);
    row("texts", R"({"amount":1,"tags":["a",1]})", WrongType, u"tags: expected strings"_s);
}

void JsonStrictTest::fieldFaults()
{
    QFETCH(QByteArray, body);
    QFETCH(JsonFault::Kind, kind);
    QFETCH(QString, message);
    JsonValue value;
    QVERIFY(!readJson(body, value));
    const auto red = [](QStringView text) {
        return text == u"red"_s ? std::optional(1) : std::nullopt;
    };
    const auto fault = readObject(value, [&](JsonReader &in) {
        in.requiredInteger("amount"_L1, 0);
        in.text("name"_L1);
        in.boolean("confirm"_L1);
        in.object("card"_L1, [](JsonReader &card) { card.requiredSecret("number"_L1); });
        in.eachObject("lines"_L1, [](JsonReader &line) { line.integer("n"_L1); });
        in.parsed("colour"_L1, red, u"expected red"_s);
        in.texts("tags"_L1);
    });
    QVERIFY(fault);
    QCOMPARE(fault->message(), message);
    QCOMPARE(fault->kind, kind);
}

void JsonStrictTest::theFirstFaultIsKept()
{
    JsonValue value;
    QVERIFY(!readJson(R"({"a":1,"b":2,"c":"x"})", value));
    const auto fault = readObject(value, [&](JsonReader &in) {
        QCOMPARE(in.text("a"_L1), std::nullopt);
        QVERIFY(in.failed());
        QCOMPARE(in.boolean("b"_L1), std::nullopt);
        QCOMPARE(in.text("c"_L1), std::nullopt); // nothing is taken after a fault
        in.refuse("c"_L1, JsonFault::Kind::InvalidValue, u"too late"_s);
    });
    QCOMPARE(fault->message(), u"a: expected a string"_s);
}

void JsonStrictTest::unknownNamesAreMasked()
{
    JsonValue value;
    QVERIFY(!readJson(R"({"4242424242424242":1})", value));
    const auto fault = readObject(value, [](JsonReader &) {});
    QCOMPARE(fault->kind, JsonFault::Kind::UnknownField);
    QVERIFY2(!fault->message().contains(u"42424242"_s), qPrintable(fault->message()));

    QVERIFY(!readJson(QByteArray("{\"" + QByteArray(5'000, 'x') + "\":1}"), value));
    QVERIFY(readObject(value, [](JsonReader &) {})->message().size() < 100);
}

void JsonStrictTest::bodyMustBeAnObject()
{
    for (const QByteArray body : {"[]", "1", "\"x\"", "null", "true"}) {
        JsonValue value;
        QVERIFY(!readJson(body, value));
        QCOMPARE(readObject(value, [](JsonReader &) {})->kind, JsonFault::Kind::WrongType);
    }
}

void JsonStrictTest::writes()
{
    JsonWriter out;
    out.beginObject();
    out.member("amount"_L1, std::numeric_limits<qint64>::max());
    out.member("id"_L1, PaymentId{u"pay_1"_s});
    out.member("text"_L1, u"J\u00fcrgen \"x\"\\\n\u0001\u007f"_s);
    out.member("word"_L1, "word"_L1);
    out.member("yes"_L1, true);
    out.member("nothing"_L1, nullptr);
    out.member("no_text"_L1, textOrNull({}));
    out.member("maybe"_L1, std::optional<qint64>(3));
    out.member("none"_L1, std::optional<bool>());
    out.member(QStringView(u"their \"name\""), 1);
    out.beginArray("list"_L1);
    out.value(1);
    out.beginObject();
    out.endObject();
    out.beginArray();
    out.endArray();
    out.value(u"x"_s);
    out.endArray();
    out.beginObject("inner"_L1);
    out.member("a"_L1, 1);
    out.endObject();
    out.raw("raw"_L1, R"({"a":1})");
    out.member("last"_L1, static_cast<const JsonValue *>(nullptr));
    out.endObject();
    const QByteArray text = out.take();
    QCOMPARE(text, QByteArray(R"({"amount":9223372036854775807,"id":"pay_1",)"
                              "\"text\":\"J\xC3\xBCrgen \\\"x\\\"\\\\\\n\\u0001\\u007f\","
                              R"("word":"word","yes":true,"nothing":null,"no_text":null,)"
                              R"("maybe":3,"none":null,"their \"name\"":1,)"
                              R"("list":[1,{},[],"x"],"inner":{"a":1},"raw":{"a":1},)"
                              R"("last":null})"));
    const QJsonDocument read = QJsonDocument::fromJson(text);
    QCOMPARE(read.object().value(u"text"_s).toString(), u"J\u00fcrgen \"x\"\\\n\u0001\u007f"_s);
    QVERIFY(out.take().isEmpty());
}

void JsonStrictTest::writesWhatItRead()
{
    const QByteArray body = R"({"a":[1,-2.50,"x\"y",null,true,{"b":[]}],"c":{}})";
    JsonValue value;
    QVERIFY(!readJson(body, value));
    QCOMPARE(toJson(value), body);
}

QTEST_GUILESS_MAIN(JsonStrictTest)
#include "jsonstricttest.moc"
