#include "services/engine/methodcreationservice.h"
#include "services/storage/migrations.h"
#include "services/storage/searchindex.h"
#include "tests/engine/encodings.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

#include <QDirIterator>
#include <QMutex>

using namespace Qt::StringLiterals;

class EngineLeaksTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void scannerFindsEachDisguise();
    void leak_scan();
    void cvc_never_stored();

private:
    /// Names of files, with the disguise, that hold one of the secrets.
    static QStringList findings(const QString &folder, const QList<QByteArray> &secrets,
                                const QStringList &noise = {});
    static QStringList findingsIn(const QByteArray &name, const QByteArray &content,
                                  const QList<QByteArray> &secrets);
    static void runEverything(EngineWorld &world);
    /// Pays and lets the card be kept.
    static Result<Payment> save(EngineWorld &world, const char *card);
    static void chargeNetworkTokens(EngineWorld &world);
    static void makeCopies(EngineWorld &world);
    /// Pays with cards of that CVC in every way; adds where it was found to \a found.
    static void payWithCvc(const QByteArray &cvc, QStringList &found);
};

namespace {

QMutex g_logMutex;
QByteArray g_log;

void keepMessage(QtMsgType, const QMessageLogContext &, const QString &message)
{
    const QMutexLocker lock(&g_logMutex);
    g_log += message.toUtf8() + '\n';
}

QByteArray logSoFar()
{
    const QMutexLocker lock(&g_logMutex);
    return g_log;
}

const char *const kApprove = "4000056655665556";
const char *const kDecline = "4000000000009979";
const char *const kChallenge = "4000000000003220";
const char *const kTimeout = "4000009905030006";
const char *const kGarbage = "4000009905080001";
const char *const kConflict = "4000009905130004";
const char *const kUnknownCard = "4539578763621486";
const char *const kMistyped = "4539578763621487";
const char *const kAmex = "378282246310005";
const char *const kToken = "3530111333300000";

} // namespace

void EngineLeaksTest::initTestCase()
{
    testSeed();
    qInstallMessageHandler(keepMessage);
}

void EngineLeaksTest::cleanupTestCase()
{
    qInstallMessageHandler(nullptr);
}

QStringList EngineLeaksTest::findingsIn(const QByteArray &name, const QByteArray &content,
                                        const QList<QByteArray> &secrets)
{
    QStringList found;
    for (const QByteArray &secret : secrets) {
        for (const Disguise &disguise : disguisesOf(secret)) {
            if (content.contains(disguise.bytes))
                found.append(QString::fromUtf8(name + ": " + secret + " " + disguise.name));
        }
    }
    return found;
}

QStringList EngineLeaksTest::findings(const QString &folder, const QList<QByteArray> &secrets,
                                      const QStringList &noise)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            return {u"cannot read "_s + file.fileName()};
        QByteArray content = file.readAll();
        for (const QString &text : noise) // long random hex that may hold any four digits
            content.replace(text.toLatin1(), "");
        found += findingsIn(file.fileName().toUtf8(), content, secrets);
        ++count;
    }
    return count > 0 ? found : QStringList{u"nothing to scan"_s};
}

void EngineLeaksTest::scannerFindsEachDisguise()
{
    const QByteArray pan(kApprove);
    const QList<Disguise> all = disguisesOf(pan);
    QCOMPARE(all.size(), 10);
    for (const Disguise &disguise : all) {
        QVERIFY2(!findingsIn("x", "before" + disguise.bytes + "after", {pan}).isEmpty(),
                 disguise.name.constData());
    }
    for (int offset = 0; offset < 3; ++offset) {
        const QByteArray around = QByteArray(offset, '{') + pan + "}";
        QVERIFY(!findingsIn("x", around.toBase64(), {pan}).isEmpty());
    }
    QVERIFY(findingsIn("x", "4000056655665557 nothing here", {pan}).isEmpty());
}

Result<Payment> EngineLeaksTest::save(EngineWorld &world, const char *card)
{
    CreatePayment command = world.draft(6000);
    command.customer.id = {u"cus_leaks"_s};
    command.futureUsage = FutureUsage::OffSession;
    const Payment payment = world.created(std::move(command));
    return world.confirm(payment.id, card);
}

