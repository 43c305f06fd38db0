#include "tests/support/engineworld.h"

#include "services/storage/accountstore.h"
#include "tests/support/ledgercheck.h"
#include "tests/support/seed.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace {

/// A connection of its own that only reads, for one look at the file.
class Look
{
public:
    explicit Look(const QString &file)
    {
        static int count = 0;
        m_name = u"look%1"_s.arg(++count);
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
        database.setDatabaseName(file);
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"_s);
        if (!database.open())
            qFatal("cannot look into the test's database");
    }
    ~Look() { QSqlDatabase::removeDatabase(m_name); }
    Look(const Look &) = delete;
    Look &operator=(const Look &) = delete;

    QStringList column(const QString &sql) const
    {
        QStringList values;
        QSqlQuery query(QSqlDatabase::database(m_name));
        if (!query.exec(sql))
            return {u"query failed: "_s + sql};
        while (query.next())
            values.append(query.value(0).toString());
        return values;
    }

private:
    QString m_name;
};

HttpRequest post(const QString &path, const QByteArray &type, const QByteArray &body)
{
    return {
        "POST", QUrl(u"http://127.0.0.1"_s + path), {{"Content-Type", type}}, SecretBytes(body)};
}

} // namespace

namespace {

QString folderFor(const WorldSetup &setup)
{
    const QString memory = u"/dev/shm"_s;
    const bool there = setup.inMemory && QFileInfo(memory).isWritable();
    return (there ? memory : QDir::tempPath()) + u"/ox-world-XXXXXX"_s;
}

} // namespace

CardDetails testCard(const char *number, const QByteArray &cvc)
{
    const QByteArray digits(number);
    const bool amex = digits.startsWith("34") || digits.startsWith("37");
    CardDetails card;
    card.number = Pan(digits);
    card.cvc = Cvc(!cvc.isEmpty() ? cvc : QByteArray(amex ? "7391" : "739"));
    card.expiryMonth = 12;
    card.expiryYear = 2030;
    card.holder = u"Ada Tester"_s;
    return card;
}

EngineWorld::EngineWorld(const WorldSetup &setup)
    : m_setup(setup)
    , m_folder(folderFor(setup))
    , m_file(m_folder.filePath(u"payments.sqlite"_s))
    , m_random(testSeed())
    , m_bank({u"sim_a"_s, testSeed(), QUrl(u"http://127.0.0.1:18080"_s)},
             setup.bankHasOwnClock ? m_bankClock : m_clock, setup.journal)
    , m_wire(m_bank)
{
    m_wire.setTimeoutMs(setup.timeoutMs);
    const Result<> prepared = m_bank.open().and_then([&] { return prepareFile(setup); });
    if (!prepared)
        qFatal("cannot prepare the test's database: %s", qPrintable(prepared.error().detail));
}

EngineWorld::~EngineWorld()
{
    stop();
}

Result<> EngineWorld::prepareFile(const WorldSetup &setup)
{
    Database database;
    AccountStore accounts(database);
    return database.open({m_file, true, false})
        .and_then([&] { return database.migrate(); })
        .and_then([&] {
            return accounts.insertMerchant(m_merchant, u"Test shop"_s, true, m_clock.nowMs());
        })
        .and_then([&] {
            return accounts.insertProfile(
                {m_profile, m_merchant, u"Shop"_s, setup.fineInitialState});
        })
        .and_then([&] {
            return accounts.insertAccount({m_account, m_merchant, m_profile, u"simulator"_s,
                                           u"sim_a"_s, QUrl(u"http://127.0.0.1:18080"_s), true,
                                           false});
        });
}

Result<bool> EngineWorld::start()
{
    EngineOptions options{m_file,
                          m_returnBase,
                          m_clock,
                          m_random,
                          [this] { return m_wire.makeTransport(); },
                          m_setup.keepsKeys ? &m_keys : nullptr};
    options.loopbackWebhooks = m_setup.loopbackWebhooks;
    options.webhookObjects = m_setup.webhookObjects;
    options.makeWebhookTransport = m_setup.makeWebhookTransport;
    m_engine = std::make_unique<Engine>(options);
    m_payments = std::make_unique<PaymentService>(*m_engine);
    m_refunds = std::make_unique<RefundService>(*m_engine);
    m_customers = std::make_unique<CustomerService>(*m_engine);
    m_methods = std::make_unique<SavedMethodService>(*m_engine);
    m_vault = std::make_unique<VaultService>(*m_engine);
    m_recurring = std::make_unique<RecurringService>(*m_engine);
    m_merchants = std::make_unique<MerchantService>(*m_engine);
    return await(m_engine->open());
}

void EngineWorld::stop()
{
    if (m_engine)
        m_engine->stop();
    m_merchants.reset();
    m_recurring.reset();
    m_vault.reset();
    m_methods.reset();
    m_customers.reset();
    m_refunds.reset();
    m_payments.reset();
    m_engine.reset();
}

Result<bool> EngineWorld::restart()
{
    stop();
    return start();
}

CreatePayment EngineWorld::draft(qint64 amount, CaptureMethod method) const
{
    CreatePayment command;
    command.caller = caller();
    command.amount = amount;
    command.currency = Currency::Eur;
    command.captureMethod = method;
    return command;
}

