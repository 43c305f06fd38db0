#include "app/demovault.h"

#include "services/domain/customer.h"
#include "services/domain/savedmethod.h"
#include "services/storage/customerstore.h"
#include "services/storage/methodstore.h"
#include "services/storage/vaultstore.h"
#include "services/vault/keyfile.h"
#include "services/vault/privatefile.h"
#include "services/vault/vault.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostMethods = 400;
constexpr int kMostOfOneCustomer = 2;

/// The vault with what it writes to.
struct Filler
{
    const DemoVaultPlan &plan;
    Random &random;
    Vault &vault;
    VaultStore records;
    MethodStore methods;
    CustomerStore customers;
};

Result<> makeKnown(Filler &filler, const Payment &payment)
{
    Customer customer = customerOf(filler.plan.merchant, payment.customer, payment.createdAtMs);
    const Result<> inserted = filler.customers.insert(customer);
    return !inserted && inserted.error().code == ErrorCode::Duplicate ? Result<>() : inserted;
}

Result<> saveMethod(Filler &filler, const Payment &payment, FutureUsage usage, bool isDefault)
{
    CardDetails card;
    card.number = Pan(goodTestCard(payment.card.brand));
    card.expiryMonth = payment.card.expiryMonth;
    card.expiryYear = payment.card.expiryYear;
    card.holder = payment.card.holder;
    SavedMethod method =
        methodSavedBy(payment, {filler.random.newId("pm"_L1)}, payment.createdAtMs);
    method.usage = usage;
    method.card = summaryOf(card);
    method.isDefault = isDefault;
    method.vaultRecordId = method.id.value;
    VaultRecord record;
    record.place = {filler.plan.merchant, method.customerId, method.id.value,
                    VaultRecordKind::SavedCard};
    const Result<SealedCard> sealed = filler.vault.seal(record.place, card);
    if (!sealed)
        return sealed.error();
    record.keyGeneration = sealed->keyGeneration;
    record.sealed = sealed->sealed;
    record.fingerprint = sealed->fingerprint;
    record.createdAtMs = record.modifiedAtMs = payment.createdAtMs;
    method.fingerprint = sealed->fingerprint;
    const Result<> kept = filler.records.insert(record);
    return kept ? filler.methods.insert(method) : kept;
}

bool isGood(const Payment &payment)
{
    return payment.status == PaymentStatus::Succeeded && !payment.customer.id.isEmpty()
           && payment.card.brand != CardBrand::Unknown;
}

Result<> saveMethods(Filler &filler, const QList<PaymentDetails> &payments)
{
    QHash<CustomerId, QList<QByteArray>> has; // nobody saves the same number twice
    int saved = 0;
    for (auto details = payments.crbegin(); details != payments.crend(); ++details) {
        const Payment &payment = details->payment;
        if (!isGood(payment) || saved == kMostMethods)
            continue;
        QList<QByteArray> &numbers = has[payment.customer.id];
        const QByteArray number = goodTestCard(payment.card.brand);
        if (numbers.contains(number) || numbers.size() == kMostOfOneCustomer)
            continue;
        const FutureUsage usage = saved % 3 == 0 ? FutureUsage::OffSession : FutureUsage::OnSession;
        const Result<> done = makeKnown(filler, payment).and_then([&] {
            return saveMethod(filler, payment, usage, numbers.isEmpty());
        });
        if (!done)
            return done;
        numbers.append(number);
        ++saved;
    }
    return {};
}

} // namespace

QByteArray demoVaultPassphrase()
{
    return "sample data, nothing to hide"_ba;
}

QByteArray goodTestCard(CardBrand brand)
{
    switch (brand) {
    case CardBrand::Mastercard: return "5555555555554444"_ba;
    case CardBrand::AmericanExpress: return "378282246310005"_ba;
    case CardBrand::Discover: return "6011111111111117"_ba;
    case CardBrand::Jcb: return "3530111333300000"_ba;
    case CardBrand::Visa:
    case CardBrand::DinersClub:
    case CardBrand::UnionPay:
    case CardBrand::Unknown: return "4242424242424242"_ba;
    }
    return {};
}

Result<> storeDemoVault(Database &database, const DemoVaultPlan &plan,
                        const QList<PaymentDetails> &payments, Random &random)
{
    Vault vault(random);
    Result<NewVault> made = vault.create(plan.nowMs);
    if (!made)
        return made.error();
    KeyFile::Keys keys;
    keys.emplace(made->header.generations.constFirst().keyName, made->rootKey.clone());
    const SecretBytes passphrase(demoVaultPassphrase());
    const Result<QByteArray> file = KeyFile::wrap(keys, passphrase, random);
    if (!file)
        return file.error();
    const Result<> written = writePrivateFile(plan.keyFile, *file);
    if (!written)
        return written;
    RootKeys rootKeys;
    rootKeys.emplace(1, std::move(made->rootKey));
    const Result<> opened = vault.unlock(made->header, rootKeys);
    if (!opened)
        return opened;
    Filler filler{
        plan, random, vault, VaultStore(database), MethodStore(database), CustomerStore(database)};
    const Result<> stored = database.begin()
                                .and_then([&] { return filler.records.insertHeader(made->header); })
                                .and_then([&] { return saveMethods(filler, payments); });
    if (stored)
        return database.commit();
    database.rollback();
    return stored;
}
