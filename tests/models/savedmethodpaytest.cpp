#include "models/paymenteditor.h"
#include "tests/support/editorworld.h"
#include "tests/support/fakecustomers.h"
#include "tests/support/fakevault.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Step = NewPaymentEditor::Step;

namespace {

struct KeepWorld : EditorWorld
{
    KeepWorld()
    {
        workspace.vault = &vault;
        workspace.methods = &methods;
        vault.now = {VaultState::Open, {}, KeyPlace::Keychain};
        stored.status = PaymentStatus::RequiresConfirmation;
        stored.merchantId = workspace.caller.merchantId;
        stored.amount = stored.netAmount = 4000;
        stored.version = 1;
    }

    /// An editor at the method step, the customer named or not.
    std::unique_ptr<NewPaymentEditor> atMethod(const QString &customer)
    {
        auto editor = std::make_unique<NewPaymentEditor>(workspace);
        stored.id = editor->paymentId();
        payments.createAnswers.standing = CreatedPayment{stored, {}};
        PaymentDraft draft;
        draft.amount = 4000;
        editor->setDraft(draft);
        editor->next();
        [&] { QTRY_COMPARE(editor->step(), Step::Customer); }();
        draft = editor->draft();
        draft.customer.id = {customer};
        draft.customer.name = u"Maria Keller"_s;
        stored.customer = draft.customer;
        payments.updateAnswers.standing = stored;
        editor->setDraft(draft);
        editor->next();
        [&] { QTRY_COMPARE(editor->step(), Step::Method); }();
        return editor;
    }

    FakeVault vault{events};
    FakeSavedMethods methods;
    Payment stored;
};

} // namespace

/// Keeping the card of a new payment, and paying with one that was kept.
class SavedMethodPayTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void keepingNeedsCustomerAndVault();
    void choiceIsSentAndAgreedTo();
    void paysWithASavedCard();
    void expiredOnesAreNotOffered();
    void lockedVaultIsSaid();
    void withoutAVaultNothingIsAsked();
};

void SavedMethodPayTest::keepingNeedsCustomerAndVault()
{
    KeepWorld world;
    const auto nameless = world.atMethod({});
    QTRY_VERIFY(nameless->whyNotKept().contains(u"customer ID"_s));
    const auto editor = world.atMethod(u"cus_1"_s);
    QTRY_VERIFY(editor->whyNotKept().isEmpty());
    world.vault.set({VaultState::Locked, {ErrorCode::VaultLocked}});
    QTRY_VERIFY(editor->whyNotKept().contains(u"locked"_s));
    world.vault.set({});
    QTRY_VERIFY(editor->whyNotKept().contains(u"no vault"_s));
}

void SavedMethodPayTest::choiceIsSentAndAgreedTo()
{
    KeepWorld world;
    const auto editor = world.atMethod(u"cus_1"_s);
    PaymentDraft draft = editor->draft();
    draft.futureUsage = FutureUsage::OffSession;
    editor->setDraft(draft);
    QVERIFY(editor->hasUnsavedInput());
    world.stored.futureUsage = FutureUsage::OffSession;
    world.stored.paymentMethod = u"card"_s;
    world.payments.updateAnswers.standing = world.stored;
    editor->next();
    QTRY_COMPARE(editor->step(), Step::Confirm);
    QCOMPARE(world.payments.updated.back().futureUsage, FutureUsage::OffSession);
    QVERIFY(editor->keepSentence().contains(u"without the customer"_s));
    CardDetails card;
    card.number = Pan("4242424242424242");
    card.cvc = Cvc("123");
    card.expiryMonth = 12;
    card.expiryYear = 2030;
    editor->confirm(std::move(card));
    QTRY_COMPARE(world.payments.confirmed.size(), size_t(1));
    const ConfirmPayment &sent = world.payments.confirmed.front();
    QVERIFY(sent.acceptance.has_value());
    QCOMPARE(sent.acceptance->type, AcceptanceType::Offline);
    QCOMPARE(sent.acceptance->acceptedAtMs, world.clock.nowMs());
}

void SavedMethodPayTest::paysWithASavedCard()
{
    KeepWorld world;
    world.methods.keepVisa({u"cus_1"_s});
    world.methods.keepVisa({u"cus_2"_s});
    const auto editor = world.atMethod(u"cus_1"_s);
    QTRY_COMPARE(editor->savedMethods().size(), 1);
    QVERIFY(!editor->chosenMethod());
    QVERIFY(editor->whyNotSaved().isEmpty());
    editor->chooseMethod({u"pm_2"_s}); // another customer's
    QVERIFY(!editor->chosenMethod());
    editor->chooseMethod({u"pm_1"_s});
    QVERIFY(editor->chosenMethod());
    QVERIFY(NewPaymentEditor::methodText(*editor->chosenMethod()).endsWith(u"4242, 12/30"_s));
    world.stored.paymentMethod = u"card"_s;
    world.payments.updateAnswers.standing = world.stored;
    editor->next();
    QTRY_COMPARE(editor->step(), Step::Confirm);
    editor->confirmSaved(Cvc("737"));
    QTRY_COMPARE(world.payments.confirmed.size(), size_t(1));
    const ConfirmPayment &sent = world.payments.confirmed.front();
    QCOMPARE(sent.paymentMethodId.value, u"pm_1"_s);
    QVERIFY(!sent.card.has_value());
    QCOMPARE(sent.cvc.reveal(), "737"_ba);
    QVERIFY(!sent.acceptance.has_value());
    QCOMPARE(sent.clientOperationId, editor->operationId());
}

void SavedMethodPayTest::expiredOnesAreNotOffered()
{
    KeepWorld world;
    world.methods.keepVisa({u"cus_1"_s});
    world.methods.keepVisa({u"cus_1"_s});
    world.methods.all.first().card.expiryYear = 2026;
    world.methods.all.first().card.expiryMonth = 10;
    const auto editor = world.atMethod(u"cus_1"_s);
    QTRY_COMPARE(editor->savedMethods().size(), 1);
    QCOMPARE(editor->savedMethods().first().id.value, u"pm_2"_s);
}

void SavedMethodPayTest::lockedVaultIsSaid()
{
    KeepWorld world;
    world.methods.keepVisa({u"cus_1"_s});
    world.vault.now = {VaultState::Locked, {ErrorCode::VaultLocked}};
    const auto editor = world.atMethod(u"cus_1"_s);
    QTRY_COMPARE(editor->savedMethods().size(), 1);
    QVERIFY(editor->whyNotSaved().contains(u"locked"_s));
    world.vault.set({VaultState::Open, {}});
    QTRY_VERIFY(editor->whyNotSaved().isEmpty());
}

void SavedMethodPayTest::withoutAVaultNothingIsAsked()
{
    KeepWorld world;
    world.workspace.vault = nullptr;
    world.workspace.methods = nullptr;
    world.methods.keepVisa({u"cus_1"_s});
    const auto editor = world.atMethod(u"cus_1"_s);
    QVERIFY(!editor->knowsVault());
    QVERIFY(!editor->whyNotKept().isEmpty());
    QVERIFY(editor->savedMethods().isEmpty());
}

QTEST_GUILESS_MAIN(SavedMethodPayTest)
#include "savedmethodpaytest.moc"
