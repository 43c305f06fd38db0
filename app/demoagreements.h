#pragma once

#include "services/domain/recurring.h"
#include "services/domain/samplestory.h"

/// What one charge counts against its agreement.
struct DemoCharge
{
    PaymentId payment;
    MandateClaim claim;
};

/// An agreement of the sample data with what made it.
struct DemoAgreement
{
    Mandate mandate;
    Payment setUp; ///< that kept its card
    qint64 lastUsedAtMs = 0;
    RetryAdvice refusal = RetryAdvice::None; ///< of its card
    QList<DemoCharge> charges;               ///< oldest first
};

/// Lets some of the payers agree to later charges, in every state that the list of agreements
/// knows, and adds the payments that set them up and charged them, so that all are in the order of
/// creation again. Played through the real rules, and repeatable.
QList<DemoAgreement> addDemoAgreements(const SampleWorld &world, QList<PaymentDetails> &payments);
