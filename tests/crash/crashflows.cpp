#include "tests/crash/crashflows.h"

#include "services/processors/networktransport.h"
#include "services/storage/accountstore.h"
#include "services/storage/detachmentstore.h"
#include "tests/support/await.h"

#include <QFile>
#include <QSettings>

#include <cstdio>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

const ConnectorAccountId kAccount{u"mca_crash"_s};
const ProfileId kProfile{u"pro_crash"_s};
const auto kActor = u"operator:crash"_s;
const auto kStripe = u"stripe"_s;
constexpr qint64 kAmount = 6000;
constexpr qint64 kFenceMs = 11LL * 60 * 1000;
constexpr qint64 kLaterMs = 3'600'000;

void say(const QString &line)
{
    std::fputs(qPrintable(line + u'\n'), stdout);
    std::fflush(stdout);
}

CardDetails card(const char *number)
{
    CardDetails details;
    details.number = Pan(number);
    details.cvc = Cvc("739");
    details.expiryMonth = 12;
    details.expiryYear = 2035;
    details.holder = u"Ada Tester"_s;
    return details;
}

QString faceOf(const QString &flow)
{
    return flow.startsWith(kStripe + u'_') ? kStripe : QString();
}

DriverOptions withoutFace(DriverOptions options)
{
    const QString face = faceOf(options.flow);
    if (!face.isEmpty())
        options.flow = options.flow.mid(face.size() + 1);
    return options;
}

bool isWaiting(const PaymentDetails &details)
{
    const bool planned =
        details.payment.captureOnMs > 0 && details.payment.status == PaymentStatus::RequiresCapture;
    return planned
           || std::ranges::any_of(details.operations,
                                  [](const Operation &o) { return isOpen(o.state); })
           || std::ranges::any_of(details.refunds, [](const Refund &r) { return r.dueAtMs > 0; });
}

} // namespace

CrashFlows::CrashFlows(const DriverOptions &options)
    : m_face(faceOf(options.flow))
    , m_options(withoutFace(options))
    , m_keys(options.stateFile + u".keys"_s)
    , m_engine({options.database, QUrl(u"http://127.0.0.1:9/return/"_s), m_clock, m_random,
                [] { return std::make_unique<NetworkTransport>(); }, &m_keys})
    , m_payments(m_engine)
    , m_refunds(m_engine)
    , m_vault(m_engine)
    , m_methods(m_engine)
    , m_recurring(m_engine)
    , m_accounts(m_engine)
{
}

CrashFlows::~CrashFlows()
{
    m_engine.stop();
}

QStringList CrashFlows::names(const QString &face)
{
    if (face == kStripe)
        return {u"stripe_authorise"_s, u"stripe_sale"_s, u"stripe_capture_full"_s,
                u"stripe_refund_full"_s};
    return {u"authorise"_s,   u"sale"_s,         u"capture_full"_s, u"capture_part"_s,
            u"three_parts"_s, u"cancel"_s,       u"tds_start"_s,    u"tds_return"_s,
            u"refund_full"_s, u"refund_parts"_s, u"refund_later"_s, u"capture_later"_s,
            u"vault_save"_s,  u"vault_delete"_s, u"agree_charge"_s, u"agree_only"_s,
            u"off_session"_s, u"held_save"_s,    u"held_use"_s,     u"held_drop"_s,
            u"try_again"_s,   u"token_charge"_s};
}

bool CrashFlows::usesVault() const
{
    const QString &flow = m_options.flow;
    return flow.startsWith(u"vault_"_s) || flow.startsWith(u"agree_"_s)
           || flow.startsWith(u"held_"_s) || flow == "off_session"_L1 || flow == "token_charge"_L1;
}

MerchantId CrashFlows::merchant()
{
    return {u"merchant_crash"_s};
}

Result<> CrashFlows::open()
{
    const Result<> prepared = prepareDatabase();
    if (!prepared)
        return prepared;
    const Result<bool> opened = await(m_engine.open());
    const bool needsVault = usesVault() || !m_face.isEmpty(); // where keys are, too
    if (!opened || !needsVault)
        return opened ? Result<>() : Result<>(opened.error());
    const Result<VaultStatus> vault = await(m_vault.status());
    if (!vault)
        return vault.error();
    const Caller caller{merchant(), kActor};
    const Result<VaultStatus> ready =
        await(vault->state == VaultState::None ? m_vault.create(caller) : m_vault.unlock(caller));
    if (!ready)
        return ready.error();
    return vault->state == VaultState::None && !m_face.isEmpty() ? giveKeys() : Result<>();
}

