#include "services/core/faultpoint.h"
#include "services/storage/detachmentstore.h"
#include "services/storage/mandatestore.h"
#include "services/storage/methodstore.h"
#include "services/storage/networktokenstore.h"
#include "services/storage/operationstore.h"
#include "services/storage/paymentstore.h"
#include "services/storage/processortokenstore.h"
#include "services/storage/refundstore.h"
#include "services/storage/vaultstore.h"
#include "tests/crash/crashcase.h"
#include "tests/crash/crashflows.h"
#include "tests/support/ledgercheck.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QTest>

#include <map>
#include <vector>

using namespace Qt::StringLiterals;

/// Kills the engine at every named point of every flow, starts it again, and lets the bank's ledger
/// decide.
class CrashEveryStepTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void crash_every_step_data() { addFlows(); }
    void crash_every_step();
    void crash_in_recovery_data() { addFlows(); }
    void crash_in_recovery();
    void everyPointIsReached();

private:
    static void addFlows();
    static bool preparesFirst(const QString &flow);
    static bool sendsNothing(const QString &flow);
    static bool reaches(const QString &flow, const QByteArray &point);
    static QString verdict(const CrashCase &crashed);
    /// What the vault should not have, or lacks, after the payment.
    static QString heldProblem(const CrashCase &crashed, const Payment &payment);
    static QString detachProblem(const CrashCase &crashed, const Payment &payment);
    static QString vaultProblem(const CrashCase &crashed, const Payment &payment);
    /// What does not fit about the agreements after it.
    static QString agreementProblem(const CrashCase &crashed, const Payment &payment);
    static QString tokenProblem(const CrashCase &crashed, const PaymentDetails &details);
    static PaymentDetails detailsOf(const CrashCase &crashed, QString *problem);
    const QString &folderOf(const QString &flow);
    void runAll(const QString &flow, const QList<QList<DriverRun>> &cases);

    std::map<QString, std::unique_ptr<CrashCase>> m_prepared; ///< by flow; keeps the files
    QSet<QByteArray> m_reached;
};

namespace {

constexpr size_t kAtOnce = 4;

} // namespace

