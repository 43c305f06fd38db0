#include "tests/storage/storageworld.h"

#include <QFile>
#include <QSqlQuery>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace {

/// A migrated file with both merchants, made once: the tests make hundreds of them.
QByteArray freshFile(const QList<MerchantId> &merchants)
{
    QTemporaryDir folder;
    const QString name = folder.filePath(u"fresh.db"_s);
    {
        Database database;
        AccountStore accounts(database);
        Result<> made = database.open({name, true, false});
        if (made)
            made = database.migrate();
        for (const MerchantId &id : merchants) {
            if (made)
                made = accounts.insertMerchant(id, u"Shop "_s + id.value, true, 1'000);
            if (made)
                made = accounts.insertProfile({{u"pro_shop"_s}, id, u"Web"_s, false});
        }
        if (!made)
            qFatal("no database for this test: %s", qPrintable(made.error().detail));
    }
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the fresh database cannot be read");
    return file.readAll();
}

} // namespace

StorageWorld::StorageWorld() : file(folder.filePath(u"payments.db"_s))
{
    static const QByteArray fresh = freshFile({merchant, other});
    QFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(fresh) != fresh.size())
        qFatal("no file for this test");
    target.close();
    const Result<> opened = database.open({file, false, false});
    if (!opened)
        qFatal("no database for this test: %s", qPrintable(opened.error().detail));
}

Payment StorageWorld::payment(const QString &id) const
{
    Payment payment;
    payment.id = {id};
    payment.merchantId = merchant;
    payment.profileId = {u"pro_shop"_s};
    payment.version = 1;
    payment.status = PaymentStatus::PartiallyCapturedAndCapturable;
    payment.currency = Currency::Kwd;
    payment.amount = 10'001;
    payment.netAmount = 10'002;
    payment.amountToCapture = 10'000;
    payment.authorized = 9'999;
    payment.captureLimit = 9'998;
    payment.captured = 3'000;
    payment.capturePending = 400;
    payment.refunded = 50;
    payment.refundPending = 6;
    payment.captureMethod = CaptureMethod::ManualMultiple;
    payment.authenticationType = AuthenticationType::ThreeDs;
    payment.partialAuthorizationAllowed = true;
    payment.paymentMethod = u"card"_s;
    payment.paymentMethodType = u"credit"_s;
    payment.card = {CardBrand::Mastercard, u"4444"_s, u"555555"_s, 11, 2031, u"A. Holder"_s};
    payment.customer = {{u"cus_"_s + id}, u"Zoë Ångström"_s, u"Zoe@Example.com"_s, u"+49 1"_s};
    payment.orderReference = u"ORD-"_s + id;
    payment.description = u"Two 'quoted' \"things\"; -- and more"_s;
    payment.metadataJson = uR"({"a":"b"})"_s;
    payment.returnUrl = u"https://shop.example/return"_s;
    payment.sessionExpiresAtMs = 77'000;
    payment.attemptCount = 2;
    payment.connector = u"simulator"_s;
    payment.connectorAccount = {u"mca_1"_s};
    payment.processorReference = u"sim_"_s + id;
    payment.error = {u"card_declined"_s, u"insufficient_funds"_s, u"No money"_s, u"UE_1000"_s};
    payment.cancellationReason = u"duplicate"_s;
    payment.captureBeforeMs = 88'000;
    payment.hasOpenOperation = true;
    payment.outcomeUnknown = true;
    payment.createdAtMs = 1'000;
    payment.modifiedAtMs = 2'000;
    return payment;
}

Attempt StorageWorld::attempt(const Payment &payment, int number) const
{
    Attempt attempt;
    attempt.paymentId = payment.id;
    attempt.merchantId = payment.merchantId;
    attempt.number = number;
    attempt.status = AttemptStatus::AuthenticationPending;
    attempt.connector = u"simulator"_s;
    attempt.connectorAccount = {u"mca_1"_s};
    attempt.processorReference = u"sim_a"_s;
    attempt.threeDs = {u"challenge"_s, u"Y"_s, true};
    attempt.challengeUrl = u"http://127.0.0.1/challenge"_s;
    attempt.returnTokenHash =
        QByteArray::fromHex("00ff10") + payment.id.value.toUtf8() + QByteArray::number(number);
    attempt.challengeExpiresAtMs = 5'000;
    attempt.error = {u"c"_s, u"k"_s, u"m"_s, u"u"_s};
    attempt.createdAtMs = 10;
    attempt.modifiedAtMs = 11;
    return attempt;
}

Operation StorageWorld::operation(const Payment &payment, const QString &id, int sequence) const
{
    Operation operation;
    operation.id = {id};
    operation.merchantId = payment.merchantId;
    operation.paymentId = payment.id;
    operation.attemptNumber = 1;
    operation.kind = OperationKind::Capture;
    operation.sequence = sequence;
    operation.state = OperationState::Sending;
    operation.amount = 400;
    operation.currency = payment.currency;
    operation.finalCapture = true;
    operation.connector = u"simulator"_s;
    operation.connectorAccount = {u"mca_1"_s};
    operation.idempotencyKey = u"key-"_s + id;
    operation.requestMac = QByteArray::fromHex("0102ff");
    operation.clientOperationId = u"client-"_s + id;
    operation.processorReference = u"ref-"_s + id;
    operation.error = {u"c"_s, u"k"_s, u"m"_s, u"u"_s};
    operation.sendCount = 2;
    operation.fence = 3;
    operation.leaseOwner = u"engine-1"_s;
    operation.leaseUntilMs = 120'000;
    operation.firstSentAtMs = 100;
    operation.lastSentAtMs = 200;
    operation.checkCount = 4;
    operation.nextCheckAtMs = 300;
    operation.statusBefore = PaymentStatus::RequiresCapture;
    operation.createdAtMs = 90;
    operation.modifiedAtMs = 210;
    return operation;
}

PaymentStep StorageWorld::step(const QString &event) const
{
    PaymentStep step;
    step.atMs = 500;
    step.event = event;
    step.status = PaymentStatus::RequiresCapture;
    step.attemptNumber = 1;
    step.attemptStatus = u"authorized"_s;
    step.actor = u"operator:ann"_s;
    step.amount = 123;
    step.code = u"insufficient_funds"_s;
    step.operationId = {u"op_1"_s};
    return step;
}

Payment StorageWorld::stored(Payment payment)
{
    const Result<> inserted = payments.insert(payment, QByteArray("hash"));
    if (!inserted)
        qFatal("not stored: %s", qPrintable(inserted.error().detail));
    return payment;
}

QString StorageWorld::value(const QString &sql)
{
    const auto query = database.transient(sql);
    const Result<> ran = database.run(*query);
    if (!ran)
        return ran.error().detail;
    return query->next() ? query->value(0).toString() : QString();
}
