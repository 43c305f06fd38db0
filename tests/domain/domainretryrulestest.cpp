#include "services/domain/chargemeans.h"
#include "services/domain/retryrules.h"
#include "services/domain/statusmap.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What may follow a refusal.
class DomainRetryRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void retries_data();
    void retries();
    void neverWhileUnknown();
    void numberAfterToken();
    void bestMeans();
    void retrySettings();
};

void DomainRetryRulesTest::retries_data()
{
    QTest::addColumn<QString>("category");
    QTest::addColumn<RetryAdvice>("advice");
    QTest::addColumn<NextTry>("next");
    const auto row = [](const char *category, NextTry next,
                        RetryAdvice advice = RetryAdvice::None) {
        QTest::addRow("%s %d", category, static_cast<int>(advice))
            << QString::fromLatin1(category) << advice << next;
    };
    row("generic_decline", NextTry::OtherAccountOnce);
    row("card_not_supported", NextTry::OtherAccountOnce);
    row("issuer_unavailable", NextTry::OtherAccount);
    row("processor_error", NextTry::OtherAccount);
    row("configuration", NextTry::OtherAccount);
    row("authentication_required", NextTry::SameWithThreeDs);
    for (const char *category : {"insufficient_funds",
                                 "limit_exceeded",
                                 "incorrect_number",
                                 "incorrect_cvc",
                                 "incorrect_expiry",
                                 "incorrect_address",
                                 "expired_card",
                                 "lost_or_stolen",
                                 "pickup_card",
                                 "restricted_card",
                                 "suspected_fraud",
                                 "blocked_by_risk",
                                 "recurring_revoked",
                                 "authentication_failed",
                                 "customer_cancelled",
                                 "duplicate",
                                 "invalid_request",
                                 "rate_limited",
                                 "expired_authorization",
                                 "already_captured",
                                 "unknown",
                                 "",
                                 "other"})
        row(category, NextTry::None);
    row("issuer_unavailable", NextTry::OtherAccount, RetryAdvice::Later);
    row("processor_error", NextTry::None, RetryAdvice::Later);
    row("generic_decline", NextTry::None, RetryAdvice::DoNotRetry);
    row("processor_error", NextTry::None, RetryAdvice::StopRecurring);
    row("authentication_required", NextTry::None, RetryAdvice::NewCard);
    row("processor_error", NextTry::None, RetryAdvice::AfterTwoDays);
}

void DomainRetryRulesTest::retries()
{
    QFETCH(QString, category);
    QFETCH(RetryAdvice, advice);
    QFETCH(NextTry, next);
    QCOMPARE(nextTryAfter(category, advice), next);
}

void DomainRetryRulesTest::neverWhileUnknown()
{
    CallOutcome outcome;
    outcome.reply.error.category = u"processor_error"_s;
    outcome.error.category = u"processor_error"_s;
    for (const OutcomeClass kind :
         {OutcomeClass::RetryLater, OutcomeClass::Unknown, OutcomeClass::Integrity}) {
        outcome.kind = kind;
        QCOMPARE(nextTryAfter(outcome), NextTry::None);
    }
    outcome.kind = OutcomeClass::Decided;
    for (int state = 0; state <= static_cast<int>(ReplyState::NotFound); ++state) {
        outcome.reply.state = static_cast<ReplyState>(state);
        const bool declined = outcome.reply.state == ReplyState::Declined;
        QCOMPARE(nextTryAfter(outcome), declined ? NextTry::OtherAccount : NextTry::None);
    }
    outcome.kind = OutcomeClass::Rejected;
    QCOMPARE(nextTryAfter(outcome), NextTry::OtherAccount);
    outcome.kind = OutcomeClass::NotSent;
    QCOMPARE(nextTryAfter(outcome), NextTry::OtherAccount);
}

