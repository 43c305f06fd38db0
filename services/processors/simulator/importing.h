#pragma once

#include "services/processors/simulator/bankledger.h"
#include "services/processors/simulator/importedpayment.h"

/// Books an imported payment with its effects. Errors: InvalidValue, Duplicate (field "id").
Result<> addImported(const ImportedPayment &imported, BankLedger &ledger);
