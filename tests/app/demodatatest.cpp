#include "services/storage/accountstore.h"
#include "services/storage/customerreader.h"
#include "services/storage/customerstore.h"
#include "services/storage/methodstore.h"
#include "services/storage/operationstore.h"
#include "services/storage/paymentreader.h"
#include "services/storage/paymentstore.h"
#include "services/storage/refundstore.h"
#include "services/storage/vaultstore.h"
#include "services/vault/desktopkeyprovider.h"
#include "services/vault/vault.h"
#include "tests/app/demofixture.h"
#include "tests/support/seed.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <ctime>

using namespace Qt::StringLiterals;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr qint64 kReadyWithinMs = 20'000; // instrumented code is that much slower
#else
constexpr qint64 kReadyWithinMs = 5000;
#endif
} // namespace

class DemoDataTest : public DemoFixture
{
    Q_OBJECT

private:
    QList<Payment> withStatus(PaymentStatus status, int limit = 50);

private slots:
    void initTestCase() { testSeed(); }
    void init() { makeFolder(); }
    void cleanup() { removeFolder(); }
    void readyWithinFiveSecondsWithoutBlocking();
    void everyStatusIsInTheList();
    void heldSampleCanBeCapturedAndVoided();
    void finishedSamplesCanBeRefunded();
    void refundsAreInTheList();
    void buyersAreCustomers();
    void challengeSampleOpens();
    void openSamplesAreKnownToTheBank();
    void salesInProgressHaveSucceededAtTheBank();
    void vaultOpensAndHoldsTestCards();
    void secondStartFindsEverythingAgain();
    void bankComesBackAfterACrash();
    void missingProgramIsTold();
    void unwritableFolderIsTold();
    void stopsWhenTheWindowGoes();
};

QList<Payment> DemoDataTest::withStatus(PaymentStatus status, int limit)
{
    PaymentQuery query;
    query.filter.statuses = {status};
    const auto page = PaymentReader(*m_database).firstPage(kMerchant, query, limit);
    QList<Payment> payments;
    for (const PaymentSummary &summary : page.value_or({})) {
        const Result<Payment> payment = PaymentStore(*m_database).find(kMerchant, summary.id);
        if (payment)
            payments.append(*payment);
    }
    return payments;
}

