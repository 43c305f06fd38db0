#include "models/manifestplan.h"

#include "models/displaytext.h"
#include "services/domain/capturepolicy.h"
#include "services/domain/currency.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSet>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ManifestPlan)
};

void needsALook(CaptureRow &row, const QString &why)
{
    if (row.group == CaptureGroup::Ready)
        row.group = CaptureGroup::NeedsALook;
    row.why = row.why.isEmpty() ? why : row.why + u' ' + why;
}

void cannot(CaptureRow &row, const QString &why)
{
    row.group = CaptureGroup::Cannot;
    row.why = why;
    row.amount.reset();
}

bool isFinalRefusal(OperationState state)
{
    return state == OperationState::Declined || state == OperationState::Rejected
           || state == OperationState::AbortedBeforeSend;
}

bool wasCaptured(const Payment &payment)
{
    return payment.status == PaymentStatus::Succeeded
           || payment.status == PaymentStatus::PartiallyCaptured;
}

/// Why a line looks like one before it. Without a shipment number nobody can tell two parcels of
/// one amount from one line that stands there twice.
QString sameAsText(const ManifestLine &line, int before)
{
    //: %1 is a line number
    return (line.shipment.isEmpty()
                ? Words::tr("Line %1 says the same, and neither names a shipment: is it another "
                            "parcel, or the same line twice?")
                : Words::tr("Line %1 has the same shipment."))
        .arg(before);
}

/// A hold without a known end comes last.
qint64 endOf(const Payment &payment)
{
    return payment.captureBeforeMs > 0 ? payment.captureBeforeMs
                                       : std::numeric_limits<qint64>::max();
}

} // namespace

ManifestPlan::ManifestPlan(const Workspace &workspace, QList<ManifestLine> lines,
                           DecimalSign decimals, QList<Payment> payments)
    : m_workspace(workspace)
    , m_lines(std::move(lines))
    , m_decimals(decimals)
    , m_payments(std::move(payments))
{
    indexPayments();
    match();
}

void ManifestPlan::indexPayments()
{
    for (const Payment &payment : m_payments) {
        m_byId[payment.id.value].append(&payment);
        if (!payment.processorReference.isEmpty())
            m_byTransaction[payment.processorReference].append(&payment);
        if (!payment.orderReference.isEmpty())
            m_byOrder[payment.orderReference.toCaseFolded()].append(&payment);
    }
}

QList<const Payment *> ManifestPlan::meantBy(const ManifestLine &line) const
{
    if (!line.problem.isEmpty())
        return {};
    if (!line.payment.isEmpty())
        return m_byId.value(line.payment);
    if (!line.transaction.isEmpty())
        return m_byTransaction.value(line.transaction);
    return m_byOrder.value(line.order.toCaseFolded());
}

QString ManifestPlan::contentOf(const ManifestLine &line, const Payment &payment) const
{
    if (!line.shipment.isEmpty())
        return u"shipment\n"_s + line.shipment;
    if (line.amount.isEmpty())
        return u"rest"_s;
    const Result<Money> money = manifestAmount(line.amount, payment.currency, m_decimals);
    return u"amount\n"_s + (money ? QString::number(money->minorUnits) : line.amount);
}

void ManifestPlan::match()
{
    struct Seen
    {
        int times = 0;
        int line = 0;
    };
    QHash<QString, Seen> allSeen; // by payment and content
    for (const ManifestLine &line : m_lines) {
        QList<Match> matches;
        for (const Payment *payment : meantBy(line)) {
            const QString content = m_workspace.caller.merchantId.value + u'\n' + payment->id.value
                                    + u'\n' + contentOf(line, *payment);
            Seen &seen = allSeen[content];
            const QString whole = content + u'\n' + QString::number(++seen.times);
            const QByteArray hash =
                QCryptographicHash::hash(whole.toUtf8(), QCryptographicHash::Sha256);
            Match match;
            match.payment = payment;
            match.baseId = u"man_"_s + QString::fromLatin1(hash.toHex().first(40));
            match.sameAs = seen.line;
            seen.line = line.number;
            matches.append(match);
        }
        m_matches.append(matches);
    }
}

