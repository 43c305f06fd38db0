#pragma once

#include "services/domain/payment.h"

#include <QTimeZone>

#include <optional>

/// What was being done when it went wrong: it decides where the money is.
enum class MoneyAction { Edit, Confirm, Capture, Void, Refund, Read };

/// What the wording needs to know besides the error. Times in ms UTC, 0 when not known.
struct ErrorScene
{
    MoneyAction action = MoneyAction::Edit;
    QString reference; ///< the payment's id, or the name of a file
    QString processor; ///< such as "simulator"; empty: "the processor"
    std::optional<Money> asked;
    std::optional<Money> available; ///< what the hold still has, or can still be refunded
    qint64 holdEndedAtMs = 0;
    qint64 nextCheckAtMs = 0;          ///< when an unknown outcome is asked about again
    QTimeZone zone = QTimeZone::utc(); ///< to show times in
};

/// What people are told of a failure, always in four parts.
struct ErrorText
{
    QString what;      ///< what happened
    QString where;     ///< where the money is
    QString todo;      ///< what to do
    QString reference; ///< payment and code, to quote; may be empty

    bool isEmpty() const { return what.isEmpty(); }
    /// The four parts one after another.
    QString oneLine() const;
    friend bool operator==(const ErrorText &, const ErrorText &) = default;
};

/// A refusal by our own services. What a bank or processor refused: models/declinetext.
ErrorText errorText(const Error &error, const ErrorScene &scene);

/// No answer: the money may or may not have moved.
ErrorText notKnownText(const ErrorScene &scene);

/// The processor confirmed something other than what was asked for.
ErrorText conflictedText(const ErrorScene &scene);

/// Where the money is after something definitely did not happen.
QString nothingMoved(MoneyAction action);

/// One sentence for the field at fault: what is wrong and what is expected. Empty when the error is
/// of no field that a person fills in.
QString fieldProblem(const Error &error, Currency currency);
