#include "models/errortext.h"

#include "models/cardrefusal.h"
#include "models/displaytext.h"
#include "models/moneyinput.h"
#include "models/objectname.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

/// Where the money is, as far as the code alone tells.
enum class Place { NothingMoved, NothingSent, MaybeSent, MayHaveMoved, NoMoney };

struct Row
{
    ErrorCode code;
    Place place;
    const char *what; ///< %1 is the field's name
    const char *todo;
};

using enum ErrorCode;

// One row an ErrorCode, in its order; the assertions below name a forgotten one.
// clang-format off
constexpr auto kRows = std::to_array<Row>({
    {MissingField, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "%1 is missing."),
     QT_TRANSLATE_NOOP("ErrorText", "Fill it in and try again.")},
    {InvalidValue, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "%1 cannot be used as it is."),
     QT_TRANSLATE_NOOP("ErrorText", "Correct it and try again.")},
    {TooLong, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "%1 is too long."),
     QT_TRANSLATE_NOOP("ErrorText", "Shorten it and try again.")},
    {NotFound, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "What this is about is not there."), // models/objectname
     QT_TRANSLATE_NOOP("ErrorText", "Check the id, or search for it.")},
    {Duplicate, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "What this is about is there already."), // models/objectname
     QT_TRANSLATE_NOOP("ErrorText", "Open the one that is there, or choose another id.")},
    {InvalidState, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The payment has moved on, so this cannot be done any more."),
     QT_TRANSLATE_NOOP("ErrorText", "Look at its status; what can be done now is offered there.")},
    {VersionConflict, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "Somebody changed this payment while you were editing it."),
     QT_TRANSLATE_NOOP("ErrorText", "Compare both values and choose which ones to keep.")},
    {Busy, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "Another operation on this payment is still under way."),
     QT_TRANSLATE_NOOP("ErrorText", "Wait until it is decided, then try again.")},
    {Overloaded, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "More is waiting than can be taken on at the moment."),
     QT_TRANSLATE_NOOP("ErrorText", "Try again in a few seconds.")},
    {AmountNotPositive, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The amount must be more than zero."),
     QT_TRANSLATE_NOOP("ErrorText", "Enter the amount again.")},
    {AmountTooLarge, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The amount is larger than one payment may be."),
     QT_TRANSLATE_NOOP("ErrorText", "Enter a smaller amount, or split the order.")},
    {AmountDecimals, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The amount has more decimals than its currency."),
     QT_TRANSLATE_NOOP("ErrorText", "Enter the amount again.")},
    {AmountAmbiguous, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The amount can be read in two ways."),
     QT_TRANSLATE_NOOP("ErrorText", "Enter the amount again, with its decimals.")},
    {AmountAboveCapturable, Place::NothingMoved,
     QT_TRANSLATE_NOOP("ErrorText", "The amount is more than is left on this hold."),
     QT_TRANSLATE_NOOP("ErrorText", "Capture what is left, and charge the rest separately.")},
    {AmountAboveRefundable, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The amount is more than can still be refunded."),
     QT_TRANSLATE_NOOP("ErrorText", "Refund what is left of the captured amount.")},
    {TooMany, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "This payment has as many refunds as it can have."),
     QT_TRANSLATE_NOOP("ErrorText", "Send the rest back to the customer in another way.")},
    {CurrencyMismatch, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The amounts are in different currencies."),
     QT_TRANSLATE_NOOP("ErrorText", "Use the currency of the payment.")},
    {CurrencyUnknown, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "This currency is not known."),
     QT_TRANSLATE_NOOP("ErrorText", "Choose a currency from the list.")},
    {CardNumberInvalid, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The card number cannot be right."),
     QT_TRANSLATE_NOOP("ErrorText", "Compare it with the card and enter it again.")},
    {CardExpired, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The card has expired."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask for another card.")},
    {CardExpiryInvalid, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The expiry date cannot be read."),
     QT_TRANSLATE_NOOP("ErrorText", "Enter month and year as on the card, such as 09/28.")},
    {CvcInvalid, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The security code cannot be right."),
     QT_TRANSLATE_NOOP("ErrorText", "Enter the 3 digits on the back of the card; 4 on the front of "
                                    "an American Express card.")},
    {CustomerRedacted, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "This customer was deleted."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing is known about it any more; make a new customer under "
                                    "another id.")},
    {AgreementActive, Place::NoMoney,
     QT_TRANSLATE_NOOP("ErrorText", "It is still needed: an agreement about later charges is in "
                                    "force."),
     QT_TRANSLATE_NOOP("ErrorText", "End the agreement first.")},
    {AgreementEnded, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The agreement with this customer is over."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask the customer for a new one.")},
    {AgreementPeriod, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The customer has agreed to charges at other times."),
     QT_TRANSLATE_NOOP("ErrorText", "Look at the first and the last day of the agreement.")},
    {AgreementLimit, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The amount is more than the customer has agreed to."),
     QT_TRANSLATE_NOOP("ErrorText", "Charge what is left of the agreement, or ask the customer for "
                                    "a new one.")},
    {NotForRecurring, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "This card may be charged only while the customer is there."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask the customer to pay, or to agree to later charges.")},
    {DoNotTryAgain, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The bank has said that this card must not be tried again."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask the customer for another card and a new agreement.")},
    {ConnectorUnreachable, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The processor could not be reached."),
     QT_TRANSLATE_NOOP("ErrorText", "Try again; check the connection if it stays so.")},
    {ConnectorUnavailable, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "No processor can take this payment at the moment."),
     QT_TRANSLATE_NOOP("ErrorText", "Try again in half a minute; check the processor's settings if "
                                    "it stays so.")},
    {OutcomeUnknown, Place::MayHaveMoved,
     QT_TRANSLATE_NOOP("ErrorText", "No clear answer came from the processor."),
     QT_TRANSLATE_NOOP("ErrorText", "Please do not charge again: it is being asked until we "
                                    "know.")},
    {IntegrityMismatch, Place::MayHaveMoved,
     QT_TRANSLATE_NOOP("ErrorText", "The processor confirmed something other than it was asked "
                                    "for."),
     QT_TRANSLATE_NOOP("ErrorText", "Compare the payment with the processor's own records before "
                                    "anything else; further operations on it are blocked.")},
    {NotSupported, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The processor of this payment cannot do this."),
     QT_TRANSLATE_NOOP("ErrorText", "Choose another way; the processor's page lists what it can "
                                    "do.")},
    {AuthorizationExpired, Place::NothingMoved,
     QT_TRANSLATE_NOOP("ErrorText", "The bank's hold has ended."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask the customer to pay again.")},
    {VaultLocked, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The vault with the stored cards is locked."),
     QT_TRANSLATE_NOOP("ErrorText", "Unlock it, or take the card number from the customer.")},
    {VaultKeyMissing, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The keychain is locked, or it does not hold the vault's key."),
     QT_TRANSLATE_NOOP("ErrorText", "Unlock the keychain and try again; if the key is lost, "
                                    "restore it from the recovery sheet.")},
    {VaultKeyDenied, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The keychain refused access to the vault's key."),
     QT_TRANSLATE_NOOP("ErrorText", "Allow the access when the keychain asks, and try again.")},
    {VaultKeyTimeout, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The keychain did not answer in time."),
     QT_TRANSLATE_NOOP("ErrorText", "Look whether it is waiting for you in a window of its own, "
                                    "and try again.")},
    {VaultKeychainError, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The keychain of this computer cannot be used."),
     QT_TRANSLATE_NOOP("ErrorText", "Start the keychain service and try again.")},
    {VaultKeyWrong, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "This key is not the key of this vault."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing was changed. Look for the right key, or restore it "
                                    "from the recovery sheet.")},
    {VaultKeyNotKept, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The keychain gave back another key than it was given."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing was stored under it. Check the keychain and try "
                                    "again.")},
    {VaultKeyUsedUp, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The vault's key has been used as often as is safe."),
     QT_TRANSLATE_NOOP("ErrorText", "Change the vault's key, then try again.")},
    {VaultPassphraseWrong, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The passphrase does not open this."),
     QT_TRANSLATE_NOOP("ErrorText", "Enter it again; upper and lower case count.")},
    {VaultPassphraseTooShort, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The passphrase is too short."),
     QT_TRANSLATE_NOOP("ErrorText", "Take at least 12 characters.")},
    {VaultRecordDamaged, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The stored card is damaged and cannot be opened."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask the customer for the card again, or restore a backup.")},
    {VaultSelfTestFailed, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The encryption on this computer gives wrong results."),
     QT_TRANSLATE_NOOP("ErrorText", "The vault stays closed. Repair the installation.")},
    {KeyFileUnsafe, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The key file could be read or replaced by others."),
     QT_TRANSLATE_NOOP("ErrorText", "Make it a plain file of your own that only you may read.")},
    {KeyFileDamaged, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The key file is damaged."),
     QT_TRANSLATE_NOOP("ErrorText", "It was left untouched. Restore it from a copy, or use the "
                                    "recovery sheet.")},
    {RecoverySheetUnreadable, Place::NothingSent,
     QT_TRANSLATE_NOOP("ErrorText", "The recovery sheet does not read as it was printed."),
     QT_TRANSLATE_NOOP("ErrorText", "Compare each line with the sheet and enter it again.")},
    {StorageUnavailable, Place::MaybeSent,
     QT_TRANSLATE_NOOP("ErrorText", "The database cannot be written at the moment."),
     QT_TRANSLATE_NOOP("ErrorText", "Check that its disk is there and may be written, then try "
                                    "again.")},
    {DiskFull, Place::MaybeSent,
     QT_TRANSLATE_NOOP("ErrorText", "The disk of the database is full."),
     QT_TRANSLATE_NOOP("ErrorText", "Free some space, then try again.")},
    {FileNotFound, Place::NoMoney,
     QT_TRANSLATE_NOOP("ErrorText", "The file is not there."),
     QT_TRANSLATE_NOOP("ErrorText", "Check its name and whether its disk is connected.")},
    {FileNotDatabase, Place::NoMoney,
     QT_TRANSLATE_NOOP("ErrorText", "The file is not a database of this program."),
     QT_TRANSLATE_NOOP("ErrorText", "It was left untouched. Choose another file.")},
    {FileNewerSchema, Place::NoMoney,
     QT_TRANSLATE_NOOP("ErrorText", "The file was made by a newer version of this program."),
     QT_TRANSLATE_NOOP("ErrorText", "It was left untouched. Update the program to open it.")},
    {FileReadOnly, Place::NoMoney,
     QT_TRANSLATE_NOOP("ErrorText", "The file may be read but not written."),
     QT_TRANSLATE_NOOP("ErrorText", "It was left untouched. Change its permissions, or copy it.")},
    {FileInUse, Place::NoMoney,
     QT_TRANSLATE_NOOP("ErrorText", "The file is in use by another process."),
     QT_TRANSLATE_NOOP("ErrorText", "Close the other program, or choose another file.")},
    {FileOnNetwork, Place::NoMoney,
     QT_TRANSLATE_NOOP("ErrorText", "The file is on a network disk, where it cannot be kept safe."),
     QT_TRANSLATE_NOOP("ErrorText", "Copy it to a disk of this computer.")},
    {Internal, Place::MaybeSent,
     QT_TRANSLATE_NOOP("ErrorText", "The program made a mistake and stopped this step."),
     QT_TRANSLATE_NOOP("ErrorText", "Look at the payment's status before you try again, and report "
                                    "the reference.")},
});
// clang-format on