void CrashEveryStepTest::initTestCase()
{
    testSeed();
    QProcess list;
    list.start(QStringLiteral(OX_CRASHDRIVER), {u"--list-fault-points"_s});
    QTRY_COMPARE_WITH_TIMEOUT(list.state(), QProcess::NotRunning, 20'000);
    QByteArrayList listed = list.readAllStandardOutput().split('\n');
    listed.removeAll({});
    QCOMPARE(listed, faultPointNames());
}

void CrashEveryStepTest::addFlows()
{
    QTest::addColumn<QString>("flow");
    for (const QString &flow : CrashFlows::names(QStringLiteral(OX_FACE)))
        QTest::newRow(qPrintable(flow)) << flow;
}

/// The card becomes something else first, by a call of its own.
bool CrashEveryStepTest::preparesFirst(const QString &flow)
{
    return flow == "stripe_authorise"_L1 || flow == "stripe_sale"_L1;
}

/// Giving a card early, and giving the payment up, talk to nobody.
bool CrashEveryStepTest::sendsNothing(const QString &flow)
{
    return flow == "held_save"_L1 || flow == "held_drop"_L1;
}

/// A 3DS return reserves nothing and sends nothing that moves money: it reads. Deleting a method
/// moves no money either.
bool CrashEveryStepTest::reaches(const QString &flow, const QByteArray &point)
{
    if (point.startsWith("webhook.")) // the server's test is about those
        return false;
    const bool ofAMethod = point.startsWith("method.");
    const bool ofAHeldCard = point.startsWith("held.");
    if (ofAHeldCard)
        return flow.startsWith(u"held_"_s);
    if (sendsNothing(flow))
        return point.startsWith("recovery.") || point == "reserve.after_commit";
    const bool deletes = flow == "vault_delete"_L1;
    if (point.startsWith("detach.") || ofAMethod)
        return deletes;
    const bool onTheWire = point.startsWith("send.") || point.startsWith("reply.");
    if (deletes) // the processor is told to forget the token
        return point.startsWith("recovery.") || onTheWire;
    const bool ofASend =
        point.startsWith("reserve.") || point.startsWith("send.") || point.startsWith("reply.");
    return flow != "tds_return"_L1 || !ofASend;
}

/// The flow's database and ledger as they are before the step, made once.
const QString &CrashEveryStepTest::folderOf(const QString &flow)
{
    static QString folder;
    std::unique_ptr<CrashCase> &prepared = m_prepared[flow];
    if (!prepared) {
        prepared =
            std::make_unique<CrashCase>(flow, QList<DriverRun>{{u"setup"_s, {}, false}}, QString());
        prepared->start();
        if (!QTest::qWaitFor([&] { return prepared->isFinished(); }, 70'000)
            || !prepared->problem().isEmpty())
            qWarning("set-up of %s: %s", qPrintable(flow), qPrintable(prepared->problem()));
    }
    folder = prepared->folder();
    return folder;
}

PaymentDetails CrashEveryStepTest::detailsOf(const CrashCase &crashed, QString *problem)
{
    Database database;
    PaymentStore payments(database);
    OperationStore operations(database);
    const MerchantId merchant = CrashFlows::merchant();
    const PaymentId id{crashed.paymentId()};
    const Result<> opened = database.open({crashed.databaseFile(), false, false});
    if (!opened) {
        *problem = u"the database does not open: "_s + opened.error().detail;
        return {};
    }
    const Result<Payment> payment = payments.find(merchant, id);
    const auto attempts = payments.attempts(merchant, id);
    const auto ops = operations.forPayment(merchant, id);
    const auto steps = payments.steps(merchant, id);
    const auto refunds = RefundStore(database).forPayment(merchant, id);
    if (!payment || !attempts || !ops || !steps || !refunds) {
        *problem = u"the payment cannot be read"_s;
        return {};
    }
    return {*payment, *attempts, *ops, *steps, *refunds};
}

/// A card is sealed as long as the payment names it, and no longer.
QString CrashEveryStepTest::heldProblem(const CrashCase &crashed, const Payment &payment)
{
    if (!crashed.flow().startsWith(u"held_"_s))
        return {};
    Database database;
    VaultStore vault(database);
    if (!database.open({crashed.databaseFile(), false, false}))
        return u"the database does not open"_s;
    const bool named = !payment.paymentToken.isEmpty();
    if (vault.countUnder(1).value_or(-1) != (named ? 1 : 0))
        return u"the sealed card and its token do not go together"_s;
    if (named && payment.status != PaymentStatus::RequiresConfirmation)
        return u"a card is held although the payment is "_s + toText(payment.status);
    if (crashed.flow() == "held_save"_L1 && payment.status != PaymentStatus::Succeeded)
        return u"the card that was given could not be used"_s;
    if (crashed.flow() == "held_drop"_L1 && payment.status != PaymentStatus::Cancelled)
        return u"not given up"_s;
    return {};
}

/// The processor has forgotten the token of a method that was deleted, and was told once with
/// effect.
QString CrashEveryStepTest::detachProblem(const CrashCase &crashed, const Payment &payment)
{
    if (crashed.flow() != "vault_delete"_L1 || payment.paymentMethodId.isEmpty())
        return {};
    int forgotten = 0;
    for (const QJsonValue effect : crashed.ledger()["effects"_L1].toArray())
        forgotten += effect["kind"_L1] == "detach"_L1 ? 1 : 0;
    if (forgotten != 1)
        return u"the bank has forgotten the token %1 times"_s.arg(forgotten);
    Database database;
    DetachmentStore detachments(database);
    if (!database.open({crashed.databaseFile(), false, false}))
        return u"the database does not open"_s;
    const auto all = detachments.forMethod(payment.merchantId, payment.paymentMethodId);
    if (!all || all->size() != 1 || all->first().state != DetachState::Done)
        return u"what the bank was told is not written down"_s;
    return {};
}

QString CrashEveryStepTest::vaultProblem(const CrashCase &crashed, const Payment &payment)
{
    if (payment.futureUsage == FutureUsage::None)
        return {};
    Database database;
    MethodStore methods(database);
    VaultStore vault(database);
    if (!database.open({crashed.databaseFile(), false, false}))
        return u"the database does not open"_s;
    const bool charged = payment.status == PaymentStatus::Succeeded;
    if (charged == payment.paymentMethodId.isEmpty())
        return u"charged without a method, or the other way round"_s;
    const bool kept = charged && crashed.flow() != "vault_delete"_L1;
    const auto saved = methods.list(payment.merchantId, payment.customer.id, 10);
    const Result<qint64> records = vault.countUnder(1);
    if (!saved || !records || saved->size() != (kept ? 1 : 0) || *records != (kept ? 1 : 0))
        return u"%1 methods and %2 sealed cards"_s.arg(saved ? saved->size() : -1)
            .arg(records.value_or(-1));
    if (kept && saved->first().vaultRecordId != payment.paymentMethodId.value)
        return u"the card is still held for the payment"_s;
    return {};
}

QString CrashEveryStepTest::agreementProblem(const CrashCase &crashed, const Payment &payment)
{
    const bool charges = crashed.flow() == "off_session"_L1;
    if (!charges && !crashed.flow().startsWith(u"agree_"_s))
        return {};
    Database database;
    MandateStore store(database);
    if (!database.open({crashed.databaseFile(), false, false}))
        return u"the database does not open"_s;
    const auto mandates = store.list(payment.merchantId, {});
    if (!mandates)
        return u"the agreements cannot be read"_s;
    const bool done = payment.status == PaymentStatus::Succeeded;
    for (const Mandate &mandate : *mandates) {
        const bool ofThis = mandate.id == payment.mandateId;
        const auto wanted = charges ? (done ? MandateStatus::Revoked : MandateStatus::Active)
                            : ofThis && done ? MandateStatus::Active
                                             : MandateStatus::Inactive;
        if (mandate.status != wanted)
            return u"the agreement is "_s + toText(mandate.status);
        if (mandate.pending != 0 || mandate.charged != (charges ? payment.captured : 0))
            return u"the agreement counts %1 and %2"_s.arg(mandate.charged).arg(mandate.pending);
    }
    if (mandates->isEmpty() && (done || charges))
        return u"there is no agreement"_s;
    const auto tokens =
        ProcessorTokenStore(database).forMethod(payment.merchantId, payment.paymentMethodId);
    if (!tokens || (!charges && tokens->size() != (done ? 1 : 0)))
        return u"the processor's token is not as it should be"_s;
    return {};
}

/// The card and its token are there whatever happened, and a charge that went through took the
/// number after the token.
QString CrashEveryStepTest::tokenProblem(const CrashCase &crashed, const PaymentDetails &details)
{
    if (crashed.flow() != "token_charge"_L1)
        return {};
    Database database;
    if (!database.open({crashed.databaseFile(), false, false}))
        return u"the database does not open"_s;
    const MerchantId merchant = CrashFlows::merchant();
    const auto methods = MethodStore(database).list(merchant, {u"cus_crash"_s}, 10);
    if (!methods || methods->size() != 1)
        return u"the method is gone"_s;
    if (!NetworkTokenStore(database).find(merchant, methods->first().id))
        return u"the token is gone"_s;
    const bool charged = details.payment.status == PaymentStatus::Succeeded;
    if (charged && details.attempts.size() != 2)
        return u"the token was refused, and yet charged"_s;
    return {};
}

/// What is wrong after the last run; empty when program and bank agree.
QString CrashEveryStepTest::verdict(const CrashCase &crashed)
{
    if (!crashed.problem().isEmpty())
        return crashed.problem();
    QString problem;
    const PaymentDetails details = detailsOf(crashed, &problem);
    if (!problem.isEmpty())
        return problem;
    const QString rows = checkRows(details);
    if (!rows.isEmpty())
        return rows;
    const QString ledger = checkLedger(details, crashed.ledger());
    if (!ledger.isEmpty())
        return ledger;
    if (details.payment.outcomeUnknown || details.payment.hasOpenOperation)
        return u"something is still open"_s;
    const QString held = heldProblem(crashed, details.payment);
    if (!held.isEmpty())
        return held;
    const QString detached = detachProblem(crashed, details.payment);
    if (!detached.isEmpty())
        return detached;
    const QString vault = vaultProblem(crashed, details.payment);
    if (!vault.isEmpty())
        return vault;
    const QString token = tokenProblem(crashed, details);
    if (!token.isEmpty())
        return token;
    const QString agreement = agreementProblem(crashed, details.payment);
    if (!agreement.isEmpty())
        return agreement;
    // What was answered before the crash is still so: no captured amount is ever taken back.
    for (const QString &line : crashed.lines()) {
        if (line.startsWith(u"answer "_s)
            && line.section(u' ', 2).toLongLong() > details.payment.captured)
            return u"'%1' was answered, and is lost"_s.arg(line);
    }
    return {};
}

void CrashEveryStepTest::runAll(const QString &flow, const QList<QList<DriverRun>> &cases)
{
    const QString folder = folderOf(flow);
    std::vector<std::unique_ptr<CrashCase>> running;
    QStringList problems;
    const auto collect = [&] {
        std::erase_if(running, [&](const std::unique_ptr<CrashCase> &crashed) {
            if (!crashed->isFinished())
                return false;
            const QString problem = verdict(*crashed);
            if (!problem.isEmpty())
                problems.append(crashed->name() + u": "_s + problem);
            return true;
        });
        return running.size() < kAtOnce;
    };
    for (const QList<DriverRun> &runs : cases) {
        QVERIFY(QTest::qWaitFor(collect, 120'000));
        running.push_back(std::make_unique<CrashCase>(flow, runs, folder));
        running.back()->start();
    }
    QVERIFY(QTest::qWaitFor([&] { return collect() && running.empty(); }, 120'000));
    QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
    for (const QList<DriverRun> &runs : cases) {
        for (const DriverRun &run : runs) {
            if (run.mustDie)
                m_reached.insert(run.fault.split(':').first());
        }
    }
}

void CrashEveryStepTest::crash_every_step()
{
    QFETCH(const QString, flow);
    QList<QList<DriverRun>> cases{{{u"step"_s, {}, false}, {u"resume"_s, {}, false}}};
    const bool triesAgain = flow == "try_again"_L1 || flow == "token_charge"_L1;
    const bool two = flow.endsWith("refund_parts"_L1) || flow == "token_charge"_L1;
    const bool three = flow.endsWith("three_parts"_L1) || flow == "try_again"_L1; // each of them
    const int times = three ? 3 : two ? 2 : 1;
    for (const QByteArray &point : faultPointNames()) {
        if (point.startsWith("webhook.")) // nobody is told here
            continue;
        const bool onTheWire = point.startsWith("send.") || point.startsWith("reply.");
        const int calls = preparesFirst(flow) && onTheWire ? 2 : times;
        // A try that follows another is reserved in the half that settles that one.
        const bool once =
            triesAgain && (point.startsWith("reserve.") || point.startsWith("answer."));
        const bool everyTime = !point.startsWith("recovery.") && !once;
        for (int n = 1; n <= (everyTime ? calls : 1); ++n) {
            const QByteArray fault = n == 1 ? point : point + ':' + QByteArray::number(n);
            cases.append({{u"step"_s, fault, reaches(flow, point)}, {u"resume"_s, {}, false}});
        }
    }
    runAll(flow, cases);
}

void CrashEveryStepTest::crash_in_recovery()
{
    QFETCH(const QString, flow);
    const bool deletes = flow == "vault_delete"_L1;
    const bool holds = sendsNothing(flow);
    const bool reads = flow == "tds_return"_L1 || deletes || holds;
    const QByteArray last = deletes               ? "method.before_commit"
                            : holds               ? "held.before_commit"
                            : reads               ? "apply.before_commit"
                            : preparesFirst(flow) ? "send.whole:2"
                                                  : "send.whole";
    QList<QList<DriverRun>> cases;
    // Twice within the recovery itself, then it must still come out right.
    cases.append({{u"step"_s, last, true},
                  {u"resume"_s, "recovery.before_commit", true},
                  {u"resume"_s, "recovery.after_commit", true},
                  {u"resume"_s, {}, false}});
    // While the resumed program settles what it has read.
    const auto again = deletes ? QByteArrayList{"method.before_commit", "method.after_commit"}
                       : holds ? QByteArrayList{"held.before_commit", "reserve.after_commit"}
                               : QByteArrayList{"apply.before_commit", "apply.after_commit"};
    for (const QByteArray &point : again)
        cases.append(
            {{u"step"_s, last, true}, {u"resume"_s, point, true}, {u"resume"_s, {}, false}});
    if (deletes) {
        for (const char *point :
             {"send.whole", "reply.read", "detach.before_commit", "detach.after_commit"})
            cases.append({{u"step"_s, "method.after_commit", true},
                          {u"resume"_s, point, true},
                          {u"resume"_s, {}, false}});
    }
    // Nothing had left: the resumed program repeats or fences, and dies within that call.
    if (!reads && !preparesFirst(flow)) {
        for (const char *point : {"send.before_write", "send.half_written", "send.whole",
                                  "reply.half_read", "reply.read"})
            cases.append({{u"step"_s, "reserve.after_commit", true},
                          {u"resume"_s, point, true},
                          {u"resume"_s, {}, false}});
    }
    runAll(flow, cases);
}

void CrashEveryStepTest::everyPointIsReached()
{
    const QStringList flows = CrashFlows::names(QStringLiteral(OX_FACE));
    for (const QByteArray &point : faultPointNames()) {
        const auto reachesIt = [&](const QString &flow) { return reaches(flow, point); };
        if (std::ranges::any_of(flows, reachesIt))
            QVERIFY2(m_reached.contains(point), point.constData());
    }
}

QTEST_GUILESS_MAIN(CrashEveryStepTest)
#include "crasheverysteptest.moc"
