#include "ui/routing/routingpage.h"

#include "tests/support/fakerouting.h"
#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/mainwindow.h"
#include "ui/routing/routingruledialog.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Yes final : Prompts
{
    void ask(QWidget *, const Question &question, std::function<void(bool)> answered) override
    {
        asked.append(question.name);
        answered(true);
    }
    QStringList asked;
};

struct Shown
{
    explicit Shown(std::optional<RoutingConfig> inForce)
    {
        fake.inForce = std::move(inForce);
        page = std::make_unique<RoutingPage>(desk, nullptr, prompts);
        page->resize(1000, 640);
        page->show();
        page->activateWindow();
        table = page->findChild<DataTable *>(u"routingRules"_s);
        if (!QTest::qWaitFor([&] { return !page->editor().isLoading(); }, 20'000))
            qWarning("the page did not read");
        page->focusFirst();
    }

    QPushButton *button(const char *name) const
    {
        return page->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    QString label(const char *name) const
    {
        return page->findChild<QLabel *>(QString::fromLatin1(name))->text();
    }
    QString cell(int row, RoutingColumn column) const
    {
        return table->model()->index(row, static_cast<int>(column)).data().toString();
    }
    QStringList names() const
    {
        QStringList all;
        for (int row = 0; row < table->model()->rowCount() - 1; ++row)
            all.append(cell(row, RoutingColumn::Name));
        return all;
    }
    RoutingRuleDialog *dialog() const
    {
        RoutingRuleDialog *found = nullptr;
        (void)QTest::qWaitFor(
            [&] {
                found = page->findChild<RoutingRuleDialog *>();
                return found && found->isVisible();
            },
            20'000);
        return found;
    }

    FakeRouting fake;
    ManualClock clock;
    RoutingDesk desk{fake, fake, clock, {{u"merchant_test"_s}, u"operator:Robin"_s}};
    Yes prompts;
    std::unique_ptr<RoutingPage> page;
    DataTable *table = nullptr;
};

RoutingConfig three()
{
    return configOf(u"Shop"_s,
                    {largeRule(u"A"_s, 100), largeRule(u"B"_s, 200), largeRule(u"C"_s, 300)});
}

void fill(const RoutingRuleDialog &dialog, const QString &name, const QString &value)
{
    auto *field = dialog.findChild<QLineEdit *>(u"ruleName"_s);
    field->clear();
    QTest::keyClicks(field, name);
    auto *typed = dialog.findChild<QLineEdit *>(u"conditionValue"_s);
    typed->clear();
    QTest::keyClicks(typed, value);
}

} // namespace

/// The page about where payments go.
class RoutingPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        testSeed();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void isAPlaceInTheWindow();
    void showsWhatIsInForce();
    void nothingInForce();
    void tellsWhatFailed();
    void keysMoveRules();
    void draggingMovesRules();
    void addsARule();
    void wrongFormsAreNotKept();
    void changesAndRemoves();
    void foreignConditionsStay();
    void discards();
    void putsInForce();
    void switchesOff();
    void triesOut();
    void stopsATrial();
};

void RoutingPageTest::isAPlaceInTheWindow()
{
    PageWorld world;
    FakeRouting fake;
    const RoutingDesk desk{fake, fake, world.clock, world.workspace.caller};
    RecordedActions actions;
    Theme theme(*qApp, world.settings);
    MainWindow window(world.workspace, world.time, world.settings, theme, actions);
    QVERIFY(!window.routingPage());
    window.addRouting(desk);
    window.show();
    auto *pages = window.findChild<QListWidget *>(u"pages"_s);
    pages->setCurrentRow(pages->count() - 1);
    QTRY_VERIFY(window.findChild<RoutingPage *>());
    QCOMPARE(pages->currentItem()->text(), u"Routing"_s);
}

void RoutingPageTest::showsWhatIsInForce()
{
    const Shown shown(three());
    QCOMPARE(shown.label("routingInForce"), u"In force: Shop."_s);
    QCOMPARE(shown.table->model()->rowCount(), 4);
    QCOMPARE(shown.names(), QStringList({u"A"_s, u"B"_s, u"C"_s}));
    QCOMPARE(shown.cell(0, RoutingColumn::Order), u"1"_s);
    QCOMPARE(shown.cell(0, RoutingColumn::When), u"amount in minor units is above 100"_s);
    QCOMPARE(shown.cell(0, RoutingColumn::Then), u"sim_b"_s);
    QCOMPARE(shown.cell(3, RoutingColumn::When), u"No rule applies"_s);
    QCOMPARE(shown.cell(3, RoutingColumn::Then), u"sim_a"_s);
    QVERIFY(!shown.button("activateRouting")->isEnabled());
    QVERIFY(!shown.button("discardRouting")->isEnabled());
    QVERIFY(!shown.table->accessibleName().isEmpty());
}

void RoutingPageTest::nothingInForce()
{
    const Shown shown(std::nullopt);
    QVERIFY(shown.label("routingInForce").startsWith(u"Nothing is in force"));
    QCOMPARE(shown.table->model()->rowCount(), 1);
    QCOMPARE(shown.cell(0, RoutingColumn::Then), u"Default order"_s);
    QVERIFY(!shown.button("deactivateRouting")->isEnabled());
    QVERIFY(!shown.button("removeRule")->isEnabled());
}

void RoutingPageTest::tellsWhatFailed()
{
    Shown shown(std::nullopt);
    shown.fake.failure = Error{ErrorCode::StorageUnavailable};
    shown.page->editor().load();
    auto *message = shown.page->findChild<MessageBar *>(u"routingMessage"_s);
    QTRY_VERIFY(!message->text().isEmpty());
}

void RoutingPageTest::keysMoveRules()
{
    const Shown shown(three());
    shown.table->chooseRow(2);
    QTest::keyClick(shown.table, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(shown.names(), QStringList({u"A"_s, u"C"_s, u"B"_s}));
    QCOMPARE(shown.table->currentIndex().row(), 1);
    QTest::keyClick(shown.table, Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(shown.table, Qt::Key_Up, Qt::AltModifier); // no further
    QCOMPARE(shown.names(), QStringList({u"C"_s, u"A"_s, u"B"_s}));
    QTest::keyClick(shown.table, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(shown.names(), QStringList({u"A"_s, u"C"_s, u"B"_s}));
    QVERIFY(shown.button("activateRouting")->isEnabled());
    shown.table->chooseRow(3); // what happens otherwise has no place among them
    QVERIFY(!shown.button("moveUp")->isEnabled());
    QTest::keyClick(shown.table, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(shown.names(), QStringList({u"A"_s, u"C"_s, u"B"_s}));
}

void RoutingPageTest::draggingMovesRules()
{
    const Shown shown(three());
    QAbstractItemModel *model = shown.table->model();
    const auto drag = [&](int from, int before) {
        const std::unique_ptr<QMimeData> data(model->mimeData({model->index(from, 0)}));
        QVERIFY(data);
        model->dropMimeData(data.get(), Qt::MoveAction, before, 0, {});
    };
    drag(0, 3);
    QCOMPARE(shown.names(), QStringList({u"B"_s, u"C"_s, u"A"_s}));
    drag(2, 0);
    QCOMPARE(shown.names(), QStringList({u"A"_s, u"B"_s, u"C"_s}));
    drag(0, 4); // below what happens otherwise: last of the rules
    QCOMPARE(shown.names(), QStringList({u"B"_s, u"C"_s, u"A"_s}));
    QVERIFY(!model->mimeData({model->index(3, 0)}));
    QVERIFY(!(model->flags(model->index(3, 0)) & Qt::ItemIsDragEnabled));
}

void RoutingPageTest::addsARule()
{
    Shown shown(std::nullopt);
    QTest::mouseClick(shown.button("addRule"), Qt::LeftButton);
    RoutingRuleDialog *dialog = shown.dialog();
    QVERIFY(dialog);
    auto *key = dialog->findChild<QComboBox *>(u"conditionKey"_s);
    key->setCurrentIndex(key->findText(u"card network"_s));
    fill(*dialog, u"Visa"_s, u"Visa, Mastercard"_s);
    auto *account = dialog->findChild<QComboBox *>(u"ruleAccount"_s);
    account->setCurrentIndex(account->findText(u"sim_b"_s));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"keepRule"_s), Qt::LeftButton);
    QTRY_COMPARE(shown.names(), QStringList{u"Visa"_s});
    QCOMPARE(shown.cell(0, RoutingColumn::When), u"card network is visa or mastercard"_s);
    QCOMPARE(shown.cell(0, RoutingColumn::Then), u"sim_b"_s);
}

void RoutingPageTest::wrongFormsAreNotKept()
{
    Shown shown(std::nullopt);
    QTest::mouseClick(shown.button("addRule"), Qt::LeftButton);
    RoutingRuleDialog *dialog = shown.dialog();
    QVERIFY(dialog);
    auto *keep = dialog->findChild<QPushButton *>(u"keepRule"_s);
    fill(*dialog, u""_s, u"100"_s);
    QTest::mouseClick(keep, Qt::LeftButton);
    QVERIFY(dialog->isVisible());
    fill(*dialog, u"Large"_s, u"many"_s);
    QTest::mouseClick(keep, Qt::LeftButton);
    QVERIFY(dialog->isVisible());
    QVERIFY(shown.names().isEmpty());
    fill(*dialog, u"Large"_s, u"100"_s);
    QTest::mouseClick(keep, Qt::LeftButton);
    QTRY_COMPARE(shown.names(), QStringList{u"Large"_s});
}

void RoutingPageTest::changesAndRemoves()
{
    Shown shown(three());
    shown.table->chooseRow(1);
    QTest::keyClick(shown.table, Qt::Key_Return);
    RoutingRuleDialog *dialog = shown.dialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"conditionValue"_s)->text(), u"200"_s);
    fill(*dialog, u"B2"_s, u"250"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"keepRule"_s), Qt::LeftButton);
    QTRY_COMPARE(shown.names(), QStringList({u"A"_s, u"B2"_s, u"C"_s}));
    QCOMPARE(shown.cell(1, RoutingColumn::When), u"amount in minor units is above 250"_s);
    shown.table->chooseRow(0);
    QTest::keyClick(shown.table, Qt::Key_Delete);
    QCOMPARE(shown.names(), QStringList({u"B2"_s, u"C"_s}));
}

void RoutingPageTest::foreignConditionsStay()
{
    RoutingRule rule = largeRule(u"Both"_s, 100);
    rule.statements.append(rule.statements.first()); // either of two: more than the form shows
    Shown shown(configOf(u"Shop"_s, {rule}));
    shown.table->chooseRow(0);
    QTest::mouseClick(shown.button("editRule"), Qt::LeftButton);
    RoutingRuleDialog *dialog = shown.dialog();
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<QLineEdit *>(u"conditionValue"_s));
    auto *name = dialog->findChild<QLineEdit *>(u"ruleName"_s);
    QTest::keyClick(name, Qt::Key_End); // it is selected, to be typed over
    QTest::keyClicks(name, u"!"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"keepRule"_s), Qt::LeftButton);
    QTRY_COMPARE(shown.page->editor().draft().rules.first().name, u"Both!"_s);
    QVERIFY(shown.page->editor().draft().rules.first().statements == rule.statements);
}