static_assert(kRows.size() == static_cast<size_t>(ErrorCode::Internal) + 1);
static_assert([] {
    for (size_t i = 0; i < kRows.size(); ++i) {
        if (kRows.at(i).code != static_cast<ErrorCode>(i))
            return false;
    }
    return true;
}());

struct FieldName
{
    QLatin1StringView field;
    const char *name;
};

// clang-format off
constexpr auto kFieldNames = std::to_array<FieldName>({
    {"amount"_L1, QT_TRANSLATE_NOOP("ErrorText", "The amount")},
    {"capture_on"_L1, QT_TRANSLATE_NOOP("ErrorText", "The time of the capture")},
    {"due_at"_L1, QT_TRANSLATE_NOOP("ErrorText", "The time of the refund")},
    {"reason"_L1, QT_TRANSLATE_NOOP("ErrorText", "The reason")},
    {"refund_id"_L1, QT_TRANSLATE_NOOP("ErrorText", "The refund id")},
    {"amount_to_capture"_L1, QT_TRANSLATE_NOOP("ErrorText", "The amount to capture")},
    {"currency"_L1, QT_TRANSLATE_NOOP("ErrorText", "The currency")},
    {"capture_method"_L1, QT_TRANSLATE_NOOP("ErrorText", "The capture method")},
    {"note"_L1, QT_TRANSLATE_NOOP("ErrorText", "The note")},
    {"customer_id"_L1, QT_TRANSLATE_NOOP("ErrorText", "The customer id")},
    {"name"_L1, QT_TRANSLATE_NOOP("ErrorText", "The customer's name")},
    {"email"_L1, QT_TRANSLATE_NOOP("ErrorText", "The e-mail address")},
    {"phone"_L1, QT_TRANSLATE_NOOP("ErrorText", "The phone number")},
    {"merchant_order_reference_id"_L1, QT_TRANSLATE_NOOP("ErrorText", "The order reference")},
    {"order_reference"_L1, QT_TRANSLATE_NOOP("ErrorText", "The order reference")},
    {"description"_L1, QT_TRANSLATE_NOOP("ErrorText", "The description")},
    {"cancellation_reason"_L1, QT_TRANSLATE_NOOP("ErrorText", "The reason")},
    {"customer_acceptance"_L1, QT_TRANSLATE_NOOP("ErrorText", "The customer's consent")},
    {"mandate_id"_L1, QT_TRANSLATE_NOOP("ErrorText", "The agreement")},
    {"mandate_amount"_L1, QT_TRANSLATE_NOOP("ErrorText", "The limit of the agreement")},
    {"start_date"_L1, QT_TRANSLATE_NOOP("ErrorText", "The first day of the agreement")},
    {"end_date"_L1, QT_TRANSLATE_NOOP("ErrorText", "The last day of the agreement")},
    {"payment_method"_L1, QT_TRANSLATE_NOOP("ErrorText", "The payment method")},
    {"payment_method_data"_L1, QT_TRANSLATE_NOOP("ErrorText", "The card")},
    {"payment_id"_L1, QT_TRANSLATE_NOOP("ErrorText", "The payment id")},
    {"card"_L1, QT_TRANSLATE_NOOP("ErrorText", "The card")},
    {"card_number"_L1, QT_TRANSLATE_NOOP("ErrorText", "The card number")},
    {"card_exp_month"_L1, QT_TRANSLATE_NOOP("ErrorText", "The expiry month")},
    {"card_exp_year"_L1, QT_TRANSLATE_NOOP("ErrorText", "The expiry year")},
    {"card_cvc"_L1, QT_TRANSLATE_NOOP("ErrorText", "The security code")},
    {"card_holder_name"_L1, QT_TRANSLATE_NOOP("ErrorText", "The name on the card")},
    {"status"_L1, QT_TRANSLATE_NOOP("ErrorText", "The status")},
});
// clang-format on

