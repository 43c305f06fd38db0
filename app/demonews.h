#pragma once

#include "app/demoloader.h"
#include "services/processors/simulator/importedpayment.h"
#include "services/storage/database.h"

/// What cardholders want back of the sample payments: some wait for an answer, the others went
/// every way there is.
QList<Dispute> chooseDemoDisputes(const QList<PaymentDetails> &payments, qint64 nowMs,
                                  Random &random);

/// The same dispute as the bank has to remember it.
ImportedDispute importOf(const Dispute &dispute);

/// Stores the disputes, what the bank told of its own accord and what the shop was told of the
/// latest payments. Blocks on the disk. Errors: those of the storage.
Result<> storeDemoNews(Database &database, const DemoSample &sample, qint64 nowMs, Random &random);
