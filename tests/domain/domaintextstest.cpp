#include "services/domain/attempt.h"
#include "services/domain/fromtext.h"
#include "services/domain/operation.h"
#include "services/domain/outcome.h"
#include "services/domain/paymentlifecycle.h"
#include "services/domain/paymentquery.h"
#include "services/domain/vaultrecord.h"
#include "tests/support/seed.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

/// The words our enums have in the database, the API and the settings: each its own, and each
/// understood again.
class DomainTextsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void paymentStatuses();
    void captureMethods();
    void authenticationTypes();
    void attemptStatuses();
    void operationKinds();
    void operationStates();
    void vaultRecordKinds();
    void paymentColumns();
    void eventsAndOutcomesHaveWordsOfTheirOwn();
    void strangersAreRefused_data();
    void strangersAreRefused();
    void openAndHolding();
    void attemptIds();
};

namespace {

/// Every enumerator up to last has a word of its own in API spelling, and `back` understands it.
template <class Enum, class Back>
void checkWords(Enum last, Back back)
{
    static const QRegularExpression spelling(u"\\A[a-z][a-z0-9]*(_[a-z0-9]+)*\\z"_s);
    QSet<QString> seen;
    for (const Enum value : allUpTo(last)) {
        const QString word = toText(value);
        QVERIFY2(spelling.match(word).hasMatch(), qPrintable(word));
        QVERIFY2(!seen.contains(word), qPrintable(word));
        seen.insert(word);
        QVERIFY2(back(word) == value, qPrintable(word));
    }
}

} // namespace

void DomainTextsTest::paymentStatuses()
{
    checkWords(PaymentStatus::Review,
               [](const QString &word) { return paymentStatusFromText(word); });
    QCOMPARE(allPaymentStatuses().size(), 17);
}

void DomainTextsTest::captureMethods()
{
    checkWords(CaptureMethod::ManualMultiple,
               [](const QString &word) { return captureMethodFromText(word); });
}

void DomainTextsTest::authenticationTypes()
{
    checkWords(AuthenticationType::ThreeDs,
               [](const QString &word) { return authenticationTypeFromText(word); });
}

void DomainTextsTest::attemptStatuses()
{
    checkWords(AttemptStatus::PaymentMethodAwaited,
               [](const QString &word) { return attemptStatusFromText(word); });
    QCOMPARE(allAttemptStatuses().size(), 22);
}

void DomainTextsTest::operationKinds()
{
    checkWords(OperationKind::Void,
               [](const QString &word) { return operationKindFromText(word); });
}

void DomainTextsTest::operationStates()
{
    checkWords(OperationState::AbortedBeforeSend,
               [](const QString &word) { return operationStateFromText(word); });
}

void DomainTextsTest::vaultRecordKinds()
{
    checkWords(VaultRecordKind::NetworkToken,
               [](const QString &word) { return vaultRecordKindFromText(word); });
}

void DomainTextsTest::paymentColumns()
{
    checkWords(PaymentColumn::Updated,
               [](const QString &word) { return paymentColumnFromText(word); });
    QVERIFY(isSortable(PaymentColumn::Created));
    QVERIFY(isSortable(PaymentColumn::Amount));
    QVERIFY(!isSortable(PaymentColumn::Description));
}

void DomainTextsTest::eventsAndOutcomesHaveWordsOfTheirOwn()
{
    const auto sameWord = [](const QString &wanted) {
        return [wanted](PaymentEvent event) { return toText(event) == wanted; };
    };
    for (const PaymentEvent event : allPaymentEvents()) {
        QVERIFY(!toText(event).isEmpty());
        QCOMPARE(std::ranges::count_if(allPaymentEvents(), sameWord(toText(event))), 1);
    }
    QSet<QString> outcomes;
    for (const OutcomeClass outcome : allUpTo(OutcomeClass::Integrity))
        outcomes.insert(toText(outcome));
    QCOMPARE(outcomes.size(), 6);
    QVERIFY(!outcomes.contains(QString()));
}

void DomainTextsTest::strangersAreRefused_data()
{
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("capitals") << u"Succeeded"_s;
    QTest::newRow("blank") << u"succeeded "_s;
    QTest::newRow("nobody's") << u"eventually"_s;
    QTest::newRow("number") << u"0"_s;
}

void DomainTextsTest::strangersAreRefused()
{
    QFETCH(QString, word);
    QVERIFY(!paymentStatusFromText(word));
    QVERIFY(!captureMethodFromText(word));
    QVERIFY(!authenticationTypeFromText(word));
    QVERIFY(!attemptStatusFromText(word));
    QVERIFY(!operationKindFromText(word));
    QVERIFY(!operationStateFromText(word));
    QVERIFY(!vaultRecordKindFromText(word));
    QVERIFY(!paymentColumnFromText(word));
}

void DomainTextsTest::openAndHolding()
{
    const QSet<OperationState> holding = {OperationState::Prepared, OperationState::Sending,
                                          OperationState::Unknown};
    for (const OperationState state : allUpTo(OperationState::AbortedBeforeSend)) {
        QCOMPARE(holdsPayment(state), holding.contains(state));
        QCOMPARE(isOpen(state), holding.contains(state) || state == OperationState::Pending);
    }
}

void DomainTextsTest::attemptIds()
{
    Attempt attempt;
    attempt.paymentId = {u"pay_abc"_s};
    attempt.number = 3;
    QCOMPARE(attempt.id().value, u"pay_abc_3"_s);
}

QTEST_APPLESS_MAIN(DomainTextsTest)
#include "domaintextstest.moc"