QString fieldName(const QString &field)
{
    for (const FieldName &row : kFieldNames) {
        if (row.field == field)
            return QCoreApplication::translate("ErrorText", row.name);
    }
    if (field.isEmpty())
        return Words::tr("Something that is needed");
    //: %1 is the technical name of a field
    return Words::tr("The field “%1”").arg(field);
}

QString whereFor(Place place, MoneyAction action)
{
    switch (place) {
    case Place::NothingMoved: return nothingMoved(action);
    case Place::NothingSent: return Words::tr("Nothing was sent, so no money has moved.");
    case Place::MaybeSent:
        return Words::tr("Nothing new was sent; what was already on its way is asked about again.");
    case Place::MayHaveMoved: return Words::tr("The money may or may not have moved.");
    case Place::NoMoney: return Words::tr("No money has moved.");
    }
    return {};
}

QString shown(Money amount)
{
    return DisplayText::money(amount, QLocale());
}

/// Says what is not there, and where to look for it.
ErrorText notThere(ErrorText text, const QString &field)
{
    const ObjectWords words = objectWords(field);
    text.what = words.missing;
    text.todo = words.todo;
    return text;
}

ErrorText aboveRefundable(ErrorText text, const ErrorScene &scene)
{
    if (!scene.asked || !scene.available)
        return text;
    const QString left = shown(*scene.available);
    //: %1 and %2 are amounts with their currency
    text.what = Words::tr("Only %1 can still be refunded; you asked for %2.")
                    .arg(left, shown(*scene.asked));
    //: %1 is an amount with its currency
    text.todo = Words::tr("Refund %1 at most.").arg(left);
    return text;
}

