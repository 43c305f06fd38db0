#include "tests/bench/benchconnectors.h"

#include "services/processors/connectorregistry.h"
#include "tests/processors/stripe/stripesamples.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 2'000;
constexpr int kRuns = 7;
constexpr double kLongestUs = 100;

/// A sale with a card: every request of it built, and the answers to the last read.
void stripeSale(const Connector &stripe, const StripeSample &sample, const CardDetails &card,
                const HttpResponse &answer)
{
    const AuthorizeRequest asked{&sample.payment,
                                 &sample.attempt,
                                 &sample.operation,
                                 &card,
                                 QUrl(u"http://127.0.0.1:9/return?t=abc"_s),
                                 {},
                                 {}};
    const auto before = stripe.buildPreparations(sample.account, asked);
    const auto money = stripe.buildAuthorize(sample.account, asked);
    const auto parsed = stripe.parse(sample.operation, answer, false);
    if (!before || !money || !parsed || parsed->reply.state != ReplyState::Captured)
        qFatal("Stripe's dialect is not understood");
}

/// The best of several runs, in us for one round.
template <class Round>
double usFor(Round round)
{
    double best = 0;
    for (int run = 0; run < kRuns; ++run) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < kRounds; ++i)
            round();
        const double us = static_cast<double>(timer.nsecsElapsed()) / 1e3 / kRounds;
        best = run == 0 ? us : std::min(best, us);
    }
    return best;
}

} // namespace

void benchConnectors(BenchReport &report)
{
    const ConnectorRegistry connectors;
    const StripeSample sample = stripeSample(OperationKind::Sale);
    const CardDetails card = stripeCard();
    const HttpResponse answer = stripeResponse(200, stripeIntent(u"succeeded"_s));
    const Connector *stripe = connectors.find(u"stripe");
    report.atMost(u"connector_build_parse"_s, u"stripe"_s,
                  usFor([&] { stripeSale(*stripe, sample, card, answer); }), u"us"_s, kLongestUs);
}
