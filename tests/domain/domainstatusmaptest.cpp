#include "services/domain/retryrules.h"
#include "services/domain/statusmap.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What refusals mean where somebody has said so: looked up, checked, and asked about other tries.
class DomainStatusMapTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void looksUp();
    void checks_data();
    void checks();
    void unifiedErrorsKeepTheirWords();
    void anotherTry_data();
    void anotherTry();
    void neverWhileUnknown();
};

namespace {

StatusRule ruleFor(const QString &code, const QString &message = {})
{
    StatusRule rule;
    rule.key = {u"stripe"_s, u"Authorize"_s, u"sub_flow"_s, code, message};
    return rule;
}

CallOutcome declined(RetryAdvice advice = RetryAdvice::None)
{
    CallOutcome outcome;
    outcome.kind = OutcomeClass::Decided;
    outcome.reply.state = ReplyState::Declined;
    outcome.reply.error.category = u"insufficient_funds"_s;
    outcome.reply.advice = advice;
    return outcome;
}

} // namespace

void DomainStatusMapTest::looksUp()
{
    StatusRule exact = ruleFor(u"51"_s, u"No money"_s);
    exact.status = u"exact"_s;
    StatusRule any = ruleFor(u"51"_s);
    any.status = u"any"_s;
    StatusRule capture = ruleFor(u"51"_s);
    capture.key.flow = u"Capture"_s;
    capture.status = u"capture"_s;
    const StatusMap map({any, exact, capture});
    const auto found = [&map](OperationKind kind, const QString &code, const QString &message) {
        const StatusRule *rule = map.find(u"stripe"_s, kind, code, message);
        return rule ? rule->status : QString();
    };
    QCOMPARE(found(OperationKind::Sale, u"51"_s, u"No money"_s), u"exact"_s);
    QCOMPARE(found(OperationKind::Authorize, u"51"_s, u"Other words"_s), u"any"_s);
    QCOMPARE(found(OperationKind::Authorize, u"51"_s, {}), u"any"_s);
    QCOMPARE(found(OperationKind::Capture, u"51"_s, u"No money"_s), u"capture"_s);
    QCOMPARE(found(OperationKind::Void, u"51"_s, {}), QString());
    QCOMPARE(found(OperationKind::Refund, u"51"_s, {}), QString());
    QCOMPARE(found(OperationKind::Sale, u"5"_s, {}), QString());
    QCOMPARE(map.find(u"adyen"_s, OperationKind::Sale, u"51"_s, {}), nullptr);
    QVERIFY(StatusMap().isEmpty());
    QCOMPARE(StatusMap().find(u"stripe"_s, OperationKind::Sale, u"51"_s, {}), nullptr);
}

void DomainStatusMapTest::checks_data()
{
    QTest::addColumn<StatusRule>("rule");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, auto change, const QString &field) {
        StatusRule rule = ruleFor(u"51"_s);
        change(rule);
        QTest::newRow(name) << rule << field;
    };
    row("good", [](StatusRule &) {}, {});
    row(
        "no connector", [](StatusRule &r) { r.key.connector.clear(); }, u"connector"_s);
    row(
        "no code", [](StatusRule &r) { r.key.code.clear(); }, u"code"_s);
    row(
        "flow with a blank", [](StatusRule &r) { r.key.flow = u"Au th"_s; }, u"flow"_s);
    row(
        "long sub_flow", [](StatusRule &r) { r.key.subFlow = QString(65, u'a'); }, u"sub_flow"_s);
    row(
        "card in the message", [](StatusRule &r) { r.key.message = u"4242424242424242"_s; },
        u"message"_s);
    row("unified code of its own", [](StatusRule &r) { r.unified.code = u"UE_1000"_s; }, {});
    row(
        "unified code with a brace", [](StatusRule &r) { r.unified.code = u"U{"_s; },
        u"unified_code"_s);
    row("standardised", [](StatusRule &r) { r.unified.standardisedCode = u"do_not_honor"_s; }, {});
    row(
        "not standardised", [](StatusRule &r) { r.unified.standardisedCode = u"oops"_s; },
        u"standardised_code"_s);
    row("category", [](StatusRule &r) { r.errorCategory = u"soft_decline"_s; }, {});
    row(
        "no category", [](StatusRule &r) { r.errorCategory = u"softish"_s; }, u"error_category"_s);
}

