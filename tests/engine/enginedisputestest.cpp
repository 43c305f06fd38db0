#include "services/engine/disputeservice.h"
#include "services/interfaces/webhookobjects.h"
#include "tests/engine/expect.h"
#include "tests/support/newsworld.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Disputes from the processor's first word to the last.
class EngineDisputesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void rules_data();
    void rules();
    void opensByItself();
    void wonWithEvidence();
    void lostWithoutEvidence();
    void accepted();
    void evidenceIsGathered();
    void badEvidence_data();
    void badEvidence();
    void nothingToSubmit();
    void overIsOver();
    void shuffledAndDuplicated();
    void lostAnswerIsSentAgainOnce();
    void restartSendsWhatWasWritten();
    void processorOutOfReach();
    void othersDoNotSeeIt();
    void shopIsTold();
    void listed();
};

namespace {

const char kDisputed[] = "4000000000000259";
const char kDecided[] = "4000009909010004";

struct DisputeWorld : NewsWorld
{
    explicit DisputeWorld(const WorldSetup &setup = {}) : NewsWorld(setup)
    {
        m_disputes = std::make_unique<DisputeService>(engine());
    }
    DisputeService &disputes() { return *m_disputes; }
    Result<bool> restart()
    {
        m_disputes.reset();
        const Result<bool> again = NewsWorld::restart();
        m_disputes = std::make_unique<DisputeService>(engine());
        return again;
    }
    void later(qint64 ms)
    {
        advance(ms);
        pump();
    }
    QList<Dispute> list(const DisputeQuery &query = {})
    {
        const auto page = await(disputes().list(merchant(), query));
        return page ? page->disputes : QList<Dispute>();
    }
    Dispute only()
    {
        const QList<Dispute> all = list();
        return all.size() == 1 ? all.constFirst() : Dispute();
    }
    /// A payment of 50.00 that is disputed by now.
    Payment disputed(const char *card)
    {
        const auto payment = pay(5'000, CaptureMethod::Automatic, card);
        if (!payment)
            return {};
        later(10'000);
        return *payment;
    }
    Result<DisputeView> attachText(const DisputeId &id, const QString &text = u"It was sent."_s)
    {
        DisputeEvidence evidence;
        evidence.kind = u"uncategorized_text"_s;
        evidence.text = text;
        return await(disputes().attach(caller(), id, evidence));
    }

private:
    std::unique_ptr<DisputeService> m_disputes;
};

#define OX_FAILS(result, wantedCode)                                                               \
    do {                                                                                           \
        const auto &failed_ = (result);                                                            \
        QVERIFY2(!failed_.has_value(), "not refused");                                             \
        QVERIFY2(failed_.error().code == (wantedCode), describe(failed_).constData());             \
    } while (false)

} // namespace

void EngineDisputesTest::rules_data()
{
    using Stage = DisputeStage;
    using Status = DisputeStatus;
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Stage>("newStage");
    QTest::addColumn<Status>("newStatus");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<bool>("taken");
    const auto row = [](const char *name, Stage a, Status b, Stage c, Status d, qint64 at,
                        bool taken) { QTest::newRow(name) << a << b << c << d << at << taken; };
    row("challenged", Stage::Dispute, Status::Opened, Stage::Dispute, Status::Challenged, 200,
        true);
    row("won", Stage::Dispute, Status::Challenged, Stage::Dispute, Status::Won, 200, true);
    row("expired", Stage::Dispute, Status::Opened, Stage::Dispute, Status::Expired, 200, true);
    row("not back", Stage::Dispute, Status::Challenged, Stage::Dispute, Status::Opened, 200, false);
    row("over", Stage::Dispute, Status::Won, Stage::Dispute, Status::Lost, 200, false);
    row("next stage", Stage::Dispute, Status::Lost, Stage::PreArbitration, Status::Opened, 200,
        true);
    row("stage back", Stage::PreArbitration, Status::Opened, Stage::Dispute, Status::Won, 200,
        false);
    row("older", Stage::Dispute, Status::Opened, Stage::Dispute, Status::Won, 99, false);
    row("same", Stage::Dispute, Status::Opened, Stage::Dispute, Status::Opened, 100, false);
}

void EngineDisputesTest::rules()
{
    QFETCH(DisputeStage, stage);
    QFETCH(DisputeStatus, status);
    QFETCH(DisputeStage, newStage);
    QFETCH(DisputeStatus, newStatus);
    QFETCH(qint64, at);
    QFETCH(bool, taken);
    Dispute known;
    known.stage = stage;
    known.status = status;
    known.amount = 500;
    known.processorUpdatedMs = 100;
    DisputeNews news;
    news.stage = newStage;
    news.status = newStatus;
    news.amount = 500;
    news.updatedAtMs = at;
    const auto after = disputeAfter(known, news, 1'000);
    QCOMPARE(after.has_value(), taken);
    if (taken) {
        QCOMPARE(after->stage, newStage);
        QCOMPARE(after->status, newStatus);
        QCOMPARE(after->modifiedAtMs, 1'000);
    }
}

void EngineDisputesTest::opensByItself()
{
    DisputeWorld world;
    const Payment payment = world.disputed(kDisputed);
    QTRY_COMPARE(world.list().size(), 1);
    const Dispute dispute = world.only();
    QCOMPARE(dispute.paymentId, payment.id);
    QCOMPARE(dispute.status, DisputeStatus::Opened);
    QCOMPARE(dispute.stage, DisputeStage::Dispute);
    QCOMPARE(dispute.amount, 5'000);
    QCOMPARE(dispute.currency, Currency::Eur);
    QCOMPARE(dispute.reason, u"fraudulent"_s);
    QVERIFY(dispute.respondByMs > world.clock().nowMs());
    QVERIFY(dispute.id.value.startsWith(u"dp_"));
    QTRY_VERIFY(world.isIdle());
    QCOMPARE(world.column(u"SELECT action FROM audit WHERE object = '%1'"_s.arg(dispute.id.value)),
             QStringList{u"dispute.open"_s});
    // The payment stays what it was.
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineDisputesTest::wonWithEvidence()
{
    DisputeWorld world;
    world.disputed(kDecided);
    QTRY_COMPARE(world.list().size(), 1);
    const DisputeId id = world.only().id;
    OX_OK(world.attachText(id));
    const auto submitted = EngineWorld::await(world.disputes().submit(world.caller(), id));
    OX_OK(submitted);
    QCOMPARE(submitted->dispute.status, DisputeStatus::Challenged);
    QCOMPARE(submitted->dispute.sending, DisputeAnswer::None);
    world.later(5'000);
    QTRY_COMPARE(world.only().status, DisputeStatus::Won);
}

void EngineDisputesTest::lostWithoutEvidence()
{
    DisputeWorld world;
    world.disputed(kDecided);
    QTRY_COMPARE(world.list().size(), 1);
    world.later(7LL * 24 * 3'600'000);
    QTRY_COMPARE(world.only().status, DisputeStatus::Lost);
}

void EngineDisputesTest::accepted()
{
    DisputeWorld world;
    world.disputed(kDisputed);
    QTRY_COMPARE(world.list().size(), 1);
    const DisputeId id = world.only().id;
    const auto given = EngineWorld::await(world.disputes().accept(world.caller(), id));
    OX_OK(given);
    QCOMPARE(given->dispute.status, DisputeStatus::Accepted);
    OX_REFUSED(EngineWorld::await(world.disputes().accept(world.caller(), id)),
               ErrorCode::InvalidState, u"dispute_status"_s);
    world.pump(); // the bank says the same
    QTRY_VERIFY(world.isIdle());
    QCOMPARE(world.only().status, DisputeStatus::Accepted);
}

void EngineDisputesTest::evidenceIsGathered()
{
    DisputeWorld world;
    world.disputed(kDisputed);
    QTRY_COMPARE(world.list().size(), 1);
    const DisputeId id = world.only().id;
    OX_OK(world.attachText(id, u"one"_s));
    OX_OK(world.attachText(id, u"two"_s)); // in its place
    DisputeEvidence file;
    file.kind = u"receipt"_s;
    file.fileName = u"receipt.pdf"_s;
    file.mediaType = u"application/pdf"_s;
    file.content = QByteArray(100'000, 'x');
    const auto with = EngineWorld::await(world.disputes().attach(world.caller(), id, file));
    OX_OK(with);
    QCOMPARE(with->evidence.size(), 2);
    QCOMPARE(with->evidence.at(0).text, u"two"_s);
    QCOMPARE(with->evidence.at(1).size, 100'000);
    QVERIFY(with->evidence.at(1).content.isEmpty());
    const auto without =
        EngineWorld::await(world.disputes().detach(world.caller(), id, with->evidence.at(1).id));
    OX_OK(without);
    QCOMPARE(without->evidence.size(), 1);
    OX_REFUSED(EngineWorld::await(world.disputes().detach(world.caller(), id, u"file_none"_s)),
               ErrorCode::NotFound, u"file_id"_s);
}

void EngineDisputesTest::badEvidence_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("media");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("kind") << u"poem"_s << u"a"_s << QString() << 0LL << ErrorCode::InvalidValue;
    QTest::newRow("nothing") << u"receipt"_s << QString() << QString() << 0LL
                             << ErrorCode::MissingField;
    QTest::newRow("long") << u"receipt"_s << QString(20'001, u'a') << QString() << 0LL
                          << ErrorCode::TooLong;
    QTest::newRow("card") << u"receipt"_s << u"paid with 4242424242424242"_s << QString() << 0LL
                          << ErrorCode::InvalidValue;
    QTest::newRow("media") << u"receipt"_s << QString() << u"text/html"_s << 10LL
                           << ErrorCode::InvalidValue;
    QTest::newRow("large") << u"receipt"_s << QString() << u"image/png"_s
                           << qint64(kLargestEvidence + 1) << ErrorCode::TooLong;
}

void EngineDisputesTest::badEvidence()
{
    QFETCH(QString, kind);
    QFETCH(QString, text);
    QFETCH(QString, media);
    QFETCH(qint64, size);
    QFETCH(ErrorCode, code);
    DisputeEvidence evidence;
    evidence.kind = kind;
    evidence.text = text;
    evidence.mediaType = media;
    evidence.content = QByteArray(size, 'x');
    OX_FAILS(checkEvidence(evidence), code);
}

void EngineDisputesTest::nothingToSubmit()
{
    DisputeWorld world;
    world.disputed(kDisputed);
    QTRY_COMPARE(world.list().size(), 1);
    const auto counts = world.rowCounts();
    OX_REFUSED(EngineWorld::await(world.disputes().submit(world.caller(), world.only().id)),
               ErrorCode::MissingField, u"dispute_evidence"_s);
    QCOMPARE(world.rowCounts(), counts);
}

void EngineDisputesTest::overIsOver()
{
    DisputeWorld world;
    world.disputed(kDecided);
    QTRY_COMPARE(world.list().size(), 1);
    const DisputeId id = world.only().id;
    world.later(7LL * 24 * 3'600'000);
    QTRY_COMPARE(world.only().status, DisputeStatus::Lost);
    OX_FAILS(world.attachText(id), ErrorCode::InvalidState);
    OX_FAILS(EngineWorld::await(world.disputes().submit(world.caller(), id)),
             ErrorCode::InvalidState);
}

void EngineDisputesTest::shuffledAndDuplicated()
{
    DisputeWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kDecided);
    OX_OK(payment);
    for (const qint64 ms : {10'000LL, 7LL * 24 * 3'600'000}) {
        world.advance(ms);
        world.control("latency", R"({"ms":0})"); // the bank sees what fell due
    }
    QList<BankCall> calls = world.bank().takeDueNews();
    QVERIFY(calls.size() >= 3);
    std::ranges::reverse(calls);
    for (int round = 0; round < 2; ++round) {
        for (const BankCall &call : std::as_const(calls))
            OX_OK(world.receive(call));
    }
    QTRY_VERIFY(world.isIdle());
    QCOMPARE(world.list().size(), 1);
    QCOMPARE(world.only().status, DisputeStatus::Lost);
}

void EngineDisputesTest::lostAnswerIsSentAgainOnce()
{
    DisputeWorld world;
    world.disputed(kDisputed);
    QTRY_COMPARE(world.list().size(), 1);
    const DisputeId id = world.only().id;
    OX_OK(world.attachText(id));
    world.bank().injectFault(BankFault::TimeoutAfter, 1, u"evidence"_s);
    world.wire().clear();
    const auto first = EngineWorld::await(world.disputes().submit(world.caller(), id));
    OX_OK(first);
    QCOMPARE(first->dispute.sending, DisputeAnswer::Evidence);
    OX_FAILS(world.attachText(id), ErrorCode::Busy);
    OX_FAILS(EngineWorld::await(world.disputes().accept(world.caller(), id)), ErrorCode::Busy);
    world.advance(10'000);
    QTRY_COMPARE_WITH_TIMEOUT(world.only().sending, DisputeAnswer::None, 15'000);
    QCOMPARE(world.only().status, DisputeStatus::Challenged);
    const QStringList keys = world.wire().keys();
    QCOMPARE(keys.size(), 2);
    QCOMPARE(keys.at(0), keys.at(1));
}

void EngineDisputesTest::restartSendsWhatWasWritten()
{
    DisputeWorld world;
    world.disputed(kDisputed);
    QTRY_COMPARE(world.list().size(), 1);
    const DisputeId id = world.only().id;
    OX_OK(world.attachText(id));
    world.wire().setSwallowing(true);
    const auto asking = world.disputes().submit(world.caller(), id);
    QTRY_COMPARE(world.only().sending, DisputeAnswer::Evidence);
    world.wire().setSwallowing(false);
    OX_OK(world.restart());
    world.advance(10'000);
    QTRY_COMPARE_WITH_TIMEOUT(world.only().status, DisputeStatus::Challenged, 15'000);
}

void EngineDisputesTest::processorOutOfReach()
{
    DisputeWorld world;
    world.disputed(kDisputed);
    QTRY_COMPARE(world.list().size(), 1);
    const DisputeId id = world.only().id;
    OX_OK(world.attachText(id));
    world.wire().setReachable(false);
    OX_FAILS(EngineWorld::await(world.disputes().submit(world.caller(), id)),
             ErrorCode::ConnectorUnreachable);
    QCOMPARE(world.only().sending, DisputeAnswer::None);
    world.wire().setReachable(true);
    OX_OK(EngineWorld::await(world.disputes().submit(world.caller(), id)));
}

void EngineDisputesTest::othersDoNotSeeIt()
{
    DisputeWorld world;
    world.disputed(kDisputed);
    QTRY_COMPARE(world.list().size(), 1);
    const DisputeId id = world.only().id;
    const Caller other{{u"merchant_other"_s}, u"operator:tester"_s};
    OX_REFUSED(EngineWorld::await(world.disputes().find(other.merchantId, id)), ErrorCode::NotFound,
               u"dispute_id"_s);
    OX_REFUSED(EngineWorld::await(world.disputes().accept(other, id)), ErrorCode::NotFound,
               u"dispute_id"_s);
    const auto page = EngineWorld::await(world.disputes().list(other.merchantId, {}));
    OX_OK(page);
    QCOMPARE(page->total, 0);
}

void EngineDisputesTest::shopIsTold()
{
    struct Objects : WebhookObjects
    {
        QByteArray payment(const PaymentView & /*view*/) const override { return "{}"; }
        QByteArray refund(const Refund & /*refund*/) const override { return "{}"; }
        QByteArray mandate(const Agreement & /*agreement*/) const override { return "{}"; }
        QByteArray dispute(const Dispute &dispute) const override
        {
            return "{\"dispute_id\":\"" + dispute.id.value.toUtf8() + "\"}";
        }
    };
    const Objects objects;
    DisputeWorld world({.webhookObjects = &objects});
    ProfileChange change;
    change.webhook = WebhookSettings{u"https://shop.example/hook"_s, {}, {}};
    OX_OK(EngineWorld::await(
        world.merchants().updateProfile(world.caller(), world.profile(), change)));
    world.disputed(kDecided);
    QTRY_COMPARE(world.list().size(), 1);
    world.later(7LL * 24 * 3'600'000);
    QTRY_COMPARE(world.only().status, DisputeStatus::Lost);
    QCOMPARE(world.column(u"SELECT event_type FROM webhook_event WHERE event_class = 'disputes' "
                          "ORDER BY row_id"_s),
             (QStringList{u"dispute_opened"_s, u"dispute_lost"_s}));
}

void EngineDisputesTest::listed()
{
    DisputeWorld world;
    const Payment first = world.disputed(kDisputed);
    QTRY_COMPARE(world.list().size(), 1);
    const Payment second = world.disputed(kDecided);
    QTRY_COMPARE(world.list().size(), 2);
    DisputeQuery query;
    query.paymentId = second.id;
    QCOMPARE(world.list(query).size(), 1);
    query = {};
    query.byDeadline = true;
    QCOMPARE(world.list(query).constFirst().paymentId, first.id);
    query = {};
    query.statuses = {DisputeStatus::Won};
    QCOMPARE(world.list(query).size(), 0);
    query = {};
    query.limit = 1;
    const auto page = EngineWorld::await(world.disputes().list(world.merchant(), query));
    OX_OK(page);
    QCOMPARE(page->disputes.size(), 1);
    QCOMPARE(page->total, 2);
    query.limit = 0;
    OX_REFUSED(EngineWorld::await(world.disputes().list(world.merchant(), query)),
               ErrorCode::InvalidValue, u"limit"_s);
}

QTEST_GUILESS_MAIN(EngineDisputesTest)
#include "enginedisputestest.moc"