void DemoDataTest::readyWithinFiveSecondsWithoutBlocking()
{
    DemoData demo(m_clock, m_random);
    QSignalSpy progress(&demo, &DemoData::progress);
    qint64 longestGapMs = 0;
    QElapsedTimer sinceTick;
    sinceTick.start();
    QTimer ticks;
    connect(&ticks, &QTimer::timeout, &ticks,
            [&] { longestGapMs = qMax(longestGapMs, sinceTick.restart()); });
    ticks.start(5);
    QElapsedTimer all;
    all.start();
    const std::clock_t cpuBefore = std::clock();
    QVERIFY(prepare(demo).isValid());
    const qint64 cpuMs = qint64(std::clock() - cpuBefore) * 1000 / CLOCKS_PER_SEC;
    qInfo("ready after %lld ms, of them %lld ms of work; longest gap on the GUI thread %lld ms",
          all.elapsed(), cpuMs, longestGapMs);
    // The promise is 5 s on a machine that has nothing else to do; what is counted here is the
    // work, since a test machine is busy with other tests.
    QVERIFY2(cpuMs < kReadyWithinMs, qPrintable(QString::number(cpuMs)));
    QVERIFY2(longestGapMs < 500, qPrintable(QString::number(longestGapMs)));
    QVERIFY(progress.count() >= 10);
    QVERIFY(progress.last().at(0).toInt() >= 12'000);
    QCOMPARE(progress.last().at(0), progress.last().at(1));
    const auto ids = PaymentReader(*m_database).ordering(kMerchant, {});
    QVERIFY(ids.has_value());
    QCOMPARE(ids->size(), progress.last().at(1).toInt());
    QVERIFY(AccountStore(*m_database).isTestMode(kMerchant).value_or(false));
    QVERIFY(!QFile::exists(DemoData::databaseFile(m_folder->path()) + u".new"_s));
}

void DemoDataTest::everyStatusIsInTheList()
{
    DemoData demo(m_clock, m_random);
    QVERIFY(prepare(demo, 1000).isValid());
    const auto counts = PaymentReader(*m_database).counts(kMerchant);
    QVERIFY(counts.has_value());
    for (const char *status :
         {"requires_payment_method", "requires_confirmation", "processing",
          "requires_customer_action", "requires_merchant_action", "requires_capture",
          "partially_authorized_and_requires_capture", "partially_captured_and_capturable",
          "partially_captured", "succeeded", "failed", "cancelled", "expired", "conflicted"})
        QVERIFY2(counts->value(QString::fromLatin1(status)) > 0, status);
    QCOMPARE(counts->value(u"unknown"_s), 10);
}

void DemoDataTest::heldSampleCanBeCapturedAndVoided()
{
    DemoData demo(m_clock, m_random);
    const QUrl bank = prepare(demo, 1000);
    const QList<Payment> held = withStatus(PaymentStatus::RequiresCapture);
    QVERIFY(held.size() >= 2);
    const Payment &first = held[0];
    const DemoAnswer captured = ask(
        "POST", bank.resolved(QUrl(u"/v1/payments/%1/captures"_s.arg(first.processorReference))),
        {{u"reference"_s, u"op_test1"_s},
         {u"amount"_s, first.authorized},
         {u"currency"_s, toText(first.currency)},
         {u"final"_s, true}});
    QCOMPARE(captured.status, 200);
    QCOMPARE(captured.body.value(u"captured"_s).toInteger(), first.authorized);
    const DemoAnswer voided =
        ask("POST", bank.resolved(QUrl(u"/v1/payments/%1/void"_s.arg(held[1].processorReference))),
            {{u"reference"_s, u"op_test2"_s}});
    QCOMPARE(voided.status, 200);
    QCOMPARE(voided.body.value(u"status"_s).toString(), u"voided"_s);
    // The rest of a part-captured one, by its second part.
    const QList<Payment> parts = withStatus(PaymentStatus::PartiallyCapturedAndCapturable);
    QVERIFY(!parts.isEmpty());
    const Payment &part = parts[0];
    const qint64 left = part.captureLimit - part.captured;
    const DemoAnswer rest =
        ask("POST", bank.resolved(QUrl(u"/v1/payments/%1/captures"_s.arg(part.processorReference))),
            {{u"reference"_s, u"op_test3"_s},
             {u"amount"_s, left},
             {u"currency"_s, toText(part.currency)},
             {u"final"_s, true}});
    QCOMPARE(rest.status, 200);
    QCOMPARE(rest.body.value(u"captured"_s).toInteger(), part.captureLimit);
}

/// Paid ones and those closed after a part, as far as the program thinks they can be: the bank
/// agrees on every amount, and refuses one more.
void DemoDataTest::finishedSamplesCanBeRefunded()
{
    DemoData demo(m_clock, m_random);
    const QUrl bank = prepare(demo, 1000);
    int refunded = 0;
    for (const PaymentStatus status :
         {PaymentStatus::Succeeded, PaymentStatus::PartiallyCaptured}) {
        for (const Payment &payment : withStatus(status, 40)) {
            const qint64 left = amountRefundable(payment);
            if (left == 0)
                continue;
            const QUrl place =
                bank.resolved(QUrl(u"/v1/payments/%1/refunds"_s.arg(payment.processorReference)));
            const QJsonObject wanted{{u"reference"_s, u"op_test%1"_s.arg(++refunded)},
                                     {u"amount"_s, left},
                                     {u"currency"_s, toText(payment.currency)}};
            const DemoAnswer answer = ask("POST", place, wanted);
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body.value(u"refunded"_s).toInteger(), payment.refunded + left);
        }
    }
    QVERIFY(refunded > 40);
}

void DemoDataTest::refundsAreInTheList()
{
    DemoData demo(m_clock, m_random);
    QVERIFY(prepare(demo, 1000).isValid());
    for (const RefundStatus status : {RefundStatus::Pending, RefundStatus::Succeeded,
                                      RefundStatus::Failed, RefundStatus::Review}) {
        const auto refunds = RefundStore(*m_database).list(kMerchant, {status, {}}, 0, 100);
        QVERIFY(refunds.has_value());
        QVERIFY2(!refunds->isEmpty(), qPrintable(toText(status)));
        // The newest first, as the list promises.
        QVERIFY(std::ranges::is_sorted(*refunds, std::ranges::greater(), &Refund::createdAtMs));
    }
}

