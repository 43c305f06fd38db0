#include "models/displaytext.h"

#include <QDateTime>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;
constexpr qint64 kDayMs = 24 * kHourMs;

/// Grouped whole numbers in every locale: the C locale leaves groups out unless told.
QLocale grouping(const QLocale &locale)
{
    QLocale grouped = locale;
    grouped.setNumberOptions(QLocale::DefaultNumberOptions);
    return grouped;
}

/// Digits after the decimal separator, in the locale's own figures.
QString fractionDigits(quint64 fraction, int places, const QLocale &locale)
{
    QString digits = QString::number(fraction).rightJustified(places, u'0');
    const QString zero = locale.zeroDigit();
    if (zero.size() != 1 || zero == u"0")
        return digits;
    for (QChar &digit : digits)
        digit = QChar(static_cast<char16_t>(zero.at(0).unicode() + digit.unicode() - u'0'));
    return digits;
}

QDateTime inZone(qint64 msUtc, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(msUtc, zone);
}

} // namespace

StatusLook DisplayText::look(PaymentStatus status, bool outcomeUnknown)
{
    if (outcomeUnknown)
        return StatusLook::NotKnownYet;
    switch (status) {
    case PaymentStatus::RequiresPaymentMethod: return StatusLook::NeedsMethod;
    case PaymentStatus::RequiresConfirmation: return StatusLook::Draft;
    case PaymentStatus::Processing: return StatusLook::InProgress;
    case PaymentStatus::RequiresCustomerAction: return StatusLook::WaitingForCustomer;
    case PaymentStatus::RequiresMerchantAction: return StatusLook::InProgress;
    case PaymentStatus::RequiresCapture: return StatusLook::Held;
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
    case PaymentStatus::PartiallyCapturedAndCapturable: return StatusLook::PartHeld;
    case PaymentStatus::PartiallyCapturedAndProcessing: return StatusLook::InProgress;
    case PaymentStatus::PartiallyCaptured: return StatusLook::PartCaptured;
    case PaymentStatus::Succeeded: return StatusLook::Paid;
    case PaymentStatus::Failed: return StatusLook::Failed;
    case PaymentStatus::Cancelled:
    case PaymentStatus::CancelledPostCapture: return StatusLook::Released;
    case PaymentStatus::Expired: return StatusLook::HoldExpired;
    case PaymentStatus::Conflicted: return StatusLook::NotKnownYet;
    case PaymentStatus::Review: return StatusLook::InProgress;
    }
    return StatusLook::InProgress;
}

QString DisplayText::status(PaymentStatus status, bool outcomeUnknown)
{
    if (outcomeUnknown)
        return tr("Not known yet");
    switch (status) {
    case PaymentStatus::RequiresPaymentMethod: return tr("Needs a method");
    case PaymentStatus::RequiresConfirmation: return tr("Draft");
    case PaymentStatus::Processing: return tr("In progress");
    case PaymentStatus::RequiresCustomerAction: return tr("Waiting for customer");
    case PaymentStatus::RequiresMerchantAction: return tr("Waiting for review");
    case PaymentStatus::RequiresCapture: return tr("Held - to capture");
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture: return tr("Part held - to capture");
    case PaymentStatus::PartiallyCapturedAndCapturable: return tr("Part captured, rest held");
    case PaymentStatus::PartiallyCapturedAndProcessing: return tr("Part captured, in progress");
    case PaymentStatus::PartiallyCaptured: return tr("Part captured, closed");
    case PaymentStatus::Succeeded: return tr("Paid");
    case PaymentStatus::Failed: return tr("Failed");
    case PaymentStatus::Cancelled: return tr("Released (void)");
    case PaymentStatus::CancelledPostCapture: return tr("Released after capture");
    case PaymentStatus::Expired: return tr("Hold expired");
    case PaymentStatus::Conflicted: return tr("Does not match");
    case PaymentStatus::Review: return tr("In review");
    }
    return {};
}

