#include "services/domain/blocklist.h"
#include "services/domain/cardtesting.h"
#include "services/domain/textrules.h"
#include "tests/support/seed.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

/// Which cards are not taken, and whose failed payments count.
class DomainBlocklistTest : public QObject
{
    Q_OBJECT

private slots:
    void fingerprintsAreNoNumbers();
    void lines_data();
    void lines();
    void blocked();
    void guardsRead_data();
    void guardsRead();
    void subjects();
    void tries();

private:
    static CardTestingGuard all()
    {
        CardTestingGuard guard;
        guard.ip.on = guard.guestCard.on = guard.customer.on = guard.guestIp.on = true;
        return guard;
    }
};

void DomainBlocklistTest::fingerprintsAreNoNumbers()
{
    QRandomGenerator random(static_cast<quint32>(testSeed()));
    QVERIFY(fingerprintText({}).isEmpty());
    for (int i = 0; i < 1'000; ++i) {
        QByteArray bytes(32, '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(256));
        const QString text = fingerprintText(bytes);
        QVERIFY(!looksLikeCardNumber(text));
        QVERIFY(checkBlocked({{}, BlockedKind::Fingerprint, text, 0}).has_value());
        QByteArray other = bytes;
        other[0] = static_cast<char>(other.at(0) ^ 1);
        QVERIFY(fingerprintText(other) != text);
    }
}

void DomainBlocklistTest::lines_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("data");
    QTest::addColumn<bool>("good");

    QTest::newRow("bin") << u"card_bin"_s << u"424242"_s << true;
    QTest::newRow("short bin") << u"card_bin"_s << u"42424"_s << false;
    QTest::newRow("long bin") << u"card_bin"_s << u"4242424"_s << false;
    QTest::newRow("letters") << u"card_bin"_s << u"42424a"_s << false;
    QTest::newRow("other digits") << u"card_bin"_s << u"٤٢٤٢٤٢"_s << false;
    QTest::newRow("extended") << u"extended_card_bin"_s << u"42424242"_s << true;
    QTest::newRow("not extended") << u"extended_card_bin"_s << u"424242"_s << false;
    QTest::newRow("no fingerprint") << u"payment_method"_s << u"fp_abc"_s << false;
    QTest::newRow("a number") << u"payment_method"_s << u"4242424242424242"_s << false;
    QTest::newRow("nothing") << u"payment_method"_s << QString() << false;
}

void DomainBlocklistTest::lines()
{
    QFETCH(QString, kind);
    QFETCH(QString, data);
    QFETCH(bool, good);
    const auto known = blockedKindFromText(kind);
    QVERIFY(known.has_value());
    const Result<> checked = checkBlocked({{}, *known, data, 0});
    QCOMPARE(checked.has_value(), good);
    if (!good)
        QCOMPARE(checked.error(), (Error{ErrorCode::InvalidValue, u"data"_s}));
}

void DomainBlocklistTest::blocked()
{
    CardMarks marks = marksOf("4242420000000000");
    marks.fingerprint = fingerprintText(QByteArray(32, 'a'));
    QCOMPARE(marks.bin, u"424242"_s);
    QCOMPARE(marks.extendedBin, u"42424200"_s);
    const auto refused = [&marks](BlockedKind kind, const QString &data) {
        return !checkNotBlocked(marks, {{{}, kind, data, 0}});
    };
    QVERIFY(refused(BlockedKind::CardBin, u"424242"_s));
    QVERIFY(!refused(BlockedKind::CardBin, u"424243"_s));
    QVERIFY(refused(BlockedKind::ExtendedCardBin, u"42424200"_s));
    QVERIFY(!refused(BlockedKind::ExtendedCardBin, u"42424242"_s));
    QVERIFY(refused(BlockedKind::Fingerprint, marks.fingerprint));
    QVERIFY(!refused(BlockedKind::Fingerprint, fingerprintText(QByteArray(32, 'b'))));
    QVERIFY(checkNotBlocked(marks, {}).has_value());
    // Of a token not more than six digits are known.
    QVERIFY(marksOf("424242").extendedBin.isEmpty());
}

