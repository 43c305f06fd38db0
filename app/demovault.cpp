#include "app/demovault.h"

#include "app/demoloader.h"
#include "services/domain/customer.h"
#include "services/domain/savedmethod.h"
#include "services/storage/customerstore.h"
#include "services/storage/mandatestore.h"
#include "services/storage/methodstore.h"
#include "services/storage/vaultstore.h"
#include "services/vault/keyfile.h"
#include "services/vault/privatefile.h"
#include "services/vault/vault.h"

#include <QHash>
#include <QSet>

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
    MandateStore mandates;
};

Result<> makeKnown(Filler &filler, const Payment &payment)
{
    Customer customer = customerOf(filler.plan.merchant, payment.customer, payment.createdAtMs);
    const Result<> inserted = filler.customers.insert(customer);
    return !inserted && inserted.error().code == ErrorCode::Duplicate ? Result<>() : inserted;
}

/// A card that can be charged, with that brand, expiry and holder.
CardDetails goodCardLike(const CardSummary &shown)
{
    CardDetails card;
    card.number = Pan(goodTestCard(shown.brand));
    card.expiryMonth = shown.expiryMonth;
    card.expiryYear = shown.expiryYear;
    card.holder = shown.holder;
    return card;
}

/// Keeps the card and the method, which gets its record.
Result<> keepMethod(Filler &filler, SavedMethod &method, qint64 atMs)
{
    const CardDetails card = goodCardLike(method.card);
    method.card = summaryOf(card);
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
    record.createdAtMs = record.modifiedAtMs = atMs;
    method.fingerprint = sealed->fingerprint;
    const Result<> kept = filler.records.insert(record);
    return kept ? filler.methods.insert(method) : kept;
}

Result<> saveMethod(Filler &filler, const Payment &payment, bool isDefault)
{
    SavedMethod method = methodSavedBy(payment, payment.paymentMethodId, payment.createdAtMs);
    method.isDefault = isDefault;
    return makeKnown(filler, payment).and_then([&] {
        return keepMethod(filler, method, payment.createdAtMs);
    });
}

/// The agreement with the card it is about, which is the customer's default one.
Result<> storeAgreement(Filler &filler, const DemoAgreement &agreement)
{
    const Payment &setUp = agreement.setUp;
    SavedMethod method = methodSavedBy(setUp, setUp.paymentMethodId, setUp.createdAtMs);
    method.isDefault = true;
    method.refusal = agreement.refusal;
    method.lastUsedAtMs = agreement.lastUsedAtMs;
    Mandate mandate = agreement.mandate;
    Result<> stored = makeKnown(filler, setUp)
                          .and_then([&] { return keepMethod(filler, method, setUp.createdAtMs); })
                          .and_then([&] { return filler.mandates.insert(mandate); });
    for (const DemoCharge &charge : agreement.charges) {
        if (stored)
            stored = filler.mandates.keepClaim(mandate.merchantId, mandate.id, charge.payment,
                                               charge.claim);
    }
    return stored;
}

bool isGood(const Payment &payment)
{
    return payment.status == PaymentStatus::Succeeded && !payment.customer.id.isEmpty()
           && payment.card.brand != CardBrand::Unknown && payment.paymentMethodId.isEmpty();
}

Result<> saveMethods(Filler &filler, const DemoSample &sample)
{
    QSet<CustomerId> known;
    for (const DemoAgreement &agreement : sample.agreements) {
        const Result<> done = storeAgreement(filler, agreement);
        if (!done)
            return done;
        known.insert(agreement.setUp.customer.id);
    }
    const QList<PaymentDetails> &payments = sample.payments;
    for (auto details = payments.crbegin(); details != payments.crend(); ++details) {
        const Payment &payment = details->payment;
        if (payment.paymentMethodId.isEmpty() || !payment.mandateId.isEmpty())
            continue;
        const Result<> done = saveMethod(filler, payment, !known.contains(payment.customer.id));
        if (!done)
            return done;
        known.insert(payment.customer.id);
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

CardSummary goodTestCardLike(const CardSummary &shown)
{
    return summaryOf(goodCardLike(shown));
}

void chooseSavedCards(DemoSample &sample, Random &random)
{
    QHash<CustomerId, QList<QByteArray>> has; // nobody saves the same number twice
    for (const DemoAgreement &agreement : std::as_const(sample.agreements))
        has[agreement.setUp.customer.id].append(goodTestCard(agreement.setUp.card.brand));
    int saved = 0;
    QList<PaymentDetails> &payments = sample.payments;
    for (auto details = payments.rbegin(); details != payments.rend(); ++details) {
        Payment &payment = details->payment;
        if (!isGood(payment) || saved == kMostMethods)
            continue;
        QList<QByteArray> &numbers = has[payment.customer.id];
        const QByteArray number = goodTestCard(payment.card.brand);
        if (numbers.contains(number) || numbers.size() == kMostOfOneCustomer)
            continue;
        payment.futureUsage = saved % 3 == 0 ? FutureUsage::OffSession : FutureUsage::OnSession;
        if (saved % 3 == 0) // else it could not be charged without its customer
            payment.networkTransactionId = random.newId("simntx"_L1);
        payment.paymentMethodId = {random.newId("pm"_L1)};
        payment.card = goodTestCardLike(payment.card);
        numbers.append(number);
        ++saved;
    }
}

Result<> storeDemoVault(Database &database, const DemoVaultPlan &plan, const DemoSample &sample,
                        Random &random)
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
    Filler filler{plan,
                  random,
                  vault,
                  VaultStore(database),
                  MethodStore(database),
                  CustomerStore(database),
                  MandateStore(database)};
    const Result<> stored = database.begin()
                                .and_then([&] { return filler.records.insertHeader(made->header); })
                                .and_then([&] { return saveMethods(filler, sample); });
    if (stored)
        return database.commit();
    database.rollback();
    return stored;
}
