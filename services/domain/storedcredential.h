#pragma once

#include <QStringView>

#include <optional>

/// What a charge without the shopper is for, as card schemes ask.
enum class MitCategory { None, Recurring, Unscheduled, Installment, Resubmission };

/// What the bank or the card's network advises after a decline.
enum class RetryAdvice {
    None,
    DoNotRetry,    ///< never charge this card again without the shopper
    StopRecurring, ///< the cardholder has ended the series
    NewCard,       ///< only with other card data
    Later,
    AfterOneHour,
    AfterOneDay,
    AfterTwoDays,
    AfterFourDays,
    AfterSixDays,
    AfterEightDays,
    AfterTenDays,
};

QString toText(MitCategory category); ///< "recurring"; "" for none
QString toText(RetryAdvice advice);   ///< "do_not_retry", "retry_after_2_days"; "" for none
std::optional<MitCategory> mitCategoryFromText(QStringView text);
std::optional<RetryAdvice> retryAdviceFromText(QStringView text);

/// Advice as the network words it (Mastercard's advice codes, Visa's response codes of category 1),
/// else what the category of the decline means.
RetryAdvice adviceFor(QStringView networkAdvice, QStringView category);
/// Whether nobody may charge that card again without the shopper.
bool forbidsRetry(RetryAdvice advice);
/// How long to wait, in ms; 0 when it names no time.
qint64 waitMs(RetryAdvice advice);