void DomainStatusMapTest::checks()
{
    QFETCH(StatusRule, rule);
    QFETCH(QString, field);
    const Result<> fits = checkStatusRule(rule);
    QCOMPARE(fits ? QString() : fits.error().field, field);
}

void DomainStatusMapTest::unifiedErrorsKeepTheirWords()
{
    for (const UnifiedError &error :
         {UnifiedError{}, UnifiedError{u"UE_1000"_s, {}, {}, {}, {}},
          UnifiedError{u"UE_3000"_s, u"Bank {said} \"no\""_s, u"do_not_honor"_s, u"ü"_s, u"Ask"_s},
          UnifiedError{{}, u"Words only"_s, {}, {}, {}}})
        QCOMPARE(unifiedErrorFromText(toText(error)), error);
    QCOMPARE(toText(UnifiedError{u"UE_1000"_s, {}, {}, {}, {}}), u"UE_1000"_s);
    QCOMPARE(unifiedErrorFromText(u"UE_9000{broken"_s).code, u"UE_9000"_s);
}

void DomainStatusMapTest::anotherTry_data()
{
    QTest::addColumn<bool>("triesAgain");
    QTest::addColumn<bool>("stepUp");
    QTest::addColumn<bool>("mayStepUp");
    QTest::addColumn<RetryAdvice>("advice");
    QTest::addColumn<NextTry>("next");
    const RetryAdvice none = RetryAdvice::None;
    QTest::newRow("stop") << false << false << true << none << NextTry::None;
    QTest::newRow("retry") << true << false << true << none << NextTry::OtherAccount;
    QTest::newRow("step up") << false << true << true << none << NextTry::SameWithThreeDs;
    QTest::newRow("stepped up before") << false << true << false << none << NextTry::None;
    QTest::newRow("stepped up, then retry")
        << true << true << false << none << NextTry::OtherAccount;
    QTest::newRow("later") << true << false << true << RetryAdvice::Later << NextTry::OtherAccount;
    QTest::newRow("network says never")
        << true << true << true << RetryAdvice::DoNotRetry << NextTry::None;
    QTest::newRow("network says new card")
        << true << true << true << RetryAdvice::NewCard << NextTry::None;
}

void DomainStatusMapTest::anotherTry()
{
    QFETCH(bool, triesAgain);
    QFETCH(bool, stepUp);
    QFETCH(bool, mayStepUp);
    QFETCH(RetryAdvice, advice);
    QFETCH(NextTry, next);
    StatusRule rule = ruleFor(u"51"_s);
    rule.triesAgain = triesAgain;
    rule.stepUpPossible = stepUp;
    QCOMPARE(nextTryAfter(declined(advice), &rule, mayStepUp), next);
    // Without a rule the category decides: this one is never tried again.
    QCOMPARE(nextTryAfter(declined(advice), nullptr, mayStepUp), NextTry::None);
}

void DomainStatusMapTest::neverWhileUnknown()
{
    StatusRule rule = ruleFor(u"51"_s);
    rule.triesAgain = true;
    rule.stepUpPossible = true;
    CallOutcome outcome;
    for (const OutcomeClass kind :
         {OutcomeClass::Unknown, OutcomeClass::RetryLater, OutcomeClass::Integrity}) {
        outcome.kind = kind;
        QCOMPARE(nextTryAfter(outcome, &rule, true), NextTry::None);
    }
    outcome.kind = OutcomeClass::Decided;
    for (const ReplyState state :
         {ReplyState::Authorized, ReplyState::Captured, ReplyState::Pending,
          ReplyState::ChallengeRequired, ReplyState::HeldForReview, ReplyState::NotFound}) {
        outcome.reply.state = state;
        QCOMPARE(nextTryAfter(outcome, &rule, true), NextTry::None);
    }
}

QTEST_GUILESS_MAIN(DomainStatusMapTest)
#include "domainstatusmaptest.moc"
