#include "services/domain/routingdecision.h"
#include "tests/support/seed.h"

#include <QElapsedTimer>
#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;

/// Which account a payment goes to, and why.
class DomainRoutingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void reads_data();
    void reads();
    void namesTheFault_data();
    void namesTheFault();
    void hasLimits();
    void conditions_data();
    void conditions();
    void statements();
    void ordersOfAccounts();
    void firstRuleWins();
    void splitFollowsTheWeights();
    void reasons();
    void spellsAndReadsBack();
    void randomProgramsAreWellBehaved();
    void growsWithTheRules();
};

namespace {

QString condition(const char *lhs, const char *comparison, const char *value)
{
    return u"{\"lhs\":\"%1\",\"comparison\":\"%2\",\"value\":%3}"_s.arg(
        QLatin1StringView(lhs), QLatin1StringView(comparison), QLatin1StringView(value));
}

QString ruleOf(const QString &name, const QString &account, const QString &conditions)
{
    return u"{\"name\":\"%1\",\"connectorSelection\":{\"type\":\"priority\",\"data\":[{"
           "\"connector\":\"simulator\",\"merchant_connector_id\":\"%2\"}]},"
           "\"statements\":[{\"condition\":[%3]}]}"_s.arg(name, account, conditions);
}

QString advanced(const QString &rules, const QString &otherwise = u"mca_z"_s)
{
    return u"{\"type\":\"advanced\",\"data\":{\"defaultSelection\":{\"type\":\"priority\","
           "\"data\":[{\"connector\":\"simulator\",\"merchant_connector_id\":\"%2\"}]},"
           "\"rules\":[%1],\"metadata\":{}}}"_s.arg(rules, otherwise);
}

RoutingCandidate account(const char *id, const char *connector = "simulator")
{
    RoutingCandidate one;
    one.id = {QString::fromLatin1(id)};
    one.connector = QString::fromLatin1(connector);
    return one;
}

QList<RoutingCandidate> accounts(std::initializer_list<const char *> ids)
{
    QList<RoutingCandidate> all;
    for (const char *id : ids)
        all.append(account(id));
    return all;
}

PaymentFacts sample()
{
    PaymentFacts facts;
    facts.paymentId = {u"pay_1"_s};
    facts.amount = 5'000;
    facts.brand = CardBrand::Visa;
    facts.bin = u"424242"_s;
    facts.country = u"de"_s;
    facts.customerId = {u"cus_VIP"_s};
    facts.metadata = metadataFacts(u"{\"tier\":\"Gold\",\"level\":3,\"vip\":true,\"in\":{}}"_s);
    return facts;
}

QStringList idsOf(const RoutingDecision &decision, const QList<RoutingCandidate> &candidates)
{
    QStringList ids;
    for (const int index : decision.order)
        ids.append(candidates.at(index).id.value);
    return ids;
}

RoutingAlgorithm parsed(const QString &json)
{
    const Result<RoutingAlgorithm> algorithm = parseRouting(json);
    if (!algorithm)
        qFatal("%s", qPrintable(algorithm.error().field));
    return *algorithm;
}

} // namespace

void DomainRoutingTest::reads_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("accounts");
    QTest::newRow("single") << u"{\"type\":\"single\",\"data\":{\"connector\":\"simulator\","
                               "\"merchant_connector_id\":\"mca_a\"}}"_s
                            << u"mca_a"_s;
    QTest::newRow("by connector") << u"{\"type\":\"single\",\"data\":{\"connector\":\"adyen\"}}"_s
                                  << u"adyen:"_s;
    QTest::newRow("priority") << u"{\"type\":\"priority\",\"data\":[{\"merchant_connector_id\":"
                                 "\"mca_b\"},{\"merchant_connector_id\":\"mca_a\"}]}"_s
                              << u"mca_b mca_a"_s;
    QTest::newRow("split")
        << u"{\"type\":\"volume_split\",\"data\":[{\"connector\":{\"connector\":\"s\","
           "\"merchant_connector_id\":\"mca_b\"},\"split\":70},{\"connector\":{\"connector\":"
           "\"s\",\"merchant_connector_id\":\"mca_a\"},\"split\":30}]}"_s
        << u"mca_b mca_a"_s;
    QTest::newRow("advanced") << advanced(ruleOf(
        u"r"_s, u"mca_a"_s, condition("amount", "equal", "{\"type\":\"number\",\"value\":1}")))
                              << u"mca_z mca_a"_s;
    QTest::newRow("no default")
        << u"{\"type\":\"advanced\",\"data\":{\"defaultSelection\":{\"type\":\"priority\","
           "\"data\":[]},\"rules\":[]}}"_s
        << QString();
}

