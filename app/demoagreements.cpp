#include "app/demoagreements.h"

#include "app/demovault.h"
#include "services/core/check.h"

#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr qint64 kOldestMs = 89 * kDayMs;
constexpr int kMostCharges = 13;
constexpr int kMostFailures = 3;

/// How an agreement went so far.
enum class Course {
    Paying,   ///< every charge went through
    Due,      ///< one should have been made by now
    Failing,  ///< the latest did not go through, and may be tried again
    Blocked,  ///< the bank forbids to charge this card again
    Stopped,  ///< the customer ended it at the bank
    Revoked,  ///< ended here
    OnceOpen, ///< for one charge that is still to come
    OnceUsed,
    Limited,    ///< up to a sum
    WhenNeeded, ///< without a rhythm
};

struct Share
{
    Course course = Course::Paying;
    int count = 0;
    QLatin1StringView description;
};

constexpr std::array kShares{
    Share{Course::Paying, 22, "Coffee subscription"_L1},
    Share{Course::Due, 4, "Tea subscription"_L1},
    Share{Course::Failing, 6, "Coffee subscription"_L1},
    Share{Course::Blocked, 2, "Magazine"_L1},
    Share{Course::Stopped, 2, "Magazine"_L1},
    Share{Course::Revoked, 5, "Club membership"_L1},
    Share{Course::OnceOpen, 3, "Deposit for a grinder"_L1},
    Share{Course::OnceUsed, 3, "Deposit for a machine"_L1},
    Share{Course::Limited, 4, "Machine in instalments"_L1},
    Share{Course::WhenNeeded, 5, "Refills when the shelf is empty"_L1},
};

bool isOnce(Course course)
{
    return course == Course::OnceOpen || course == Course::OnceUsed;
}

bool endsBadly(Course course)
{
    return course == Course::Failing || course == Course::Blocked || course == Course::Stopped;
}

/// How long after a charge there is room for another one.
qint64 periodMs(ChargeFrequency frequency)
{
    return frequency == ChargeFrequency::Monthly ? 31 * kDayMs + 4 * kHourMs
                                                 : 7 * kDayMs + 4 * kHourMs;
}

PaymentError refusalOf(Course course)
{
    switch (course) {
    case Course::Blocked:
        return {u"lost_card"_s, u"lost_or_stolen"_s, u"The card is reported lost or stolen."_s,
                u"UE_1000"_s};
    case Course::Stopped:
        return {u"recurring_revoked"_s, u"recurring_revoked"_s,
                u"The cardholder stopped this series."_s, u"UE_1000"_s};
    case Course::Paying:
    case Course::Due:
    case Course::Failing:
    case Course::Revoked:
    case Course::OnceOpen:
    case Course::OnceUsed:
    case Course::Limited:
    case Course::WhenNeeded: break;
    }
    return {u"insufficient_funds"_s, u"insufficient_funds"_s, u"The card has insufficient funds."_s,
            u"UE_1000"_s};
}

/// Tells one agreement's story, from the payment that set it up to today.
class AgreementTeller
{
public:
    AgreementTeller(const SampleWorld &world, SampleDice &dice, const Share &share)
        : m_world(world)
        , m_dice(dice)
        , m_share(share)
    {
    }

    /// False when the rules refused a part.
    bool tell(const Payment &buyer);

    const DemoAgreement &agreement() const { return m_agreement; }
    const QList<PaymentDetails> &payments() const { return m_payments; }

private:
    Payment draft(const Payment &buyer, qint64 amount, qint64 atMs);
    MandateTerms terms(qint64 price) const;
    ChargeFrequency frequency() const;
    qint64 begin();
    bool setUp(const Payment &buyer);
    bool charge(qint64 atMs, bool fails);
    bool chargeAll();
    qint64 dueMs();

    const SampleWorld &m_world;
    SampleDice &m_dice;
    const Share &m_share;
    qint64 m_price = 0;
    DemoAgreement m_agreement;
    QList<PaymentDetails> m_payments;
};

