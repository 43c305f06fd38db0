#include "app/demoloader.h"

#include "app/demonews.h"
#include "app/demovault.h"
#include "services/domain/samplepayments.h"
#include "services/processors/simulator/importedpayment.h"
#include "services/storage/accountstore.h"
#include "services/storage/bulkloader.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kChunk = 1000;

const MerchantId kMerchant{u"merchant_acme"_s};
const ProfileId kProfile{u"pro_acme_shop"_s};
const ConnectorAccountId kAccount{u"mca_test_bank"_s};
const ConnectorAccountId kSilentAccount{u"mca_silent_bank"_s};

/// The one that asked for the money: of the last try, when there were several.
QString paymentOperation(const PaymentDetails &details)
{
    QString id = details.operations.first().id.value;
    for (const Operation &operation : details.operations) {
        if (operation.kind == OperationKind::Authorize || operation.kind == OperationKind::Sale)
            id = operation.id.value;
    }
    return id;
}

/// What went back, or will have by the time somebody asks.
QList<ImportedRefund> refundsOf(const PaymentDetails &details)
{
    QList<ImportedRefund> refunds;
    for (const Refund &refund : details.refunds) {
        const bool isAtBank = refund.status == RefundStatus::Succeeded
                              || (refund.status == RefundStatus::Pending && refund.dueAtMs == 0);
        if (isAtBank)
            refunds.append({refund.processorReference, refund.operationId.value, refund.amount});
    }
    return refunds;
}

QString captureOperation(const PaymentDetails &details)
{
    for (const Operation &operation : details.operations) {
        if (operation.kind == OperationKind::Capture)
            return operation.id.value;
    }
    return {};
}

/// The same payment as the bank has to remember it.
ImportedPayment importOf(const PaymentDetails &details, Random &random)
{
    const Payment &payment = details.payment;
    ImportedPayment imported;
    imported.id = payment.processorReference;
    if (imported.id.isEmpty()) // its answer was lost: the bank knows an id, we do not
        imported.id = random.newId("simpay"_L1);
    imported.reference = details.attempts.last().id().value;
    imported.operation = paymentOperation(details);
    imported.currency = payment.currency;
    imported.amount = payment.netAmount;
    imported.automaticCapture = payment.captureMethod == CaptureMethod::Automatic;
    imported.multipleCaptures = payment.captureMethod == CaptureMethod::ManualMultiple;
    imported.createdMs = payment.createdAtMs;
    imported.captureBeforeMs = payment.captureBeforeMs;
    imported.cardNumber = QString::fromLatin1(goodTestCard(payment.card.brand));
    if (payment.status == PaymentStatus::RequiresCustomerAction) {
        imported.state = ImportedPayment::State::ChallengeRequired;
        imported.cardNumber = u"4000000000003220"_s;
        imported.challengeExpiresMs = details.attempts.last().challengeExpiresAtMs;
        return imported;
    }
    if (payment.status == PaymentStatus::RequiresMerchantAction) {
        imported.state = ImportedPayment::State::HeldForReview;
        imported.cardNumber = u"4000009908010005"_s;
        return imported;
    }
    // Where our side is still in the dark the bank holds the money, or has taken it: a sale that
    // was only held would be under way for ever.
    const bool soldMeanwhile = payment.status == PaymentStatus::Processing
                               && payment.captureMethod == CaptureMethod::Automatic;
    imported.authorized = payment.authorized > 0 ? payment.authorized : payment.netAmount;
    imported.captured = soldMeanwhile ? imported.authorized : payment.captured;
    imported.captureOperation =
        imported.automaticCapture ? imported.operation : captureOperation(details);
    if (mayRefund(payment.status)) // what was not taken is not held any more
        imported.released = imported.authorized - imported.captured;
    imported.refunds = refundsOf(details);
    if (imported.authorized < imported.amount)
        imported.cardNumber = u"4000009902000002"_s;
    if (imported.captureBeforeMs == 0) {
        constexpr qint64 kWeekMs = qint64(7) * 24 * 3'600'000;
        imported.captureBeforeMs = payment.createdAtMs + kWeekMs;
    }
    return imported;
}

