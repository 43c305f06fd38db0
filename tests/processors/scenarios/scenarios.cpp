#include "tests/processors/scenarios/scenarios.h"

#include <iterator>

namespace {

using Run = ScenarioRun;

const char kVisa[] = "4242424242424242";

/// Money taken, held, released and given back.
const Scenario kTaking[] = {
    {"sale", [](Run &run) { run.sell(kVisa); }, "captured 1000 | authorize 1000, capture 1000"},
    {"sale is read", [](Run &run) { run.sell(kVisa), run.read(); },
     "captured 1000; captured 1000 | authorize 1000, capture 1000"},
    {"Mastercard", [](Run &run) { run.sell("5555555555554444"); },
     "captured 1000 | authorize 1000, capture 1000"},
    {"American Express", [](Run &run) { run.sell("378282246310005"); },
     "captured 1000 | authorize 1000, capture 1000"},
    {"yen", [](Run &run) { run.setMoney(1050, Currency::Jpy), run.sell(kVisa); },
     "captured 1050 | authorize 1050, capture 1050"},
    {"dinars", [](Run &run) { run.setMoney(12340, Currency::Kwd), run.sell(kVisa); },
     "captured 12340 | authorize 12340, capture 12340"},
    {"shillings", [](Run &run) { run.setMoney(500, Currency::Ugx), run.sell(kVisa); },
     "captured 500 | authorize 500, capture 500"},
    {"hold and capture", [](Run &run) { run.hold(kVisa), run.capture(1000), run.readFirst(); },
     "authorized 1000; captured 1000; authorized 1000 | authorize 1000, capture 1000"},
    {"capture a part", [](Run &run) { run.hold(kVisa), run.capture(400), run.readFirst(); },
     "authorized 1000; captured 400; expired | authorize 1000, capture 400, void 600"},
    {"capture in parts",
     [](Run &run) {
         run.setSeveralCaptures(), run.hold(kVisa), run.capture(300, false);
         run.read(), run.capture(700), run.read();
     },
     "authorized 1000; captured 300; captured 300; captured 700; captured 700 | authorize "
     "1000, capture 300, capture 700"},
    {"release", [](Run &run) { run.hold(kVisa), run.release(), run.read(), run.readFirst(); },
     "authorized 1000; voided; voided; voided | authorize 1000, void 1000"},
    {"release the rest",
     [](Run &run) {
         run.setSeveralCaptures(), run.hold(kVisa), run.capture(300, false), run.release();
     },
     "authorized 1000; captured 300; voided | authorize 1000, capture 300, void 700"},
    {"refund", [](Run &run) { run.sell(kVisa), run.refund(1000), run.read(); },
     "captured 1000; refunded 1000; refunded 1000 | authorize 1000, capture 1000, refund 1000"},
    {"refund in parts",
     [](Run &run) { run.sell(kVisa), run.refund(300), run.refund(200), run.read(); },
     "captured 1000; refunded 300; refunded 200; refunded 200 | authorize 1000, capture 1000, "
     "refund 300, refund 200"},
    {"refund comes later",
     [](Run &run) {
         run.sell("4000009907010006"), run.refund(1000), run.read();
         run.wait(6000), run.read();
     },
     "captured 1000; pending; pending; refunded 1000 | authorize 1000, capture 1000, refund "
     "1000"},
    {"refund fails later",
     [](Run &run) { run.sell("4000009907020005"), run.refund(1000), run.wait(6000), run.read(); },
     "captured 1000; pending; declined processor_error | authorize 1000, capture 1000"},
};

/// Holds that become larger.
const Scenario kRaised[] = {
    {"raise the hold",
     [](Run &run) {
         run.setIncremental(), run.hold(kVisa), run.raise(1500), run.read(), run.readFirst();
         run.capture(1500);
     },
     "authorized 1000; authorized 1500; authorized 1500; authorized 1500; captured 1500 | "
     "authorize 1000, increment 500, capture 1500"},
    {"raise it twice, take a part",
     [](Run &run) {
         run.setIncremental(), run.hold(kVisa), run.raise(1500), run.raise(1600);
         run.capture(1200);
     },
     "authorized 1000; authorized 1500; authorized 1600; captured 1200 | authorize 1000, "
     "increment 500, increment 100, capture 1200, void 400"},
    {"raise is refused by the bank",
     [](Run &run) {
         run.setIncremental(), run.hold("4000009908020004"), run.raise(1500), run.capture(1000);
     },
     "authorized 1000; declined insufficient_funds; captured 1000 | authorize 1000, capture 1000"},
    {"raise what was not made for it", [](Run &run) { run.hold(kVisa), run.raise(1500); },
     "authorized 1000; rejected invalid_request | authorize 1000"},
    {"raise what was released",
     [](Run &run) { run.setIncremental(), run.hold(kVisa), run.release(), run.raise(1500); },
     "authorized 1000; voided; rejected already_voided | authorize 1000, void 1000"},
    {"raise without answer",
     [](Run &run) {
         run.setIncremental(), run.hold(kVisa), run.bank().injectFault(BankFault::TimeoutAfter);
         run.raise(1500), run.read(), run.again();
     },
     "authorized 1000; unknown; authorized 1500; authorized 1500 | authorize 1000, increment 500"},
    {"raise never arrives",
     [](Run &run) {
         run.setIncremental(), run.hold(kVisa), run.bank().injectFault(BankFault::TimeoutBefore);
         run.raise(1500), run.read(), run.again();
     },
     "authorized 1000; unknown; not_found; authorized 1500 | authorize 1000, increment 500"},
};

/// What banks say no to.
const Scenario kDeclines[] = {
    {"decline", [](Run &run) { run.sell("4000000000000002"), run.read(); },
     "declined generic_decline; declined generic_decline | "},
    {"no funds", [](Run &run) { run.hold("4000000000009995"); }, "declined insufficient_funds | "},
    {"lost", [](Run &run) { run.sell("4000000000009987"); }, "declined lost_or_stolen | "},
    {"stolen", [](Run &run) { run.sell("4000000000009979"); }, "declined lost_or_stolen | "},
    {"expired card", [](Run &run) { run.sell("4000000000000069"); }, "declined expired_card | "},
    {"wrong CVC", [](Run &run) { run.sell("4000000000000127"); }, "declined incorrect_cvc | "},
    {"processing error", [](Run &run) { run.sell("4000000000000119"); },
     "declined processor_error | "},
    {"too often", [](Run &run) { run.sell("4000000000006975"); }, "declined limit_exceeded | "},
    {"risk", [](Run &run) { run.sell("4100000000000019"); }, "declined blocked_by_risk | "},
    {"fraud", [](Run &run) { run.sell("4000009903010000"); }, "declined suspected_fraud | "},
    {"not supported", [](Run &run) { run.sell("4000009903020009"); },
     "declined card_not_supported | "},
    {"genuine number", [](Run &run) { run.sell("4929000000006"); },
     "declined card_not_supported | "},
    {"issuer away", [](Run &run) { run.sell("4000009903030008"); },
     "declined issuer_unavailable | "},
    {"wants 3DS", [](Run &run) { run.sell("4000009903040007"); },
     "declined authentication_required | "},
    {"wrong address", [](Run &run) { run.sell("4000009903050006"); },
     "declined incorrect_address | "},
};

/// Shoppers who must act.
const Scenario kChallenges[] = {
    {"challenge passed",
     [](Run &run) {
         run.sell("4000000000003220"), run.read(), run.answerChallenge("approve"), run.read();
     },
     "challenge; challenge; captured 1000 | authorize 1000, capture 1000"},
    {"challenge asked for",
     [](Run &run) {
         run.setThreeDs(), run.hold(kVisa), run.answerChallenge("approve"), run.read();
     },
     "challenge; authorized 1000 | authorize 1000"},
    {"challenge failed",
     [](Run &run) { run.sell("4000000000003220"), run.answerChallenge("fail"), run.read(); },
     "challenge; declined authentication_failed | "},
    {"challenge cancelled",
     [](Run &run) { run.sell("4000000000003220"), run.answerChallenge("cancel"), run.read(); },
     "challenge; declined customer_cancelled | "},
    {"challenge, then no funds",
     [](Run &run) { run.sell("4000008260003178"), run.answerChallenge("approve"), run.read(); },
     "challenge; declined insufficient_funds | "},
    {"challenge released", [](Run &run) { run.sell("4000000000003220"), run.release(); },
     "challenge; voided | "},
    {"frictionless", [](Run &run) { run.sell("4000009904010009"); },
     "captured 1000 | authorize 1000, capture 1000"},
    {"rejected without challenge", [](Run &run) { run.sell("4000009904030007"); },
     "declined authentication_failed | "},
};

/// Answers that do not come, or cannot be believed.
const Scenario kUnknown[] = {
    {"no answer, done",
     [](Run &run) { run.sell("4000009905020007"), run.wait(120'000), run.read(); },
     "unknown; captured 1000 | authorize 1000, capture 1000"},
    {"no answer, done, again", [](Run &run) { run.sell("4000009905020007"), run.again(); },
     "unknown; captured 1000 | authorize 1000, capture 1000"},
    {"no answer, not done",
     [](Run &run) { run.sell("4000009905030006"), run.wait(120'000), run.read(); },
     "unknown; not_found | "},
    {"no answer, not done, asked twice",
     [](Run &run) { run.sell("4000009905030006"), run.read(), run.read(); },
     "unknown; not_found; not_found | "},
    {"no answer, done, forgotten",
     [](Run &run) {
         run.sell("4000009905020007"), run.skipRead(), run.read(), run.wait(120'000);
         run.skipRead(), run.read();
     },
     "unknown; captured 1000; captured 1000 | authorize 1000, capture 1000"},
    {"500, not done", [](Run &run) { run.sell("4000009905040005"), run.wait(120'000), run.read(); },
     "unknown; not_found | "},
    {"500, done", [](Run &run) { run.sell("4000009905050004"), run.wait(120'000), run.read(); },
     "unknown; captured 1000 | authorize 1000, capture 1000"},
    {"too many requests", [](Run &run) { run.sell("4000009905060003"), run.again(), run.again(); },
     "retry_later; retry_later; captured 1000 | authorize 1000, capture 1000"},
    {"reset in the reply",
     [](Run &run) { run.sell("4000009905070002"), run.wait(120'000), run.read(); },
     "unknown; captured 1000 | authorize 1000, capture 1000"},
    {"garbage", [](Run &run) { run.sell("4000009905080001"), run.wait(120'000), run.read(); },
     "unknown; captured 1000 | authorize 1000, capture 1000"},
    {"decided later",
     [](Run &run) { run.sell("4000009905090000"), run.read(), run.wait(6000), run.read(); },
     "pending; pending; captured 1000 | authorize 1000, capture 1000"},
    {"refused later", [](Run &run) { run.sell("4000009905100007"), run.wait(6000), run.read(); },
     "pending; declined generic_decline | "},
    {"other amount", [](Run &run) { run.sell("4000009905130004"); },
     "integrity amount | authorize 1000, capture 1000"},
};

/// Holds that end, and what is asked too late or too often.
const Scenario kStates[] = {
    {"hold runs out",
     [](Run &run) { run.hold("4000009906030005"), run.wait(61'000), run.readFirst(); },
     "authorized 1000; expired | authorize 1000"},
    {"capture after that",
     [](Run &run) { run.hold("4000009906030005"), run.wait(61'000), run.capture(1000); },
     "authorized 1000; rejected expired_authorization | authorize 1000"},
    {"capture comes later",
     [](Run &run) { run.hold("4000009906040004"), run.capture(1000), run.wait(6000), run.read(); },
     "authorized 1000; pending; captured 1000 | authorize 1000, capture 1000"},
    {"capture fails", [](Run &run) { run.hold("4000009906050003"), run.capture(1000); },
     "authorized 1000; declined processor_error | authorize 1000"},
    {"capture too much", [](Run &run) { run.hold(kVisa), run.capture(1001); },
     "authorized 1000; rejected amount_too_large | authorize 1000"},
    {"capture twice", [](Run &run) { run.hold(kVisa), run.capture(1000), run.capture(1000); },
     "authorized 1000; captured 1000; rejected already_captured | authorize 1000, capture "
     "1000"},
    {"capture after release", [](Run &run) { run.hold(kVisa), run.release(), run.capture(1000); },
     "authorized 1000; voided; rejected already_voided | authorize 1000, void 1000"},
    {"release after capture", [](Run &run) { run.hold(kVisa), run.capture(1000), run.release(); },
     "authorized 1000; captured 1000; rejected already_captured | authorize 1000, capture "
     "1000"},
    {"refund before capture", [](Run &run) { run.hold(kVisa), run.refund(1000); },
     "authorized 1000; rejected not_refundable | authorize 1000"},
    {"refund too much", [](Run &run) { run.sell(kVisa), run.refund(1001); },
     "captured 1000; rejected amount_too_large | authorize 1000, capture 1000"},
};

/// The same for what comes after a payment.
const Scenario kFollowUpFaults[] = {
    {"capture without answer",
     [](Run &run) {
         run.hold(kVisa), run.bank().injectFault(BankFault::TimeoutAfter);
         run.capture(1000), run.read(), run.again();
     },
     "authorized 1000; unknown; captured 1000; captured 1000 | authorize 1000, capture 1000"},
    {"capture never arrives",
     [](Run &run) {
         run.hold(kVisa), run.bank().injectFault(BankFault::TimeoutBefore);
         run.capture(1000), run.read(), run.again();
     },
     "authorized 1000; unknown; not_found; captured 1000 | authorize 1000, capture 1000"},
    {"refund without answer",
     [](Run &run) {
         run.sell(kVisa), run.bank().injectFault(BankFault::CloseNoReply);
         run.refund(400), run.read(), run.again();
     },
     "captured 1000; unknown; refunded 400; refunded 400 | authorize 1000, capture 1000, "
     "refund 400"},
    {"release without answer",
     [](Run &run) {
         run.hold(kVisa), run.bank().injectFault(BankFault::Http500Done);
         run.release(), run.read();
     },
     "authorized 1000; unknown; voided | authorize 1000, void 1000"},
    {"key in use",
     [](Run &run) {
         run.hold(kVisa), run.bank().injectFault(BankFault::InUse);
         run.capture(1000), run.again();
     },
     "authorized 1000; retry_later; captured 1000 | authorize 1000, capture 1000"},
    {"sent elsewhere",
     [](Run &run) {
         run.hold(kVisa), run.bank().injectFault(BankFault::Redirect), run.capture(1000);
     },
     "authorized 1000; integrity redirect | authorize 1000"},
    {"other currency",
     [](Run &run) {
         run.hold(kVisa), run.bank().injectFault(BankFault::WrongCurrency);
         run.capture(1000);
     },
     "authorized 1000; integrity currency | authorize 1000, capture 1000"},
    {"other reference",
     [](Run &run) {
         run.hold(kVisa), run.bank().injectFault(BankFault::WrongReference);
         run.capture(1000);
     },
     "authorized 1000; integrity merchant_reference | authorize 1000, capture 1000"},
};

/// Cards that are kept for charges without the shopper.
const Scenario kKept[] = {
    {"set up, then charge", [](Run &run) { run.setUp(kVisa), run.read(), run.chargeKept(); },
     "captured 0; captured 0; captured 1000 | verify 0, authorize 1000, capture 1000"},
    {"set up with a challenge",
     [](Run &run) {
         run.setUp("4000002760003184"), run.answerChallenge("approve"), run.read();
         run.chargeKept();
     },
     "challenge; captured 0; declined authentication_required | verify 0"},
    {"set up with a sale", [](Run &run) { run.sell(kVisa, true), run.chargeKept(); },
     "captured 1000; captured 1000 | authorize 1000, capture 1000, authorize 1000, capture "
     "1000"},
    {"kept card declines", [](Run &run) { run.setUp("4000000000000341"), run.chargeKept(); },
     "captured 0; declined generic_decline | verify 0"},
    {"series is stopped", [](Run &run) { run.setUp("4000009906010007"), run.chargeKept(); },
     "captured 0; declined recurring_revoked | verify 0"},
    {"forgotten", [](Run &run) { run.setUp(kVisa), run.detach(), run.chargeKept(); },
     "captured 0; detached; rejected invalid_request | verify 0, detach 0"},
    {"keys are taken", [](Run &run) { run.verify(); }, "verified | "},
};

/// Where a real processor's story differs from the simulated bank's own.
const Deviation kDeviations[] = {
    {"stripe", "no answer, not done, asked twice", "unknown; not_found; unknown | ",
     "a search that finds nothing proves nothing"},
    {"stripe", "no answer, done, forgotten",
     "unknown; unknown; captured 1000 | authorize 1000, capture 1000",
     "a search finds what is a minute old"},
    {"stripe", "challenge cancelled", "challenge; declined authentication_failed | ",
     "Stripe has one code for a challenge that failed and for one that was left"},
    {"stripe", "refund fails later",
     "captured 1000; pending; declined generic_decline | authorize 1000, capture 1000",
     "Stripe says only that the refund was declined"},
    {"stripe", "capture comes later",
     "authorized 1000; captured 1000; captured 1000 | authorize 1000, capture 1000",
     "Stripe captures at once"},
    {"stripe", "capture too much", "authorized 1000; rejected invalid_request | authorize 1000",
     "Stripe's amount_too_large is about any amount"},
    {"stripe", "refund too much",
     "captured 1000; rejected invalid_request | authorize 1000, capture 1000", "the same"},
    {"adyen", "capture a part",
     "authorized 1000; captured 400; authorized 1000 | authorize 1000, capture 400",
     "the rest stays held"},
    {"adyen", "raise the hold",
     "authorized 1000; authorized 1500; authorized 1500; authorized 1000; captured 1500 | "
     "authorize 1000, increment 500, capture 1500",
     "what is told of the authorization is what was held at first"},
    {"adyen", "raise it twice, take a part",
     "authorized 1000; authorized 1500; authorized 1600; captured 1200 | authorize 1000, "
     "increment 500, increment 100, capture 1200",
     "the rest stays held"},
    {"adyen", "raise what was released",
     "authorized 1000; voided; rejected invalid_request | authorize 1000, void 1000",
     "Adyen has one code for what does not go"},
    {"adyen", "raise never arrives",
     "authorized 1000; unknown; no news; authorized 1500 | authorize 1000, increment 500",
     "nobody can be asked"},
    {"adyen", "release",
     "authorized 1000; voided; voided; authorized 1000 | authorize 1000, void 1000",
     "news of the release are about the cancel alone"},
    {"adyen", "refund comes later",
     "captured 1000; pending; no news; refunded 1000 | authorize 1000, capture 1000, "
     "refund 1000",
     "nobody can be asked"},
    {"adyen", "refund fails later",
     "captured 1000; pending; declined not_refundable | authorize 1000, capture 1000",
     "Adyen says only that the refund failed"},
    {"adyen", "lost", "declined restricted_card | ", "Adyen has one code for blocked cards"},
    {"adyen", "stolen", "declined restricted_card | ", "the same"},
    {"adyen", "challenge passed",
     "challenge; no news; captured 1000 | authorize 1000, capture 1000", "nobody can be asked"},
    {"adyen", "no answer, not done", "unknown; no news | ", "nobody can be asked"},
    {"adyen", "no answer, not done, asked twice", "unknown; no news; no news | ", "the same"},
    {"adyen", "500, not done", "unknown; no news | ", "the same"},
    {"adyen", "decided later", "pending; no news; captured 1000 | authorize 1000, capture 1000",
     "nobody can be asked"},
    {"adyen", "capture after that", "authorized 1000; rejected invalid_request | authorize 1000",
     "Adyen has no such codes"},
    {"adyen", "capture too much", "authorized 1000; rejected invalid_request | authorize 1000",
     "the same"},
    {"adyen", "capture twice",
     "authorized 1000; captured 1000; rejected invalid_request | authorize 1000, capture 1000",
     "the same"},
    {"adyen", "capture after release",
     "authorized 1000; voided; rejected invalid_request | authorize 1000, void 1000", "the same"},
    {"adyen", "release after capture",
     "authorized 1000; captured 1000; declined processor_error | authorize 1000, capture 1000",
     "a cancel is always received; the news say no"},
    {"adyen", "refund before capture", "authorized 1000; rejected invalid_request | authorize 1000",
     "Adyen has no such codes"},
    {"adyen", "refund too much",
     "captured 1000; rejected invalid_request | authorize 1000, capture 1000", "the same"},
    {"adyen", "capture never arrives",
     "authorized 1000; unknown; no news; captured 1000 | authorize 1000, capture 1000",
     "nobody can be asked"},
    {"adyen", "other currency", "authorized 1000; captured 1000 | authorize 1000, capture 1000",
     "only the news say more"},
    {"adyen", "other reference", "authorized 1000; captured 1000 | authorize 1000, capture 1000",
     "the same"},
};

} // namespace

const std::vector<ConnectorUnderTest> &connectorsUnderTest()
{
    static const std::vector<ConnectorUnderTest> all = {
        {"simulator", "http://127.0.0.1:9", "", ""},
        {"stripe", "http://127.0.0.1:9/stripe", "sk_test_51Abc", "stripe-2023-08-16.json"},
        {"adyen", "http://127.0.0.1:9/adyen/v71", "AQEtest", "adyen-checkout-v71.json"},
    };
    return all;
}

const std::vector<Scenario> &scenarios()
{
    static const std::vector<Scenario> all = [] {
        std::vector<Scenario> list;
        const auto add = [&list](const auto &group) {
            list.insert(list.end(), std::begin(group), std::end(group));
        };
        add(kTaking);
        add(kRaised);
        add(kDeclines);
        add(kChallenges);
        add(kUnknown);
        add(kStates);
        add(kFollowUpFaults);
        add(kKept);
        return list;
    }();
    return all;
}

const std::vector<Deviation> &deviations()
{
    static const std::vector<Deviation> all(std::begin(kDeviations), std::end(kDeviations));
    return all;
}
