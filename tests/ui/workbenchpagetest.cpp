#include "ui/capture/workbenchpage.h"

#include "tests/support/editorworld.h"
#include "tests/support/formkeys.h"
#include "tests/support/seed.h"
#include "ui/capture/manifestdialog.h"
#include "ui/challenge/challengeviewsource.h"
#include "ui/payments/capturedialog.h"
#include "ui/payments/desktopactions.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/elidedlabel.h"

#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

class NoViews final : public ChallengeViewSource
{
public:
    ChallengeViewRefusal refusal() const override { return ChallengeViewRefusal::ModuleMissing; }
    ChallengeViewModule *module() override { return nullptr; }
};

/// A page with the real dialogs, over holds that payments and lists agree about.
struct ShownPage : EditorWorld
{
    explicit ShownPage(int count, CaptureMethod method = CaptureMethod::Manual)
    {
        lists.generate(count);
        for (qint64 rowId = 1; rowId <= count; ++rowId) {
            Payment payment = held(10000, method);
            payment.captureBeforeMs = clock.nowMs() + rowId * 3'600'000;
            put(payment);
        }
        std::ranges::reverse(lists.all);
    }
    /// What everybody is told of that payment from now on.
    void put(const Payment &payment)
    {
        keep(payment);
        lists.whole.removeIf([&](const Payment &other) { return other.id == payment.id; });
        lists.whole.append(payment);
        PaymentSummary &row = lists.row(payment.rowId);
        row.id = payment.id;
        row.version = payment.version;
        row.status = payment.status;
        row.outcomeUnknown = false;
        row.currency = payment.currency;
        row.amount = payment.amount;
        row.authorized = payment.authorized;
        row.captured = payment.captured;
        row.capturable = amountCapturable(payment);
        row.captureMethod = payment.captureMethod;
        row.captureBeforeMs = payment.captureBeforeMs;
        row.orderReference = payment.orderReference;
    }
    Payment hold(int index) const { return lists.whole.at(index); }
    void show()
    {
        page = std::make_unique<WorkbenchPage>(
            workspace, settings, actions, nullptr,
            [this](QWidget *, const std::function<void(const QString &)> &chosen) {
                chosen(chosenFile);
            });
        page->resize(1280, 720);
        page->show();
        page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
        QTRY_COMPARE(page->table().rowCount(), static_cast<int>(lists.all.size()));
        page->focusTable();
    }
    QString file(const QByteArray &text)
    {
        const QString path = folder.filePath(u"shipped.csv"_s);
        QFile written(path);
        if (!written.open(QIODevice::WriteOnly) || written.write(text) != text.size())
            qFatal("a test file could not be written");
        return path;
    }
    QString fileOfAll()
    {
        QByteArray text = "Order reference;Amount;Currency\r\n";
        for (const Payment &payment : std::as_const(lists.whole))
            text += payment.orderReference.toUtf8() + ";100,00;EUR\r\n";
        return file(text);
    }
    void answerAllCaptures()
    {
        for (const Payment &payment : std::as_const(lists.whole))
            payments.captureAnswers.script(afterCapture(payment, payment.amount));
    }
    template <class T>
    T *find(const QString &name) const
    {
        return page->findChild<T *>(name);
    }

    NoViews views;
    FakePrompts prompts;
    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_s), QSettings::IniFormat};
    DesktopActions actions{workspace, views, settings, prompts};
    QString chosenFile;
    std::unique_ptr<WorkbenchPage> page;
};

/// What letting a file go over the page does.
void drop(QWidget &page, const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&page, &event);
    QVERIFY(event.isAccepted());
}

/// A dialog that is open and gets the keys.
template <class Dialog>
Dialog *opened(const WorkbenchPage &page)
{
    Dialog *dialog = nullptr;
    [&] {
        QTRY_VERIFY((dialog = page.findChild<Dialog *>()) != nullptr);
        dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
    }();
    return dialog;
}

} // namespace

