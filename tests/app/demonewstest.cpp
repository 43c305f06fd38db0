#include "services/storage/disputestore.h"
#include "services/storage/inboxstore.h"
#include "services/storage/paymentstore.h"
#include "services/storage/webhookstore.h"
#include "tests/app/demofixture.h"
#include "tests/support/seed.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

/// What the sample data tells of disputes and webhooks.
class DemoNewsTest : public DemoFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { makeFolder(); }
    void cleanup() { removeFolder(); }
    void disputesAreKnownToTheBank();
    void webhooksAreInTheLists();
};

void DemoNewsTest::disputesAreKnownToTheBank()
{
    DemoData demo(m_clock, m_random);
    const QUrl bank = prepare(demo, 1000);
    const auto page = DisputeStore(*m_database).list(kMerchant, {});
    QVERIFY(page.has_value());
    QVERIFY2(page->disputes.size() >= 8, qPrintable(QString::number(page->disputes.size())));
    QSet<DisputeStatus> statuses;
    int open = 0;
    for (const Dispute &dispute : page->disputes) {
        statuses.insert(dispute.status);
        const Result<PaymentDetails> payment = details(dispute.paymentId);
        QVERIFY(payment.has_value());
        QCOMPARE(dispute.amount, payment->payment.captured);
        QVERIFY(dispute.createdAtMs > payment->payment.createdAtMs);
        if (dispute.status != DisputeStatus::Opened)
            continue;
        ++open;
        QVERIFY(dispute.respondByMs > m_clock.nowMs());
        const DemoAnswer answer =
            ask("POST",
                bank.resolved(QUrl(u"/v1/disputes/%1/evidence"_s.arg(dispute.processorReference))),
                {{u"texts"_s, QJsonObject{{u"receipt"_s, u"Signed"_s}}}});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body.value(u"status"_s).toString(), u"under_review"_s);
    }
    QVERIFY(open >= 3);
    QVERIFY(statuses.size() >= 4);
}

void DemoNewsTest::webhooksAreInTheLists()
{
    DemoData demo(m_clock, m_random);
    QVERIFY(prepare(demo, 1000).isValid());
    WebhookQuery query;
    query.limit = 100;
    const auto told = WebhookStore(*m_database).list(kMerchant, query);
    QVERIFY(told.has_value());
    QVERIFY(told->events.size() >= 40);
    const auto failed = std::ranges::count(told->events, 0, &WebhookEvent::deliveredAtMs);
    QVERIFY(failed >= 1 && failed < told->events.size() / 2);
    for (const WebhookEvent &event : told->events) {
        QCOMPARE(event.nextTryAtMs, 0); // nothing goes out by itself
        const auto tries = WebhookStore(*m_database).tries(event);
        QVERIFY(tries.has_value());
        QCOMPARE(tries->size(), event.tries);
        QVERIFY(PaymentStore(*m_database).find(kMerchant, {event.objectId}).has_value());
    }
    const auto incoming = InboxStore(*m_database).list(kMerchant, {});
    QVERIFY(incoming.has_value());
    QVERIFY(incoming->entries.size() >= 10);
    for (const InboxEntry &entry : incoming->entries)
        QCOMPARE(entry.nextTryAtMs, 0);
}

QTEST_GUILESS_MAIN(DemoNewsTest)
#include "demonewstest.moc"