void RoutingPageTest::discards()
{
    const Shown shown(three());
    shown.table->chooseRow(0);
    QTest::keyClick(shown.table, Qt::Key_Delete);
    QVERIFY(shown.label("routingInForce").contains(u"not in force yet"));
    QTest::mouseClick(shown.button("discardRouting"), Qt::LeftButton);
    QCOMPARE(shown.names(), QStringList({u"A"_s, u"B"_s, u"C"_s}));
    QCOMPARE(shown.label("routingInForce"), u"In force: Shop."_s);
}

void RoutingPageTest::putsInForce()
{
    Shown shown(three());
    shown.table->chooseRow(0);
    QTest::keyClick(shown.table, Qt::Key_Delete);
    QTest::mouseClick(shown.button("activateRouting"), Qt::LeftButton);
    QTRY_VERIFY(!shown.page->editor().isChanged());
    QCOMPARE(shown.fake.created.size(), 1);
    const CreateRouting &command = shown.fake.created.first();
    QCOMPARE(command.profileId.value, u"pro_test"_s);
    QCOMPARE(command.algorithmKind, u"advanced"_s);
    const Result<RoutingAlgorithm> kept = parseRouting(command.algorithmJson);
    QVERIFY(kept);
    QCOMPARE(kept->rules.size(), 2);
    QCOMPARE(shown.fake.inForce->id, u"routing_1"_s);
}

