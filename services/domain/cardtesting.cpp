#include "services/domain/cardtesting.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr auto kName = "card_testing_guard_config"_L1;
constexpr int kMostTries = 1'000'000;
constexpr int kLongestSeconds = 30 * 24 * 3600;

Error notObeyed()
{
    return {ErrorCode::InvalidValue, kName};
}

/// Reads one object, of which every member has to be known.
class GuardReader
{
public:
    explicit GuardReader(const QJsonObject &object) : m_object(object) {}

    void status(QLatin1StringView name, bool &on)
    {
        const QJsonValue value = take(name);
        if (value.isNull() || value.isUndefined())
            return;
        const QString text = value.toString();
        m_good = m_good && (text == "enabled"_L1 || text == "disabled"_L1);
        on = text == "enabled"_L1;
    }

    void number(QLatin1StringView name, int most, int &number)
    {
        const QJsonValue value = take(name);
        if (value.isNull() || value.isUndefined())
            return;
        const qint64 given = value.toInteger(0);
        m_good = m_good && given >= 1 && given <= most;
        number = m_good ? static_cast<int>(given) : number;
    }

    bool isGood() const { return m_good && m_object.isEmpty(); }

private:
    QJsonValue take(QLatin1StringView name) { return m_object.take(name); }

    QJsonObject m_object;
    bool m_good = true;
};

} // namespace

QString toText(TriedBy by)
{
    switch (by) {
    case TriedBy::Ip: return u"ip"_s;
    case TriedBy::GuestCard: return u"guest_card"_s;
    case TriedBy::Customer: return u"customer"_s;
    case TriedBy::GuestIp: return u"guest_ip"_s;
    }
    return {};
}

Result<CardTestingGuard> cardTestingGuard(const QString &settingsJson)
{
    CardTestingGuard guard;
    if (!settingsJson.contains(kName)) // of nearly every profile, and asked for each payment
        return guard;
    const QJsonValue given = QJsonDocument::fromJson(settingsJson.toUtf8()).object().value(kName);
    if (given.isNull() || given.isUndefined())
        return guard;
    if (!given.isObject())
        return notObeyed();
    GuardReader in(given.toObject());
    in.status("card_ip_blocking_status"_L1, guard.ip.on);
    in.number("card_ip_blocking_threshold"_L1, kMostTries, guard.ip.most);
    in.status("guest_user_card_blocking_status"_L1, guard.guestCard.on);
    in.number("guest_user_card_blocking_threshold"_L1, kMostTries, guard.guestCard.most);
    in.status("customer_id_blocking_status"_L1, guard.customer.on);
    in.number("customer_id_blocking_threshold"_L1, kMostTries, guard.customer.most);
    in.status("guest_ip_blocking_status"_L1, guard.guestIp.on);
    in.number("guest_ip_blocking_threshold"_L1, kMostTries, guard.guestIp.most);
    in.number("card_testing_guard_expiry"_L1, kLongestSeconds, guard.seconds);
    return in.isGood() ? Result<CardTestingGuard>(guard) : notObeyed();
}

QList<TrySubject> trySubjects(const CardTestingGuard &guard, const Payer &payer)
{
    QList<TrySubject> subjects;
    const bool guest = payer.customer.isEmpty();
    if (guard.ip.on && !payer.ip.isEmpty())
        subjects.append({TriedBy::Ip, payer.ip, guard.ip.most});
    if (guard.guestCard.on && guest && !payer.card.isEmpty())
        subjects.append({TriedBy::GuestCard, payer.card, guard.guestCard.most});
    if (guard.customer.on && !guest)
        subjects.append({TriedBy::Customer, payer.customer.value, guard.customer.most});
    if (guard.guestIp.on && guest && !payer.ip.isEmpty())
        subjects.append({TriedBy::GuestIp, payer.ip, guard.guestIp.most});
    return subjects;
}

Result<> checkTries(const TrySubject &subject, int failed)
{
    return failed >= subject.most ? Result<>(Error{ErrorCode::TooMany, kName}) : Result<>();
}