/// Every flow, and every way one can go wrong.
void EngineLeaksTest::runEverything(EngineWorld &world)
{
    const auto pay = [&](const char *card, CaptureMethod method) {
        const Result<Payment> paid = world.pay(6000, method, card);
        return paid.value_or({}).id;
    };
    pay(kApprove, CaptureMethod::Automatic);
    const PaymentId held = pay(kApprove, CaptureMethod::ManualMultiple);
    QVERIFY(world.capture(held, 2000).has_value());
    QVERIFY(world.cancel(held).has_value());
    pay(kDecline, CaptureMethod::Automatic);
    pay(kUnknownCard, CaptureMethod::Automatic);
    const PaymentId waiting = pay(kChallenge, CaptureMethod::Manual);
    const QUrl returned = world.answerChallenge(waiting, "approve");
    QVERIFY(
        EngineWorld::await(world.payments().resume(returned.path().section(u'/', -1))).has_value());
    pay(kGarbage, CaptureMethod::Automatic);
    pay(kConflict, CaptureMethod::Manual);
    QVERIFY(EngineWorld::await(world.vault().create(world.caller())).has_value());
    for (const char *card : {kApprove, kDecline, kChallenge, kApprove})
        QVERIFY(save(world, card).has_value());
    const auto hold = [&](const char *card) {
        CreatePayment early = world.draft(6000);
        early.card = testCard(card);
        return world.created(std::move(early)).id;
    };
    hold(kApprove); // stays, and is looked for like all others
    ConfirmPayment later;
    later.caller = world.caller();
    later.id = hold(kDecline);
    QVERIFY(EngineWorld::await(world.payments().confirm(std::move(later))).has_value());
    QVERIFY(world.cancel(hold(kChallenge)).has_value());
    chargeNetworkTokens(world);
    const PaymentId lost = pay(kTimeout, CaptureMethod::Automatic);
    for (const char *fault : {"http_500_done", "truncated", "redirect", "http_503_html"}) {
        world.bank().injectFault(*bankFaultFromText(QString::fromLatin1(fault)), 1, u"payments"_s);
        pay(kApprove, CaptureMethod::Automatic);
    }
    world.advance(11 * 60'000);
    QTRY_COMPARE(toText(world.synced(lost).status), u"failed"_s);
    // What a person mistypes, or types into the wrong field.
    const Payment payment = world.created(world.draft(6000));
    QVERIFY(!world.confirm(payment.id, kMistyped));
    ConfirmPayment wrongField = world.confirmation(payment.id, kApprove);
    wrongField.card->holder = QString::fromLatin1(kApprove);
    QVERIFY(!EngineWorld::await(world.payments().confirm(std::move(wrongField))));
    CreatePayment described = world.draft(6000);
    described.description = u"card 4000 0566 5566 5556"_s;
    QVERIFY(!EngineWorld::await(world.payments().create(std::move(described))));
}

/// One that is kept beside a card, and one that is given for one charge.
void EngineLeaksTest::chargeNetworkTokens(EngineWorld &world)
{
    ProfileChange anywhere;
    anywhere.agnosticMit = true;
    OX_OK(EngineWorld::await(world.merchants().updateProfile(world.caller(), {}, anywhere)));
    const auto withoutCode = [](const char *number) {
        CardDetails card = testCard(number);
        card.cvc.clear();
        return card;
    };
    CreateMethod keeping;
    keeping.caller = world.caller();
    keeping.customerId = {u"cus_leaks"_s};
    keeping.card = withoutCode("4111111111111111");
    keeping.networkToken = withoutCode(kToken);
    keeping.networkTransactionId = u"ntx_leaks"_s;
    MethodCreationService creation(world.engine());
    const auto kept = EngineWorld::await(creation.create(std::move(keeping)));
    OX_OK(kept);
    for (const bool given : {false, true}) {
        ChargeOffSession charge;
        charge.caller = world.caller();
        charge.amount = 1500;
        charge.currency = Currency::Eur;
        charge.details.kind = given ? RecurringDetails::Kind::NetworkTransactionToken
                                    : RecurringDetails::Kind::PaymentMethod;
        charge.details.paymentMethodId = kept->method.id;
        charge.details.networkTransactionId = u"ntx_leaks"_s;
        if (given)
            charge.details.card = withoutCode(kToken);
        const auto charged = EngineWorld::await(world.recurring().charge(std::move(charge)));
        OX_OK(charged);
        QCOMPARE(toText(charged->status), u"succeeded"_s);
    }
    QCOMPARE(world.column(u"SELECT last4 FROM network_token"_s), QStringList{u"0000"_s});
}

void EngineLeaksTest::makeCopies(EngineWorld &world)
{
    Database database;
    OX_OK(database.open({world.file(), false, false}));
    OX_OK(writeBackup(database, world.file() + u".backup"_s));
    SearchIndex index;
    OX_OK(index.open(world.file()));
    Result<int> done = index.catchUp(500);
    while (done && *done > 0)
        done = index.catchUp(500);
    OX_OK(done);
    QVERIFY(QFile::exists(SearchIndex::fileFor(world.file())));
}

void EngineLeaksTest::leak_scan()
{
    QTemporaryDir bankFolder;
    const auto journal = FileBankJournal::open(bankFolder.filePath(u"bank.ledger"_s));
    OX_OK(journal);
    WorldSetup setup;
    setup.journal = journal->get();
    EngineWorld world(setup);
    OX_OK(world.start());
    runEverything(world);
    const QList<QByteArray> pans{kApprove,  kDecline,     kChallenge, kTimeout, kGarbage,
                                 kConflict, kUnknownCard, kMistyped,  kToken};
    QVERIFY(QFile::exists(world.file() + u"-wal"_s)); // so that it is among the files
    QCOMPARE(findings(world.folder(), pans), QStringList());
    makeCopies(world);
    QCOMPARE(findings(world.folder(), pans), QStringList());
    OX_OK(world.restart());
    world.stop();
    QCOMPARE(findings(world.folder(), pans), QStringList());
    QCOMPARE(findings(bankFolder.path(), pans), QStringList());
    QCOMPARE(findingsIn("log", logSoFar(), pans), QStringList());
    // The holder's name is kept with the payment, not with the evidence or in a log.
    const QByteArray bodies =
        world.column(u"SELECT redacted_body FROM op_call"_s).join(u'\n').toUtf8();
    QVERIFY(bodies.contains("simpay_")); // there is something to look at
    QVERIFY(!bodies.contains("Ada Tester"));
    QVERIFY(!bodies.contains("cvc") && !logSoFar().contains("Ada Tester"));
    // Sealed cards were among what was looked at: two saved, one held for its challenge, one for
    // its confirm.
    QCOMPARE(world.column(u"SELECT record_kind FROM vault_record ORDER BY record_kind"_s),
             (QStringList{u"held_card"_s, u"held_card"_s, u"saved_card"_s, u"saved_card"_s}));
    // What may be kept is there: otherwise the scan would have looked at nothing.
    QCOMPARE(world.column(u"SELECT DISTINCT last4 FROM payment WHERE last4 = '5556'"_s),
             QStringList{u"5556"_s});
}

void EngineLeaksTest::payWithCvc(const QByteArray &cvc, QStringList &found)
{
    QTemporaryDir bankFolder;
    const auto journal = FileBankJournal::open(bankFolder.filePath(u"bank.ledger"_s));
    OX_OK(journal);
    WorldSetup setup;
    setup.journal = journal->get();
    setup.cvc = cvc;
    EngineWorld world(setup);
    OX_OK(world.start());
    const QList<QByteArray> secrets{cvc, kAmex};
    const auto scan = [&] {
        QStringList noise = world.wire().keys();
        noise += world.column(u"SELECT idem_key FROM operation"_s);
        found += findings(world.folder(), secrets, noise);
        found += findings(bankFolder.path(), secrets, noise);
    };
    OX_OK(EngineWorld::await(world.vault().create(world.caller())));
    OX_OK(world.pay(6000, CaptureMethod::Automatic, kAmex));
    OX_OK(save(world, kAmex));
    scan();
    CreatePayment early = world.draft(6000); // held for its confirm
    early.card = testCard(kAmex, cvc);
    QVERIFY(!world.created(std::move(early)).paymentToken.isEmpty());
    scan();
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, kAmex);
    OX_OK(held);
    OX_OK(world.capture(held->id, 2000));
    world.bank().injectFault(BankFault::Http500, 2, u"payments"_s);
    const Result<Payment> unknown = world.pay(6000, CaptureMethod::Automatic, kAmex);
    OX_OK(unknown);
    QVERIFY(unknown->outcomeUnknown);
    scan();
    // While the request is on the wire, and after the program died there.
    world.wire().setSwallowing(true);
    const qsizetype sent = world.wire().keys().size();
    CreatePayment keeping = world.draft(6000); // its card is sealed while it is under way
    keeping.customer.id = {u"cus_leaks"_s};
    keeping.futureUsage = FutureUsage::OnSession;
    const Payment payment = world.created(std::move(keeping));
    const auto lost = world.payments().confirm(world.confirmation(payment.id, kAmex));
    QTRY_COMPARE(world.wire().keys().size(), sent + 1);
    QVERIFY(world.column(u"SELECT record_kind FROM vault_record"_s).contains(u"held_card"_s));
    scan();
    OX_OK(world.restart());
    scan();
    world.stop();
    scan();
    found += findingsIn("log", logSoFar(), secrets);
    for (const QString &schema : world.column(u"SELECT sql FROM sqlite_master"_s))
        QVERIFY(!schema.contains(u"cvc"_s, Qt::CaseInsensitive));
}

/// Four digits come up by chance in a random identifier every few hundred runs, so that a finding
/// counts when another code is found in the same way.
void EngineLeaksTest::cvc_never_stored()
{
    QStringList found;
    payWithCvc("7391"_ba, found);
    if (found.isEmpty() || QTest::currentTestFailed())
        return;
    qInfo().noquote() << "found, so once more with another code:" << found.join(u"; "_s);
    found.clear();
    payWithCvc("8264"_ba, found);
    QCOMPARE(found, QStringList());
}

QTEST_GUILESS_MAIN(EngineLeaksTest)
#include "engineleakstest.moc"
