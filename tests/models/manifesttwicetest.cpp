#include "models/manifesteditor.h"
#include "services/engine/paymentlistservice.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

#include <QFile>
#include <QSettings>

using namespace Qt::StringLiterals;
using Phase = CaptureManyEditor::Phase;

/// The same shipment file dropped twice, on a real engine with a real bank behind it.
class ManifestTwiceTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void capturesNothingTwice_data();
    void capturesNothingTwice();

private:
    /// Drops the file and captures whatever can be ticked: {ready, needs a look, cannot, done}.
    QList<int> drop(EngineWorld &world, const QString &file);
};

QList<int> ManifestTwiceTest::drop(EngineWorld &world, const QString &file)
{
    // Everything on the window's side is made anew: nothing but the database remembers.
    PaymentListService lists(world.file());
    SeededRandom random(testSeed());
    const TimeChoice time(QTimeZone::utc());
    QSettings settings(world.folder() + u"/settings.ini"_s, QSettings::IniFormat);
    Workspace workspace{world.payments(),
                        lists,
                        world.engine().events(),
                        world.clock(),
                        world.caller(),
                        u"Acme"_s,
                        true,
                        {},
                        random,
                        &time,
                        {}};
    ManifestEditor editor(workspace, settings);
    CaptureManyEditor &captures = editor.captures();
    editor.openFile(file);
    [&] { QTRY_COMPARE_WITH_TIMEOUT(captures.phase(), Phase::Planning, 30'000); }();
    QList<int> groups;
    for (const CaptureGroup group : {CaptureGroup::Ready, CaptureGroup::NeedsALook,
                                     CaptureGroup::Cannot, CaptureGroup::AlreadyDone})
        groups.append(captures.countIn(group));
    for (int row = 0; row < captures.rows().size(); ++row)
        captures.setIncluded(row, true);
    captures.setTypedCount(QString::number(captures.includedCount()));
    if (captures.canStart())
        captures.start();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(captures.phase() != Phase::Running, 30'000); }();
    return groups;
}

void ManifestTwiceTest::capturesNothingTwice_data()
{
    QTest::addColumn<bool>("restarts");
    QTest::newRow("again") << false;
    QTest::newRow("again after a restart") << true;
}

void ManifestTwiceTest::capturesNothingTwice()
{
    QFETCH(const bool, restarts);
    EngineWorld world;
    OX_OK(world.start());
    QList<PaymentId> holds;
    QByteArray text = "Order;Amount;Shipment\n";
    const auto hold = [&](qint64 amount, CaptureMethod method, const QString &order) {
        CreatePayment command = world.draft(amount, method);
        command.orderReference = order;
        const Payment payment = world.created(std::move(command));
        OX_OK(world.confirm(payment.id, "4242424242424242"));
        holds.append(payment.id);
    };
    for (int i = 0; i < 30; ++i) {
        const QString order = u"A-%1"_s.arg(i);
        hold(1000 + i, CaptureMethod::Manual, order);
        text += order.toUtf8() + ";;\n";
    }
    // Parcels of the same amount, a rest that stays held, and two holds of one order.
    hold(10000, CaptureMethod::ManualMultiple, u"P-1"_s);
    text += "P-1;30,00;S-1\nP-1;30,00;S-2\n";
    hold(10000, CaptureMethod::ManualMultiple, u"P-2"_s);
    text += "P-2;30,00;\nP-2;30,00;\n";
    hold(5000, CaptureMethod::Manual, u"D-1"_s);
    hold(5000, CaptureMethod::Manual, u"D-1"_s);
    text += "D-1;50,00;\n";
    const QString path = world.folder() + u"/shipped.csv"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();

    QCOMPARE(drop(world, path), QList<int>({30, 5, 0, 0}));
    QStringList effects;
    for (const PaymentId &id : holds)
        effects += world.effects(id);
    QCOMPARE(effects.filter(u"capture"_s).size(), 35);
    if (restarts)
        OX_OK(world.restart());
    QCOMPARE(drop(world, path), QList<int>({0, 0, 0, 35}));
    QStringList after;
    for (const PaymentId &id : holds) {
        after += world.effects(id);
        QCOMPARE(world.problems(id), QString());
    }
    QCOMPARE(after, effects);
    world.stop();
}

QTEST_GUILESS_MAIN(ManifestTwiceTest)
#include "manifesttwicetest.moc"