QString DisplayText::statusMeaning(PaymentStatus status, bool outcomeUnknown)
{
    if (outcomeUnknown)
        return tr("The processor did not answer. The money may or may not have moved; it is asked "
                  "again until that is known.");
    switch (status) {
    case PaymentStatus::RequiresPaymentMethod: return tr("No card has been given yet.");
    case PaymentStatus::RequiresConfirmation: return tr("Not sent yet. Nothing has been taken.");
    case PaymentStatus::Processing: return tr("The processor is working on it.");
    case PaymentStatus::RequiresCustomerAction:
        return tr("The customer has to verify the payment at their bank. Nothing has been taken.");
    case PaymentStatus::RequiresMerchantAction: return tr("The processor holds it for review.");
    case PaymentStatus::RequiresCapture:
        return tr("The money is held on the card and waits to be captured.");
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
        return tr("The bank holds less than was asked; it waits to be captured.");
    case PaymentStatus::PartiallyCapturedAndCapturable:
        return tr("A part is captured, the rest is still held.");
    case PaymentStatus::PartiallyCapturedAndProcessing:
        return tr("A part is captured, another capture is under way.");
    case PaymentStatus::PartiallyCaptured: return tr("A part is captured, the rest was released.");
    case PaymentStatus::Succeeded: return tr("The money has been taken.");
    case PaymentStatus::Failed: return tr("Nothing was taken.");
    case PaymentStatus::Cancelled: return tr("The hold was released. Nothing was taken.");
    case PaymentStatus::CancelledPostCapture: return tr("It was released after the capture.");
    case PaymentStatus::Expired: return tr("The bank's hold has ended. Nothing was taken.");
    case PaymentStatus::Conflicted:
        return tr("The processor confirmed something other than was asked. Compare it before you "
                  "do anything else.");
    case PaymentStatus::Review: return tr("Somebody has to look at it first.");
    }
    return {};
}

QString DisplayText::amount(Money amount, const QLocale &locale)
{
    const int places = decimals(amount.currency);
    quint64 scale = 1;
    for (int i = 0; i < places; ++i)
        scale *= 10;
    const bool negative = amount.minorUnits < 0;
    const quint64 units = negative ? 0 - static_cast<quint64>(amount.minorUnits)
                                   : static_cast<quint64>(amount.minorUnits);
    QString text = grouping(locale).toString(static_cast<qulonglong>(units / scale));
    if (places > 0)
        text += locale.decimalPoint() + fractionDigits(units % scale, places, locale);
    return negative ? locale.negativeSign() + text : text;
}

QString DisplayText::money(Money value, const QLocale &locale)
{
    // A no-break space: an amount without its currency at the end of a line means nothing.
    return amount(value, locale) + QChar(QChar::Nbsp) + toText(value.currency);
}

QString DisplayText::moneyList(const QList<Money> &amounts, const QLocale &locale)
{
    QStringList parts;
    for (const Money &amount : amounts)
        parts.append(money(amount, locale));
    if (parts.size() < 2)
        return parts.join(QString());
    const QString last = parts.takeLast();
    //: %1 is one amount or several with commas, %2 the last one
    return tr("%1 and %2").arg(parts.join(u", "_s), last);
}

QString DisplayText::dateTime(qint64 msUtc, const QTimeZone &zone, const QLocale &locale)
{
    if (msUtc == 0)
        return {};
    //: Date and time in a table; letters as in QLocale::toString
    return locale.toString(inZone(msUtc, zone), tr("d MMM yyyy HH:mm"));
}

QString DisplayText::shortDateTime(qint64 msUtc, qint64 nowMs, const QTimeZone &zone,
                                   const QLocale &locale)
{
    if (msUtc == 0)
        return {};
    const QDateTime time = inZone(msUtc, zone);
    if (time.date().year() != inZone(nowMs, zone).date().year())
        return dateTime(msUtc, zone, locale);
    //: Date and time of this year; letters as in QLocale::toString
    return locale.toString(time, tr("d MMM HH:mm"));
}

QString DisplayText::exactDateTime(qint64 msUtc, const QTimeZone &zone, const QLocale &locale)
{
    if (msUtc == 0)
        return {};
    //: Date and time to the second; letters as in QLocale::toString
    return locale.toString(inZone(msUtc, zone), tr("d MMM yyyy HH:mm:ss")) + u' '
           + QString::fromLatin1(zone.id());
}

QString DisplayText::clockTime(qint64 msUtc, const QTimeZone &zone, const QLocale &locale)
{
    if (msUtc == 0)
        return {};
    return locale.toString(inZone(msUtc, zone).time(), u"HH:mm:ss"_s);
}

QString DisplayText::moment(qint64 msUtc, qint64 nowMs, const QTimeZone &zone,
                            const QLocale &locale)
{
    if (msUtc == 0)
        return {};
    const QDateTime time = inZone(msUtc, zone);
    const qint64 days = inZone(nowMs, zone).date().daysTo(time.date());
    if (days == 0)
        return locale.toString(time, tr("'today' HH:mm"));
    if (days > 0 && days < 7) //: weekday and time; letters as in QLocale::toString
        return locale.toString(time, tr("ddd HH:mm"));
    return dateTime(msUtc, zone, locale);
}

