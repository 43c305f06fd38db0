#include "tests/support/faceworld.h"

#include "tests/support/ledgercheck.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostRounds = 12;
constexpr qint64 kRoundMs =
    11LL * 60'000; ///< longer than it takes to believe that nothing is there

} // namespace

FaceWorld::FaceWorld(const QString &face, const QByteArray &key, const WorldSetup &setup,
                     const QString &version, const QByteArray &name)
    : EngineWorld(setup)
{
    if (!start() || !await(vault().create(caller())))
        return;
    AccountService accounts(engine());
    AccountChange closed;
    closed.disabled = true;
    AccountChange keyed;
    keyed.baseUrl = QUrl(u"http://127.0.0.1:18080/"_s + face + version);
    const QByteArray type = name.isEmpty() ? "HeaderKey" : "BodyKey";
    keyed.authType = QString::fromLatin1(type);
    const QByteArray named = name.isEmpty() ? QByteArray() : "\",\"key1\":\"" + name;
    keyed.auth = std::make_shared<const SecretBytes>(
        QByteArray(R"({"auth_type":")" + type + R"(","api_key":")" + key + named + R"("})"));
    keyed.authShownJson = u"{}"_s;
    CreateAccount made;
    made.caller = caller();
    made.profileId = profile();
    made.connector = face;
    made.testMode = true;
    made.change = keyed;
    const auto created = await(accounts.create(std::move(made)));
    if (!created)
        qWarning("no account: %s %s", qPrintable(created.error().field),
                 qPrintable(created.error().detail));
    const auto other = await(accounts.update(caller(), account(), closed));
    begun = created && other;
    faceAccount = created ? created->account.id : ConnectorAccountId();
}

bool FaceWorld::settle(const PaymentId &id)
{
    const auto isOpenStill = [&] {
        const PaymentDetails found = details(id);
        const auto open = [](const Operation &o) { return isOpen(o.state); };
        return std::ranges::any_of(found.operations, open);
    };
    for (int round = 0; round < kMostRounds && isOpenStill(); ++round) {
        advance(kRoundMs);
        (void)sync(id);
        for (const Refund &refund : details(id).refunds)
            (void)syncRefund(refund.id);
    }
    return !isOpenStill();
}

qint64 FaceWorld::effectSum(const PaymentId &id, const QString &kind)
{
    qint64 sum = 0;
    for (const QString &effect : effects(id)) {
        if (effect.section(u' ', 0, 0) == kind)
            sum += effect.section(u' ', 1).toLongLong();
    }
    return sum;
}

QString FaceWorld::disagreement(const PaymentId &id)
{
    const QString rows = problems(id);
    if (!rows.isEmpty())
        return rows;
    const Payment found = payment(id);
    if (effectSum(id, u"capture"_s) != found.captured)
        return u"captured %1, the bank %2"_s.arg(found.captured).arg(effectSum(id, u"capture"_s));
    if (effectSum(id, u"refund"_s) != found.refunded)
        return u"refunded %1, the bank %2"_s.arg(found.refunded).arg(effectSum(id, u"refund"_s));
    const qint64 held =
        effectSum(id, u"authorize"_s) - effectSum(id, u"capture"_s) - effectSum(id, u"void"_s);
    const bool isHolding = found.status == PaymentStatus::RequiresCapture
                           || found.status == PaymentStatus::PartiallyCapturedAndCapturable;
    if ((held > 0) != isHolding)
        return u"the bank holds %1 of a payment that is %2"_s.arg(held).arg(toText(found.status));
    return {};
}
