#pragma once

#include "services/core/id.h"
#include "services/core/result.h"

#include <QString>

/// What a note can be about.
enum class NoteAbout { Payment, Customer };

QString toText(NoteAbout about); ///< "payment", "customer"
std::optional<NoteAbout> noteAboutFromText(QStringView text);

/// The payment or customer that a note is about, by its id.
struct NoteSubject
{
    NoteAbout about = NoteAbout::Payment;
    QString id;

    bool isEmpty() const { return id.isEmpty(); }
    friend bool operator==(const NoteSubject &, const NoteSubject &) = default;
};

/// What somebody wrote down. It is never changed; it goes only with the customer it is about.
struct Note
{
    qint64 rowId = 0; ///< place in the store, never shown
    MerchantId merchantId;
    NoteSubject subject;
    qint64 atMs = 0; ///< UTC
    QString author;  ///< who it was, as the audit trail calls them
    QString text;

    friend bool operator==(const Note &, const Note &) = default;
};

/// Characters of a note at most.
constexpr qsizetype kLongestNote = 1'000;

/// The text as it would be kept: without blanks around it. MissingField when nothing is left,
/// TooLong, InvalidValue for control characters (but line feeds) and for what looks like a card
/// number; the field is "note".
Result<QString> checkedNote(const QString &text);
