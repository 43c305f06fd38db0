#include "tests/ui/scenes.h"

#include "tests/support/editorworld.h"
#include "tests/support/pageworld.h"
#include "tests/ui/auditscene.h"
#include "tests/ui/manifestscene.h"
#include "tests/ui/newsscenes.h"
#include "tests/ui/notescenes.h"
#include "tests/ui/processorscenes.h"
#include "tests/ui/routingscenes.h"
#include "tests/ui/vaultscenes.h"
#include "ui/capture/workbenchpage.h"
#include "ui/home/firststartpage.h"
#include "ui/home/homepage.h"
#include "ui/home/troublepage.h"
#include "ui/mainwindow.h"
#include "ui/payments/capturedialog.h"
#include "ui/payments/capturemanydialog.h"
#include "ui/payments/inspectorwindow.h"
#include "ui/payments/newpaymentdialog.h"
#include "ui/payments/paymentspage.h"
#include "ui/payments/refunddialog.h"
#include "ui/payments/voiddialog.h"
#include "ui/refunds/refundspage.h"
#include "ui/shortcutsheet.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QStackedWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kWindow(1280, 720);

// The window.

struct WindowWorld : PageWorld
{
    Theme theme{*qApp, settings};
    RecordedActions actions;
};

Stage mainStage(qint64 payments, const std::function<void(MainWindow &, WindowWorld &)> &play)
{
    auto world = std::make_shared<WindowWorld>();
    world->lists.generate(payments);
    for (qint64 rowId = payments; rowId > qMax<qint64>(0, payments - 40); --rowId)
        world->addDetails(rowId);
    auto *window = new MainWindow(world->workspace, world->time, world->settings, world->theme,
                                  world->actions);
    window->resize(kWindow);
    Stage stage = stageOf(world, window);
    stage.isMain = true;
    stage.play = [window, world = world.get(), play, payments] {
        until([&] { return window->paymentsPage()->table().rowCount() == payments; });
        play(*window, *world);
    };
    return stage;
}

int rowWith(const MainWindow &window, PaymentStatus status, bool unknown)
{
    for (int row = 0; row < 40; ++row) {
        const auto payment = window.paymentsPage()->table().payment(row);
        if (payment && payment->status == status && payment->outcomeUnknown == unknown)
            return row;
    }
    return 0;
}

void chooseRow(MainWindow &window, int row)
{
    auto *table = window.findChild<DataTable *>(u"paymentsTable"_s);
    table->setFocus();
    table->chooseRow(row);
    const auto *empty = window.paymentsPage()->findChild<QWidget *>(u"inspectorEmpty"_s);
    until([&] { return !empty->isVisible(); });
}

Stage paymentScene(PaymentStatus status, bool unknown = false)
{
    return mainStage(440, [status, unknown](MainWindow &window, WindowWorld &) {
        chooseRow(window, rowWith(window, status, unknown));
    });
}

Stage selectionScene()
{
    return mainStage(440, [](MainWindow &window, WindowWorld &) {
        chooseRow(window, 1);
        auto *table = window.findChild<DataTable *>(u"paymentsTable"_s);
        const auto *title = window.paymentsPage()->findChild<QLabel *>(u"inspectorTitle"_s);
        const QString first = title->text();
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
        until([&] { return title->text() != first; });
        window.paymentsPage()->toggleColumnFilters();
        window.findChild<QLineEdit *>(u"search"_s)->setText(u"statsu:x e"_s);
        const PaymentTableModel &list = window.paymentsPage()->table();
        until([&] { return list.isComplete() && !list.isReading(); });
    });
}

/// The refunds, with the payment of one that did not go through beside them.
Stage refundsScene(int refunds)
{
    auto world = std::make_shared<WindowWorld>();
    world->refunds.generate(refunds);
    QList<Refund> ofOnePayment;
    for (int row = 1; row <= qMin(refunds, 6); ++row) {
        Refund refund = FakeRefunds::sample(row);
        refund.currency = Currency::Eur;
        ofOnePayment.append(refund);
    }
    world->addDetails(2);
    PaymentDetails details = world->payments.details.take(FakePaymentLists::sample(2).id);
    details.payment.status = PaymentStatus::Succeeded;
    details.payment.currency = Currency::Eur;
    details.payment.captured = details.payment.authorized = details.payment.netAmount = 123'456'00;
    details.payment.refunded = 20'000'00;
    details.payment.refundPending = 5'000'00;
    details.payment.captureBeforeMs = 0;
    details.refunds = ofOnePayment;
    for (const Refund &refund : std::as_const(world->refunds.all)) {
        details.payment.id = refund.paymentId;
        world->payments.details.insert(refund.paymentId, details);
    }
    auto *window = new MainWindow(world->workspace, world->time, world->settings, world->theme,
                                  world->actions);
    window->resize(kWindow);
    Stage stage = stageOf(world, window);
    stage.isMain = true;
    stage.play = [window, refunds] {
        RefundsPage *page = window->refundsPage();
        const auto *places = window->findChild<QStackedWidget *>();
        window->findChild<QListWidget *>(u"pages"_s)
            ->setCurrentRow(places->indexOf(page->parentWidget()));
        until([&] { return page->table().rowCount() == qMin(refunds, 100); });
        if (refunds == 0)
            return until(
                [&] { return page->findChild<QWidget *>(u"refundsState"_s)->isVisible(); });
        auto *table = page->findChild<DataTable *>(u"refundsTable"_s);
        table->setFocus();
        table->chooseRow(3);
        const auto *empty = page->findChild<QWidget *>(u"inspectorEmpty"_s);
        until([&] { return !empty->isVisible(); });
    };
    return stage;
}