Result<> CrashFlows::giveKeys()
{
    AccountChange keyed;
    keyed.authType = u"HeaderKey"_s;
    keyed.auth = std::make_shared<const SecretBytes>(
        QByteArrayView(R"({"auth_type":"HeaderKey","api_key":"sk_test_crash"})"));
    keyed.authShownJson = u"{}"_s;
    const auto changed = await(m_accounts.update({merchant(), kActor}, kAccount, std::move(keyed)));
    return changed ? Result<>() : Result<>(changed.error());
}

Result<> CrashFlows::prepareDatabase()
{
    Database database;
    AccountStore accounts(database);
    const Result<> opened = database.open({m_options.database, true, false}).and_then([&] {
        return database.migrate();
    });
    if (!opened)
        return opened;
    const auto known = accounts.accounts(merchant());
    if (!known)
        return known.error();
    QUrl bank = m_options.bank;
    if (!m_face.isEmpty())
        bank.setPath(u'/' + m_face);
    if (!known->isEmpty()) {
        Result<> moved;
        for (const ProcessorAccount &account : *known)
            moved = moved.and_then(
                [&] { return accounts.changeBaseUrl(merchant(), account.id, bank); });
        return moved;
    }
    return accounts.insertMerchant(merchant(), u"Crash shop"_s, true, m_clock.nowMs())
        .and_then([&] {
            return accounts.insertProfile({kProfile, merchant(), u"Shop"_s, false});
        })
        .and_then([&] {
            const QString connector = m_face.isEmpty() ? u"simulator"_s : m_face;
            return accounts.insertAccount(
                {kAccount, merchant(), kProfile, connector, u"sim_a"_s, bank, true, false});
        })
        .and_then([&] {
            if (m_options.flow == "token_charge"_L1)
                return letNumbersBeTried(database);
            return m_options.flow == "try_again"_L1 ? addOthers(database) : Result<>();
        });
}

Result<> CrashFlows::setUp()
{
    const QString &flow = m_options.flow;
    if (flow == "authorise"_L1)
        return create(CaptureMethod::Manual);
    if (flow == "sale"_L1 || flow == "tds_start"_L1 || flow == "try_again"_L1)
        return create(CaptureMethod::Automatic);
    if (flow == "tds_return"_L1)
        return create(CaptureMethod::Automatic)
            .and_then([this] { return confirm("4000000000003220"); })
            .and_then([this]() -> Result<> {
                const Result<QString> token = approve();
                if (!token)
                    return token.error();
                remember(u"token"_s, *token);
                return {};
            });
    if (flow == "off_session"_L1)
        return agree().and_then([this] { return create(CaptureMethod::Automatic); });
    if (flow == "token_charge"_L1)
        return keepToken().and_then([this] { return create(CaptureMethod::Automatic); });
    if (flow.startsWith(u"held_"_s))
        return create(CaptureMethod::Automatic).and_then([this] {
            return m_options.flow == "held_save"_L1 ? Result<>() : giveCard();
        });
    if (usesVault())
        return create(CaptureMethod::Automatic, FutureUsage::OffSession).and_then([this] {
            return m_options.flow == "vault_delete"_L1 ? confirm("4242424242424242") : Result<>();
        });
    if (flow.startsWith("refund_"_L1))
        return create(CaptureMethod::Automatic)
            .and_then([this] { return confirm("4242424242424242"); })
            .and_then([this]() -> Result<> {
                // Due once the step's program runs, not while this one does.
                const bool later = m_options.flow == "refund_later"_L1;
                return later ? refund(kAmount, m_clock.nowMs() + kLaterMs) : Result<>();
            });
    if (flow == "capture_later"_L1)
        return create(CaptureMethod::Scheduled).and_then([this] {
            return confirm("4242424242424242");
        });
    const bool parts = flow == "three_parts"_L1;
    return create(parts ? CaptureMethod::ManualMultiple : CaptureMethod::Manual).and_then([this] {
        return confirm("4242424242424242");
    });
}

