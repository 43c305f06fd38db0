#pragma once

#include "services/domain/operation.h"

#include <QJsonObject>

/// What must hold within the program's own rows of one payment, whatever else happens: the amount
/// invariants, sums of operations, attempt and payment status, order of steps. Empty when it holds.
QString checkRows(const PaymentDetails &details);

/// The bank's ledger against the program's rows of one payment, the ledger being right: at most one
/// effect of a kind per operation, nothing at the bank that we do not know, nothing with us that
/// the bank does not have. For payments with no open operation. Empty when they agree.
QString checkLedger(const PaymentDetails &details, const QJsonObject &ledger);
