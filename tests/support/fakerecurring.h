#pragma once

#include "services/interfaces/recurring.h"
#include "tests/support/fakepayments.h"

/// Agreements a test puts in; keeps what was asked.
class FakeRecurring final : public Recurring
{
public:
    /// From `all`, in its order, as customer, status, failedOnly, offset and limit say.
    QFuture<Result<QList<Agreement>>> list(const MerchantId &merchant,
                                           const AgreementQuery &query) override;
    QFuture<Result<qint64>> count(const MerchantId &merchant, const AgreementQuery &query) override;
    /// From `all`, with `charges`.
    QFuture<Result<AgreementDetails>> find(const MerchantId &merchant,
                                           const MandateId &id) override;
    QFuture<Result<Mandate>> revoke(const Caller &caller, const MandateId &id) override;
    QFuture<Result<Payment>> setUp(SetUpAgreement command) override;
    QFuture<Result<Payment>> charge(ChargeOffSession command) override;

    /// Plausible agreements, numbered from 1.
    void generate(int count, qint64 nowMs);
    static Agreement sample(int number, qint64 nowMs);

    QList<Agreement> all;
    QList<Payment> charges;       ///< of each of them
    std::optional<Error> failure; ///< of every list question

    FakeAnswers<Mandate> revokeAnswers;
    FakeAnswers<Payment> setUpAnswers;
    FakeAnswers<Payment> chargeAnswers;

    QList<MandateId> revoked;
    std::vector<SetUpAgreement> setUps;
    std::vector<ChargeOffSession> charged;

private:
    QList<Agreement> matching(const AgreementQuery &query) const;
};