QString ManifestPlan::idOf(const Match &match)
{
    return match.baseId + u'_' + QString::number(match.attempt);
}

QStringList ManifestPlan::nextIds() const
{
    QStringList ids;
    for (const QList<Match> &matches : m_matches) {
        for (const Match &match : matches) {
            if (!match.settled)
                ids.append(idOf(match));
        }
    }
    return ids;
}

void ManifestPlan::learn(const QList<Operation> &operations)
{
    QHash<QString, const Operation *> byId;
    for (const Operation &operation : operations)
        byId.insert(operation.clientOperationId, &operation);
    for (QList<Match> &matches : m_matches) {
        for (Match &match : matches) {
            if (match.settled)
                continue;
            const Operation *found = byId.value(idOf(match));
            const bool refused = found && isFinalRefusal(found->state);
            match.isEarlier = found && !refused;
            if (match.isEarlier)
                match.earlier = *found;
            if (refused)
                ++match.attempt; // that request had its answer: this is a new one
            match.settled = !refused || match.attempt >= kMostAttempts;
        }
    }
}

bool ManifestPlan::isOpenHold(const Payment &payment) const
{
    return planCapture(payment, amountCapturable(payment), false, m_workspace.clock.nowMs())
        .has_value();
}

/// The open hold the line means most likely: of its amount, not taken by another line, ending
/// first.
const ManifestPlan::Match &ManifestPlan::choose(const ManifestLine &line,
                                                const QList<Match> &matches,
                                                const TakenBy &taken) const
{
    const auto rank = [&](const Match &match) {
        const Payment &payment = *match.payment;
        const Result<Money> asked = manifestAmount(line.amount, payment.currency, m_decimals);
        const bool same = asked && asked->minorUnits == amountCapturable(payment);
        const bool capturedSame =
            wasCaptured(payment) && (!asked || asked->minorUnits == payment.captured);
        return std::tuple(!isOpenHold(payment), taken.contains(payment.id), !same, !capturedSame,
                          endOf(payment), -payment.rowId);
    };
    return *std::ranges::min_element(matches, {}, rank);
}

QList<CaptureRow> ManifestPlan::rows() const
{
    QList<CaptureRow> rows;
    TakenBy taken;
    rows.reserve(m_lines.size());
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        CaptureRow row = rowFor(m_lines.at(i), m_matches.at(i), taken);
        row.line = m_lines.at(i).number;
        row.named = m_lines.at(i).name();
        row.shipment = m_lines.at(i).shipment;
        rows.append(row);
    }
    for (CaptureRow &row : rows) {
        // Parts that together take the whole hold leave nothing to look at.
        const bool whole = row.isPart && taken.value(row.id).amount == amountCapturable(row.payment)
                           && row.payment.captureMethod == CaptureMethod::ManualMultiple;
        if (row.isPart && !whole)
            needsALook(row, row.partText);
        row.included = row.group == CaptureGroup::Ready && row.amount.has_value();
    }
    return rows;
}

CaptureRow ManifestPlan::unmatchedRow(const ManifestLine &line) const
{
    CaptureRow row;
    if (!line.problem.isEmpty())
        //: %1 is what is wrong, such as "a quote is opened and never closed"
        cannot(row, Words::tr("This line cannot be read: %1.").arg(line.problem));
    else if (!line.payment.isEmpty())
        cannot(row, Words::tr("No payment has this payment ID."));
    else if (!line.transaction.isEmpty())
        cannot(row, Words::tr("No payment has this transaction ID."));
    else if (!line.order.isEmpty())
        cannot(row, Words::tr("No payment has this order reference."));
    else
        cannot(row, Words::tr("The line names no payment."));
    return row;
}