/// "Only 80.00 EUR is left on this hold; you asked for 100.00 EUR."
ErrorText aboveHold(ErrorText text, const ErrorScene &scene)
{
    if (!scene.asked || !scene.available)
        return text;
    const Result<Money> missing = subtract(*scene.asked, *scene.available);
    if (!missing)
        return text;
    const QString left = shown(*scene.available);
    //: %1 and %2 are amounts with their currency
    text.what =
        Words::tr("Only %1 is left on this hold; you asked for %2.").arg(left, shown(*scene.asked));
    //: %1 and %2 are amounts with their currency
    text.todo =
        Words::tr("Capture %1, or ask the customer for the other %2.").arg(left, shown(*missing));
    return text;
}

QString mayHaveMoved(MoneyAction action)
{
    if (action == MoneyAction::Void)
        return Words::tr("The hold may or may not have been released.");
    if (action == MoneyAction::Refund)
        return Words::tr("The money may or may not have gone back.");
    return Words::tr("The money may or may not have moved.");
}

ErrorText holdEnded(ErrorText text, const ErrorScene &scene)
{
    if (scene.holdEndedAtMs > 0)
        //: %1 is a date with time
        text.what = Words::tr("The bank's hold ended on %1.")
                        .arg(DisplayText::dateTime(scene.holdEndedAtMs, scene.zone, QLocale()));
    return text;
}

} // namespace

