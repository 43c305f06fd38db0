#include "app/demoagreements.h"

#include "app/demoloader.h"
#include "app/demovault.h"
#include "services/domain/samplepayments.h"
#include "services/storage/mandatestore.h"
#include "services/storage/methodstore.h"
#include "services/storage/paymentstore.h"
#include "tests/support/seed.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const MerchantId kMerchant{u"merchant_acme"_s};

/// How many of the agreements are of each sort.
struct Census
{
    QMap<MandateEnd, int> ends;
    int failing = 0;
    int due = 0;
    int once = 0;
    int limited = 0;
    int untouched = 0;

    void count(const Mandate &mandate, qint64 nowMs)
    {
        const bool active = mandate.status == MandateStatus::Active;
        const bool single = mandate.terms.type == MandateType::SingleUse;
        const qint64 next = mandate.nextChargeAtMs;
        ends[mandate.ended] += 1;
        failing += active && mandate.last.failures > 0 ? 1 : 0;
        due += active && next > 0 && next < nowMs ? 1 : 0;
        once += single ? 1 : 0;
        limited += !single && mandate.terms.amount ? 1 : 0;
        untouched += mandate.last.paymentId.isEmpty() ? 1 : 0;
    }
};

} // namespace

class DemoAgreementsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init();
    void cleanup();
    void areInEveryState();
    void fitTheirCardsAndCharges();
    void savedCardsAreTheOnesThatWerePaidWith();
    void sameSeedGivesTheSame();

private:
    SystemRandom m_random;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    DemoPlan m_plan;
    DemoSample m_sample;
};

void DemoAgreementsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_database = std::make_unique<Database>();
    m_plan.databaseFile = m_folder->filePath(u"sample"_s);
    m_plan.ledgerFile = m_folder->filePath(u"ledger"_s);
    m_plan.keyFile = m_folder->filePath(u"key"_s);
    m_plan.count = 1'000;
    m_plan.nowMs = SystemClock().nowMs();
    m_plan.seed = testSeed();
    const auto sample = makeDemoSample(m_plan, m_random);
    QVERIFY(sample.has_value());
    m_sample = *sample;
    const auto progress = [](int, int) { return true; };
    const auto stored =
        storeDemo(m_plan, m_sample, QUrl(u"http://127.0.0.1:9"_s), {}, m_random, progress);
    QVERIFY(stored.has_value());
    QVERIFY(m_database->open({m_plan.databaseFile, false, true}).has_value());
}

void DemoAgreementsTest::cleanup()
{
    m_database.reset();
    m_folder.reset();
}

void DemoAgreementsTest::areInEveryState()
{
    const auto all = MandateStore(*m_database).list(kMerchant, {});
    QVERIFY(all.has_value());
    QVERIFY2(all->size() >= 50, qPrintable(QString::number(all->size())));
    QVERIFY(std::ranges::is_sorted(*all, std::ranges::greater(), &Mandate::createdAtMs));
    Census census;
    for (const Mandate &mandate : *all)
        census.count(mandate, m_plan.nowMs);
    QVERIFY(census.ends[MandateEnd::None] >= 20);
    QVERIFY(census.ends[MandateEnd::UsedUp] > 0);
    QVERIFY(census.ends[MandateEnd::ByMerchant] > 0);
    QVERIFY(census.ends[MandateEnd::ByBank] > 0);
    QVERIFY(census.failing > 0);
    QVERIFY(census.due > 0);
    QVERIFY(census.once > 0);
    QVERIFY(census.limited > 0);
    QVERIFY(census.untouched > 0);
}

void DemoAgreementsTest::fitTheirCardsAndCharges()
{
    MandateStore mandates(*m_database);
    MethodStore methods(*m_database);
    PaymentStore payments(*m_database);
    const auto all = mandates.list(kMerchant, {});
    QVERIFY(all.has_value());
    int blocked = 0;
    for (const Mandate &mandate : *all) {
        const auto method = methods.find(kMerchant, mandate.paymentMethodId);
        QVERIFY(method.has_value());
        QCOMPARE(method->customerId, mandate.customerId);
        QVERIFY(method->mayBeChargedOffSession() && !method->networkTransactionId.isEmpty());
        blocked += forbidsRetry(method->refusal) ? 1 : 0;
        const auto setUp = payments.find(kMerchant, mandate.paymentId);
        QVERIFY(setUp.has_value());
        QCOMPARE(setUp->mandateId, mandate.id);
        QCOMPARE(mandate.pending, 0);
        const auto charges = mandates.charges(kMerchant, mandate.id, 100);
        QVERIFY(charges.has_value());
        qint64 charged = 0;
        for (const PaymentId &id : *charges) {
            const auto charge = payments.find(kMerchant, id);
            QVERIFY(charge.has_value());
            QVERIFY(charge->offSession);
            QCOMPARE(charge->card.last4, method->card.last4);
            charged += charge->captured;
        }
        QCOMPARE(mandate.charged, charged);
    }
    QVERIFY(blocked > 0);
}

void DemoAgreementsTest::savedCardsAreTheOnesThatWerePaidWith()
{
    MethodStore methods(*m_database);
    int seen = 0;
    for (const PaymentDetails &sample : std::as_const(m_sample.payments)) {
        const Payment &payment = sample.payment;
        if (payment.paymentMethodId.isEmpty())
            continue;
        const auto method = methods.find(kMerchant, payment.paymentMethodId);
        QVERIFY(method.has_value());
        QCOMPARE(method->customerId, payment.customer.id);
        QCOMPARE(method->card, payment.card);
        ++seen;
    }
    QVERIFY2(seen > 100, qPrintable(QString::number(seen)));
}

void DemoAgreementsTest::sameSeedGivesTheSame()
{
    SampleWorld world;
    world.seed = testSeed();
    world.nowMs = m_plan.nowMs;
    world.merchantId = kMerchant;
    QList<PaymentDetails> once = samplePayments(world, 400);
    QList<PaymentDetails> again = once;
    const auto first = addDemoAgreements(world, once);
    const auto second = addDemoAgreements(world, again);
    QCOMPARE(first.size(), second.size());
    for (qsizetype i = 0; i < first.size(); ++i)
        QCOMPARE(first.at(i).mandate, second.at(i).mandate);
    QVERIFY(std::ranges::is_sorted(
        once, {}, [](const PaymentDetails &details) { return details.payment.createdAtMs; }));
}

QTEST_GUILESS_MAIN(DemoAgreementsTest)
#include "demoagreementstest.moc"
