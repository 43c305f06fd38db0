// Customers, their saved cards and the dialogs about them.
#include "tests/support/pageworld.h"
#include "tests/ui/scenes.h"
#include "ui/customers/addmethoddialog.h"
#include "ui/customers/chargedialog.h"
#include "ui/customers/customerdialog.h"
#include "ui/customers/customerspage.h"
#include "ui/customers/removaldialog.h"
#include "ui/mainwindow.h"
#include "ui/recurring/agreementchargedialog.h"
#include "ui/recurring/recurringpage.h"
#include "ui/recurring/setupdialog.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kWindow(1280, 720);

struct CustomerWorld : PageWorld
{
    explicit CustomerWorld(int count = 440)
    {
        customerLists.generate(count);
        lists.generate(40);
        for (int rowId = qMax(1, count - 20); rowId <= count; ++rowId) {
            Customer customer = FakeCustomers::sample(rowId);
            customer.texts.description = u"Prefers to be called in the morning"_s;
            customer.texts.address.line1 = u"Musterweg 3"_s;
            customer.texts.address.zip = u"10115"_s;
            customer.texts.address.city = u"Berlin"_s;
            customer.texts.address.country = u"DE"_s;
            customers.known.insert(customer.id, customer);
            customerLists.paid.insert(customer.id, {{Currency::Eur, 12, 123'456'00, 20'000'00, 0},
                                                    {Currency::Usd, 1, 0, 0, 4'200}});
            for (int i = 0; i < 3; ++i)
                methods.all.append(method(customer.id, rowId * 10 + i + 1, i));
        }
    }
    SavedMethod method(const CustomerId &customer, int number, int kind) const
    {
        SavedMethod method = FakeSavedMethods::sample(customer, number);
        const QDate today = QDateTime::fromMSecsSinceEpoch(clock.nowMs(), Qt::UTC).date();
        const QDate ends = kind == 1 ? today : today.addMonths(kind == 2 ? -3 : 40);
        method.isDefault = kind == 0;
        method.card.expiryMonth = ends.month();
        method.card.expiryYear = ends.year();
        return method;
    }
    Customer newest() const
    {
        return customers.known.value(FakeCustomers::sample(customerLists.all.first()).id);
    }

    Theme theme{*qApp, settings};
    RecordedActions actions;
};

Stage pageStage(int count, const std::function<void(CustomersPage &, CustomerWorld &)> &play)
{
    auto world = std::make_shared<CustomerWorld>(count);
    auto *window = new MainWindow(world->workspace, world->time, world->settings, world->theme,
                                  world->actions);
    window->resize(kWindow);
    Stage stage = stageOf(world, window);
    stage.isMain = true;
    stage.play = [window, world = world.get(), play, count] {
        CustomersPage *page = window->customersPage();
        const auto *places = window->findChild<QStackedWidget *>();
        window->findChild<QListWidget *>(u"pages"_s)
            ->setCurrentRow(places->indexOf(page->parentWidget()));
        until([&] { return page->table().rowCount() == count && !page->table().isReading(); });
        play(*page, *world);
    };
    return stage;
}

Stage customerStage(VaultState vault)
{
    return pageStage(440, [vault](CustomersPage &page, CustomerWorld &world) {
        world.vault.now = {vault, {ErrorCode::VaultLocked}};
        auto *table = page.findChild<DataTable *>(u"customersTable"_s);
        table->setFocus();
        table->chooseRow(0);
        until([&] { return page.findChild<QLabel *>(u"customerLifetime"_s) != nullptr; });
        auto *methods = page.findChild<DataTable *>(u"methodsTable"_s);
        until([&] { return methods->model()->rowCount() == 3 && methods->isVisible(); });
        methods->setFocus();
    });
}

Stage nobodyStage()
{
    return pageStage(30, [](CustomersPage &page, CustomerWorld &) {
        page.findChild<QLineEdit *>(u"customerSearch"_s)->setText(u"nobody at all"_s);
        auto *state = page.findChild<QWidget *>(u"customersState"_s);
        until([&] { return state->isVisible(); });
    });
}

/// An editor with what it works in.
template <class Editor>
struct DialogWorld : CustomerWorld
{
    std::unique_ptr<Editor> editor;
};

Stage customerDialogStage(bool isNew)
{
    auto world = std::make_shared<DialogWorld<CustomerEditor>>();
    world->editor = isNew ? std::make_unique<CustomerEditor>(world->workspace)
                          : std::make_unique<CustomerEditor>(world->workspace, world->newest());
    auto *dialog = new CustomerDialog(*world->editor, nullptr);
    Stage stage = stageOf(world, dialog);
    stage.play = [dialog, isNew] {
        if (!isNew)
            return;
        auto *email = dialog->findChild<QLineEdit *>(u"customer_email"_s);
        email->setFocus();
        QTest::keyClicks(email, u"nobody"_s);
        dialog->findChild<QPushButton *>(u"primary"_s)->click();
    };
    return stage;
}

Stage chargeStage()
{
    auto world = std::make_shared<DialogWorld<ChargeEditor>>();
    world->editor = std::make_unique<ChargeEditor>(world->workspace, world->newest(),
                                                   world->method(world->newest().id, 1, 0));
    auto *dialog = new ChargeDialog(*world->editor, nullptr);
    Stage stage = stageOf(world, dialog);
    stage.play = [dialog] {
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"amount"_s), u"1234.50"_s);
        dialog->findChild<QPushButton *>(u"primary"_s)->click(); // without a code
    };
    return stage;
}

Stage addStage(bool done)
{
    auto world = std::make_shared<DialogWorld<AddMethodEditor>>();
    world->editor = std::make_unique<AddMethodEditor>(world->workspace, world->newest());
    auto *dialog = new AddMethodDialog(*world->editor, nullptr);
    Stage stage = stageOf(world, dialog);
    stage.play = [dialog, done, world = world.get()] {
        if (!done)
            return dialog->findChild<QPushButton *>(u"primary"_s)->click();
        Payment payment;
        payment.id = world->editor->payment().id;
        payment.status = PaymentStatus::Succeeded;
        payment.card.brand = CardBrand::Visa;
        payment.card.last4 = u"4242"_s;
        payment.paymentMethodId = {u"pm_1"_s};
        world->payments.createAnswers.standing = CreatedPayment{payment, u"secret"_s};
        dialog->findChild<QAbstractButton *>(u"offSession"_s)->click();
        for (const auto &[name, text] :
             {std::pair(u"cardNumber"_s, u"4242424242424242"_s),
              std::pair(u"cardExpiry"_s, u"1230"_s), std::pair(u"cardCvc"_s, u"123"_s)})
            QTest::keyClicks(dialog->findChild<QWidget *>(name), text);
        dialog->findChild<QPushButton *>(u"primary"_s)->click();
        until([&] { return world->editor->isSaved(); });
    };
    return stage;
}

Stage removalStage(bool customer)
{
    auto world = std::make_shared<DialogWorld<RemovalEditor>>();
    if (customer)
        world->editor = std::make_unique<CustomerRemovalEditor>(world->workspace, world->newest());
    else
        world->editor = std::make_unique<MethodRemovalEditor>(
            world->workspace, world->method(world->newest().id, 1, 0));
    Stage stage = stageOf(world, new RemovalDialog(*world->editor, nullptr));
    stage.play = [world = world.get()] {
        const Error active{ErrorCode::AgreementActive, u"customer_id"_s};
        world->customers.removeAnswers.standing = active;
        world->methods.removeAnswers.standing = active;
        world->editor->submit();
        until([&] { return !world->editor->failure().isEmpty(); });
    };
    return stage;
}

Stage recurringStage(int count)
{
    auto world = std::make_shared<CustomerWorld>(30);
    world->recurring.generate(count, world->clock.nowMs());
    Payment charge;
    charge.id = PaymentId{u"pay_1"_s};
    charge.status = PaymentStatus::Failed;
    charge.error = {u"51"_s, u"insufficient_funds"_s, u"no"_s, {}};
    charge.netAmount = 4'000;
    charge.createdAtMs = world->clock.nowMs();
    world->recurring.charges = {charge, charge};
    auto *window = new MainWindow(world->workspace, world->time, world->settings, world->theme,
                                  world->actions);
    window->resize(kWindow);
    Stage stage = stageOf(world, window);
    stage.isMain = true;
    stage.play = [window, count] {
        RecurringPage *page = window->recurringPage();
        const auto *places = window->findChild<QStackedWidget *>();
        window->findChild<QListWidget *>(u"pages"_s)
            ->setCurrentRow(places->indexOf(page->parentWidget()));
        until([&] { return page->table().rowCount() == count && page->table().isComplete(); });
        if (count == 0)
            return;
        page->focusTable();
        page->findChild<DataTable *>(u"recurringTable"_s)->chooseRow(3);
        auto *charges = page->findChild<QWidget *>(u"agreementCharges"_s);
        until([&] { return charges->isVisible() && charges->layout(); });
    };
    return stage;
}

Stage agreementChargeStage()
{
    auto world = std::make_shared<DialogWorld<AgreementChargeEditor>>();
    world->editor = std::make_unique<AgreementChargeEditor>(
        world->workspace, FakeRecurring::sample(1, world->clock.nowMs()));
    return stageOf(world, new AgreementChargeDialog(*world->editor, nullptr));
}

Stage setUpStage()
{
    auto world = std::make_shared<DialogWorld<SetUpEditor>>();
    world->editor = std::make_unique<SetUpEditor>(world->workspace, world->newest(),
                                                  world->method(world->newest().id, 1, 0));
    auto *dialog = new SetUpDialog(*world->editor, nullptr);
    Stage stage = stageOf(world, dialog);
    stage.play = [dialog] {
        dialog->findChild<QAbstractButton *>(u"ends"_s)->click();
        dialog->findChild<QPushButton *>(u"primary"_s)->click();
    };
    return stage;
}

Stage revocationStage()
{
    auto world = std::make_shared<DialogWorld<RevocationEditor>>();
    world->editor = std::make_unique<RevocationEditor>(
        world->workspace, FakeRecurring::sample(5, world->clock.nowMs()));
    return stageOf(world, new RemovalDialog(*world->editor, nullptr));
}

} // namespace

QList<Scene> customerScenes()
{
    return {
        {u"customers"_s, [] { return customerStage(VaultState::Open); }},
        {u"customers-locked"_s, [] { return customerStage(VaultState::Locked); }},
        {u"customers-nothing"_s, nobodyStage},
        {u"customer-new"_s, [] { return customerDialogStage(true); }},
        {u"customer-edit"_s, [] { return customerDialogStage(false); }},
        {u"customer-delete"_s, [] { return removalStage(true); }},
        {u"card-charge"_s, chargeStage},
        {u"card-add"_s, [] { return addStage(false); }},
        {u"card-add-done"_s, [] { return addStage(true); }},
        {u"card-remove"_s, [] { return removalStage(false); }},
        {u"recurring"_s, [] { return recurringStage(60); }},
        {u"recurring-nothing"_s, [] { return recurringStage(0); }},
        {u"agreement-charge"_s, agreementChargeStage},
        {u"agreement-set-up"_s, setUpStage},
        {u"agreement-end"_s, revocationStage},
    };
}