void DomainRoutingTest::reads()
{
    QFETCH(QString, json);
    QFETCH(QString, accounts);
    const Result<RoutingAlgorithm> algorithm = parseRouting(json);
    QVERIFY2(algorithm, algorithm ? "" : qPrintable(algorithm.error().field));
    QStringList named;
    for (const RoutedAccount &one : accountsNamed(*algorithm))
        named.append(one.id.isEmpty() ? QString(one.connector + u':') : one.id.value);
    QCOMPARE(named.join(u' '), accounts);
    const Result<RoutingAlgorithm> again = parseRouting(toJson(*algorithm));
    QVERIFY(again);
    QVERIFY(*again == *algorithm);
}

void DomainRoutingTest::namesTheFault_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QString &json, ErrorCode code, const char *field) {
        QTest::newRow(name) << json << code << QString::fromLatin1(field);
    };
    using enum ErrorCode;
    const auto ruled = [](const char *lhs, const char *comparison, const char *value) {
        return advanced(ruleOf(u"a"_s, u"mca_a"_s,
                               condition("amount", "equal", "{\"type\":\"number\",\"value\":1}"))
                        + u',' + ruleOf(u"b"_s, u"mca_a"_s, condition(lhs, comparison, value)));
    };
    row("not JSON", u"{"_s, InvalidValue, "algorithm");
    row("a list", u"[]"_s, InvalidValue, "algorithm");
    row("no type", u"{\"data\":{}}"_s, MissingField, "algorithm.type");
    row("odd type", u"{\"type\":\"best\",\"data\":{}}"_s, InvalidValue, "algorithm.type");
    row("3DS", u"{\"type\":\"three_ds_decision_rule\",\"data\":{}}"_s, NotSupported,
        "algorithm.type");
    row("no data", u"{\"type\":\"single\"}"_s, MissingField, "algorithm.data");
    row("no connector", u"{\"type\":\"single\",\"data\":{}}"_s, MissingField,
        "algorithm.data.connector");
    row("empty list", u"{\"type\":\"priority\",\"data\":[]}"_s, MissingField, "algorithm.data");
    row("second account", u"{\"type\":\"priority\",\"data\":[{\"connector\":\"a\"},{}]}"_s,
        MissingField, "algorithm.data[1].connector");
    row("no weights",
        u"{\"type\":\"volume_split\",\"data\":[{\"connector\":{\"connector\":\"a\"},"
        "\"split\":0}]}"_s,
        InvalidValue, "algorithm.data.split");
    row("weight",
        u"{\"type\":\"volume_split\",\"data\":[{\"connector\":{\"connector\":\"a\"},"
        "\"split\":256}]}"_s,
        InvalidValue, "algorithm.data[0].split");
    row("no rules",
        u"{\"type\":\"advanced\",\"data\":{\"defaultSelection\":{\"type\":\"priority\","
        "\"data\":[{\"connector\":\"a\"}]}}}"_s,
        MissingField, "algorithm.data.rules");
    row("no statements",
        u"{\"type\":\"advanced\",\"data\":{\"defaultSelection\":{\"type\":\"priority\","
        "\"data\":[]},\"rules\":[{\"name\":\"a\",\"connectorSelection\":"
        "{\"type\":\"priority\",\"data\":[{\"connector\":\"a\"}]}}]}}"_s,
        MissingField, "algorithm.data.rules[0].statements");
    constexpr auto path = "algorithm.data.rules[1].statements[0].condition[0]";
    const auto under = [](const char *end) -> QByteArray { return QByteArray(path) + end; };
    row("odd key", ruled("colour", "equal", "{\"type\":\"str_value\",\"value\":\"x\"}"),
        InvalidValue, under(".lhs").constData());
    row("odd comparison", ruled("amount", "like", "{\"type\":\"number\",\"value\":1}"),
        InvalidValue, under(".comparison").constData());
    row("text is not ordered",
        ruled("currency", "less_than", "{\"type\":\"enum_variant\",\"value\":\"EUR\"}"),
        InvalidValue, under(".comparison").constData());
    row("text for a number", ruled("amount", "equal", "{\"type\":\"str_value\",\"value\":\"1\"}"),
        InvalidValue, under(".value.type").constData());
    row("broken number", ruled("amount", "equal", "{\"type\":\"number\",\"value\":1.5}"),
        InvalidValue, under(".value.value").constData());
    row("negative number", ruled("amount", "equal", "{\"type\":\"number\",\"value\":-1}"),
        InvalidValue, under(".value.value").constData());
    row("no value", ruled("amount", "equal", "{\"type\":\"number\"}"), MissingField,
        under(".value.value").constData());
    row("metadata key",
        ruled("metadata", "equal", "{\"type\":\"metadata_variant\",\"value\":{\"value\":\"x\"}}"),
        MissingField, under(".value.value.key").constData());
}