/// A token as the engine makes them; the payment keeps its hash only.
QString giveReturnToken(Attempt &attempt, Random &random)
{
    const QByteArray token =
        random.bytes(32).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    attempt.returnTokenHash = QCryptographicHash::hash(token, QCryptographicHash::Sha256);
    return QString::fromLatin1(token);
}

/// Addresses of open challenges by our attempt id, as the bank's control API tells them.
QHash<QString, QString> challengeAddresses(const QByteArray &challenges)
{
    QHash<QString, QString> addresses;
    const QJsonArray payments =
        QJsonDocument::fromJson(challenges).object().value(u"payments"_s).toArray();
    for (const QJsonValue value : payments) {
        const QJsonObject payment = value.toObject();
        const QString url = payment.value(u"challenge"_s).toObject().value(u"url"_s).toString();
        if (!url.isEmpty())
            addresses.insert(payment.value(u"reference"_s).toString(), url);
    }
    return addresses;
}

Result<> storeAccounts(Database &database, const QUrl &bankUrl, qint64 nowMs)
{
    AccountStore accounts(database);
    Result<> stored = database.begin();
    if (stored)
        stored = accounts.insertMerchant(kMerchant, u"Acme GmbH"_s, true, nowMs);
    if (stored)
        stored = accounts.insertProfile({kProfile, kMerchant, u"Web shop"_s, false});
    if (stored)
        stored = accounts.insertAccount(
            {kAccount, kMerchant, kProfile, u"simulator"_s, u"Test bank"_s, bankUrl, true, false});
    // Payments whose outcome nobody can tell live at a bank that does not answer. It takes no new
    // ones.
    if (stored)
        stored = accounts.insertAccount({kSilentAccount, kMerchant, kProfile, u"simulator"_s,
                                         u"Second test bank (does not answer)"_s,
                                         QUrl(u"http://127.0.0.1:9"_s), true, true});
    if (stored)
        return database.commit();
    database.rollback();
    return stored;
}

Error withFile(Error error, const QString &file)
{
    if (error.detail.isEmpty())
        error.detail = file;
    return error;
}

void removeDatabase(const QString &file)
{
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(file + suffix);
}

/// Those whom the payments name, as the first payment of each would have made them. No cards are
/// saved for them: that takes a vault.
QList<Customer> customersOf(const QList<PaymentDetails> &payments)
{
    QList<Customer> customers;
    QSet<CustomerId> known;
    for (const PaymentDetails &details : payments) {
        const Payment &payment = details.payment;
        if (payment.customer.id.isEmpty() || known.contains(payment.customer.id))
            continue;
        known.insert(payment.customer.id);
        customers.append(customerOf(payment.merchantId, payment.customer, payment.createdAtMs));
    }
    return customers;
}

Result<> storePayments(Database &database, QList<PaymentDetails> &payments,
                       const DemoProgress &progress)
{
    BulkLoader loader(database);
    const auto total = static_cast<int>(payments.size());
    const Result<> customers = loader.insertCustomers(customersOf(payments));
    if (!customers)
        return customers;
    for (qsizetype from = 0; from < payments.size(); from += kChunk) {
        if (!progress(static_cast<int>(from), total))
            return Error{ErrorCode::Busy};
        QList<PaymentDetails> chunk = payments.sliced(from, qMin(kChunk, payments.size() - from));
        const Result<> inserted = loader.insert(chunk);
        if (!inserted)
            return inserted;
    }
    progress(total, total);
    QList<Refund> refunds;
    for (const PaymentDetails &details : std::as_const(payments))
        refunds += details.refunds;
    std::ranges::sort(refunds, {}, &Refund::createdAtMs);
    const Result<> inserted = loader.insertRefunds(refunds);
    return inserted ? loader.finish() : inserted;
}

} // namespace

