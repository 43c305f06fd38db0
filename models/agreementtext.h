#pragma once

#include "models/displaytext.h"
#include "models/errortext.h"
#include "services/interfaces/recurring.h"

struct Workspace;

/// How an agreement stands, as people are told.
enum class AgreementState {
    SettingUp, ///< the shopper or the bank has something to do
    Active,
    Failed,  ///< active, and the latest charge did not go through
    Blocked, ///< active, and its card cannot be charged any more
    Over,
};

/// Agreements about later charges in words.
class AgreementText
{
    Q_DECLARE_TR_FUNCTIONS(AgreementText)

public:
    static AgreementState state(const Agreement &agreement, qint64 nowMs);
    /// "Active", "Last charge failed", "Used up"
    static QString word(const Agreement &agreement, qint64 nowMs);
    /// One sentence on what the state means.
    static QString meaning(const Agreement &agreement, qint64 nowMs);
    static StatusLook look(AgreementState state);
    /// "Monthly"; "When needed" when there is no rhythm.
    static QString frequency(ChargeFrequency frequency);
    /// "Once, at most 20.00 EUR", "Several times, 60.00 of 100.00 EUR left"
    static QString limit(const Mandate &mandate);
    /// Whom it is with: name, else e-mail, else id.
    static QString customer(const Agreement &agreement);
    /// Why the latest charge failed, in a few words; empty when it did not.
    static QString failure(const Mandate &mandate);
    /// A refusal of something about an agreement.
    static ErrorText problem(const Error &error, const QString &reference);
};
