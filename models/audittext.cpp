#include "models/audittext.h"

#include "models/displaytext.h"
#include "models/eventtext.h"
#include "models/refundtext.h"
#include "services/domain/operation.h"

#include <QHash>

#include <span>

using namespace Qt::StringLiterals;

namespace {

/// The "key=value" pairs of a detail.
QHash<QString, QString> pairsOf(const QString &detail)
{
    QHash<QString, QString> pairs;
    for (const QString &pair : detail.split(u' ', Qt::SkipEmptyParts))
        pairs.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    return pairs;
}

/// What somebody reads for it; itself when nobody named it.
QString wordsFor(const QString &key, std::span<const std::pair<QLatin1StringView, QString>> words)
{
    for (const auto &[name, text] : words) {
        if (key == name)
            return text;
    }
    return key;
}

} // namespace

QString AuditText::action(const QString &action)
{
    const std::pair<QLatin1StringView, QString> words[] = {
        {"payment.create"_L1, tr("Payment created")},
        {"payment.update"_L1, tr("Payment changed")},
        {"payment.cancel"_L1, tr("Payment given up")},
        {"operation.reserve"_L1, tr("Sent to the processor")},
        {"operation.settle"_L1, tr("Processor answered")},
        {"operation.refused"_L1, tr("Answer did not fit the payment")},
        {"refund.create"_L1, tr("Refund planned")},
        {"refund.update"_L1, tr("Refund changed")},
        {"refund.cancel"_L1, tr("Refund given up")},
        {"note.add"_L1, tr("Note written")},
        {"customer.create"_L1, tr("Customer created")},
        {"customer.update"_L1, tr("Customer changed")},
        {"customer.delete"_L1, tr("Customer deleted")},
        {"method.save"_L1, tr("Card saved")},
        {"method.use"_L1, tr("Saved card used")},
        {"method.update"_L1, tr("Saved card changed")},
        {"method.default"_L1, tr("Saved card made the default")},
        {"method.delete"_L1, tr("Saved card removed")},
        {"mandate.begin"_L1, tr("Agreement begun")},
        {"mandate.set_up"_L1, tr("Set-up of an agreement ended")},
        {"mandate.reserve"_L1, tr("Charge under an agreement begun")},
        {"mandate.charge"_L1, tr("Charge under an agreement counted")},
        {"mandate.revoke"_L1, tr("Agreement ended")},
        {"vault.create"_L1, tr("Vault created")},
        {"vault.restore"_L1, tr("Key of the vault restored")},
        {"vault.key"_L1, tr("Key of the vault changed")},
        {"vault.moved"_L1, tr("Stored cards moved to the new key")},
        {"vault.sheet"_L1, tr("Recovery sheet written")},
        {"vault.unlock"_L1, tr("Vault unlocked")},
        {"vault.lock"_L1, tr("Vault locked")},
        {"integrity.correction"_L1, tr("Failed payment found to have gone through")},
        {"card.hold"_L1, tr("Card held for a payment")},
        {"card.use"_L1, tr("Held card used")},
        {"card.wipe"_L1, tr("Held card wiped")},
        {"token.detach"_L1, tr("Processor told to forget a token")},
        {"merchant.create"_L1, tr("Merchant created")},
        {"merchant.update"_L1, tr("Merchant changed")},
        {"merchant.delete"_L1, tr("Merchant deleted")},
        {"profile.create"_L1, tr("Profile created")},
        {"profile.update"_L1, tr("Profile changed")},
        {"profile.delete"_L1, tr("Profile deleted")},
        {"account.create"_L1, tr("Processor account created")},
        {"account.update"_L1, tr("Processor account changed")},
        {"account.rotate"_L1, tr("Keys of a processor account replaced")},
        {"account.restore_keys"_L1, tr("Keys of a processor account put back")},
        {"account.drop_keys"_L1, tr("Old keys of a processor account deleted")},
        {"account.delete"_L1, tr("Processor account deleted")},
        {"routing.create"_L1, tr("Routing rule created")},
        {"routing.activate"_L1, tr("Routing rule put in force")},
        {"routing.deactivate"_L1, tr("Routing rule put out of force")},
        {"routing.fallback"_L1, tr("Order of the processors changed")},
        {"api_key.create"_L1, tr("API key created")},
        {"api_key.update"_L1, tr("API key changed")},
        {"api_key.revoke"_L1, tr("API key revoked")},
        {"webhook.retry"_L1, tr("Message to a shop sent again")},
        {"audit.read"_L1, tr("Audit trail read")},
        {"audit.verify"_L1, tr("Audit trail checked")},
        {"audit.broken"_L1, tr("Audit trail damaged")},
        {"program.start"_L1, tr("Program started")},
        {"program.stop"_L1, tr("Program ended")},
        {"clock.jump"_L1, tr("Clock was set")},
        {"invariant.broken"_L1, tr("Amounts do not add up")},
    };
    const QString known = wordsFor(action, words);
    return known == action ? newsAction(action) : known;
}

