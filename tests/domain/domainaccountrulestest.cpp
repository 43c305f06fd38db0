#include "services/domain/accountrules.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What keeps a payment from an account.
class DomainAccountRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void rules_data();
    void rules();
    void faults_data();
    void faults();
    void anyEntryIsEnough();
    void accounts();
};

namespace {

PaymentFacts sample()
{
    PaymentFacts facts;
    facts.amount = 5'000;
    facts.brand = CardBrand::Visa;
    facts.country = u"de"_s;
    return facts;
}

QString cards(const char *members)
{
    return u"[{\"payment_method\":\"card\",\"payment_method_types\":[{%1}]}]"_s.arg(
        QLatin1StringView(members));
}

RoutingCandidate candidateWith(const QString &methods)
{
    const Result<AccountRules> rules = parseAccountRules(methods);
    if (!rules)
        qFatal("%s", qPrintable(rules.error().field));
    RoutingCandidate candidate;
    candidate.connector = u"simulator"_s;
    candidate.rules = *rules;
    return candidate;
}

} // namespace

void DomainAccountRulesTest::rules_data()
{
    QTest::addColumn<QString>("methods");
    QTest::addColumn<PassedOver>("why");
    const auto row = [](const char *members, PassedOver why) {
        QTest::newRow(members) << cards(members) << why;
    };
    using enum PassedOver;
    QTest::newRow("nothing said") << QString() << No;
    QTest::newRow("empty list") << u"[]"_s << No;
    QTest::newRow("cards of any kind") << u"[{\"payment_method\":\"card\"}]"_s << No;
    QTest::newRow("wallets only") << u"[{\"payment_method\":\"wallet\"}]"_s << CardsOff;
    row("\"payment_method_type\":\"credit\"", No); // nobody knows which the card is
    row("\"card_networks\":[\"Visa\"]", No);
    row("\"card_networks\":[\"Mastercard\"]", CardNetwork);
    row("\"accepted_currencies\":{\"type\":\"enable_only\",\"list\":[\"EUR\"]}", No);
    row("\"accepted_currencies\":{\"type\":\"enable_only\",\"list\":[\"USD\"]}", Currency);
    row("\"accepted_currencies\":{\"type\":\"disable_only\",\"list\":[\"EUR\"]}", Currency);
    row("\"accepted_currencies\":{\"type\":\"all_accepted\"}", No);
    row("\"accepted_countries\":{\"type\":\"enable_only\",\"list\":[\"DE\"]}", No);
    row("\"accepted_countries\":{\"type\":\"disable_only\",\"list\":[\"DE\"]}", Country);
    row("\"minimum_amount\":5001", Amount);
    row("\"minimum_amount\":5000,\"maximum_amount\":5000", No);
    row("\"maximum_amount\":4999", Amount);
    row("\"recurring_enabled\":false", No);
}

void DomainAccountRulesTest::rules()
{
    QFETCH(QString, methods);
    QFETCH(PassedOver, why);
    QCOMPARE(whyNot(candidateWith(methods), sample(), {}), why);
}

void DomainAccountRulesTest::faults_data()
{
    QTest::addColumn<QString>("methods");
    QTest::addColumn<QString>("field");
    QTest::newRow("no list") << u"{}"_s << u"payment_methods_enabled"_s;
    const auto type = u"payment_methods_enabled[0].payment_method_types[0]"_s;
    QTest::newRow("minimum") << cards("\"minimum_amount\":-1")
                             << QString(type + u".minimum_amount"_s);
    QTest::newRow("maximum") << cards("\"minimum_amount\":5,\"maximum_amount\":4")
                             << QString(type + u".maximum_amount"_s);
    QTest::newRow("currencies") << cards("\"accepted_currencies\":{\"type\":\"some\"}")
                                << QString(type + u".accepted_currencies.type"_s);
    QTest::newRow("none at all") << cards("\"accepted_countries\":{\"type\":\"enable_only\"}")
                                 << QString(type + u".accepted_countries.list"_s);
}

void DomainAccountRulesTest::faults()
{
    QFETCH(QString, methods);
    QFETCH(QString, field);
    const Result<AccountRules> rules = parseAccountRules(methods);
    QVERIFY(!rules);
    QCOMPARE(rules.error().field, field);
}

void DomainAccountRulesTest::anyEntryIsEnough()
{
    const RoutingCandidate candidate = candidateWith(
        u"[{\"payment_method\":\"card\",\"payment_method_types\":[{\"card_networks\":"
        "[\"Mastercard\"]},{\"card_networks\":[\"Visa\"],\"maximum_amount\":100}]},"
        "{\"payment_method\":\"card\",\"payment_method_types\":[{\"minimum_amount\":5000}]}]"_s);
    PaymentFacts facts = sample();
    QCOMPARE(whyNot(candidate, facts, {}), PassedOver::No);
    facts.amount = 4'999;
    QCOMPARE(whyNot(candidate, facts, {}), PassedOver::Amount);
    facts.amount = 100;
    QCOMPARE(whyNot(candidate, facts, {}), PassedOver::No);
}

void DomainAccountRulesTest::accounts()
{
    RoutingCandidate candidate = candidateWith({});
    PaymentFacts facts = sample();
    const auto why = [&](const RoutingNeeds &needs = {}) {
        return whyNot(candidate, facts, needs);
    };
    QCOMPARE(why({false, {u"adyen"_s}}), PassedOver::NotNamed);
    QCOMPARE(why({false, {u"adyen"_s, u"simulator"_s}}), PassedOver::No);
    QCOMPARE(why({true, {}, true}), PassedOver::No);
    candidate.networkTokens = false;
    QCOMPARE(why({true, {}, true}), PassedOver::NetworkToken);
    QCOMPARE(why({true, {}}), PassedOver::No);
    candidate.networkTransactionIds = false;
    QCOMPARE(why({true, {}}), PassedOver::NetworkId);
    QCOMPARE(why(), PassedOver::No);
    candidate.multipleCaptures = false;
    facts.captureMethod = CaptureMethod::ManualMultiple;
    QCOMPARE(why(), PassedOver::CaptureMethod);
    facts.captureMethod = CaptureMethod::Manual;
    candidate.unavailable = true;
    QCOMPARE(why(), PassedOver::Unavailable);
    candidate.disabled = true;
    QCOMPARE(why(), PassedOver::Disabled);
    candidate.rightMode = false;
    QCOMPARE(why(), PassedOver::WrongMode);
    candidate.ofProfile = false;
    QCOMPARE(why(), PassedOver::OtherProfile);
    candidate = candidateWith({});
    candidate.keepsForLater = false;
    QCOMPARE(why(), PassedOver::No);
    facts.futureUsage = FutureUsage::OffSession;
    QCOMPARE(why(), PassedOver::Recurring);
    candidate = candidateWith(cards("\"recurring_enabled\":false"));
    facts.futureUsage = FutureUsage::OffSession;
    QCOMPARE(why(), PassedOver::Recurring);
}

QTEST_GUILESS_MAIN(DomainAccountRulesTest)
#include "domainaccountrulestest.moc"