ConfirmPayment EngineWorld::confirmation(const PaymentId &id, const char *number) const
{
    ConfirmPayment command;
    command.caller = caller();
    command.id = id;
    command.card = testCard(number, m_setup.cvc);
    return command;
}

Payment EngineWorld::created(CreatePayment command)
{
    const Result<CreatedPayment> result = await(m_payments->create(std::move(command)));
    if (!result)
        qWarning("create failed: %d %s", int(result.error().code),
                 qPrintable(result.error().field + u' ' + result.error().detail));
    return result ? result->payment : Payment();
}

Result<Payment> EngineWorld::confirm(const PaymentId &id, const char *number)
{
    return await(m_payments->confirm(confirmation(id, number)));
}

Result<Payment> EngineWorld::pay(qint64 amount, CaptureMethod method, const char *number,
                                 AuthenticationType authentication)
{
    CreatePayment command = draft(amount, method);
    command.authenticationType = authentication;
    const Payment payment = created(std::move(command));
    return confirm(payment.id, number);
}

Result<Payment> EngineWorld::capture(const PaymentId &id, std::optional<qint64> amount,
                                     bool finalCapture, const QString &clientId)
{
    return await(m_payments->capture({caller(), id, amount, finalCapture, clientId}));
}

Result<Payment> EngineWorld::cancel(const PaymentId &id, const QString &clientId)
{
    return await(m_payments->cancel({caller(), id, u"changed my mind"_s, clientId}));
}

Result<Refund> EngineWorld::refund(const PaymentId &id, std::optional<qint64> amount,
                                   qint64 dueAtMs)
{
    CreateRefund command;
    command.caller = caller();
    command.paymentId = id;
    command.amount = amount;
    command.reason = u"sent back"_s;
    command.dueAtMs = dueAtMs;
    return await(m_refunds->create(std::move(command)));
}

Result<Refund> EngineWorld::syncRefund(const RefundId &id)
{
    return await(m_refunds->sync(caller(), id));
}

Result<Payment> EngineWorld::sync(const PaymentId &id)
{
    return await(m_payments->sync({caller(), id}));
}

Payment EngineWorld::synced(const PaymentId &id)
{
    const Result<Payment> asked = sync(id);
    if (!asked)
        qWarning("sync failed: %d", int(asked.error().code));
    return payment(id);
}

PaymentDetails EngineWorld::details(const PaymentId &id)
{
    const Result<PaymentDetails> found = await(m_payments->find(m_merchant, id));
    if (!found)
        qWarning("find failed: %d", int(found.error().code));
    return found.value_or({});
}

QUrl EngineWorld::answerChallenge(const PaymentId &id, const QByteArray &action)
{
    const PaymentDetails found = details(id);
    if (found.attempts.isEmpty() || found.attempts.last().challengeUrl.isEmpty()) {
        qWarning("the payment has no open challenge");
        return {};
    }
    const QUrl page(found.attempts.last().challengeUrl);
    const BankReply reply =
        m_bank.handle(post(page.path(), "application/x-www-form-urlencoded", "action=" + action));
    return QUrl(QString::fromUtf8(headerValue(reply.response.headers, "location")));
}

void EngineWorld::control(const QByteArray &name, const QByteArray &json)
{
    const BankReply reply =
        m_bank.handle(post(u"/control/"_s + QString::fromLatin1(name), "application/json", json));
    if (reply.response.status != 200)
        qWarning("control %s: %s", name.constData(), reply.response.body.constData());
}

QStringList EngineWorld::effects(const PaymentId &id)
{
    QStringList list;
    const QJsonArray all = m_bank.ledger()["effects"_L1].toArray();
    for (const QJsonValue &effect : all) {
        if (effect["reference"_L1].toString().startsWith(id.value + u'_'))
            list.append(
                u"%1 %2"_s.arg(effect["kind"_L1].toString()).arg(effect["amount"_L1].toInteger()));
    }
    return list;
}

QString EngineWorld::problems(const PaymentId &id)
{
    const PaymentDetails found = details(id);
    const QString rows = checkRows(found);
    if (!rows.isEmpty())
        return rows;
    // Each version of a payment was written with one audit row and one event.
    const QString versions = QString::number(found.payment.version);
    const Look look(m_file);
    const QStringList audits =
        look.column(u"SELECT count(*) FROM audit WHERE object = '%1'"_s.arg(id.value));
    const QStringList events =
        look.column(u"SELECT count(*) FROM event_log WHERE object_id = '%1'"_s.arg(id.value));
    if (audits.value(0) != versions || events.value(0) != versions)
        return u"version %1 with %2 audit rows and %3 events"_s.arg(versions, audits.value(0),
                                                                    events.value(0));
    return {};
}

QString EngineWorld::settledProblems(const PaymentId &id)
{
    const QString rows = problems(id);
    return rows.isEmpty() ? checkLedger(details(id), m_bank.ledger()) : rows;
}

QMap<QString, qint64> EngineWorld::rowCounts() const
{
    QMap<QString, qint64> counts;
    const QStringList tables =
        column(u"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
               "AND name <> 'audit_head'"_s);
    for (const QString &table : tables)
        counts.insert(table, column(u"SELECT count(*) FROM "_s + table).value(0).toLongLong());
    return counts;
}

QStringList EngineWorld::column(const QString &sql) const
{
    return Look(m_file).column(sql);
}
