#pragma once

#include "services/domain/attempt.h"
#include "services/domain/money.h"
#include "services/domain/paymentquery.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

/// The families a status is shown in: each has one icon, one word style and one pair of colours.
enum class StatusLook {
    NeedsMethod,
    Draft,
    WaitingForCustomer,
    InProgress,
    Held,
    PartHeld,
    PartCaptured,
    Paid,
    Failed,
    Released,
    HoldExpired,
    NotKnownYet,
    Disputed,
};

/// How pressing an end of time is.
enum class Urgency { Calm, Soon, Today, Now, Over };

/// Time that is left, in words and with a mark, so that it is never told by colour alone.
struct TimeLeft
{
    QString words; ///< "3 days", "1 h 40", "expired"
    QString mark;  ///< triangles; empty while there is no hurry
    Urgency urgency = Urgency::Calm;

    /// Words and mark, as shown in a cell.
    QString text() const { return mark.isEmpty() ? words : mark + QLatin1Char(' ') + words; }
};

/// Values as people read them. Pure: locale, zone and time are given. Steps and operations
/// are in EventText, refusals in declineText and errorText.
class DisplayText
{
    Q_DECLARE_TR_FUNCTIONS(DisplayText)

public:
    static StatusLook look(PaymentStatus status, bool outcomeUnknown);
    /// "Held - to capture"; "Not known yet" whenever the outcome is unknown.
    static QString status(PaymentStatus status, bool outcomeUnknown);
    /// One sentence on what the status means for the money.
    static QString statusMeaning(PaymentStatus status, bool outcomeUnknown);

    /// "1,204.50 EUR": grouped as the locale does, all decimals of the currency, ISO code always.
    static QString money(Money amount, const QLocale &locale);
    /// "1,204.50", for where the code stands beside it.
    static QString amount(Money amount, const QLocale &locale);
    /// "100.00 EUR and 20.00 USD": currencies are never added. Empty for no totals.
    static QString moneyList(const QList<Money> &amounts, const QLocale &locale);

    /// "12 Mar 2026 14:05"; empty for 0.
    static QString dateTime(qint64 msUtc, const QTimeZone &zone, const QLocale &locale);
    /// "12 Mar 14:05" in the year of now, with the year otherwise; empty for 0.
    static QString shortDateTime(qint64 msUtc, qint64 nowMs, const QTimeZone &zone,
                                 const QLocale &locale);
    /// "12 Mar 2026 14:05:31 Europe/Berlin", for tooltips and records; empty for 0.
    static QString exactDateTime(qint64 msUtc, const QTimeZone &zone, const QLocale &locale);
    /// "14:05:31"; empty for 0.
    static QString clockTime(qint64 msUtc, const QTimeZone &zone, const QLocale &locale);
    /// "Fri 16:00" within six days of now, the date and time otherwise; empty for 0.
    static QString moment(qint64 msUtc, qint64 nowMs, const QTimeZone &zone, const QLocale &locale);
    static TimeLeft timeLeft(qint64 msUtc, qint64 nowMs);

    static QString brand(CardBrand brand);
    /// "Visa •• 4242"; empty without a card.
    static QString card(CardBrand brand, const QString &last4);
    /// "Simulated bank" for "simulator"; an unknown name with a capital letter.
    static QString connector(const QString &name);
    static QString captureMethod(CaptureMethod method);
    static QString authentication(AuthenticationType type);
    static QString column(PaymentColumn column);
    /// "1,204" in the locale's digits and groups.
    static QString count(qint64 number, const QLocale &locale);
};
