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

/// The same through Adyen's, which is one call.
void adyenSale(const Connector &adyen, const StripeSample &sample, const ProcessorAccount &account,
               const CardDetails &card, const HttpResponse &answer)
{
    const AuthorizeRequest asked{&sample.payment,
                                 &sample.attempt,
                                 &sample.operation,
                                 &card,
                                 QUrl(u"http://127.0.0.1:9/return?t=abc"_s),
                                 {},
                                 {}};
    const auto money = adyen.buildAuthorize(account, asked);
    const auto parsed = adyen.parse(sample.operation, answer, false);
    if (!money || !parsed || parsed->reply.state != ReplyState::Captured)
        qFatal("Adyen's dialect is not understood");
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
    const Connector *adyen = connectors.find(u"adyen");
    ProcessorAccount account = sample.account;
    account.connector = u"adyen"_s;
    account.baseUrl = QUrl(u"https://checkout-test.adyen.com/v71"_s);
    auto keys = std::make_shared<AccountKeys>();
    keys->apiKey = SecretBytes("AQEtest");
    keys->key1 = u"ShopECOM"_s;
    account.keys = keys;
    const HttpResponse authorised{
        200,
        {{"Content-Type", "application/json"}},
        "{\"pspReference\":\"993617895204576J\",\"resultCode\":\"Authorised\","
        "\"amount\":{\"currency\":\"EUR\",\"value\":1000},"
        "\"additionalData\":{\"authCode\":\"044925\",\"cvcResult\":\"1 Matches\"}}"};
    report.atMost(u"connector_build_parse"_s, u"stripe"_s,
                  usFor([&] { stripeSale(*stripe, sample, card, answer); }), u"us"_s, kLongestUs);
    report.atMost(u"connector_build_parse"_s, u"adyen"_s,
                  usFor([&] { adyenSale(*adyen, sample, account, card, authorised); }), u"us"_s,
                  kLongestUs);
}