QString ErrorText::oneLine() const
{
    QStringList parts;
    for (const QString &part : {what, where, todo}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    if (!reference.isEmpty())
        //: %1 is the id of a payment, to quote when asking for help
        parts.append(Words::tr("Ref %1").arg(reference));
    return parts.join(u' ');
}

QString nothingMoved(MoneyAction action)
{
    switch (action) {
    case MoneyAction::Edit:
    case MoneyAction::Read: return Words::tr("No money has moved.");
    case MoneyAction::Confirm: return Words::tr("Nothing was taken.");
    case MoneyAction::Capture: return Words::tr("Nothing was taken by this capture.");
    case MoneyAction::Void: return Words::tr("Nothing was released.");
    case MoneyAction::Refund: return Words::tr("No money went back.");
    }
    return {};
}

ErrorText errorText(const Error &error, const ErrorScene &scene)
{
    if (error.code == ErrorCode::OutcomeUnknown)
        return notKnownText(scene);
    const Row &row = kRows.at(static_cast<size_t>(error.code));
    ErrorText text;
    text.what = QCoreApplication::translate("ErrorText", row.what);
    if (text.what.contains("%1"_L1))
        text.what = text.what.arg(fieldName(error.field));
    text.where = whereFor(row.place, scene.action);
    text.todo = QCoreApplication::translate("ErrorText", row.todo);
    text.reference = scene.reference;
    if (error.code == ErrorCode::NotFound)
        return notThere(text, error.field);
    if (error.code == ErrorCode::Duplicate)
        text.what = objectWords(error.field).taken;
    if (error.code == ErrorCode::AmountAboveCapturable)
        return aboveHold(text, scene);
    if (error.code == ErrorCode::AmountAboveRefundable)
        return aboveRefundable(text, scene);
    sayWhyNotTaken(error.field, text);
    if (error.code == ErrorCode::AuthorizationExpired)
        return holdEnded(text, scene);
    return text;
}

ErrorText notKnownText(const ErrorScene &scene)
{
    ErrorText text;
    text.what = scene.processor.isEmpty()
                    ? Words::tr("No clear answer came from the processor.")
                    //: %1 is the name of a payment processor
                    : Words::tr("No clear answer came from %1.").arg(scene.processor);
    text.where = mayHaveMoved(scene.action);
    const QString again =
        scene.nextCheckAtMs > 0
            //: %1 is a time of day
            ? Words::tr("We ask again at %1.")
                  .arg(DisplayText::clockTime(scene.nextCheckAtMs, scene.zone, QLocale()))
            : Words::tr("We keep asking.");
    const QString wait =
        scene.action == MoneyAction::Refund
            ? Words::tr("Please do not refund again: the button is locked until we know.")
            : Words::tr("Please do not charge again: the button is locked until we know.");
    text.todo = again + u' ' + wait;
    text.reference = scene.reference;
    return text;
}

ErrorText conflictedText(const ErrorScene &scene)
{
    return errorText({ErrorCode::IntegrityMismatch}, scene);
}

QString fieldProblem(const Error &error, Currency currency)
{
    if (error.field == "amount"_L1 || error.field == "amount_to_capture"_L1)
        return moneyInputProblem(error, currency, QLocale());
    if (error.code == ErrorCode::CardNumberInvalid)
        return Words::tr("This is not a card number. Enter the 8 to 19 digits on the card.");
    if (error.code == ErrorCode::CardExpired)
        return Words::tr("This card has expired.");
    if (error.code == ErrorCode::CardExpiryInvalid)
        return Words::tr("Enter month and year as on the card, such as 09/28.");
    if (error.code == ErrorCode::CvcInvalid)
        return Words::tr("Enter the 3 digits on the back; 4 on the front for American Express.");
    if (error.code == ErrorCode::InvalidValue && error.field == "email"_L1)
        return Words::tr("Write it like name@example.com.");
    if (error.code == ErrorCode::InvalidValue && error.field == "customer_id"_L1)
        return Words::tr("Use only A-Z, a-z, 0-9, _ and -; at most 64 of them.");
    if (error.code == ErrorCode::InvalidValue && error.field == "capture_on"_L1)
        return Words::tr("Choose a time that is still to come, before the bank's hold ends.");
    static const QStringList texts{u"name"_s,
                                   u"phone"_s,
                                   u"merchant_order_reference_id"_s,
                                   u"description"_s,
                                   u"card_holder_name"_s,
                                   u"note"_s};
    if (error.code == ErrorCode::InvalidValue && texts.contains(error.field))
        return Words::tr("No card number and no control character may stand here.");
    if (error.field.isEmpty())
        return {};
    const Row &row = kRows.at(static_cast<size_t>(error.code));
    return QCoreApplication::translate("ErrorText", row.what).contains("%1"_L1)
               ? QCoreApplication::translate("ErrorText", row.what).arg(fieldName(error.field))
               : QString();
}