void DomainRoutingTest::namesTheFault()
{
    QFETCH(QString, json);
    QFETCH(ErrorCode, code);
    QFETCH(QString, field);
    const Result<RoutingAlgorithm> algorithm = parseRouting(json);
    QVERIFY(!algorithm);
    QCOMPARE(algorithm.error().field, field);
    QCOMPARE(algorithm.error().code, code);
}

void DomainRoutingTest::hasLimits()
{
    const QString one = condition("amount", "equal", "{\"type\":\"number\",\"value\":1}");
    QStringList rules;
    for (int i = 0; i < routinglimits::kMostRules; ++i)
        rules.append(ruleOf(u"r"_s, u"m"_s, one));
    QVERIFY(parseRouting(advanced(rules.join(u','))));
    rules.append(rules.first());
    const auto many = parseRouting(advanced(rules.join(u',')));
    QVERIFY(!many);
    QCOMPARE(many.error().code, ErrorCode::TooMany);
    QString nested = u"{\"condition\":[%1]}"_s.arg(one);
    for (int depth = 1; depth <= routinglimits::kDeepest; ++depth) {
        QString rule = ruleOf(u"deep"_s, u"m"_s, one);
        rule.replace(u"{\"condition\":[%1]}"_s.arg(one), nested);
        QVERIFY2(parseRouting(advanced(rule)), qPrintable(QString::number(depth)));
        nested = u"{\"condition\":[%1],\"nested\":[%2]}"_s.arg(one, nested);
    }
    QString rule = ruleOf(u"deep"_s, u"m"_s, one);
    rule.replace(u"{\"condition\":[%1]}"_s.arg(one), nested);
    QVERIFY(!parseRouting(advanced(rule)));
    QCOMPARE(parseRouting(QString(routinglimits::kLongestText + 1, u' ')).error().code,
             ErrorCode::TooLong);
}