/// The capture workbench by hand, and the two finance scripts that it makes short.
class WorkbenchPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void aHundredShippedOrdersInFourActions();
    void theSameFileCapturesNothing();
    void threeParcelsInTwelveActions();
    void ticksAndAmountsByKeyboard();
    void ticksByMouse();
    void columnsAreChosenInTheDialog();
    void aFileIsChosen();
    void onlyOneFileIsTaken();
    void headerSaysWhatIsAtRisk();
    void nothingToCapture();
};

/// Drop, Ctrl+Enter, the number, Enter; what it read and what it reports take no action.
void WorkbenchPageTest::aHundredShippedOrdersInFourActions()
{
    ShownPage shown(100);
    shown.answerAllCaptures();
    shown.show();
    int actions = 0;
    drop(*shown.page, shown.fileOfAll());
    ++actions;
    auto *dialog = opened<ManifestDialog>(*shown.page);
    auto *tabs = child<QTabBar>(*dialog, u"tabs"_s);
    QTRY_COMPARE(tabs->tabText(0), u"Ready 100"_s);
    QVERIFY(plain(child<QLabel>(*dialog, u"status"_s)->text()).contains(u"10,000.00 EUR"_s));
    QVERIFY(shown.payments.captured.empty());
    Keyboard keys;
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    ++actions;
    QVERIFY(shown.payments.captured.empty()); // not before the number is typed
    keys.type(u"100"_s);
    ++actions;
    keys.press(Qt::Key_Return);
    ++actions;
    QTRY_COMPARE(plain(child<QLabel>(*dialog, u"status"_s)->text()),
                 u"Captured 100 of 100: 10,000.00 EUR."_s);
    QCOMPARE(shown.payments.captured.size(), size_t(100));
    QCOMPARE(actions, 4);
    QCOMPARE(keys.count, 5); // and those are all the keys: the figures are three of them
    QTRY_COMPARE(child<QPushButton>(*dialog, u"primary"_s)->text(), u"Close"_s);
    QVERIFY(!child<QPushButton>(*dialog, u"exportLines"_s)->isVisible());
}

void WorkbenchPageTest::theSameFileCapturesNothing()
{
    ShownPage shown(30);
    shown.answerAllCaptures();
    shown.show();
    const QString path = shown.fileOfAll();
    drop(*shown.page, path);
    QPointer<ManifestDialog> first = opened<ManifestDialog>(*shown.page);
    QTRY_COMPARE(child<QTabBar>(*first, u"tabs"_s)->tabText(0), u"Ready 30"_s);
    Keyboard keys;
    keys.type(u"30"_s);
    keys.press(Qt::Key_Return);
    QTRY_COMPARE(child<QPushButton>(*first, u"primary"_s)->text(), u"Close"_s);
    for (const CapturePayment &command : shown.payments.captured) {
        Operation operation;
        operation.state = OperationState::Succeeded;
        operation.clientOperationId = command.clientOperationId;
        shown.lists.performed.append(operation);
    }
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!first);
    drop(*shown.page, path);
    auto *again = opened<ManifestDialog>(*shown.page);
    QTRY_COMPARE(child<QTabBar>(*again, u"tabs"_s)->tabText(3), u"Already done 30"_s);
    QVERIFY(!child<QPushButton>(*again, u"primary"_s)->isEnabled());
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(20);
    QCOMPARE(shown.payments.captured.size(), size_t(30));
}