TimeLeft DisplayText::timeLeft(qint64 msUtc, qint64 nowMs)
{
    const qint64 left = msUtc - nowMs;
    if (left <= 0)
        return {tr("expired"), {}, Urgency::Over};
    if (left >= 24 * kHourMs) {
        const auto days = static_cast<int>(left / kDayMs);
        const QString words = days == 1 ? tr("1 day") : tr("%n days", nullptr, days);
        if (left > 72 * kHourMs)
            return {words, {}, Urgency::Calm};
        return {words, u"\u25B5"_s, Urgency::Soon};
    }
    if (left >= 4 * kHourMs) {
        const auto hours = static_cast<int>(left / kHourMs);
        return {tr("%n hours", nullptr, hours), u"\u25B2"_s, Urgency::Today}; // 4 or more
    }
    const qint64 hours = left / kHourMs;
    const qint64 minutes = left % kHourMs / kMinuteMs;
    const QString padded = QString::number(minutes).rightJustified(2, u'0');
    const QString words =
        hours > 0 ? tr("%1 h %2").arg(hours).arg(padded) : tr("%1 min").arg(minutes);
    return {words, u"\u25B2\u25B2"_s, Urgency::Now};
}

QString DisplayText::brand(CardBrand brand)
{
    switch (brand) {
    case CardBrand::Unknown: return tr("Card");
    case CardBrand::Visa: return u"Visa"_s;
    case CardBrand::Mastercard: return u"Mastercard"_s;
    case CardBrand::AmericanExpress: return u"Amex"_s;
    case CardBrand::Discover: return u"Discover"_s;
    case CardBrand::Jcb: return u"JCB"_s;
    case CardBrand::DinersClub: return u"Diners Club"_s;
    case CardBrand::UnionPay: return u"UnionPay"_s;
    }
    return {};
}

QString DisplayText::card(CardBrand cardBrand, const QString &last4)
{
    if (last4.isEmpty())
        return cardBrand == CardBrand::Unknown ? QString() : brand(cardBrand);
    return brand(cardBrand) + u" \u2022\u2022 "_s + last4;
}

QString DisplayText::connector(const QString &name)
{
    if (name == u"simulator")
        return tr("Simulated bank");
    if (name.isEmpty())
        return {};
    return name.at(0).toUpper() + name.mid(1);
}

QString DisplayText::captureMethod(CaptureMethod method)
{
    switch (method) {
    case CaptureMethod::Automatic: return tr("Automatic");
    case CaptureMethod::Manual: return tr("Manual, once");
    case CaptureMethod::ManualMultiple: return tr("Manual, several parts");
    case CaptureMethod::Scheduled: return tr("At a set time");
    }
    return {};
}

QString DisplayText::authentication(AuthenticationType type)
{
    switch (type) {
    case AuthenticationType::NoThreeDs: return tr("None");
    case AuthenticationType::ThreeDs: return tr("3D Secure");
    }
    return {};
}

QString DisplayText::column(PaymentColumn column)
{
    switch (column) {
    case PaymentColumn::Status: return tr("Status");
    case PaymentColumn::Amount: return tr("Amount");
    case PaymentColumn::Currency: return tr("Currency");
    case PaymentColumn::OrderReference: return tr("Order ref");
    case PaymentColumn::Customer: return tr("Customer");
    case PaymentColumn::Method: return tr("Method");
    case PaymentColumn::Created: return tr("Created");
    case PaymentColumn::Connector: return tr("Connector");
    case PaymentColumn::Captured: return tr("Captured");
    case PaymentColumn::Remaining: return tr("Remaining");
    case PaymentColumn::Refunded: return tr("Refunded");
    case PaymentColumn::CaptureBefore: return tr("Capture by");
    case PaymentColumn::CaptureMethod: return tr("Capture method");
    case PaymentColumn::Authentication: return tr("Verification");
    case PaymentColumn::Attempts: return tr("Attempts");
    case PaymentColumn::DeclineReason: return tr("Decline reason");
    case PaymentColumn::Identifier: return tr("Payment ID");
    case PaymentColumn::ProcessorReference: return tr("Connector transaction ID");
    case PaymentColumn::Email: return tr("Email");
    case PaymentColumn::Description: return tr("Description");
    case PaymentColumn::Profile: return tr("Profile");
    case PaymentColumn::Updated: return tr("Updated");
    }
    return {};
}

QString DisplayText::count(qint64 number, const QLocale &locale)
{
    return grouping(locale).toString(static_cast<qlonglong>(number));
}