Result<> CrashFlows::step()
{
    const QString &flow = m_options.flow;
    if (flow == "authorise"_L1 || flow == "sale"_L1 || flow == "vault_save"_L1)
        return confirm("4242424242424242");
    if (flow == "tds_start"_L1)
        return confirm("4000000000003220");
    if (flow == "try_again"_L1)
        return confirm("4000009903030008"); // refused twice, then it goes through
    if (flow.startsWith(u"agree_"_s))
        return confirmAgreement();
    if (flow == "off_session"_L1)
        return confirmOffSession();
    if (flow == "token_charge"_L1)
        return confirmToken();
    if (flow == "tds_return"_L1)
        return answered(await(m_payments.resume(recall(u"token"_s))));
    if (flow == "held_save"_L1)
        return giveCard();
    if (flow == "held_use"_L1)
        return confirmHeld();
    if (flow == "cancel"_L1 || flow == "held_drop"_L1)
        return answered(
            await(m_payments.cancel({{merchant(), kActor}, {recall(u"payment"_s)}, {}, {}})));
    if (flow == "vault_delete"_L1)
        return removeMethod().and_then([this] { return waitForDetaching(); });
    if (flow == "refund_full"_L1)
        return refund(kAmount);
    if (flow == "refund_parts"_L1)
        return refund(kAmount / 3).and_then([this] { return refund(kAmount / 3); });
    if (flow.endsWith("_later"_L1))
        return waitForSchedule();
    if (flow == "capture_full"_L1)
        return capture(kAmount);
    if (flow == "capture_part"_L1)
        return capture(kAmount / 3);
    return capture(kAmount / 3).and_then([this] { return capture(kAmount / 3); }).and_then([this] {
        return capture(kAmount / 3);
    });
}

Result<> CrashFlows::resume()
{
    const PaymentId id{recall(u"payment"_s)};
    if (m_options.flow.endsWith("_later"_L1))
        m_clock.advance(kLaterMs);
    for (int i = 0; i < 100; ++i) {
        const Result<PaymentDetails> found = details();
        if (!found)
            return found.error();
        if (!isWaiting(*found)) {
            say(u"after "_s + toText(found->payment.status));
            if (m_options.flow.startsWith(u"held_"_s))
                return finishHeld(found->payment);
            return m_options.flow == "vault_delete"_L1 ? step() : Result<>();
        }
        const Result<Payment> synced = await(m_payments.sync({{merchant(), kActor}, id}));
        if (!synced)
            return synced.error();
        if (synced->status == PaymentStatus::RequiresCustomerAction) {
            const Result<QString> token = approve();
            if (!token)
                return token.error();
        }
        QTest::qWait(20);
        if (i % 5 == 4)
            m_clock.advance(kFenceMs); // what never arrived needs ten minutes to be given up
    }
    return Error{ErrorCode::OutcomeUnknown, u"operation"_s, u"still open"_s};
}

Result<> CrashFlows::removeMethod()
{
    const Result<PaymentDetails> found = details();
    if (!found)
        return found.error();
    const Result<SavedMethod> removed =
        await(m_methods.remove({merchant(), kActor}, found->payment.paymentMethodId));
    const bool gone = removed || removed.error().code == ErrorCode::NotFound;
    return gone ? Result<>() : Result<>(removed.error());
}

Result<> CrashFlows::waitForDetaching()
{
    Database database;
    DetachmentStore detachments(database);
    const Result<> opened = database.open({m_options.database, false, false});
    if (!opened)
        return opened;
    for (int i = 0; i < 200; ++i) {
        const auto due = detachments.due(std::numeric_limits<qint64>::max(), 1);
        if (due && due->isEmpty())
            return {};
        QTest::qWait(50);
        if (i % 10 == 9)
            m_clock.advance(kFenceMs); // an answer that did not come is asked for again
    }
    return Error{ErrorCode::OutcomeUnknown, u"token"_s, u"not forgotten"_s};
}

Result<> CrashFlows::create(CaptureMethod method, FutureUsage usage)
{
    CreatePayment command;
    command.caller = {merchant(), kActor};
    command.amount = m_options.flow == "agree_only"_L1 ? 0 : kAmount;
    command.currency = Currency::Eur;
    command.captureMethod = method;
    command.futureUsage = usage;
    if (usage != FutureUsage::None)
        command.customer.id = {u"cus_crash"_s};
    if (method == CaptureMethod::Scheduled)
        command.captureOnMs = m_clock.nowMs() + kLaterMs;
    const Result<CreatedPayment> made = await(m_payments.create(std::move(command)));
    if (!made)
        return made.error();
    remember(u"payment"_s, made->payment.id.value);
    return {};
}

Result<> CrashFlows::confirm(const char *number)
{
    ConfirmPayment command;
    command.caller = {merchant(), kActor};
    command.id = {recall(u"payment"_s)};
    command.card = card(number);
    return answered(await(m_payments.confirm(std::move(command))));
}

Result<> CrashFlows::giveCard()
{
    UpdatePayment command;
    command.caller = {merchant(), kActor};
    command.id = {recall(u"payment"_s)};
    command.card = card("4242424242424242");
    return answered(await(m_payments.update(std::move(command))));
}