bool hasDemo(const DemoPlan &plan)
{
    return QFile::exists(plan.databaseFile);
}

Result<DemoSample> makeDemoSample(const DemoPlan &plan, Random &random)
{
    SampleWorld world;
    world.seed = plan.seed;
    world.nowMs = plan.nowMs;
    world.merchantId = kMerchant;
    world.profileId = kProfile;
    world.connector = u"simulator"_s;
    world.account = kAccount;
    world.silentAccount = kSilentAccount;
    DemoSample sample;
    sample.payments = samplePayments(world, plan.count);
    sample.agreements = addDemoAgreements(world, sample.payments);
    chooseSavedCards(sample, random);
    sample.disputes = chooseDemoDisputes(sample.payments, plan.nowMs, random);
    QHash<PaymentId, ImportedDispute> disputed;
    for (const Dispute &dispute : std::as_const(sample.disputes))
        disputed.insert(dispute.paymentId, importOf(dispute));
    QList<ImportedPayment> imports;
    for (PaymentDetails &details : sample.payments) {
        if (!bankKnows(details))
            continue;
        imports.append(importOf(details, random));
        if (disputed.contains(details.payment.id))
            imports.last().disputes = {disputed.value(details.payment.id)};
        if (imports.last().state == ImportedPayment::State::ChallengeRequired)
            imports.last().returnUrl =
                plan.returnBase.toString() + giveReturnToken(details.attempts.last(), random);
    }
    const Result<> written = writeLedgerFile(plan.ledgerFile, imports);
    if (!written)
        return written.error();
    return sample;
}

Result<> storeDemo(const DemoPlan &plan, DemoSample sample, const QUrl &bankUrl,
                   const QByteArray &challenges, Random &random, const DemoProgress &progress)
{
    const QHash<QString, QString> addresses = challengeAddresses(challenges);
    for (PaymentDetails &details : sample.payments) {
        if (details.payment.status == PaymentStatus::RequiresCustomerAction)
            details.attempts.last().challengeUrl =
                addresses.value(details.attempts.last().id().value);
    }
    const QString building = plan.databaseFile + u".new"_s;
    removeDatabase(building);
    Database database;
    Result<> stored = database.open({building, true, false});
    if (stored)
        stored = database.migrate();
    if (stored)
        stored = storeAccounts(database, bankUrl, plan.nowMs);
    if (stored)
        stored = storePayments(database, sample.payments, progress);
    if (stored)
        stored = storeDemoNews(database, sample, plan.nowMs, random);
    if (stored)
        stored = storeDemoVault(database, {plan.keyFile, kMerchant, plan.nowMs}, sample, random);
    database.close();
    if (stored && !QFile::rename(building, plan.databaseFile))
        stored = Error{ErrorCode::StorageUnavailable};
    if (stored)
        return {};
    removeDatabase(building);
    return withFile(stored.error(), plan.databaseFile);
}

Result<quint16> lastBankPort(const DemoPlan &plan)
{
    Database database;
    const Result<> opened = database.open({plan.databaseFile, false, true});
    if (!opened)
        return opened.error();
    const Result<ProcessorAccount> account = AccountStore(database).account(kMerchant, kAccount);
    if (!account)
        return account.error();
    return static_cast<quint16>(qMax(0, account->baseUrl.port(0)));
}

Result<> changeBankUrl(const DemoPlan &plan, const QUrl &bankUrl)
{
    Database database;
    Result<> changed = database.open({plan.databaseFile, false, false});
    if (changed)
        changed = database.migrate();
    if (changed)
        changed = database.begin();
    if (!changed)
        return withFile(changed.error(), plan.databaseFile);
    changed = AccountStore(database).changeBaseUrl(kMerchant, kAccount, bankUrl);
    if (changed)
        return database.commit();
    database.rollback();
    return withFile(changed.error(), plan.databaseFile);
}