Stage workScene()
{
    return mainStage(440, [](MainWindow &window, WindowWorld &world) {
        world.refunds.generate(40);
        PaymentSummary &row = world.lists.row(6);
        row.status = PaymentStatus::Conflicted;
        window.findChild<QListWidget *>(u"pages"_s)->setCurrentRow(0);
        const HomePage *page = window.homePage();
        until([&] { return page->work().isRead() && page->work().items().size() >= 5; });
        window.homePage()->focusFirst();
    });
}

Stage nothingFoundScene()
{
    return mainStage(30, [](MainWindow &window, WindowWorld &) {
        window.findChild<QLineEdit *>(u"search"_s)->setText(u"nobody at all last week"_s);
        auto *state = window.paymentsPage()->findChild<QWidget *>(u"tableState"_s);
        until([&] { return state->isVisible(); });
    });
}

Stage troubledScene()
{
    return mainStage(30, [](MainWindow &window, WindowWorld &world) {
        emit world.events.storageTrouble(u"the disk is full"_s);
        emit world.events.recoveryProgress(4);
        world.lists.failure = Error{ErrorCode::StorageUnavailable};
        window.paymentsPage()->showView(1);
        auto *retry = window.paymentsPage()->findChild<QWidget *>(u"retry"_s);
        until([&] { return retry->isVisible(); });
    });
}

Stage inspectorScene()
{
    auto world = std::make_shared<WindowWorld>();
    world->lists.generate(12);
    world->addDetails(12);
    auto *owner = new QWidget;
    auto *window = new InspectorWindow(world->workspace, world->actions,
                                       FakePaymentLists::sample(12).id, owner);
    window->setAttribute(Qt::WA_DeleteOnClose, false);
    window->setParent(nullptr, Qt::Window);
    delete owner;
    return stageOf(world, window);
}

Stage keysScene()
{
    auto *sheet = new ShortcutSheet(true, u"Acme GmbH"_s, nullptr);
    sheet->setAttribute(Qt::WA_DeleteOnClose, false);
    return stageOf(std::make_shared<int>(), sheet);
}

// First start.

Stage homeScene(QWidget *page)
{
    auto *window = new QMainWindow;
    window->setCentralWidget(page);
    window->resize(960, 640);
    Stage stage = stageOf(std::make_shared<int>(), window);
    stage.isMain = true;
    return stage;
}

Stage troubleScene()
{
    auto *page = new TroublePage(nullptr);
    Error error{ErrorCode::FileNewerSchema};
    error.detail = u"/home/mara/Documents/Payments of the shop/shop.orchestratorx"_s;
    page->showTrouble(error.detail, error);
    return homeScene(page);
}

Stage progressScene()
{
    auto *page = new FirstStartPage(nullptr);
    page->showProgress(7'000, 12'000);
    return homeScene(page);
}

// The forms.

/// An editor with what it works in.
template <class Editor>
struct FormWorld
{
    EditorWorld world;
    std::unique_ptr<Editor> editor;
};

using NewWorld = FormWorld<NewPaymentEditor>;

Payment storedPayment(const NewWorld &world)
{
    Payment payment;
    payment.id = world.editor->paymentId();
    payment.merchantId = world.world.workspace.caller.merchantId;
    payment.version = 1;
    payment.status = PaymentStatus::RequiresConfirmation;
    payment.amount = payment.netAmount = 4000;
    payment.connector = u"simulator"_s;
    return payment;
}

void type(const QWidget &dialog, const QString &name, const QString &text)
{
    auto *field = dialog.findChild<QWidget *>(name);
    if (field)
        QTest::keyClicks(field, text);
}

void goOn(QWidget &dialog)
{
    QTest::keyClick(&dialog, Qt::Key_Return, Qt::ControlModifier);
}