QString AuditText::newsAction(const QString &action)
{
    const std::pair<QLatin1StringView, QString> words[] = {
        {"blocklist.add"_L1, tr("Card put on the block list")},
        {"blocklist.remove"_L1, tr("Card taken off the block list")},
        {"blocklist.toggle"_L1, tr("Block list turned on or off")},
        {"webhook.refused"_L1, tr("Message of a processor refused: not signed as it should be")},
        {"webhook.handle"_L1, tr("Message of a processor worked off once more")},
        {"dispute.open"_L1, tr("Dispute opened")},
        {"dispute.change"_L1, tr("Dispute went on")},
        {"dispute.evidence"_L1, tr("Evidence of a dispute changed")},
        {"dispute.submit"_L1, tr("Evidence submitted")},
        {"dispute.accept"_L1, tr("Dispute accepted")},
    };
    return wordsFor(action, words);
}

QString AuditText::result(const AuditEntry &entry)
{
    const std::pair<QLatin1StringView, QString> words[] = {
        {"done"_L1, tr("Done")},
        {"refused"_L1, tr("Refused")},
        {"whole"_L1, tr("Whole")},
        {"broken"_L1, tr("Broken")},
        {"partly"_L1, tr("In part")},
        {"active"_L1, tr("Active")},
        {"redacted"_L1, tr("Redacted")},
        {"missing"_L1, tr("Missing")},
        {"changed"_L1, tr("Changed")},
        {"pending"_L1, tr("Pending")},
        {"inactive"_L1, tr("Came to nothing")},
        {"revoked"_L1, tr("Ended")},
    };
    for (const auto &[name, text] : words) {
        if (entry.result == name)
            return text;
    }
    if (const auto status = paymentStatusFromText(entry.result))
        return DisplayText::status(*status, false);
    return entry.result;
}

QString AuditText::details(const AuditEntry &entry, const QLocale &locale)
{
    const QHash<QString, QString> pairs = pairsOf(entry.detail);
    const auto kind = operationKindFromText(pairs.value(u"kind"_s));
    const auto currency = currencyFromText(pairs.value(u"currency"_s));
    const auto state = operationStateFromText(pairs.value(u"state"_s));
    if (kind && currency && state) {
        const Money amount{pairs.value(u"amount"_s).toLongLong(), *currency};
        //: %1 such as Capture, %2 an amount, %3 how it stands
        return tr("%1 of %2: %3")
            .arg(EventText::operationKind(*kind), DisplayText::money(amount, locale),
                 EventText::operationState(*state));
    }
    if (pairs.contains(u"payment"_s))
        return tr("With payment %1").arg(pairs.value(u"payment"_s));
    if (pairs.contains(u"host"_s))
        return tr("On %1").arg(pairs.value(u"host"_s));
    if (pairs.contains(u"seconds"_s))
        return tr("By %1 seconds").arg(pairs.value(u"seconds"_s));
    if (pairs.contains(u"line"_s))
        return tr("Record %1").arg(pairs.value(u"line"_s));
    if (pairs.contains(u"lines"_s))
        return tr("%1 records")
            .arg(DisplayText::count(pairs.value(u"lines"_s).toLongLong(), locale));
    return pairs.contains(u"captured"_s) ? QString() : entry.detail;
}

QString AuditText::finding(const AuditFinding &finding, const QLocale &locale)
{
    const QString first = locale.toString(finding.from);
    const QString last = locale.toString(finding.number);
    const bool several = finding.from < finding.number;
    switch (finding.problem) {
    case AuditProblem::Changed:
        return several ? tr("One of the records %1 to %2 is not what was written.").arg(first, last)
                       : tr("Record %1 is not what was written.").arg(last);
    case AuditProblem::Missing:
        return several ? tr("Records %1 to %2 are missing.").arg(first, last)
                       : tr("Record %1 is missing.").arg(last);
    case AuditProblem::NotLinked: return tr("Record %1 was put in from outside.").arg(last);
    case AuditProblem::TailMissing:
        return several ? tr("The end is missing: records %1 to %2 were there.").arg(first, last)
                       : tr("The end is missing: record %1 was there.").arg(last);
    case AuditProblem::HeadChanged:
        return tr("Record %1 is not the one that was noted as the last.").arg(last);
    }
    return {};
}

QString AuditText::verdict(const AuditCheck &check, const QLocale &locale)
{
    const QString lines = DisplayText::count(check.lines, locale);
    if (check.finding)
        //: %1 says what is wrong
        return tr("The audit trail was tampered with or is damaged. %1 Keep this file as it is, "
                  "and compare it with a backup.")
            .arg(finding(*check.finding, locale));
    if (check.unread > 0)
        return tr("%1 records looked at: none is missing. %2 of them are sealed with the key of "
                  "the vault, which is locked: unlock it and check again.")
            .arg(lines, DisplayText::count(check.unread, locale));
    return check.sealed > 0
               ? tr("All %1 records are as they were written, none is missing. %2 carry a seal; "
                    "the last seal is on record %3.")
                     .arg(lines, DisplayText::count(check.sealed, locale),
                          locale.toString(check.lastSealed))
               : tr("All %1 records are as they were written, none is missing. None carries a "
                    "seal: no vault was open yet.")
                     .arg(lines);
}