/// The card's number after its network token: for what may be the token's own fault, and never
/// while anything may have moved.
void DomainRetryRulesTest::numberAfterToken()
{
    for (const auto &category : {u"generic_decline"_s, u"card_not_supported"_s, u"expired_card"_s,
                                 u"incorrect_number"_s, u"incorrect_expiry"_s}) {
        QVERIFY2(numberMayHelp(category, RetryAdvice::None), qPrintable(category));
        QVERIFY(numberMayHelp(category, RetryAdvice::NewCard));
        for (const RetryAdvice advice : {RetryAdvice::DoNotRetry, RetryAdvice::StopRecurring,
                                         RetryAdvice::Later, RetryAdvice::AfterTwoDays})
            QVERIFY2(!numberMayHelp(category, advice), qPrintable(category));
    }
    for (const auto &category : {u"insufficient_funds"_s, u"lost_or_stolen"_s, u"suspected_fraud"_s,
                                 u"recurring_revoked"_s, u"authentication_required"_s, QString()})
        QVERIFY2(!numberMayHelp(category, RetryAdvice::None), qPrintable(category));
    CallOutcome outcome;
    outcome.reply.error.category = u"generic_decline"_s;
    outcome.error.category = u"generic_decline"_s;
    for (const OutcomeClass kind : {OutcomeClass::NotSent, OutcomeClass::RetryLater,
                                    OutcomeClass::Unknown, OutcomeClass::Integrity}) {
        outcome.kind = kind;
        QVERIFY(!numberMayHelp(outcome));
    }
    outcome.kind = OutcomeClass::Rejected;
    QVERIFY(numberMayHelp(outcome));
    outcome.kind = OutcomeClass::Decided;
    for (int state = 0; state <= static_cast<int>(ReplyState::NotFound); ++state) {
        outcome.reply.state = static_cast<ReplyState>(state);
        QCOMPARE(numberMayHelp(outcome), outcome.reply.state == ReplyState::Declined);
    }
    // A rule counts for more than the category, for less than the network, and never while unknown.
    StatusRule yes;
    yes.clearPanPossible = true;
    const StatusRule no;
    outcome.reply.state = ReplyState::Declined;
    QVERIFY(numberMayHelp(outcome, nullptr));
    QVERIFY(!numberMayHelp(outcome, &no));
    outcome.reply.error.category = u"insufficient_funds"_s;
    QVERIFY(!numberMayHelp(outcome, nullptr));
    QVERIFY(numberMayHelp(outcome, &yes));
    for (const RetryAdvice advice : {RetryAdvice::DoNotRetry, RetryAdvice::StopRecurring,
                                     RetryAdvice::Later, RetryAdvice::AfterTwoDays}) {
        outcome.reply.advice = advice;
        QVERIFY(!numberMayHelp(outcome, &yes));
    }
    for (const OutcomeClass kind : {OutcomeClass::NotSent, OutcomeClass::RetryLater,
                                    OutcomeClass::Unknown, OutcomeClass::Integrity}) {
        outcome.kind = kind;
        QVERIFY(!numberMayHelp(outcome, &yes));
    }
}

void DomainRetryRulesTest::bestMeans()
{
    constexpr auto best = [](bool processor, bool token, bool id, bool taken) {
        return chargeMeansOf({processor, token, id, taken});
    };
    static_assert(best(true, true, true, true) == ChargeMeans::ConnectorToken);
    static_assert(best(true, false, false, false) == ChargeMeans::ConnectorToken);
    static_assert(best(false, true, true, true) == ChargeMeans::NetworkToken);
    static_assert(best(false, true, true, false) == ChargeMeans::CardNumber);
    static_assert(best(false, false, true, true) == ChargeMeans::CardNumber);
    static_assert(!best(false, true, false, true));
    QCOMPARE(best(false, false, true, false), ChargeMeans::CardNumber);
}

void DomainRetryRulesTest::retrySettings()
{
    QVERIFY(retrySettingsOf(u"{\"is_auto_retries_enabled\":true,"
                            "\"is_clear_pan_retries_enabled\":true}"_s)
                .clearNumber);
    QVERIFY(!retrySettingsOf({}).enabled);
    QVERIFY(!retrySettingsOf(u"{\"is_auto_retries_enabled\":false}"_s).enabled);
    QVERIFY(!retrySettingsOf(u"{\"is_auto_retries_enabled\":true,\"max_auto_retries_enabled\":0}"_s)
                 .enabled);
    QCOMPARE(retrySettingsOf(u"{\"is_auto_retries_enabled\":true}"_s), RetrySettings({true, 1}));
    QCOMPARE(
        retrySettingsOf(u"{\"is_auto_retries_enabled\":true,\"max_auto_retries_enabled\":3}"_s),
        RetrySettings({true, 3}));
    QCOMPARE(
        retrySettingsOf(u"{\"is_auto_retries_enabled\":true,\"max_auto_retries_enabled\":99}"_s),
        RetrySettings({true, kMostRetries}));
}

QTEST_GUILESS_MAIN(DomainRetryRulesTest)
#include "domainretryrulestest.moc"
