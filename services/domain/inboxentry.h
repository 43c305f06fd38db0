#pragma once

#include "services/core/id.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

/// What became of something that a processor told of its own accord.
enum class InboxState {
    Waiting,   ///< stored; what it speaks of is still to be asked about
    Done,      ///< worked off
    Unmatched, ///< nothing of ours is known under its references; looked for again for a week
    Noted,     ///< speaks of nothing that is kept here
};

QString toText(InboxState state); ///< "unmatched"
std::optional<InboxState> inboxStateFromText(QStringView text);

/// Something that a processor told of its own accord, as it is kept.
struct InboxEntry
{
    qint64 rowId = 0;
    MerchantId merchantId;
    ConnectorAccountId account;
    QString connector;
    QString eventId;       ///< the processor's; once for the account
    QString eventType;     ///< in the processor's word
    bool verified = false; ///< signed; otherwise a hint
    QByteArray news;       ///< what it says, as the engine writes it down
    QByteArray payload;    ///< the body with secrets blotted out, at most 16 KiB
    InboxState state = InboxState::Waiting;
    QString note;        ///< why it stands so, one word; may be empty
    PaymentId paymentId; ///< once it is known
    int copies = 1;      ///< times that it came
    int tries = 0;       ///< to work it off
    qint64 occurredAtMs = 0;
    qint64 receivedAtMs = 0;
    qint64 handledAtMs = 0; ///< 0: not yet
    qint64 nextTryAtMs = 0; ///< 0: nothing is due

    friend bool operator==(const InboxEntry &, const InboxEntry &) = default;
};

/// Which entries a list shows.
struct InboxQuery
{
    QString text = {}; ///< an event, payment or kind of event; empty: all
    std::optional<InboxState> state = {};
    int offset = 0;
    int limit = 100;
};

/// A window of a list, newest first, and how many there are without it.
struct InboxPage
{
    QList<InboxEntry> entries;
    qint64 total = 0;
};

/// How long after that many failed tries an entry is worked on again, in ms. 0: no more.
qint64 inboxDelayMs(int tries);