/// They can be answered: the bank knows each, and takes evidence for those that are open.
void DemoDataTest::buyersAreCustomers()
{
    DemoData demo(m_clock, m_random);
    QVERIFY(prepare(demo, 1000).isValid());
    CustomerReader customers(*m_database);
    const auto ordering = customers.ordering(kMerchant, {}, 100'000);
    QVERIFY(ordering && ordering->size() > 100);
    const auto rows = customers.rows(kMerchant, ordering->first(100));
    QVERIFY(rows && rows->size() == 100);
    for (const CustomerRow &row : *rows) {
        QVERIFY(!row.name.isEmpty() && row.email.contains(u'@'));
        QVERIFY(row.lastPaymentMs >= row.createdAtMs);
        QVERIFY(!row.totals.isEmpty());
    }
}

void DemoDataTest::challengeSampleOpens()
{
    DemoData demo(m_clock, m_random);
    const QUrl bank = prepare(demo, 500);
    const QList<Payment> waiting = withStatus(PaymentStatus::RequiresCustomerAction);
    QVERIFY(!waiting.isEmpty());
    for (const Payment &payment : waiting) {
        const Result<PaymentDetails> found = details(payment.id);
        QVERIFY(found.has_value());
        const QUrl page(found->attempts.last().challengeUrl);
        QCOMPARE(page.port(), bank.port());
        QVERIFY(found->attempts.last().challengeExpiresAtMs > m_clock.nowMs());
        QCOMPARE(found->attempts.last().returnTokenHash.size(), 32);
        QCOMPARE(ask("GET", page).status, 200);
    }
}

void DemoDataTest::openSamplesAreKnownToTheBank()
{
    DemoData demo(m_clock, m_random);
    const QUrl bank = prepare(demo, 500);
    int asked = 0;
    for (const PaymentStatus status :
         {PaymentStatus::Processing, PaymentStatus::RequiresMerchantAction,
          PaymentStatus::RequiresCapture, PaymentStatus::Conflicted}) {
        for (const Payment &payment : withStatus(status)) {
            if (payment.connectorAccount.value == u"mca_silent_bank"_s)
                continue;
            const QString reference = payment.id.value + u"_1"_s;
            const DemoAnswer answer =
                ask("GET", bank.resolved(QUrl(u"/v1/references/"_s + reference)));
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body.value(u"amount"_s).toInteger(), payment.netAmount);
            ++asked;
        }
    }
    QVERIFY(asked > 50);
}

void DemoDataTest::salesInProgressHaveSucceededAtTheBank()
{
    DemoData demo(m_clock, m_random);
    const QUrl bank = prepare(demo, 500);
    int asked = 0;
    for (const Payment &payment : withStatus(PaymentStatus::Processing)) {
        if (payment.outcomeUnknown)
            continue;
        const QString reference = payment.id.value + u"_1"_s;
        const DemoAnswer answer = ask("GET", bank.resolved(QUrl(u"/v1/references/"_s + reference)));
        QCOMPARE(answer.body.value(u"status"_s).toString(), u"captured"_s);
        QCOMPARE(answer.body.value(u"captured"_s).toInteger(), payment.netAmount);
        ++asked;
    }
    QVERIFY(asked > 0);
}

