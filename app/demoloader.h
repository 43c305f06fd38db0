#pragma once

#include "app/demoagreements.h"
#include "services/core/clock.h"
#include "services/core/random.h"
#include "services/domain/disputecase.h"

#include <QUrl>

#include <functional>

/// Where sample data live, and what they are made with.
struct DemoPlan
{
    QString databaseFile;
    QString ledgerFile; ///< of the test bank
    QString keyFile;    ///< of the vault
    QUrl returnBase;    ///< where their challenges come back to
    int count = 12'000;
    qint64 nowMs = 0; ///< UTC
    quint64 seed = 1;
};

/// Called now and then with how many payments are stored; false stops the work.
using DemoProgress = std::function<bool(int done, int total)>;

// All of these block on the disk: for a worker thread.

/// Whether sample data were made there before, complete.
bool hasDemo(const DemoPlan &plan);

/// What sample data are made of.
struct DemoSample
{
    QList<PaymentDetails> payments; ///< in the order of creation
    QList<DemoAgreement> agreements;
    QList<Dispute> disputes;
};

/// Makes the payments and a fresh ledger with all of them that a bank has to know. Random gives the
/// tokens their challenges return with. Errors as writeLedgerFile().
Result<DemoSample> makeDemoSample(const DemoPlan &plan, Random &random);

/// Stores merchant, accounts, payments and a vault in a new file; it gets its name when it is
/// complete. `challenges` is the answer of the bank's control API: the addresses of its challenges
/// come from there. Errors: those of the storage, the file in `detail`; Busy when it was stopped.
Result<> storeDemo(const DemoPlan &plan, DemoSample sample, const QUrl &bankUrl,
                   const QByteArray &challenges, Random &random, const DemoProgress &progress);

/// The port at which the bank of existing sample data listened last; 0 when that is not known.
Result<quint16> lastBankPort(const DemoPlan &plan);

/// Tells existing sample data where their bank listens now.
Result<> changeBankUrl(const DemoPlan &plan, const QUrl &bankUrl);
