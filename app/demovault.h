#pragma once

#include "services/core/random.h"
#include "services/domain/payment.h"
#include "services/storage/database.h"

struct DemoSample;

/// The passphrase of the key file of sample data. No secret: whoever has the program has it, so
/// nothing but test cards belongs behind it.
QByteArray demoVaultPassphrase();

/// What the vault of sample data is made of.
struct DemoVaultPlan
{
    QString keyFile;
    MerchantId merchant;
    qint64 nowMs = 0; ///< UTC
};

/// Lets some of the payers have kept a card while they paid, beside those of the agreements: their
/// payments name the test card of the brand they paid with.
void chooseSavedCards(DemoSample &sample, Random &random);

/// Makes a vault with its key in the file, with the cards that the payments name as saved and the
/// agreements about them. Takes a second and blocks on the disk. Errors: those of the storage and
/// of the key file.
Result<> storeDemoVault(Database &database, const DemoVaultPlan &plan, const DemoSample &sample,
                        Random &random);

/// A card of the test bank, of that brand, that is good for every payment.
QByteArray goodTestCard(CardBrand brand);
/// What is shown of such a card, with that expiry and holder.
CardSummary goodTestCardLike(const CardSummary &shown);