CaptureRow ManifestPlan::earlierRow(const Match &match) const
{
    CaptureRow row = captureRowOf(m_workspace, *match.payment);
    row.group = CaptureGroup::AlreadyDone;
    row.amount.reset();
    const Operation &earlier = match.earlier;
    const QString amount = shownMoney(earlier.amount, earlier.currency);
    const QString moment =
        DisplayText::dateTime(earlier.createdAtMs, shownZone(m_workspace.time), QLocale());
    if (earlier.state == OperationState::Succeeded)
        //: %1 is an amount with its currency, %2 a date and time
        row.why = Words::tr("This line was captured on %2: %1.").arg(amount, moment);
    else if (earlier.state == OperationState::Integrity)
        row.why = Words::tr("A capture of this line has to be looked into: see the payment.");
    else
        //: %1 is an amount with its currency, %2 a date and time
        row.why =
            Words::tr("A capture of this line, %1, is under way since %2.").arg(amount, moment);
    return row;
}

CaptureRow ManifestPlan::rowFor(const ManifestLine &line, const QList<Match> &matches,
                                TakenBy &taken) const
{
    if (matches.isEmpty())
        return unmatchedRow(line);
    const auto earlier = std::ranges::find(matches, true, &Match::isEarlier);
    if (earlier != matches.end())
        return earlierRow(*earlier);
    const Match &match = choose(line, matches, taken);
    CaptureRow row = captureRowOf(m_workspace, *match.payment);
    row.operationId = idOf(match);
    const bool othersOrder =
        !line.order.isEmpty()
        && line.order.toCaseFolded() != match.payment->orderReference.toCaseFolded();
    if (othersOrder) {
        //: %1 is an order reference
        cannot(row, Words::tr("The payment belongs to another order: %1.")
                        .arg(match.payment->orderReference));
        return row;
    }
    if (!readAmount(line, row))
        return row;
    if (isOpenHold(row.payment))
        judgeAmount(line, row, taken);
    else if (wasCaptured(row.payment) && row.amount && *row.amount != row.payment.captured)
        //: %1 is an amount with its currency
        cannot(row, Words::tr("Nothing is left to capture: %1 was captured.")
                        .arg(shownMoney(row.payment.captured, row.payment.currency)));
    else
        row.amount.reset();
    noteOthers(matches, row);
    if (match.sameAs > 0 && row.group != CaptureGroup::Cannot)
        needsALook(row, sameAsText(line, match.sameAs));
    return row;
}

bool ManifestPlan::readAmount(const ManifestLine &line, CaptureRow &row) const
{
    const Currency held = row.payment.currency;
    const auto named = currencyFromText(line.currency.toUpper());
    if (!line.currency.isEmpty() && !named) {
        //: %1 is what stands in the file
        cannot(row, Words::tr("“%1” is no currency code.").arg(line.currency));
        return false;
    }
    if (named && *named != held) {
        //: %1 and %2 are currency codes
        needsALook(
            row,
            Words::tr("The file says %1, the hold is in %2.").arg(toText(*named), toText(held)));
        row.amount.reset();
        return false;
    }
    if (line.amount.isEmpty())
        return true;
    const Result<Money> asked = manifestAmount(line.amount, held, m_decimals);
    if (asked) {
        row.amount = asked->minorUnits;
        return true;
    }
    switch (asked.error().code) {
    case ErrorCode::AmountAmbiguous:
        //: %1 is what stands in the file, such as 1.234
        cannot(row,
               Words::tr("“%1” can be read in two ways: choose above how decimals are written.")
                   .arg(line.amount));
        break;
    case ErrorCode::AmountNotPositive:
        cannot(row, Words::tr("The amount must be more than zero."));
        break;
    case ErrorCode::AmountDecimals:
        //: %1 is what stands in the file, %2 a currency code
        cannot(row,
               Words::tr("“%1” has more decimals than %2 has.").arg(line.amount, toText(held)));
        break;
    default: // whatever else it is: no amount
        //: %1 is what stands in the file
        cannot(row, Words::tr("“%1” is not an amount.").arg(line.amount));
    }
    return false;
}

