#pragma once

#include "services/core/httpmessage.h"

#include <QStringView>

#include <optional>

/// What goes wrong with one call, by injection or because of the card.
enum class BankFault {
    TimeoutBefore,  ///< nothing done, no reply
    TimeoutAfter,   ///< done, no reply
    ResetBefore,    ///< nothing done, connection reset
    ResetAfter,     ///< done, connection reset within the reply
    CloseNoReply,   ///< done, connection closed without a byte
    Http500,        ///< nothing done
    Http500Done,    ///< done
    Http503Html,    ///< nothing done, an HTML page
    Garbage,        ///< done, 200 with an unreadable body
    Empty,          ///< done, 200 with an empty body
    Truncated,      ///< done, the body ends in the middle
    WrongAmount,    ///< done, the reply names one minor unit more
    WrongCurrency,  ///< done, the reply names another currency
    WrongReference, ///< done, the reply names another reference
    RateLimited,    ///< nothing done, 429 with Retry-After: 1
    InUse,          ///< nothing done, 409 key_in_use
    Redirect,       ///< nothing done, 307 elsewhere
};

QString toText(BankFault fault); ///< "timeout_before", as the control API spells it
std::optional<BankFault> bankFaultFromText(QStringView text);

/// Whether the bank acts before the fault strikes.
bool actsFirst(BankFault fault);

/// How a reply leaves the bank.
enum class BankDelivery {
    Whole,
    NoReply,   ///< not a byte, the connection stays open
    Drop,      ///< not a byte, connection reset
    Close,     ///< not a byte, orderly close
    Reset,     ///< head and bodyBytes of the body, then reset
    Truncated, ///< head and bodyBytes of the body, then an orderly close
};

/// A reply and how it is delivered; whoever carries it acts on delivery and delayMs.
struct BankReply
{
    HttpResponse response;
    BankDelivery delivery = BankDelivery::Whole;
    int delayMs = 0;
    qsizetype bodyBytes = 0; ///< of Reset and Truncated
};

/// The reply as the fault leaves it. For faults that act first, `truth` is the true reply.
BankReply spoiled(BankFault fault, BankReply truth);