void RoutingPageTest::switchesOff()
{
    Shown shown(three());
    QTest::mouseClick(shown.button("deactivateRouting"), Qt::LeftButton);
    QTRY_VERIFY(!shown.page->editor().isActive());
    QCOMPARE(shown.prompts.asked, QStringList{u"deactivateRouting"_s});
    QVERIFY(!shown.fake.inForce);
    QCOMPARE(shown.table->model()->rowCount(), 1);
}

void RoutingPageTest::triesOut()
{
    Shown shown(three());
    RoutingTrial trial;
    trial.payments = 1'204;
    trial.elsewhere = 37;
    trial.parts = {{{u"mca_a"_s}, {u"mca_a"_s}, Currency::Eur, 1'167, 9'000'000},
                   {{u"mca_a"_s}, {u"mca_b"_s}, Currency::Eur, 37, 123'450}};
    trial.byRule.insert(u"A"_s, 37);
    shown.fake.trials.script(trial);
    QTest::mouseClick(shown.button("tryRouting"), Qt::LeftButton);
    QTRY_COMPARE(shown.label("routingTrial"),
                 u"Of 1,204 payments in the last 30 days, 37 would have gone elsewhere."_s);
    const auto *parts = shown.page->findChild<DataTable *>(u"routingTrialTable"_s);
    QVERIFY(parts->isVisible());
    QCOMPARE(parts->model()->rowCount(), 1);
    QStringList cells;
    for (int column = 0; column < 4; ++column)
        cells.append(parts->model()->index(0, column).data().toString());
    QCOMPARE(cells, QStringList({u"sim_a"_s, u"sim_b"_s, u"37"_s, u"1,234.50\u00A0EUR"_s}));
    QCOMPARE(shown.cell(0, RoutingColumn::Matched), u"37"_s);
    QCOMPARE(shown.fake.tried.size(), 1);
    QCOMPARE(shown.fake.tried.first().toMs - shown.fake.tried.first().fromMs,
             30LL * 24 * 3'600 * 1'000);
    shown.table->chooseRow(0);
    QTest::keyClick(shown.table, Qt::Key_Delete); // it was about other rules
    QCOMPARE(shown.label("routingTrial"), QString());
}

void RoutingPageTest::stopsATrial()
{
    Shown shown(three());
    shown.fake.trials.hold = true;
    QTest::mouseClick(shown.button("tryRouting"), Qt::LeftButton);
    QTRY_VERIFY(shown.page->editor().isTrying());
    QCOMPARE(shown.button("tryRouting")->text(), u"Stop"_s);
    QTest::mouseClick(shown.button("tryRouting"), Qt::LeftButton);
    QVERIFY(shown.fake.lastControl->cancelled);
}

QTEST_MAIN(RoutingPageTest)
#include "routingpagetest.moc"