void DomainBlocklistTest::guardsRead_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<bool>("good");
    QTest::addColumn<bool>("on");

    const auto row = [](const char *name, const char *json, bool good, bool on) {
        QTest::newRow(name) << QString::fromLatin1(json) << good << on;
    };
    row("nothing", "", true, false);
    row("other settings", R"({"metadata":{"a":1}})", true, false);
    row("null", R"({"card_testing_guard_config":null})", true, false);
    row("empty", R"({"card_testing_guard_config":{}})", true, false);
    row("off", R"({"card_testing_guard_config":{"card_ip_blocking_status":"disabled"}})", true,
        false);
    row("on", R"({"card_testing_guard_config":{"card_ip_blocking_status":"enabled"}})", true, true);
    row("a threshold",
        R"({"card_testing_guard_config":{"customer_id_blocking_status":"enabled",
        "customer_id_blocking_threshold":1,"card_testing_guard_expiry":60}})",
        true, true);
    row("no status", R"({"card_testing_guard_config":{"card_ip_blocking_status":"on"}})", false,
        false);
    row("no object", R"({"card_testing_guard_config":true})", false, false);
    row("zero", R"({"card_testing_guard_config":{"card_ip_blocking_threshold":0}})", false, false);
    row("a fraction", R"({"card_testing_guard_config":{"card_ip_blocking_threshold":1.5}})", false,
        false);
    row("text", R"({"card_testing_guard_config":{"card_testing_guard_expiry":"60"}})", false,
        false);
    row("unknown", R"({"card_testing_guard_config":{"card_ip":"enabled"}})", false, false);
}

void DomainBlocklistTest::guardsRead()
{
    QFETCH(QString, json);
    QFETCH(bool, good);
    QFETCH(bool, on);
    const Result<CardTestingGuard> guard = cardTestingGuard(json);
    QCOMPARE(guard.has_value(), good);
    if (!good) {
        QCOMPARE(guard.error(), (Error{ErrorCode::InvalidValue, u"card_testing_guard_config"_s}));
        return;
    }
    QCOMPARE(guard->isOn(), on);
    QCOMPARE(guard->ip.most, 3);
    QCOMPARE(guard->guestCard.most, 10);
    if (QLatin1StringView(QTest::currentDataTag()) == "a threshold"_L1) {
        QCOMPARE(guard->customer.most, 1);
        QCOMPARE(guard->seconds, 60);
    } else {
        QCOMPARE(guard->customer.most, 5);
        QCOMPARE(guard->seconds, 3600);
    }
}

void DomainBlocklistTest::subjects()
{
    const auto kinds = [](const CardTestingGuard &guard, const Payer &payer) {
        QStringList names;
        const auto all = trySubjects(guard, payer);
        for (const TrySubject &subject : all)
            names.append(toText(subject.by) + u'=' + subject.who);
        return names;
    };
    const Payer guest{u"192.0.2.1"_s, u"fp_a"_s, {}};
    const Payer known{u"192.0.2.1"_s, u"fp_a"_s, {u"cus_1"_s}};
    QCOMPARE(kinds(all(), guest),
             (QStringList{u"ip=192.0.2.1"_s, u"guest_card=fp_a"_s, u"guest_ip=192.0.2.1"_s}));
    QCOMPARE(kinds(all(), known), (QStringList{u"ip=192.0.2.1"_s, u"customer=cus_1"_s}));
    QCOMPARE(kinds(all(), {}), QStringList());
    QCOMPARE(kinds({}, guest), QStringList());
}

void DomainBlocklistTest::tries()
{
    const TrySubject subject{TriedBy::Ip, u"192.0.2.1"_s, 3};
    QVERIFY(checkTries(subject, 0).has_value());
    QVERIFY(checkTries(subject, 2).has_value());
    for (const int failed : {3, 4}) {
        const Result<> checked = checkTries(subject, failed);
        QVERIFY(!checked);
        QCOMPARE(checked.error(), (Error{ErrorCode::TooMany, u"card_testing_guard_config"_s}));
    }
}

QTEST_GUILESS_MAIN(DomainBlocklistTest)
#include "domainblocklisttest.moc"