void DemoDataTest::vaultOpensAndHoldsTestCards()
{
    DemoData demo(m_clock, m_random);
    QVERIFY(prepare(demo, 1'000).isValid());
    const Result<VaultHeader> header = VaultStore(*m_database).header();
    QVERIFY(header.has_value());
    const QString file = DemoData::databaseFile(m_folder->path());
    QFile keyFile(DesktopKeyProvider::keyFileOf(file));
    QVERIFY(keyFile.open(QFile::ReadOnly));
    Result<KeyFile::Keys> keys =
        KeyFile::unwrap(keyFile.readAll(), SecretBytes(DemoData::vaultPassphrase()));
    QVERIFY(keys.has_value());
    RootKeys rootKeys;
    rootKeys.emplace(1, keys->at(header->generations.constLast().keyName).clone());
    Vault vault(m_random);
    QVERIFY(vault.unlock(*header, rootKeys).has_value());

    MethodStore methods(*m_database);
    VaultStore records(*m_database);
    const auto customers = CustomerStore(*m_database).list(kMerchant, 0, 1'000);
    QVERIFY(customers.has_value());
    int opened = 0;
    int defaults = 0;
    for (const Customer &customer : *customers) {
        const auto saved = methods.list(kMerchant, customer.id, 10);
        QVERIFY(saved.has_value());
        for (const SavedMethod &method : *saved) {
            const auto record = records.find(kMerchant, method.vaultRecordId);
            QVERIFY(record.has_value());
            const auto card = vault.open(record->place, record->sealed);
            QVERIFY(card.has_value());
            QCOMPARE(summaryOf(*card), method.card);
            QVERIFY(passesLuhn(card->number.reveal()));
            ++opened;
            defaults += method.isDefault ? 1 : 0;
        }
    }
    QVERIFY2(opened >= 50, qPrintable(QString::number(opened)));
    QVERIFY(defaults > 0 && defaults <= opened);
}

void DemoDataTest::secondStartFindsEverythingAgain()
{
    QUrl bank;
    Payment held;
    {
        DemoData demo(m_clock, m_random);
        bank = prepare(demo, 500);
        QVERIFY(bank.isValid());
        held = withStatus(PaymentStatus::RequiresCapture).first();
        QCOMPARE(ask("POST",
                     bank.resolved(QUrl(u"/v1/payments/%1/void"_s.arg(held.processorReference))),
                     {{u"reference"_s, u"op_test"_s}})
                     .status,
                 200);
        m_database.reset();
    }
    DemoData again(m_clock, m_random);
    QSignalSpy progress(&again, &DemoData::progress);
    const QUrl bankAgain = prepare(again, 500);
    QVERIFY(bankAgain.isValid());
    QCOMPARE(progress.count(), 0); // nothing was made anew
    QCOMPARE(bankAgain.port(), bank.port());
    const DemoAnswer known =
        ask("GET", bankAgain.resolved(QUrl(u"/v1/payments/"_s + held.processorReference)));
    QCOMPARE(known.body.value(u"status"_s).toString(), u"voided"_s);
    const auto account = AccountStore(*m_database).account(kMerchant, {u"mca_test_bank"_s});
    QVERIFY(account.has_value());
    QCOMPARE(account->baseUrl.port(), bankAgain.port());
}

void DemoDataTest::bankComesBackAfterACrash()
{
    DemoData demo(m_clock, m_random);
    const QUrl bank = prepare(demo, 400);
    QVERIFY(bank.isValid());
    auto *process = demo.findChild<QProcess *>();
    QVERIFY(process != nullptr);
    process->kill();
    const auto answers = [&] {
        return ask("GET", bank.resolved(QUrl(u"/control/health"_s))).status == 200;
    };
    QTRY_VERIFY_WITH_TIMEOUT(answers(), 10'000);
}

void DemoDataTest::missingProgramIsTold()
{
    DemoData demo(m_clock, m_random, u"/nowhere/orchestratorx-simulator"_s);
    QSignalSpy failed(&demo, &DemoData::failed);
    demo.prepare(m_folder->path(), 400);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20'000);
    const auto error = failed.first().first().value<Error>();
    QCOMPARE(error.code, ErrorCode::FileNotFound);
    QVERIFY(error.detail.contains(u"/nowhere/"_s));
    QVERIFY(!QFile::exists(DemoData::databaseFile(m_folder->path())));
}

void DemoDataTest::unwritableFolderIsTold()
{
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    DemoData demo(m_clock, m_random);
    QSignalSpy failed(&demo, &DemoData::failed);
    demo.prepare(file.fileName() + u"/below"_s, 400);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20'000);
    QCOMPARE(failed.first().first().value<Error>().code, ErrorCode::FileReadOnly);
}

void DemoDataTest::stopsWhenTheWindowGoes()
{
    auto demo = std::make_unique<DemoData>(m_clock, m_random);
    QSignalSpy progress(demo.get(), &DemoData::progress);
    demo->prepare(m_folder->path());
    QTRY_VERIFY_WITH_TIMEOUT(progress.count() >= 1, 20'000);
    demo.reset();
    QThreadPool::globalInstance()->waitForDone();
    QVERIFY(!QFile::exists(DemoData::databaseFile(m_folder->path())));
    QVERIFY(!QFile::exists(DemoData::databaseFile(m_folder->path()) + u".new"_s));
}

QTEST_GUILESS_MAIN(DemoDataTest)
#include "demodatatest.moc"
