#include "tests/support/fakerecurring.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

QList<Agreement> FakeRecurring::matching(const AgreementQuery &query) const
{
    QList<Agreement> found;
    std::ranges::copy_if(all, std::back_inserter(found), [&](const Agreement &agreement) {
        const Mandate &mandate = agreement.mandate;
        return (query.customerId.isEmpty() || mandate.customerId == query.customerId)
               && (!query.status || mandate.status == *query.status)
               && (!query.failedOnly || mandate.last.failures > 0);
    });
    return found;
}

QFuture<Result<QList<Agreement>>> FakeRecurring::list(const MerchantId &,
                                                      const AgreementQuery &query)
{
    FakeAnswers<QList<Agreement>> answers;
    if (failure)
        return answers.ask(*failure);
    return answers.ask(matching(query).mid(query.offset, query.limit));
}

QFuture<Result<qint64>> FakeRecurring::count(const MerchantId &, const AgreementQuery &query)
{
    return FakeAnswers<qint64>().ask(Result<qint64>(matching(query).size()));
}

QFuture<Result<AgreementDetails>> FakeRecurring::find(const MerchantId &, const MandateId &id)
{
    FakeAnswers<AgreementDetails> answers;
    for (const Agreement &agreement : std::as_const(all)) {
        if (agreement.mandate.id == id)
            return answers.ask(AgreementDetails{agreement, charges});
    }
    return answers.ask(Error{ErrorCode::NotFound, u"mandate_id"_s});
}

QFuture<Result<Mandate>> FakeRecurring::revoke(const Caller &, const MandateId &id)
{
    revoked.append(id);
    return revokeAnswers.ask();
}

QFuture<Result<Payment>> FakeRecurring::setUp(SetUpAgreement command)
{
    setUps.push_back(std::move(command));
    return setUpAnswers.ask();
}

QFuture<Result<Payment>> FakeRecurring::charge(ChargeOffSession command)
{
    charged.push_back(std::move(command));
    return chargeAnswers.ask();
}

void FakeRecurring::generate(int count, qint64 nowMs)
{
    all.clear();
    for (int number = 1; number <= count; ++number)
        all.append(sample(number, nowMs));
}

Agreement FakeRecurring::sample(int number, qint64 nowMs)
{
    static const std::array names{u"Maria Keller"_s, u"Jo Li"_s,
                                  u"Wilhelmina von Hohenstein-Rathenow"_s};
    constexpr qint64 kDayMs = 24 * 3'600'000;
    Agreement agreement;
    Mandate &mandate = agreement.mandate;
    mandate.rowId = number;
    mandate.id = MandateId{u"man_%1"_s.arg(number, 20, 10, QLatin1Char('0'))};
    mandate.customerId = CustomerId{u"cus_%1"_s.arg(number, 20, 10, QLatin1Char('0'))};
    mandate.paymentMethodId = PaymentMethodId{u"pm_%1"_s.arg(number, 20, 10, QLatin1Char('0'))};
    mandate.status = number % 11 == 0 ? MandateStatus::Revoked : MandateStatus::Active;
    mandate.ended = number % 11 == 0 ? MandateEnd::ByBank : MandateEnd::None;
    mandate.terms.amount = 120'000;
    mandate.terms.frequency = ChargeFrequency::Monthly;
    mandate.terms.description = u"Coffee every month"_s;
    mandate.charged = 4'000 * (number % 5);
    mandate.last.paymentId = PaymentId{u"pay_%1"_s.arg(number)};
    mandate.last.amount = 4'000;
    mandate.last.atMs = nowMs - number * kDayMs;
    mandate.last.failures = number % 4 == 0 ? 2 : 0;
    if (mandate.last.failures > 0)
        mandate.last.error = {u"51"_s, u"insufficient_funds"_s, u"no"_s, {}};
    mandate.nextChargeAtMs =
        mandate.status == MandateStatus::Active ? nowMs + (number - 2) * kDayMs : 0;
    mandate.acceptance.acceptedAtMs = nowMs - 100 * kDayMs;
    mandate.createdAtMs = nowMs - 100 * kDayMs;
    agreement.card.brand = CardBrand::Visa;
    agreement.card.last4 = u"4242"_s;
    agreement.cardExpired = number % 7 == 0;
    agreement.customerName = names.at(static_cast<size_t>(number) % names.size());
    agreement.customerEmail = u"customer%1@example.com"_s.arg(number);
    return agreement;
}
