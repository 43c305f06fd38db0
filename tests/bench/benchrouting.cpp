#include "tests/bench/benchrouting.h"

#include "services/storage/pastpayments.h"
#include "tests/bench/report.h"
#include "tests/bench/tableworld.h"

#include <QElapsedTimer>
#include <QSqlQuery>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "bench: %s\n", what);
    std::exit(1);
}

QList<RoutingCandidate> accounts()
{
    QList<RoutingCandidate> all;
    for (const auto &id : {u"mca_a"_s, u"mca_b"_s, u"mca_c"_s}) {
        RoutingCandidate one;
        one.id = {id};
        one.connector = u"simulator"_s;
        all.append(one);
    }
    return all;
}

/// Rules of two conditions, none of which holds for a payment in a currency of the sample.
RoutingAlgorithm rulesThatDoNotHold(int count)
{
    RoutingAlgorithm algorithm;
    algorithm.kind = RoutingAlgorithm::Kind::Advanced;
    algorithm.selection.accounts = {{u"simulator"_s, {u"mca_c"_s}}};
    for (int i = 0; i < count; ++i) {
        RoutingCondition amount;
        amount.valueType = u"number"_s;
        amount.comparison = RoutingComparison::GreaterThan;
        amount.numbers = {i};
        RoutingCondition currency;
        currency.key = RoutingKey::Currency;
        currency.valueType = u"enum_variant"_s;
        currency.texts = {u"xpf"_s};
        RoutingRule rule;
        rule.name = u"rule %1"_s.arg(i);
        rule.selection.accounts = {{u"simulator"_s, {u"mca_b"_s}}};
        rule.statements = {{{amount, currency}, {}}};
        algorithm.rules.append(rule);
    }
    return algorithm;
}

/// Microseconds of one decision: the quickest of several rounds.
double decisionUs(int rules)
{
    constexpr int kRounds = 30;
    constexpr int kDecisions = 2'000;
    const RoutingAlgorithm algorithm = rulesThatDoNotHold(rules);
    const QList<RoutingCandidate> candidates = accounts();
    PaymentFacts facts;
    facts.paymentId = {u"pay_0123456789abcdefghij"_s};
    facts.amount = 5'000;
    facts.brand = CardBrand::Visa;
    qint64 best = std::numeric_limits<qint64>::max();
    for (int round = 0; round < kRounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < kDecisions; ++i) {
            if (decideRouting(&algorithm, facts, candidates).order.isEmpty())
                giveUp("no account");
        }
        best = std::min(best, timer.nsecsElapsed());
    }
    return static_cast<double>(best) / 1'000.0 / kDecisions;
}

/// Reads every column that a trial reads of every payment, and nothing more.
qint64 scan(Database &database)
{
    const auto query = database.transient(
        u"SELECT payment_id, connector_account_id, currency, net_amount, capture_method, "
        "authentication_type, off_session, future_usage, card_brand, payment_method_type, "
        "card_bin, customer_id, merchant_id, profile_id FROM payment"_s);
    if (!database.run(*query))
        giveUp("no scan");
    qint64 rows = 0;
    while (query->next()) {
        for (int column = 0; column < 14; ++column) {
            if (query->value(column).isNull())
                giveUp("a column is missing");
        }
        ++rows;
    }
    return rows;
}

qint64 tryOut(Database &database, const RoutingAlgorithm &algorithm)
{
    const QList<RoutingCandidate> candidates = accounts();
    TrialCount count(algorithm, candidates);
    const auto profile = database.transient(u"SELECT profile_id FROM payment LIMIT 1"_s);
    if (!database.run(*profile) || !profile->next())
        giveUp("no payment");
    const TrialQuery query{
        {profile->value(0).toString()}, {}, 0, std::numeric_limits<qint64>::max()};
    profile->finish();
    const auto take = [&count](const PastPayment &payment) {
        count.take(payment);
        return true;
    };
    if (!PastPayments(database).each({u"mer_big"_s}, query, {}, take))
        giveUp("no trial");
    return count.result().payments;
}

} // namespace

void benchRouting(BenchReport &report)
{
    const double one = decisionUs(1);
    const double many = decisionUs(200);
    report.atMost(u"routing_decision"_s, u"200 rules"_s, many, u"us"_s, 20);
    report.atMostTimes(u"routing_decision"_s, u"200 rules : 1"_s, many, one, u"us"_s, 200);

    constexpr int kRounds = 3;
    bool given = false;
    const qint64 wanted = qEnvironmentVariableIntValue("ORCHESTRATORX_BENCH_ROWS", &given);
    const qint64 rows = given && wanted > 0 ? wanted : 1'000'000;
    Database database;
    if (!database.open({TableWorld::fileWith(rows), false, true}))
        giveUp("no file");
    const RoutingAlgorithm algorithm = rulesThatDoNotHold(10);
    qint64 scanned = std::numeric_limits<qint64>::max();
    qint64 tried = scanned;
    for (int round = 0; round < kRounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        if (scan(database) != rows)
            giveUp("payments are missing");
        scanned = std::min(scanned, timer.nsecsElapsed());
        timer.start();
        if (tryOut(database, algorithm) == 0)
            giveUp("nothing was tried");
        tried = std::min(tried, timer.nsecsElapsed());
    }
    const auto milliseconds = [](qint64 ns) { return static_cast<double>(ns) / 1e6; };
    report.atMostTimes(u"routing_dry_run"_s, u"%L1 payments"_s.arg(rows), milliseconds(tried),
                       milliseconds(scanned), u"ms"_s, 3);
}