void DomainRoutingTest::conditions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("holds");
    const auto row = [](const char *lhs, const char *comparison, const char *value, bool holds) {
        const QString text = condition(lhs, comparison, value);
        QTest::newRow(qPrintable(text)) << text << holds;
    };
    row("amount", "equal", "{\"type\":\"number\",\"value\":5000}", true);
    row("amount", "greater_than", "{\"type\":\"number\",\"value\":5000}", false);
    row("amount", "greater_than_equal", "{\"type\":\"number\",\"value\":5000}", true);
    row("amount", "less_than", "{\"type\":\"number\",\"value\":5001}", true);
    row("amount", "less_than_equal", "{\"type\":\"number\",\"value\":4999}", false);
    row("amount", "not_equal", "{\"type\":\"number\",\"value\":5000}", false);
    row("amount", "equal", "{\"type\":\"number_array\",\"value\":[1,5000]}", true);
    row("amount", "not_equal", "{\"type\":\"number_array\",\"value\":[1,5000]}", false);
    row("amount", "equal",
        "{\"type\":\"number_comparison_array\",\"value\":[{\"comparisonType\":\"less_than\","
        "\"number\":10},{\"comparisonType\":\"greater_than\",\"number\":4000}]}",
        true);
    row("currency", "equal", "{\"type\":\"enum_variant\",\"value\":\"EUR\"}", true);
    row("currency", "equal", "{\"type\":\"enum_variant\",\"value\":\"USD\"}", false);
    row("currency", "not_equal", "{\"type\":\"enum_variant_array\",\"value\":[\"USD\",\"GBP\"]}",
        true);
    row("card_network", "equal", "{\"type\":\"enum_variant\",\"value\":\"Visa\"}", true);
    row("card_network", "equal", "{\"type\":\"enum_variant\",\"value\":\"Mastercard\"}", false);
    row("card_bin", "equal", "{\"type\":\"str_value\",\"value\":\"424242\"}", true);
    row("billing_country", "equal", "{\"type\":\"enum_variant\",\"value\":\"DE\"}", true);
    row("customer_id", "equal", "{\"type\":\"str_value\",\"value\":\"cus_VIP\"}", true);
    row("payment_method", "equal", "{\"type\":\"enum_variant\",\"value\":\"card\"}", true);
    row("payment_type", "equal", "{\"type\":\"enum_variant\",\"value\":\"non_mandate\"}", true);
    row("capture_method", "equal", "{\"type\":\"enum_variant\",\"value\":\"automatic\"}", true);
    row("authentication_type", "equal", "{\"type\":\"enum_variant\",\"value\":\"three_ds\"}",
        false);
    row("metadata", "equal",
        "{\"type\":\"metadata_variant\",\"value\":{\"key\":\"tier\",\"value\":\"gold\"}}", true);
    row("metadata", "equal",
        "{\"type\":\"metadata_variant\",\"value\":{\"key\":\"level\",\"value\":\"3\"}}", true);
    row("metadata", "equal",
        "{\"type\":\"metadata_variant\",\"value\":{\"key\":\"none\",\"value\":\"3\"}}", false);
    row("metadata", "not_equal",
        "{\"type\":\"metadata_variant\",\"value\":{\"key\":\"none\",\"value\":\"3\"}}", true);
    row("card_type", "equal", "{\"type\":\"enum_variant\",\"value\":\"credit\"}", false);
    row("wallet", "equal", "{\"type\":\"enum_variant\",\"value\":\"apple_pay\"}", false);
    row("wallet", "not_equal", "{\"type\":\"enum_variant\",\"value\":\"apple_pay\"}", true);
}

void DomainRoutingTest::conditions()
{
    QFETCH(QString, text);
    QFETCH(bool, holds);
    const RoutingAlgorithm algorithm = parsed(advanced(ruleOf(u"r"_s, u"mca_a"_s, text)));
    const PaymentFacts facts = sample();
    QCOMPARE(ComparedFacts(facts).holds(algorithm.rules.first()), holds);
    const auto candidates = accounts({"mca_a", "mca_z"});
    const RoutingDecision decision = decideRouting(&algorithm, facts, candidates);
    QCOMPARE(idsOf(decision, candidates).first(), holds ? u"mca_a"_s : u"mca_z"_s);
    QCOMPARE(decision.reason.source, holds ? RoutingSource::Rule : RoutingSource::Otherwise);
}

void DomainRoutingTest::statements()
{
    const QString yes = condition("amount", "equal", "{\"type\":\"number\",\"value\":5000}");
    const QString no = condition("amount", "equal", "{\"type\":\"number\",\"value\":1}");
    const auto holds = [](const QString &statements) {
        const QString json =
            advanced(u"{\"name\":\"r\",\"routingOutput\":{\"type\":\"priority\",\"data\":["
                     "{\"connector\":\"s\"}]},\"statements\":[%1]}"_s.arg(statements));
        const PaymentFacts facts = sample();
        return ComparedFacts(facts).holds(parsed(json).rules.first());
    };
    const auto all = [](const QStringList &conditions, const QString &nested = {}) -> QString {
        const QString inner = nested.isEmpty() ? QString() : u",\"nested\":[%1]"_s.arg(nested);
        return u"{\"condition\":[%1]%2}"_s.arg(conditions.join(u','), inner);
    };
    QVERIFY(holds(all({yes, yes})));
    QVERIFY(!holds(all({yes, no})));
    QVERIFY(holds(all({no}) + u',' + all({yes})));
    QVERIFY(!holds(all({no}) + u',' + all({no})));
    QVERIFY(holds(all({yes}, all({no}) + u',' + all({yes}))));
    QVERIFY(!holds(all({yes}, all({no}))));
    QVERIFY(!holds(all({no}, all({yes}))));
}