/// An order of 100 in parcels of 60, 25 and 15: choose, C, the amount, Ctrl+Enter for each.
void WorkbenchPageTest::threeParcelsInTwelveActions()
{
    ShownPage shown(3, CaptureMethod::ManualMultiple);
    shown.show();
    auto *view = shown.find<DataTable>(u"workbenchTable"_s);
    int actions = 0;
    for (const auto &[typed, units] :
         {std::pair(u"60"_s, 6000), std::pair(u"25"_s, 2500), std::pair(u"15"_s, 1500)}) {
        const Payment before = shown.hold(2); // it was put last, and stays so
        const Payment after = EditorWorld::afterCapture(before, units);
        shown.payments.captureAnswers.script(after);
        const int row = static_cast<int>(shown.lists.all.indexOf(before.rowId));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(view->model()->index(row, 3)).center());
        ++actions;
        view->setFocus();
        QTest::keyClick(view, Qt::Key_C);
        ++actions;
        QPointer<CaptureDialog> dialog = opened<CaptureDialog>(*shown.page);
        Keyboard keys;
        keys.type(typed);
        ++actions;
        keys.press(Qt::Key_Return, Qt::ControlModifier);
        ++actions;
        QTRY_VERIFY(!dialog);
        shown.put(after);
        shown.publish(after);
        shown.page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(shown.page.get()));
    }
    QCOMPARE(actions, 12);
    QCOMPARE(shown.payments.captured.size(), size_t(3));
    QList<qint64> amounts;
    for (const CapturePayment &command : shown.payments.captured) {
        QCOMPARE(command.id, shown.hold(2).id);
        amounts.append(command.amount.value_or(0));
    }
    QCOMPARE(amounts, QList<qint64>({6000, 2500, 1500}));
    QTRY_COMPARE(shown.page->table().rowCount(), 2); // it is paid and gone
}

void WorkbenchPageTest::ticksAndAmountsByKeyboard()
{
    ShownPage shown(4, CaptureMethod::ManualMultiple);
    shown.show();
    auto *view = shown.find<DataTable>(u"workbenchTable"_s);
    view->chooseRow(0);
    QTest::keyClick(view, Qt::Key_Space);
    QTest::keyClick(view, Qt::Key_Down);
    QTest::keyClick(view, Qt::Key_Return); // into the amount
    QLineEdit *editor = nullptr;
    QTRY_VERIFY((editor = shown.find<QLineEdit>(u"amountToCapture"_s)) != nullptr);
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor, u"60"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    auto *text = shown.find<ElidedLabel>(u"tickedText"_s);
    QTRY_COMPARE(plain(text->text()), u"Ticked: 2, to capture 160.00 EUR"_s);
    for (const qint64 amount : {10000, 6000}) {
        const Payment payment = shown.hold(amount == 10000 ? 0 : 1);
        shown.payments.captureAnswers.script(EditorWorld::afterCapture(payment, amount));
    }
    view->setFocus();
    QTest::keyClick(view, Qt::Key_C);
    auto *dialog = opened<CaptureManyDialog>(*shown.page);
    auto *primary = child<QPushButton>(*dialog, u"primary"_s);
    QTRY_COMPARE(primary->text(), u"Capture 2 payments"_s);
    QVERIFY(plain(child<QLabel>(*dialog, u"status"_s)->text()).contains(u"160.00 EUR"_s));
    Keyboard keys;
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(shown.payments.captured.size(), size_t(2));
    QCOMPARE(shown.payments.captured.at(1).amount, std::optional<qint64>(6000));
}

void WorkbenchPageTest::ticksByMouse()
{
    ShownPage shown(3);
    shown.show();
    auto *view = shown.find<DataTable>(u"workbenchTable"_s);
    const WorkbenchPlan &plan = shown.page->table().plan();
    const auto click = [&](int row) {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(view->model()->index(row, 0)).center());
    };
    click(1);
    QCOMPARE(plan.ticked(), QList<qint64>({2}));
    click(1);
    QCOMPARE(plan.tickedCount(), qsizetype(0));
    click(0);
    click(2);
    QCOMPARE(plan.ticked(), QList<qint64>({1, 3}));
    QTest::mouseClick(shown.find<QPushButton>(u"untickAll"_s), Qt::LeftButton);
    QCOMPARE(plan.tickedCount(), qsizetype(0));
}

