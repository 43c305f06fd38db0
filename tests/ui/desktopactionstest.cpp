#include "ui/payments/desktopactions.h"

#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/widgets/environmentstripe.h"

#include <QDialog>
#include <QPointer>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;

namespace {

/// A machine without the embedded view.
class NoViews final : public ChallengeViewSource
{
public:
    ChallengeViewRefusal refusal() const override { return ChallengeViewRefusal::ModuleMissing; }
    ChallengeViewModule *module() override { return nullptr; }
};

/// Lets every dialog go without a question.
class YesPrompts final : public Prompts
{
public:
    void ask(QWidget *, const Question &, std::function<void(bool)> answered) override
    {
        answered(true);
    }
};

using Open = std::function<void(DesktopActions &, const Payment &, QWidget *)>;

} // namespace

Q_DECLARE_METATYPE(Open)

class TestDesktopActions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }

    void opensADialogAndLetsItGo_data()
    {
        QTest::addColumn<Open>("open");
        QTest::newRow("new payment") << Open([](DesktopActions &actions, const Payment &,
                                                QWidget *window) { actions.newPayment(window); });
        QTest::newRow("capture") << Open([](DesktopActions &actions, const Payment &payment,
                                            QWidget *window) { actions.capture(payment, window); });
        QTest::newRow("void") << Open(
            [](DesktopActions &actions, const Payment &payment, QWidget *window) {
                actions.voidPayment(payment, window);
            });
        QTest::newRow("capture many")
            << Open([](DesktopActions &actions, const Payment &, QWidget *window) {
                   actions.captureMany({12, 1}, window);
               });
        QTest::newRow("capture amounts")
            << Open([](DesktopActions &actions, const Payment &, QWidget *window) {
                   actions.captureAmounts({12, 1}, {{12, 100}}, window);
               });
        QTest::newRow("shipment file")
            << Open([](DesktopActions &actions, const Payment &, QWidget *window) {
                   actions.importManifest(u"/no/such/file.csv"_s, window);
               });
        QTest::newRow("refund") << Open([](DesktopActions &actions, const Payment &payment,
                                           QWidget *window) { actions.refund(payment, window); });
        QTest::newRow("verify") << Open(
            [](DesktopActions &actions, const Payment &payment, QWidget *window) {
                actions.verify(payment.id, window);
            });
    }
    void opensADialogAndLetsItGo()
    {
        QFETCH(Open, open);
        PageWorld world;
        world.lists.generate(20);
        world.addDetails(12);
        NoViews views;
        YesPrompts prompts;
        DesktopActions actions(world.workspace, views, world.settings, prompts);
        QWidget window;
        window.show();
        const Payment held = world.payments.details.value(FakePaymentLists::sample(12).id).payment;
        open(actions, held, &window);
        QPointer<QDialog> dialog = window.findChild<QDialog *>();
        QVERIFY(dialog); // and the call is back already: nothing waits for the dialog
        QVERIFY(dialog->isVisible());
        QCOMPARE(dialog->windowModality(), Qt::WindowModal);
        QVERIFY(dialog->findChild<EnvironmentStripe *>());
        QTest::qWait(20);
        dialog->reject();
        QTRY_VERIFY(!dialog);
    }

    void aWindowThatClosesTakesItsDialogAlong()
    {
        PageWorld world;
        NoViews views;
        YesPrompts prompts;
        DesktopActions actions(world.workspace, views, world.settings, prompts);
        auto window = std::make_unique<QWidget>();
        window->show();
        actions.newPayment(window.get());
        const QPointer<QDialog> dialog = window->findChild<QDialog *>();
        QVERIFY(dialog);
        window.reset(); // the editor outlives its dialog, or this would not end well
        QVERIFY(!dialog);
    }
};

QTEST_MAIN(TestDesktopActions)
#include "desktopactionstest.moc"