Result<> CrashFlows::confirmHeld()
{
    ConfirmPayment command;
    command.caller = {merchant(), kActor};
    command.id = {recall(u"payment"_s)};
    return answered(await(m_payments.confirm(std::move(command))));
}

Result<> CrashFlows::finishHeld(const Payment &payment)
{
    const bool open = payment.status == PaymentStatus::RequiresConfirmation;
    if (!open || m_options.flow == "held_use"_L1)
        return {};
    if (m_options.flow == "held_drop"_L1)
        return step();
    return (payment.paymentToken.isEmpty() ? giveCard() : Result<>()).and_then([this] {
        return confirmHeld();
    });
}

Result<> CrashFlows::agree()
{
    SetUpAgreement command;
    command.caller = {merchant(), kActor};
    command.customer.id = {u"cus_crash"_s};
    command.currency = Currency::Eur;
    command.terms = {.type = MandateType::SingleUse, .amount = kAmount};
    command.acceptance.type = AcceptanceType::Offline;
    command.card = card("4242424242424242");
    const Result<Payment> agreed = await(m_recurring.setUp(std::move(command)));
    if (!agreed)
        return agreed.error();
    remember(u"mandate"_s, agreed->mandateId.value);
    return {};
}

Result<> CrashFlows::confirmAgreement()
{
    ConfirmPayment command;
    command.caller = {merchant(), kActor};
    command.id = {recall(u"payment"_s)};
    command.card = card("4242424242424242");
    command.mandate = MandateTerms{.amount = kAmount};
    command.acceptance = CustomerAcceptance{AcceptanceType::Offline, m_clock.nowMs(), {}, {}};
    return answered(await(m_payments.confirm(std::move(command))));
}

Result<> CrashFlows::capture(qint64 amount)
{
    return answered(await(
        m_payments.capture({{merchant(), kActor}, {recall(u"payment"_s)}, amount, false, {}})));
}

Result<> CrashFlows::refund(qint64 amount, qint64 dueAtMs)
{
    CreateRefund command;
    command.caller = {merchant(), kActor};
    command.paymentId = {recall(u"payment"_s)};
    command.amount = amount;
    command.dueAtMs = dueAtMs;
    const Result<Refund> refund = await(m_refunds.create(std::move(command)));
    return refund ? Result<>() : Result<>(refund.error());
}

/// The time comes for what was planned, and the schedule sends it.
Result<> CrashFlows::waitForSchedule()
{
    m_clock.advance(kLaterMs);
    Result<PaymentDetails> found = details();
    const auto isDone = [&] {
        found = details();
        return !found || found->payment.refunded > 0
               || (m_options.flow == "capture_later"_L1 && found->payment.captured > 0);
    };
    if (!QTest::qWaitFor(isDone, 20'000))
        return Error{ErrorCode::OutcomeUnknown, u"refund"_s, u"never sent"_s};
    return found ? Result<>() : Result<>(found.error());
}

Result<> CrashFlows::answered(const Result<Payment> &payment)
{
    if (!payment)
        return payment.error();
    say(u"answer %1 %2"_s.arg(toText(payment->status)).arg(payment->captured));
    return {};
}

Result<QString> CrashFlows::approve()
{
    const Result<PaymentDetails> found = details();
    if (!found)
        return found.error();
    const QUrl page(found->attempts.last().challengeUrl);
    NetworkTransport transport;
    QObject context;
    std::optional<HttpResult> result;
    transport.send({"POST",
                    page,
                    {{"Content-Type", "application/x-www-form-urlencoded"}},
                    SecretBytes("action=approve")},
                   5'000, &context, [&](const HttpResult &told) { result = told; });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 10'000)
        || result->delivery != Delivery::Answered || result->response.status != 303)
        return Error{ErrorCode::ConnectorUnreachable, u"challenge"_s, page.toString()};
    const QUrl returned(QString::fromLatin1(headerValue(result->response.headers, "location")));
    return returned.path().section(u'/', -1);
}

Result<PaymentDetails> CrashFlows::details()
{
    return await(m_payments.find(merchant(), {recall(u"payment"_s)}));
}

void CrashFlows::remember(const QString &key, const QString &value)
{
    QSettings(m_options.stateFile, QSettings::IniFormat).setValue(key, value);
}

QString CrashFlows::recall(const QString &key) const
{
    return QSettings(m_options.stateFile, QSettings::IniFormat).value(key).toString();
}
