#include "tests/bench/benchwebhooks.h"

#include "services/core/async.h"
#include "services/engine/accountservice.h"
#include "services/engine/incomingservice.h"
#include "services/processors/newssignature.h"
#include "tests/bench/benchworld.h"
#include "tests/support/await.h"
#include "tests/support/memorykeys.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <random>

using namespace Qt::StringLiterals;

namespace {

constexpr int kInFlight = 64;
constexpr int kRounds = 3;
const QByteArray kSecret = "whsec_of_the_benchmark";
const auto kAccount = u"mca_bench"_s;

void require(bool holds, const char *what)
{
    if (!holds)
        qFatal("webhook_rate: %s", what);
}

/// An event about the payment's authorization, as the simulated bank spells it.
QByteArray eventOf(const PaymentDetails &details, const QString &id)
{
    const Operation &operation = details.operations.constFirst();
    const QJsonObject payment{{u"id"_s, details.attempts.constFirst().processorReference},
                              {u"reference"_s, details.attempts.constFirst().id().value}};
    return QJsonDocument(QJsonObject{{u"id"_s, id},
                                     {u"type"_s, u"payment.authorized"_s},
                                     {u"created"_s, 1},
                                     {u"operation"_s, operation.id.value},
                                     {u"kind"_s, u"authorize"_s},
                                     {u"payment"_s, payment}})
        .toJson(QJsonDocument::Compact);
}

HttpHeaders headersOf(const QByteArray &body)
{
    const QByteArray time = QByteArray::number(SystemClock().nowMs());
    const QByteArray text = time + '.' + body;
    const QByteArray mac = news_signature::hmacSha256(kSecret, text).toHex();
    return {{"Simulator-Signature", "t=" + time + ",v1=" + mac}};
}

/// Runs `ask(index)` for every index with so many of them unanswered; the seconds it took until
/// `isDone()`.
template <class Ask, class IsDone>
double run(int count, QObject &context, Ask ask, IsDone isDone)
{
    QElapsedTimer timer;
    timer.start();
    int next = 0;
    int running = 0;
    while (next < count || running > 0 || !isDone()) {
        while (next < count && running < kInFlight) {
            ++running;
            whenDone(ask(next++), &context, [&running](const auto &result) {
                require(result.has_value(), "a call was refused");
                --running;
            });
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

} // namespace

void benchWebhooks(BenchReport &report)
{
    bool given = false;
    const int wanted = qEnvironmentVariableIntValue("ORCHESTRATORX_BENCH_WEBHOOKS", &given);
    const int count = given ? wanted : 10'000;
    const int payments = qMax(1, count / 5);
    MemoryKeys keys;
    BenchWorld world(0, &keys);
    IncomingService incoming(world.engine());
    AccountService accounts(world.engine());
    AccountChange change;
    change.webhookSecrets =
        std::make_shared<SecretBytes>(QByteArray("{\"merchant_secret\":\"" + kSecret + "\"}"));
    const auto changed = await(accounts.update(BenchWorld::caller(), {kAccount}, change));
    require(changed.has_value(), "no secret");
    FlowDriver flows(world, false);
    flows.run(payments, kInFlight);
    QList<PaymentDetails> details;
    for (const PaymentId &id : flows.ids()) {
        const auto found = await(world.payments().find(BenchWorld::caller().merchantId, id));
        require(found.has_value(), "a payment is missing");
        details.append(*found);
    }
    std::atomic<int> handled = 0;
    QObject context;
    QObject::connect(
        &world.engine().events(), &Events::newsHandled, &context, [&handled] { ++handled; },
        Qt::DirectConnection);
    std::mt19937_64 random(7);
    QList<double> ours;
    QList<double> theirs;
    for (int round = 0; round < kRounds; ++round) {
        QList<QByteArray> bodies;
        for (int i = 0; i < count; ++i)
            bodies.append(eventOf(details.at(i % payments), u"simevt_%1_%2"_s.arg(round).arg(i)));
        std::ranges::shuffle(bodies, random);
        handled = 0;
        const auto tell = [&](int index) {
            const QByteArray &body = bodies.at(index);
            return incoming.receive(
                {BenchWorld::caller().merchantId, kAccount, headersOf(body), body});
        };
        ours.append(count
                    / run(count, context, tell, [&handled, count] { return handled >= count; }));
        const auto ask = [&](int index) {
            return world.payments().sync({BenchWorld::caller(), flows.ids().at(index % payments)});
        };
        theirs.append(count / run(count, context, ask, [] { return true; }));
    }
    report.atLeastShare(u"webhook_rate"_s, u"%1 webhooks"_s.arg(count), percentile(ours, 0.5),
                        percentile(theirs, 0.5), u"/s"_s, 0.8);
}
