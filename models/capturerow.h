#pragma once

#include "models/editortext.h"

/// What the dry run says of one payment.
enum class CaptureGroup { Ready, NeedsALook, Cannot, AlreadyDone };

/// How far the capture of one payment has come.
enum class CaptureRowState {
    Planned,
    InFlight,
    Captured,
    Pending, ///< accepted, decided later
    NotKnown,
    Refused,
    NotSent,
};

/// One payment of a capture of many.
struct CaptureRow
{
    PaymentId id;
    Payment payment; ///< as it was when the capture was planned
    CaptureGroup group = CaptureGroup::Cannot;
    QString why;           ///< of the group, in words; empty for Ready
    bool included = false; ///< will be captured
    std::optional<qint64>
        amount;          ///< to capture, minor units; nothing while what was typed is wrong
    QString typedAmount; ///< as typed while it is wrong
    QString problem;     ///< what is wrong with it
    CaptureRowState state = CaptureRowState::Planned;
    QString outcome; ///< one line once it was asked for
    QString operationId;

    // Of a row that comes from a shipment file.
    int line = 0;        ///< in the file, from 1; 0: it does not come from one
    QString named;       ///< what the file calls the payment
    QString shipment;    ///< its reference, may be empty
    bool isPart = false; ///< takes less than the hold has
    QString partText;    ///< what that means for the rest, in words
};

/// What may be done with that payment now, and why not more.
CaptureRow captureRowOf(const Workspace &workspace, const Payment &payment);

/// Why that payment needs a look or cannot be captured now, in words; empty when it is ready.
QString captureNote(const Workspace &workspace, const Payment &payment);

/// A payment that could not be loaded.
CaptureRow missingCaptureRow(const PaymentId &id, const Error &error);

/// Whether a capture of this row could be asked for at all.
bool canInclude(const CaptureRow &row);

/// What a person wants to take instead; a problem in words when that is not possible.
void chooseAmount(const Workspace &workspace, Money amount, CaptureRow &row);

/// The payment of a line of a file changed after the file was read: the line is not captured.
void outdateRow(CaptureRow &row);

/// What would happen to the rest of the hold, in few words.
QString restText(const Workspace &workspace, const CaptureRow &row);

/// Sets the outcome from the answer; the row's payment stays what it was before.
void applyCaptureAnswer(const Workspace &workspace, const Result<Payment> &answer, CaptureRow &row);