/// The stepper, played up to that step (0 intent … 4 result).
Stage newPaymentScene(int step)
{
    using Step = NewPaymentEditor::Step;
    auto world = std::make_shared<NewWorld>();
    world->editor = std::make_unique<NewPaymentEditor>(world->world.workspace);
    auto *dialog = new NewPaymentDialog(*world->editor, nullptr);
    Stage stage = stageOf(world, dialog);
    stage.play = [dialog, world = world.get(), step] {
        NewPaymentEditor &editor = *world->editor;
        FakePayments &payments = world->world.payments;
        Payment payment = storedPayment(*world);
        payments.createAnswers.standing = CreatedPayment{payment, {}};
        payment.customer.name = u"Wilhelmina Maria von Hohenstein"_s;
        payments.updateAnswers.standing = payment;
        type(*dialog, u"amount"_s, u"40.00"_s);
        if (step == 0)
            return;
        goOn(*dialog);
        until([&] { return editor.step() == Step::Customer; });
        type(*dialog, u"customerName"_s, u"Wilhelmina Maria von Hohenstein"_s);
        if (step == 1)
            return;
        goOn(*dialog);
        until([&] { return editor.step() == Step::Method; });
        payment.paymentMethod = u"card"_s;
        payments.updateAnswers.standing = payment;
        type(*dialog, u"cardNumber"_s, u"4242424242424242"_s);
        type(*dialog, u"cardExpiry"_s, u"1230"_s);
        type(*dialog, u"cardCvc"_s, u"123"_s);
        if (step == 2)
            return;
        goOn(*dialog);
        until([&] { return editor.step() == Step::Confirm; });
        if (step == 3)
            return;
        payments.confirmAnswers.script(
            EditorWorld::refused(payment, u"insufficient_funds"_s, PaymentStatus::Failed));
        goOn(*dialog);
        until([&] { return editor.step() == Step::Result; });
    };
    return stage;
}

Stage captureScene()
{
    auto world = std::make_shared<FormWorld<CaptureEditor>>();
    world->editor = std::make_unique<CaptureEditor>(
        world->world.workspace, world->world.held(123'456'00, CaptureMethod::ManualMultiple));
    auto *dialog = new CaptureDialog(*world->editor, nullptr);
    Stage stage = stageOf(world, dialog);
    stage.play = [dialog] { type(*dialog, u"amount"_s, u"60.00"_s); };
    return stage;
}

Stage refundScene(bool later)
{
    auto world = std::make_shared<FormWorld<RefundEditor>>();
    Payment payment = world->world.paid(123'456'00);
    payment.refunded = 20'000'00;
    payment.refundPending = 5'000'00;
    world->world.keep(payment);
    world->editor = std::make_unique<RefundEditor>(world->world.workspace, payment);
    auto *dialog = new RefundDialog(*world->editor, nullptr);
    Stage stage = stageOf(world, dialog);
    stage.play = [dialog, later, editor = world->editor.get()] {
        type(*dialog, u"amount"_s, later ? u"20.00"_s : u"999999"_s);
        if (!later)
            return;
        dialog->findChild<QAbstractButton *>(u"refundLater"_s)->click();
        editor->setDueAt(editor->workspace().clock.nowMs());
    };
    return stage;
}

/// A new payment that is captured by itself, at a time that is past.
Stage scheduledScene()
{
    Stage stage = newPaymentScene(0);
    stage.play = [play = stage.play, window = stage.window] {
        play();
        window->findChild<QAbstractButton *>(u"capture_scheduled"_s)->click();
        auto *moment = window->findChild<QDateTimeEdit *>(u"moment"_s);
        moment->setDateTime(moment->dateTime().addDays(-3));
        goOn(*window);
    };
    return stage;
}

Stage voidScene()
{
    auto world = std::make_shared<FormWorld<VoidEditor>>();
    world->editor =
        std::make_unique<VoidEditor>(world->world.workspace, world->world.held(123'456'00));
    return stageOf(world, new VoidDialog(*world->editor, nullptr));
}

