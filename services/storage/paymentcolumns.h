#pragma once

#include "services/domain/payment.h"
#include "services/storage/dialectrows.h"
#include "services/storage/row.h"

/// The columns of table payment, in groups that change together. A statement that writes only the
/// group that changed leaves the indexes of the others alone.
namespace paymentcolumns {

QString all(); ///< what readPayment() reads
QString placeholders(int count);

/// Columns of each group and the values that go with them.
QString moved();    ///< every change: version, status, reservations, error
QString settled();  ///< an answer: captured, end of the hold, the processor's id
QString paidWith(); ///< a confirm: method, card, connector; the card held for it
QString edited();   ///< the merchant's own fields
void bindMoved(Binder &binder, const Payment &payment);
void bindSettled(Binder &binder, const Payment &payment);
void bindPaidWith(Binder &binder, const Payment &payment);
void bindEdited(Binder &binder, const Payment &payment);
/// The same groups, copied from one value to the other.
void copyMoved(const Payment &from, Payment &to);
void copySettled(const Payment &from, Payment &to);
void copyPaidWith(const Payment &from, Payment &to);

/// "a, b" as "a = ?, b = ?".
QString assignments(const QString &columns);

Result<Payment> readPayment(const QSqlQuery &query);
Result<Payment> readPaymentInPlace(dialect::RowInPlace &row);

/// The text by which names, e-mails and order references are ordered and found: without case.
QString keyOf(const QString &text);

/// The currency of a stored code, faster than looking through all of them.
std::optional<Currency> storedCurrency(QStringView code);

} // namespace paymentcolumns