void WorkbenchPageTest::columnsAreChosenInTheDialog()
{
    ShownPage shown(2);
    shown.show();
    drop(*shown.page,
         shown.file("Kolumne;Zahl\n" + shown.hold(0).orderReference.toUtf8() + ";1.000\n"));
    auto *dialog = opened<ManifestDialog>(*shown.page);
    auto *primary = child<QPushButton>(*dialog, u"primary"_s);
    auto *order = child<QComboBox>(*dialog, u"manifestColumn0"_s);
    QTRY_COMPARE(order->count(), 3);
    QVERIFY(!primary->isEnabled());
    QCOMPARE(order->currentText(), u"No column"_s);
    order->setFocus();
    QTest::keyClick(order, Qt::Key_Down);
    QTRY_COMPARE(primary->text(), u"Capture 1 payment"_s);
    QVERIFY(primary->isEnabled());
    QVERIFY(order->currentText().startsWith(u"Kolumne: "_s));
    auto *amount = child<QComboBox>(*dialog, u"manifestColumn3"_s);
    amount->setFocus();
    QTest::keyClick(amount, Qt::Key_Down);
    QTest::keyClick(amount, Qt::Key_Down);
    QTRY_VERIFY(!primary->isEnabled()); // 1.000 may be one or a thousand
    auto *decimals = child<QComboBox>(*dialog, u"manifestDecimals"_s);
    decimals->setFocus();
    QTest::keyClick(decimals, Qt::Key_Down);
    const auto *rows = dialog->findChild<CaptureManyTable *>();
    const auto note = [rows] {
        return rows->index(0, static_cast<int>(CaptureManyTable::Column::Note)).data().toString();
    };
    QTRY_COMPARE(note(), u"“1.000” has more decimals than EUR has."_s);
    QTest::keyClick(decimals, Qt::Key_Down);
    QTRY_VERIFY(plain(note()).contains(u"the line asks for 1,000.00 EUR"_s));
}

void WorkbenchPageTest::aFileIsChosen()
{
    ShownPage shown(2);
    shown.chosenFile = shown.fileOfAll();
    shown.show();
    QTest::keyClick(shown.page.get(), Qt::Key_I, Qt::ControlModifier);
    auto *dialog = opened<ManifestDialog>(*shown.page);
    QTRY_COMPARE(child<QTabBar>(*dialog, u"tabs"_s)->tabText(0), u"Ready 2"_s);
    QCOMPARE(child<ElidedLabel>(*dialog, u"manifestFile"_s)->text(), u"shipped.csv"_s);
}

void WorkbenchPageTest::onlyOneFileIsTaken()
{
    ShownPage shown(2);
    shown.show();
    QMimeData data;
    for (const QList<QUrl> &urls :
         {QList<QUrl>{}, QList<QUrl>{QUrl(u"https://example.com/a.csv"_s)},
          QList<QUrl>{QUrl::fromLocalFile(u"/a.csv"_s), QUrl::fromLocalFile(u"/b.csv"_s)}}) {
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(9, 9), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QCoreApplication::sendEvent(shown.page.get(), &enter);
        QVERIFY(!enter.isAccepted());
    }
}

void WorkbenchPageTest::headerSaysWhatIsAtRisk()
{
    ShownPage shown(30);
    Payment dollars = shown.hold(0);
    dollars.currency = Currency::Usd;
    shown.put(dollars);
    shown.show();
    QTRY_COMPARE(plain(shown.find<QLabel>(u"moneyAtRisk"_s)->text()),
                 u"Ends within 24 h: 2,200.00 EUR and 100.00 USD, in 23 holds."_s);
}

void WorkbenchPageTest::nothingToCapture()
{
    ShownPage shown(0);
    shown.show();
    QTRY_VERIFY(shown.find<QWidget>(u"tableState"_s)->isVisible());
    QCOMPARE(shown.find<QLabel>(u"tableStateTitle"_s)->text(), u"Nothing to capture"_s);
    QVERIFY(!shown.find<QPushButton>(u"captureTicked"_s)->isEnabled());
}

QTEST_MAIN(WorkbenchPageTest)
#include "workbenchpagetest.moc"