void DomainRoutingTest::ordersOfAccounts()
{
    auto candidates = accounts({"mca_a", "mca_b", "mca_c"});
    const PaymentFacts facts = sample();
    QCOMPARE(idsOf(decideRouting(nullptr, facts, candidates), candidates),
             QStringList({u"mca_a"_s, u"mca_b"_s, u"mca_c"_s}));
    const RoutingAlgorithm priority =
        parsed(u"{\"type\":\"priority\",\"data\":[{\"merchant_connector_id\":\"mca_c\"},"
               "{\"merchant_connector_id\":\"mca_b\"}]}"_s);
    RoutingDecision decision = decideRouting(&priority, facts, candidates);
    QCOMPARE(idsOf(decision, candidates), QStringList({u"mca_c"_s, u"mca_b"_s, u"mca_a"_s}));
    QCOMPARE(decision.reason.source, RoutingSource::Priority);
    candidates[2].disabled = true;
    decision = decideRouting(&priority, facts, candidates);
    QCOMPARE(idsOf(decision, candidates), QStringList({u"mca_b"_s, u"mca_a"_s}));
    QCOMPARE(decision.reason.place, 2);
    QCOMPARE(decision.reason.first, PassedOver::Disabled);
    const RoutingAlgorithm single =
        parsed(u"{\"type\":\"single\",\"data\":{\"merchant_connector_id\":\"mca_c\"}}"_s);
    decision = decideRouting(&single, facts, candidates);
    QCOMPARE(idsOf(decision, candidates), QStringList({u"mca_a"_s, u"mca_b"_s}));
    QCOMPARE(decision.reason.source, RoutingSource::Fallback);
    candidates[0].unavailable = true;
    candidates[1].connector = u"adyen"_s;
    decision = decideRouting(&single, facts, candidates, {false, {u"simulator"_s}});
    QVERIFY(decision.order.isEmpty());
    QCOMPARE(decision.passedOver, QList<PassedOver>({PassedOver::Unavailable, PassedOver::NotNamed,
                                                     PassedOver::Disabled}));
}

void DomainRoutingTest::firstRuleWins()
{
    const QString small = condition("amount", "less_than", "{\"type\":\"number\",\"value\":1000}");
    const QString any = condition("amount", "greater_than", "{\"type\":\"number\",\"value\":0}");
    const RoutingAlgorithm algorithm = parsed(advanced(ruleOf(u"small"_s, u"mca_a"_s, small) + u','
                                                       + ruleOf(u"any"_s, u"mca_b"_s, any) + u','
                                                       + ruleOf(u"never"_s, u"mca_c"_s, any)));
    const auto candidates = accounts({"mca_c", "mca_b", "mca_a"});
    PaymentFacts facts = sample();
    RoutingDecision decision = decideRouting(&algorithm, facts, candidates);
    QCOMPARE(decision.reason.rule, u"any"_s);
    QCOMPARE(idsOf(decision, candidates).first(), u"mca_b"_s);
    facts.amount = 999;
    decision = decideRouting(&algorithm, facts, candidates);
    QCOMPARE(decision.reason.rule, u"small"_s);
}

