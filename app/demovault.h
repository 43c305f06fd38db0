#pragma once

#include "services/core/random.h"
#include "services/domain/attempt.h"
#include "services/domain/operation.h"
#include "services/domain/payment.h"
#include "services/storage/database.h"

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

/// Makes a vault with its key in the file, and lets some of the payers have saved methods: test
/// cards of the brand they paid with. Takes a second and blocks on the disk. Errors: those of the
/// storage and of the key file.
Result<> storeDemoVault(Database &database, const DemoVaultPlan &plan,
                        const QList<PaymentDetails> &payments, Random &random);

/// A card of the test bank, of that brand, that is good for every payment.
QByteArray goodTestCard(CardBrand brand);