ChargeFrequency AgreementTeller::frequency() const
{
    switch (m_share.course) {
    case Course::OnceOpen:
    case Course::OnceUsed:
    case Course::WhenNeeded: return ChargeFrequency::None;
    case Course::Due:
    case Course::Failing:
    case Course::Limited: return ChargeFrequency::Weekly;
    case Course::Paying:
    case Course::Blocked:
    case Course::Stopped:
    case Course::Revoked: return ChargeFrequency::Monthly;
    }
    return ChargeFrequency::None;
}

MandateTerms AgreementTeller::terms(qint64 price) const
{
    MandateTerms terms;
    terms.type = isOnce(m_share.course) ? MandateType::SingleUse : MandateType::MultiUse;
    terms.frequency = frequency();
    terms.description = m_share.description;
    if (isOnce(m_share.course))
        terms.amount = price * 2;
    if (m_share.course == Course::Limited)
        terms.amount = price * 20;
    return terms;
}

Payment AgreementTeller::draft(const Payment &buyer, qint64 amount, qint64 atMs)
{
    Payment payment;
    payment.id = {m_dice.random().newId("pay"_L1)};
    payment.merchantId = m_world.merchantId;
    payment.profileId = m_world.profileId;
    payment.currency = buyer.currency;
    payment.amount = amount;
    payment.netAmount = amount;
    payment.paymentMethod = u"card"_s;
    payment.paymentMethodType = buyer.paymentMethodType;
    payment.card = goodTestCardLike(buyer.card);
    payment.customer = buyer.customer;
    payment.orderReference = u"S-%1"_s.arg(m_dice.between(20'000, 99'999));
    payment.description = m_share.description;
    payment.sessionExpiresAtMs = atMs + 15 * kMinuteMs;
    return payment;
}