void DomainRoutingTest::splitFollowsTheWeights()
{
    const RoutingAlgorithm split = parsed(
        u"{\"type\":\"volume_split\",\"data\":[{\"connector\":{\"merchant_connector_id\":"
        "\"mca_a\"},\"split\":70},{\"connector\":{\"merchant_connector_id\":\"mca_b\"},"
        "\"split\":30},{\"connector\":{\"merchant_connector_id\":\"mca_c\"},\"split\":0}]}"_s);
    const auto candidates = accounts({"mca_a", "mca_b", "mca_c"});
    int counts[3] = {};
    PaymentFacts facts = sample();
    for (int i = 0; i < 20'000; ++i) {
        facts.paymentId = {u"pay_%1"_s.arg(i)};
        const RoutingDecision decision = decideRouting(&split, facts, candidates);
        QCOMPARE(decision.order.size(), 3);
        ++counts[decision.order.first()];
        QVERIFY(decideRouting(&split, facts, candidates).order == decision.order);
    }
    QVERIFY2(counts[0] > 13'500 && counts[0] < 14'500, qPrintable(QString::number(counts[0])));
    QCOMPARE(counts[2], 0);
    QCOMPARE(counts[0] + counts[1], 20'000);
}

void DomainRoutingTest::reasons()
{
    for (int i = 0; i <= static_cast<int>(RoutingSource::StepUp); ++i) {
        const RoutingReason reason{static_cast<RoutingSource>(i), i + 1, u"routing_x"_s,
                                   u"Big; with; marks"_s, PassedOver::Amount};
        const auto back = routingReasonFromText(toText(reason));
        QVERIFY(back);
        QVERIFY(*back == reason);
    }
    for (const QString &text : {u""_s, u"insufficient_funds"_s, u"rule;x;;;"_s, u"what;1;;;"_s})
        QVERIFY(!routingReasonFromText(text));
}

void DomainRoutingTest::spellsAndReadsBack()
{
    for (int i = 0; i <= static_cast<int>(RoutingKey::Metadata); ++i) {
        const auto key = static_cast<RoutingKey>(i);
        QCOMPARE(routingKeyFromText(toText(key)), std::optional(key));
    }
    for (int i = 0; i <= static_cast<int>(PassedOver::Unavailable); ++i) {
        const auto why = static_cast<PassedOver>(i);
        QCOMPARE(passedOverFromText(toText(why)), std::optional(why));
    }
}

void DomainRoutingTest::randomProgramsAreWellBehaved()
{
    std::mt19937_64 random(testSeed());
    const auto pick = [&random](int most) -> int {
        return static_cast<int>(random() % static_cast<quint64>(most));
    };
    for (int round = 0; round < 2'000; ++round) {
        QList<RoutingCandidate> candidates;
        for (int i = 0, count = pick(6); i < count; ++i) {
            RoutingCandidate one = account(qPrintable(u"mca_%1"_s.arg(i)));
            one.disabled = pick(3) == 0;
            one.unavailable = pick(4) == 0;
            candidates.append(one);
        }
        QStringList rules;
        for (int i = 0, count = pick(5); i < count; ++i) {
            const auto value = u"{\"type\":\"number\",\"value\":%1}"_s.arg(pick(10'000));
            rules.append(ruleOf(
                u"r%1"_s.arg(i), u"mca_%1"_s.arg(pick(8)),
                condition("amount", pick(2) ? "less_than" : "greater_than", qPrintable(value))));
        }
        const RoutingAlgorithm algorithm = parsed(advanced(rules.join(u',')));
        PaymentFacts facts = sample();
        facts.amount = pick(10'000);
        facts.paymentId = {u"pay_%1"_s.arg(round)};
        const RoutingDecision decision = decideRouting(&algorithm, facts, candidates);
        QList<int> fit;
        for (int i = 0; i < candidates.size(); ++i) {
            if (whyNot(candidates.at(i), facts, {}) == PassedOver::No)
                fit.append(i);
        }
        QList<int> sorted = decision.order;
        std::ranges::sort(sorted);
        QCOMPARE(sorted, fit); // each fit account once, no other
        const bool byRule = decision.reason.source == RoutingSource::Rule;
        if (byRule) {
            const ComparedFacts compared(facts);
            for (const RoutingRule &rule : algorithm.rules) {
                if (rule.name == decision.reason.rule)
                    break;
                QVERIFY(!compared.holds(rule));
            }
        }
        QVERIFY(decideRouting(&algorithm, facts, candidates).order == decision.order);
    }
}

void DomainRoutingTest::growsWithTheRules()
{
    const auto costOf = [](int count) {
        QStringList rules;
        for (int i = 0; i < count; ++i)
            rules.append(ruleOf(
                u"r%1"_s.arg(i), u"mca_a"_s,
                condition("currency", "equal", "{\"type\":\"enum_variant\",\"value\":\"JPY\"}")));
        const RoutingAlgorithm algorithm = parsed(advanced(rules.join(u',')));
        const auto candidates = accounts({"mca_a", "mca_z"});
        const PaymentFacts facts = sample();
        qint64 best = std::numeric_limits<qint64>::max();
        for (int run = 0; run < 20; ++run) {
            QElapsedTimer timer;
            timer.start();
            for (int i = 0; i < 20; ++i)
                (void)decideRouting(&algorithm, facts, candidates);
            best = std::min(best, timer.nsecsElapsed());
        }
        return best;
    };
    // Four times the rules in no more than eight times the time: far from quadratic.
    QVERIFY(costOf(400) < 8 * costOf(100));
}

QTEST_GUILESS_MAIN(DomainRoutingTest)
#include "domainroutingtest.moc"