void ManifestPlan::judgeAmount(const ManifestLine &line, CaptureRow &row, TakenBy &taken) const
{
    Taken &before = taken[row.id];
    const qint64 left = amountCapturable(row.payment) - before.amount;
    const Currency currency = row.payment.currency;
    const bool once = row.payment.captureMethod != CaptureMethod::ManualMultiple;
    //: %1 is a line number
    if (before.line > 0 && once)
        return cannot(
            row, Words::tr("This hold allows one capture, and line %1 takes it.").arg(before.line));
    if (line.amount.isEmpty())
        row.amount = qMin(row.amount.value_or(left), left);
    if (left <= 0)
        //: %1 is a line number
        return cannot(row,
                      Words::tr("Nothing is left on this hold after line %1.").arg(before.line));
    if (*row.amount > left)
        //: %1 and %2 are amounts with their currency
        return cannot(row, Words::tr("Only %1 is left on this hold; the line asks for %2.")
                               .arg(shownMoney(left, currency), shownMoney(*row.amount, currency)));
    row.isPart = *row.amount < left || before.amount > 0;
    const QString rest = shownMoney(left - *row.amount, currency);
    if (*row.amount == left)
        row.partText = Words::tr("Other lines take the rest of this hold.");
    else
        //: %1 is an amount with its currency
        row.partText = once ? Words::tr("Less than the hold: %1 will be released.").arg(rest)
                            : Words::tr("Less than the hold: %1 stays held.").arg(rest);
    before.amount += *row.amount;
    before.line = line.number;
}

/// Other payments that the line may mean.
void ManifestPlan::noteOthers(const QList<Match> &matches, CaptureRow &row) const
{
    int holds = 0;
    const Payment *captured = nullptr;
    for (const Match &match : matches) {
        holds += isOpenHold(*match.payment) ? 1 : 0;
        if (wasCaptured(*match.payment))
            captured = match.payment;
    }
    if (!isOpenHold(row.payment) || row.group == CaptureGroup::Cannot)
        return;
    if (holds > 1)
        //: %1 is a number of payments, never 1
        needsALook(
            row,
            Words::tr("%1 holds match: see that it is this one.").arg(QLocale().toString(holds)));
    if (captured)
        //: %1 is an amount with its currency
        needsALook(row, Words::tr("This order also has a payment of which %1 was captured.")
                            .arg(shownMoney(captured->captured, captured->currency)));
}

QString ManifestLine::name() const
{
    if (!payment.isEmpty())
        return payment;
    return transaction.isEmpty() ? order : transaction;
}

QList<ManifestLine> linesOf(const ManifestFile &file, const ManifestColumns &columns)
{
    QList<ManifestLine> lines;
    lines.reserve(file.records.size());
    for (const ManifestRecord &record : file.records) {
        const auto field = [&](ManifestRole role) {
            return record.fields.value(columns.of(role)).trimmed();
        };
        lines.append({record.line, field(ManifestRole::Order), field(ManifestRole::Payment),
                      field(ManifestRole::Transaction), field(ManifestRole::Amount),
                      field(ManifestRole::Currency), field(ManifestRole::Shipment),
                      record.problem});
    }
    return lines;
}

PaymentNames namesOf(const QList<ManifestLine> &lines)
{
    QSet<QString> orders;
    QSet<QString> payments;
    QSet<QString> transactions;
    for (const ManifestLine &line : lines) {
        if (!line.problem.isEmpty())
            continue;
        if (!line.payment.isEmpty())
            payments.insert(line.payment);
        else if (!line.transaction.isEmpty())
            transactions.insert(line.transaction);
        else if (!line.order.isEmpty())
            orders.insert(line.order);
    }
    return {orders.values(), payments.values(), transactions.values()};
}

DecimalSign decimalsOf(const QList<ManifestLine> &lines, const ManifestColumns &columns)
{
    if (columns.decimals != DecimalSign::Unclear)
        return columns.decimals;
    QStringList amounts;
    for (const ManifestLine &line : lines) {
        if (line.problem.isEmpty())
            amounts.append(line.amount);
    }
    return decimalSignOf(amounts);
}