/// The customer is there, and agrees.
bool AgreementTeller::setUp(const Payment &buyer)
{
    const qint64 atMs = begin();
    const bool withoutCharge = m_share.course == Course::OnceOpen;
    Payment payment = draft(buyer, withoutCharge ? 0 : m_price, atMs);
    payment.futureUsage = FutureUsage::OffSession;
    payment.acceptance = {AcceptanceType::Online, atMs,
                          u"203.0.113.%1"_s.arg(m_dice.between(1, 99)), u"Mozilla/5.0"_s};
    payment.networkTransactionId = m_dice.random().newId("simntx"_L1);
    payment.paymentMethodId = {m_dice.random().newId("pm"_L1)};
    const Result<Mandate> agreed = newMandate(payment, terms(m_price), atMs);
    if (!agreed)
        return false;
    m_agreement.mandate = *agreed;
    m_agreement.mandate.id = {m_dice.random().newId("man"_L1)};
    payment.mandateId = m_agreement.mandate.id;
    SampleStory story(m_world, m_dice, payment, atMs);
    story.wait(20'000);
    story.confirm(u"api:web-shop"_s);
    story.wait(900);
    story.charged();
    m_agreement.mandate = setUpEnded(m_agreement.mandate, payment.paymentMethodId, story.now());
    m_agreement.setUp = story.payment();
    m_agreement.lastUsedAtMs = story.now();
    m_payments.append(story.details());
    return story.isSound() && story.payment().status == PaymentStatus::Succeeded;
}

/// Nobody but the merchant is there.
bool AgreementTeller::charge(qint64 atMs, bool fails)
{
    Mandate &mandate = m_agreement.mandate;
    Payment payment = draft(m_agreement.setUp, m_price, atMs);
    payment.offSession = true;
    payment.mitCategory = mandate.terms.frequency == ChargeFrequency::None
                              ? MitCategory::Unscheduled
                              : MitCategory::Recurring;
    payment.mandateId = mandate.id;
    payment.paymentMethodId = mandate.paymentMethodId;
    payment.networkTransactionId = m_agreement.setUp.networkTransactionId;
    if (!checkCharge(mandate, payment.total(), atMs))
        return false;
    SampleStory story(m_world, m_dice, payment, atMs);
    story.confirm(u"api:billing"_s);
    mandate = chargeBegun(mandate, story.payment(), atMs);
    const MandateClaim before = claimOf(story.payment());
    story.wait(900);
    if (fails)
        story.declined(refusalOf(m_share.course));
    else
        story.charged();
    mandate = chargeMoved(mandate, story.payment(), before, story.now());
    m_agreement.charges.append({payment.id, claimOf(story.payment())});
    m_agreement.refusal =
        forbidsRetry(story.payment().retryAdvice) ? story.payment().retryAdvice : RetryAdvice::None;
    if (!fails)
        m_agreement.lastUsedAtMs = story.now();
    m_payments.append(story.details());
    return story.isSound();
}

qint64 AgreementTeller::begin()
{
    const qint64 youngestMs = frequency() == ChargeFrequency::Monthly ? 35 * kDayMs : 16 * kDayMs;
    return m_world.nowMs - m_dice.between(youngestMs, kOldestMs);
}

/// When the next charge would be made; 0 for never.
qint64 AgreementTeller::dueMs()
{
    const Mandate &mandate = m_agreement.mandate;
    if (mandate.terms.frequency != ChargeFrequency::None)
        return mandate.nextChargeAtMs;
    if (mandate.status != MandateStatus::Active)
        return 0;
    const qint64 beforeMs = qMax(mandate.createdAtMs, mandate.last.atMs);
    return beforeMs + m_dice.between(3 * kDayMs, 12 * kDayMs);
}

/// Charges whenever it was due, until today.
bool AgreementTeller::chargeAll()
{
    Mandate &mandate = m_agreement.mandate;
    for (int i = 0; i < kMostCharges && m_share.course != Course::OnceOpen; ++i) {
        const qint64 due = dueMs();
        const qint64 atMs = due + m_dice.between(kMinuteMs, 3 * kHourMs);
        if (due == 0 || atMs > m_world.nowMs - kHourMs || mandate.last.failures == kMostFailures)
            break;
        const bool isLast = atMs + periodMs(mandate.terms.frequency) >= m_world.nowMs;
        if (isLast && m_share.course == Course::Due)
            break;
        const bool fails = endsBadly(m_share.course) && (isLast || mandate.last.failures > 0);
        if (!charge(atMs, fails))
            return false;
    }
    if (m_share.course != Course::Revoked)
        return true;
    const Result<Mandate> over = revoked(mandate, m_world.nowMs - m_dice.between(kHourMs, kDayMs));
    mandate = over.value_or(mandate);
    return over.has_value();
}

bool AgreementTeller::tell(const Payment &buyer)
{
    m_price = qMax<qint64>(1, sampleAmount(m_dice, buyer.currency));
    return setUp(buyer) && chargeAll();
}

/// One good payment of each buyer, newest first.
QList<Payment> buyersOf(const QList<PaymentDetails> &payments, qsizetype most)
{
    QList<Payment> buyers;
    QSet<CustomerId> known;
    for (auto details = payments.crbegin(); details != payments.crend(); ++details) {
        const Payment &payment = details->payment;
        const bool isGood = payment.status == PaymentStatus::Succeeded
                            && !payment.customer.id.isEmpty()
                            && payment.card.brand != CardBrand::Unknown;
        if (!isGood || known.contains(payment.customer.id))
            continue;
        known.insert(payment.customer.id);
        buyers.append(payment);
        if (buyers.size() == most)
            break;
    }
    return buyers;
}

} // namespace

QList<DemoAgreement> addDemoAgreements(const SampleWorld &world, QList<PaymentDetails> &payments)
{
    int wanted = 0;
    for (const Share &share : kShares)
        wanted += share.count;
    const QList<Payment> buyers = buyersOf(payments, wanted);
    SampleDice dice(world.seed + 1);
    QList<DemoAgreement> agreements;
    auto buyer = buyers.begin();
    for (const Share &share : kShares) {
        for (int i = 0; i < share.count && buyer != buyers.end(); ++i, ++buyer) {
            AgreementTeller teller(world, dice, share);
            if (!ensure(teller.tell(*buyer), "a sample agreement obeys the rules"))
                continue;
            agreements.append(teller.agreement());
            payments += teller.payments();
        }
    }
    std::ranges::stable_sort(
        payments, {}, [](const PaymentDetails &details) { return details.payment.createdAtMs; });
    std::ranges::sort(agreements, {},
                      [](const DemoAgreement &agreement) { return agreement.mandate.createdAtMs; });
    return agreements;
}