Stage captureManyScene(bool finished)
{
    auto world = std::make_shared<FormWorld<CaptureManyEditor>>();
    QList<PaymentId> ids;
    for (int i = 0; i < 40; ++i) {
        Payment payment = world->world.held(1000 + i * 733, CaptureMethod::Manual,
                                            i % 3 == 0 ? Currency::Usd : Currency::Eur);
        payment.customer.name = i % 4 == 0 ? u"Wilhelmina Maria von Hohenstein"_s : u"Jo Li"_s;
        if (i % 9 == 4)
            payment.status = PaymentStatus::Succeeded;
        world->world.keep(payment);
        if (i % 9 == 4)
            ; // already captured: nothing is sent for it
        else if (i % 5 == 1)
            world->world.payments.captureAnswers.script(
                EditorWorld::refused(payment, u"capture_failed"_s, PaymentStatus::RequiresCapture));
        else
            world->world.payments.captureAnswers.script(
                EditorWorld::afterCapture(payment, payment.amount));
        ids.append(payment.id);
    }
    world->editor = std::make_unique<CaptureManyEditor>(world->world.workspace, ids);
    auto *dialog = new CaptureManyDialog(*world->editor, nullptr);
    Stage stage = stageOf(world, dialog);
    stage.play = [dialog, editor = world->editor.get(), finished] {
        until([&] { return editor->phase() == CaptureManyEditor::Phase::Planning; });
        const QString count = QString::number(editor->includedCount());
        type(*dialog, u"typedCount"_s, count);
        if (!finished)
            return;
        goOn(*dialog);
        until([&] { return editor->phase() == CaptureManyEditor::Phase::Finished; });
    };
    return stage;
}

// The capture workbench.

Stage workbenchScene()
{
    return mainStage(440, [](MainWindow &window, WindowWorld &world) {
        PaymentSummary &part = world.lists.row(6); // several captures
        part.captureBeforeMs = world.clock.nowMs() + 3 * 3'600'000;
        window.findChild<QListWidget *>(u"pages"_s)->setCurrentRow(2);
        auto *page = window.findChild<WorkbenchPage *>();
        const WorkbenchTable &list = page->table();
        until([&] { return list.payments().isComplete() && !list.payments().isReading(); });
        auto *table = window.findChild<DataTable *>(u"workbenchTable"_s);
        auto *model = table->model();
        const auto amount = static_cast<int>(WorkbenchTable::Column::ToCapture);
        model->setData(model->index(1, amount), u"1"_s);
        model->setData(model->index(2, amount), u"1.2.3"_s);
        page->focusTable();
        table->chooseRow(0);
        auto *risk = window.findChild<QLabel *>(u"moneyAtRisk"_s);
        until([&] { return !risk->text().isEmpty(); });
    });
}

} // namespace

QList<Scene> everyScene()
{
    using enum PaymentStatus;
    const QList<Scene> scenes{
        {u"payments"_s, [] { return paymentScene(PartiallyCapturedAndCapturable); }},
        {u"payments-failed"_s, [] { return paymentScene(Failed); }},
        {u"payments-unknown"_s, [] { return paymentScene(Processing, true); }},
        {u"payments-selection"_s, selectionScene},
        {u"payments-nothing"_s, nothingFoundScene},
        {u"payments-trouble"_s, troubledScene},
        {u"refunds"_s, [] { return refundsScene(330); }},
        {u"refunds-nothing"_s, [] { return refundsScene(0); }},
        {u"home"_s, workScene},
        {u"audit"_s, auditScene},
        {u"audit-nothing"_s, auditNothingScene},
        {u"inspector"_s, inspectorScene},
        {u"keys"_s, keysScene},
        {u"start"_s, [] { return homeScene(new FirstStartPage(nullptr)); }},
        {u"start-progress"_s, progressScene},
        {u"start-trouble"_s, troubleScene},
        {u"new-1-intent"_s, [] { return newPaymentScene(0); }},
        {u"new-2-customer"_s, [] { return newPaymentScene(1); }},
        {u"new-3-method"_s, [] { return newPaymentScene(2); }},
        {u"new-4-confirm"_s, [] { return newPaymentScene(3); }},
        {u"new-5-result"_s, [] { return newPaymentScene(4); }},
        {u"capture"_s, captureScene},
        {u"void"_s, voidScene},
        {u"refund"_s, [] { return refundScene(false); }},
        {u"refund-later"_s, [] { return refundScene(true); }},
        {u"new-1-scheduled"_s, scheduledScene},
        {u"capture-many"_s, [] { return captureManyScene(false); }},
        {u"capture-many-done"_s, [] { return captureManyScene(true); }},
        {u"workbench"_s, workbenchScene},
        {u"manifest"_s, [] { return manifestScene(true); }},
        {u"manifest-columns"_s, [] { return manifestScene(false); }},
        {u"verify"_s, [] { return challengeScene({}); }},
        {u"verify-bank"_s, [] { return challengeScene(u"customerIsHere"_s); }},
        {u"verify-link"_s, [] { return challengeScene(u"sendLink"_s); }},
        {u"verify-browser"_s, [] { return challengeScene(u"customerIsHere"_s, false); }},
    };
    return scenes + vaultScenes() + customerScenes() + noteScenes() + processorScenes()
           + newsScenes() + routingScenes();
}
