#include "services/engine/cardguard.h"

#include "services/domain/blocklist.h"
#include "services/domain/cardtesting.h"
#include "services/domain/settlement.h"
#include "services/engine/idempotencykey.h"
#include "services/storage/blockliststore.h"
#include "services/storage/cardtrystore.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLongestTryMs = 31LL * 24 * 3600 * 1000; // nobody knows for longer what came of it

Result<QString> fingerprintOf(EngineCore &core, const Payment &payment,
                              const cardguard::Asked &asked)
{
    if (asked.card) {
        const auto print = core.vault.fingerprint(payment.merchantId, asked.card->number);
        return print ? Result<QString>(fingerprintText(*print)) : print.error();
    }
    if (payment.paymentMethodId.isEmpty())
        return QString();
    const auto method = core.methods.find(payment.merchantId, payment.paymentMethodId);
    if (!method)
        return method.error().code == ErrorCode::NotFound ? Result<QString>(QString())
                                                          : method.error();
    return fingerprintText(method->fingerprint);
}

Result<CardMarks> marksFor(EngineCore &core, BlocklistStore &list, const Payment &payment,
                           const cardguard::Asked &asked)
{
    CardMarks marks =
        asked.card ? marksOf(asked.card->number.reveal()) : marksOf(asked.shown.bin.toLatin1());
    const Result<QString> print = fingerprintOf(core, payment, asked);
    if (!print && print.error().code == ErrorCode::VaultLocked) {
        const Result<bool> needed = list.hasFingerprints(payment.merchantId);
        if (!needed || *needed)
            return needed ? print.error() : needed.error();
        return marks;
    }
    if (!print)
        return print.error();
    marks.fingerprint = *print;
    return marks;
}

/// The merchant is told the fingerprint, to be able to block it.
Result<> tellFingerprint(EngineCore &core, const Payment &payment, const QString &fingerprint)
{
    if (fingerprint.isEmpty())
        return {};
    return core.extras.put(payment, {{u"fingerprint"_s, QString(u'"' + fingerprint + u'"')}});
}

Result<> checkList(EngineCore &core, const Payment &payment, const cardguard::Asked &asked)
{
    BlocklistStore list(core.database);
    const Result<bool> on = list.isOn(payment.merchantId);
    if (!on || !*on)
        return on ? Result<>() : Result<>(on.error());
    const Result<CardMarks> marks = marksFor(core, list, payment, asked);
    if (!marks)
        return marks.error();
    const auto lines = list.about(payment.merchantId, *marks);
    if (!lines)
        return lines.error();
    return checkNotBlocked(*marks, *lines).and_then([&] {
        return tellFingerprint(core, payment, marks->fingerprint);
    });
}

/// What the shop's page said of the browser, else what the customer agreed from.
Result<QString> addressOf(EngineCore &core, const Payment &payment)
{
    const auto extras = core.extras.of(payment.merchantId, payment.rowId);
    if (!extras)
        return extras.error();
    const QByteArray browser = extras->value(u"browser_info"_s).toUtf8();
    const QString address =
        QJsonDocument::fromJson(browser).object().value("ip_address"_L1).toString();
    return address.isEmpty() ? payment.acceptance.ipAddress : address;
}

Result<Payer> payerOf(EngineCore &core, const CardTestingGuard &guard, const Payment &payment,
                      const cardguard::Asked &asked)
{
    Payer payer;
    payer.customer = payment.customer.id;
    if (guard.looksAtIp()) {
        const Result<QString> address = addressOf(core, payment);
        if (!address)
            return address.error();
        payer.ip = *address;
    }
    if (guard.looksAtCard() && payer.customer.isEmpty()) {
        const Result<QString> print = fingerprintOf(core, payment, asked);
        if (!print)
            return print.error();
        payer.card = *print;
    }
    return payer;
}

CardTry tryOf(const EngineCore &core, const Payment &payment, const TrySubject &subject)
{
    const QString text = u"card try|%1|%2|%3|%4"_s.arg(
        payment.merchantId.value, payment.profileId.value, toText(subject.by), subject.who);
    CardTry one;
    one.merchantId = payment.merchantId;
    one.profileId = payment.profileId;
    one.paymentId = payment.id;
    one.by = subject.by;
    one.subject = keyedHash(core.installKey, text.toUtf8());
    one.untilMs = core.clock.nowMs() + kLongestTryMs;
    return one;
}

Result<CardTestingGuard> guardOf(EngineCore &core, const Payment &payment)
{
    const auto profile = core.setups.profile(payment.merchantId, payment.profileId);
    return profile ? cardTestingGuard(profile->settingsJson) : profile.error();
}

Result<> checkTesting(EngineCore &core, const Payment &payment, const cardguard::Asked &asked)
{
    const Result<CardTestingGuard> guard = guardOf(core, payment);
    if (!guard || !guard->isOn())
        return guard ? Result<>() : Result<>(guard.error());
    const Result<Payer> payer = payerOf(core, *guard, payment, asked);
    if (!payer)
        return payer.error();
    CardTryStore tries(core.database);
    const qint64 nowMs = core.clock.nowMs();
    Result<> good = tries.prune(payment.merchantId, nowMs);
    const auto subjects = trySubjects(*guard, *payer);
    for (const TrySubject &subject : subjects) {
        const CardTry one = tryOf(core, payment, subject);
        const Result<int> failed = tries.failed(one, nowMs);
        if (!failed)
            return failed.error();
        good = good.and_then([&] { return checkTries(subject, *failed); }).and_then([&] {
            return tries.put(one);
        });
    }
    return good;
}

} // namespace

namespace cardguard {

Result<> check(EngineCore &core, const Payment &payment, const Asked &asked)
{
    const Result<> listed = checkList(core, payment, asked);
    return listed && asked.shopperIsThere ? checkTesting(core, payment, asked) : listed;
}

Result<> settle(EngineCore &core, const Settlement &settlement)
{
    const Operation &operation = settlement.operation;
    const Payment &payment = settlement.payment;
    const bool pays =
        operation.kind == OperationKind::Authorize || operation.kind == OperationKind::Sale;
    if (!pays || isOpen(operation.state))
        return {};
    const Result<CardTestingGuard> guard = guardOf(core, payment);
    if (!guard || !guard->isOn()) // what was noted before it was turned off ends by itself
        return {};
    CardTryStore tries(core.database);
    if (payment.status != PaymentStatus::Failed)
        return tries.remove(payment.merchantId, payment.id);
    return tries.fail(payment.merchantId, payment.id, core.clock.nowMs() + 1000LL * guard->seconds);
}

} // namespace cardguard
