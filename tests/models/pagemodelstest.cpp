#include "models/displaytext.h"
#include "models/inspectormodel.h"
#include "models/paymentfiltermodel.h"
#include "models/paymenttablemodel.h"
#include "models/rowcopier.h"
#include "models/selectiontotals.h"
#include "models/windowstate.h"
#include "models/workcounters.h"
#include "tests/support/pageworld.h"
#include "tests/support/seed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

} // namespace

class TestPageModels : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }

    void viewSearchAndColumnsAllApply()
    {
        PageWorld world;
        SavedViews views(world.settings);
        PaymentFilterModel model(world.workspace);
        QSignalSpy changed(&model, &PaymentFilterModel::filterChanged);
        model.setView(views.views().at(1)); // to capture
        QCOMPARE(changed.size(), 1);
        model.setSearch(u"4242"_s);
        model.setColumnFilter(PaymentColumn::Currency, u"eur"_s);
        QCOMPARE(changed.size(), 3);
        QCOMPARE(model.filter().statuses.size(), 3);
        QCOMPARE(model.filter().search.text, u"4242"_s);
        QCOMPARE(model.filter().currencies, QList<Currency>{Currency::Eur});
        QVERIFY(model.isNarrowed());
        model.setColumnFilter(PaymentColumn::Currency, u"euro"_s);
        QVERIFY(!model.columnProblem(PaymentColumn::Currency).isEmpty());
        QVERIFY(model.filter().currencies.isEmpty());
        model.clear();
        QVERIFY(!model.isNarrowed());
        QCOMPARE(model.filter().statuses.size(), 3); // the view stays
    }

    void savedViewsComeBack()
    {
        PageWorld world;
        {
            SavedViews views(world.settings);
            PaymentFilterModel model(world.workspace);
            model.setView(views.views().at(1));
            model.setSearch(u"keller"_s);
            model.setColumnFilter(PaymentColumn::Amount, u"10..50"_s);
            SavedView view = model.view(u"  Keller's   holds "_s);
            view.sortBy = PaymentColumn::Amount;
            view.descending = false;
            QCOMPARE(views.add(view), 4);
            QCOMPARE(views.add(model.view(u"  "_s)), -1);
            views.remove(0); // a built-in view stays
            QCOMPARE(views.views().size(), 5);
        }
        SavedViews again(world.settings);
        QCOMPARE(again.views().size(), 5);
        const SavedView &view = again.views().last();
        QCOMPARE(view.name, u"Keller's holds"_s);
        QCOMPARE(view.search, u"keller"_s);
        QCOMPARE(view.columnFilters.value(PaymentColumn::Amount), u"10..50"_s);
        QCOMPARE(view.sortBy, PaymentColumn::Amount);
        QVERIFY(!view.descending);
        QVERIFY(view.base == again.views().at(1).base);
        again.remove(4);
        QCOMPARE(SavedViews(world.settings).views().size(), 4);
    }

    void totalsAreReadOncePerSelection()
    {
        PageWorld world;
        world.lists.generate(20);
        SelectionTotals totals(world.workspace);
        totals.setRowIds({1});
        totals.setRowIds({1, 2});
        totals.setRowIds({5, 10, 2}); // EUR, EUR, USD
        QTRY_COMPARE(world.lists.totalsAsked, QList<QList<qint64>>({{5, 10, 2}}));
        const qint64 euros =
            FakePaymentLists::sample(5).amount + FakePaymentLists::sample(10).amount;
        const QString wanted =
            u"3 selected: %1.%2 EUR"_s.arg(euros / 100).arg(euros % 100, 2, 10, QLatin1Char('0'));
        QTRY_VERIFY2(plain(totals.text()).remove(u',').startsWith(wanted),
                     qPrintable(totals.text()));
        QVERIFY(totals.text().contains(u" + "_s)); // never added across currencies
        totals.setRowIds({});
        QCOMPARE(totals.text(), u"0 selected"_s);
    }

    void lateTotalsAreDropped()
    {
        PageWorld world;
        world.lists.generate(20);
        world.lists.totalsAnswers.hold = true;
        SelectionTotals totals(world.workspace);
        totals.setRowIds({1, 2});
        QTRY_COMPARE(world.lists.totalsAnswers.waiting(), 1);
        totals.setRowIds({3});
        QTRY_COMPARE(world.lists.totalsAnswers.waiting(), 2);
        world.lists.totalsAnswers.answerLast();
        const QString amount = shownAmount(3);
        QTRY_VERIFY(totals.text().contains(amount));
        const QString shown = totals.text();
        world.lists.totalsAnswers.answerNext();
        QTest::qWait(20);
        QCOMPARE(totals.text(), shown);
    }

    void countersCountWorkLeft()
    {
        PageWorld world;
        world.lists.generate(440);
        WorkCounters counters(world.workspace);
        counters.read();
        QTRY_VERIFY(counters.notKnownYet() > 0);
        QTRY_VERIFY(counters.expiring() > 0);
        QVERIFY(counters.notKnownYetText().endsWith(u"not known yet"_s));
        qint64 unknown = 0;
        for (qint64 rowId = 1; rowId <= 440; ++rowId)
            unknown += FakePaymentLists::sample(rowId).outcomeUnknown ? 1 : 0;
        QCOMPARE(counters.notKnownYet(), unknown);
    }

    void theInspectorFollowsAPayment()
    {
        PageWorld world;
        world.lists.generate(20);
        world.addDetails(12); // held
        InspectorModel model(world.workspace);
        const PaymentId id = FakePaymentLists::sample(12).id;
        QSignalSpy changed(&model, &InspectorModel::changed);
        model.setPayment(id);
        QTRY_VERIFY(model.isCurrent());
        QVERIFY(model.allows(PaymentLookup::Purpose::Capture));
        QVERIFY(!model.allows(PaymentLookup::Purpose::Verify));
        world.payments.details[id].payment.status = PaymentStatus::Succeeded;
        emit world.events.paymentChanged(id, 12);
        emit world.events.paymentChanged(id, 12); // a burst is read once
        QTRY_VERIFY(!model.allows(PaymentLookup::Purpose::Capture));
        QCOMPARE(world.payments.found.size(), 2);
        model.setPayment({});
        QVERIFY(!model.details());
    }

    void whatIsNotKnownLocksEverythingButAsking()
    {
        PageWorld world;
        world.lists.generate(20);
        PaymentSummary &row = world.lists.row(12);
        row.outcomeUnknown = true;
        world.addDetails(12);
        Operation operation;
        operation.kind = OperationKind::Capture;
        operation.state = OperationState::Unknown;
        operation.amount = 4990;
        operation.nextCheckAtMs = world.clock.nowMs() + 30'000;
        operation.lastSentAtMs = world.clock.nowMs() - 30'000;
        operation.sendCount = 2;
        operation.checkCount = 3;
        world.payments.details[row.id].operations.append(operation);
        InspectorModel model(world.workspace);
        model.setPayment(row.id);
        QTRY_VERIFY(model.isCurrent());
        QVERIFY(!model.allows(PaymentLookup::Purpose::Capture));
        QVERIFY(!model.allows(PaymentLookup::Purpose::Void));
        QVERIFY(model.mayAskProcessor());
        QCOMPARE(model.notKnownYet().size(), 1);
        QVERIFY(model.notKnownYet().first().title.startsWith(u"Capture of "_s));
        // When it is asked again, in the zone shown: Berlin is two hours ahead in May.
        QVERIFY2(model.notKnownYet().first().explanation.contains(u"22:27:10"_s),
                 qPrintable(model.notKnownYet().first().explanation));
        QVERIFY(model.notKnownYet().first().explanation.contains(u"Sent 2 times"_s));
        QVERIFY(model.notKnownYet().first().explanation.endsWith(u"Asked 3 times since."_s));
        // The processor says something else than was asked: a person has to look.
        PaymentDetails &details = world.payments.details[row.id];
        details.payment.outcomeUnknown = false;
        details.payment.status = PaymentStatus::Conflicted;
        details.operations.last().state = OperationState::Integrity;
        model.reload();
        QTRY_VERIFY(!model.notKnownYet().isEmpty()
                    && model.notKnownYet().first().title.endsWith(u"does not match"_s));
        QVERIFY(model.allows(PaymentLookup::Purpose::Void));
        QVERIFY(model.notKnownYet().first().explanation.contains(u"release it with V"_s));
    }

    void refundsAreWords()
    {
        PageWorld world;
        world.lists.generate(20);
        world.addDetails(12);
        PaymentDetails &details = world.payments.details[FakePaymentLists::sample(12).id];
        details.payment.status = PaymentStatus::Succeeded;
        details.payment.captured = 6000;
        details.payment.refunded = 2000;
        details.payment.refundPending = 1000;
        Refund done = FakeRefunds::sample(2);
        done.amount = 2000;
        Refund planned = done;
        planned.amount = 1000;
        planned.status = RefundStatus::Pending;
        planned.dueAtMs = world.clock.nowMs() + 24 * 3'600'000;
        planned.reason = u"duplicate"_s;
        details.refunds = {done, planned};
        InspectorModel model(world.workspace);
        model.setPayment(details.payment.id);
        QTRY_VERIFY(model.isCurrent());
        QVERIFY(model.allows(PaymentLookup::Purpose::Refund));
        const QList<RefundEntry> entries = model.refunds();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.at(0).state, RefundState::Planned); // the newest first
        QVERIFY(entries.at(0).due.startsWith(u"Goes back: "_s));
        QCOMPARE(entries.at(0).reason, u"The order was placed twice"_s);
        QCOMPARE(entries.at(1).state, RefundState::Done);
        QVERIFY(entries.at(1).time.endsWith(u"Robin"_s));
        QVERIFY(entries.at(1).due.isEmpty() && entries.at(1).problem.isEmpty());
        details.payment.refundPending = 4000;
        emit world.events.paymentChanged(details.payment.id, 12);
        QTRY_VERIFY(!model.allows(PaymentLookup::Purpose::Refund));
    }

    void captureByItselfIsAnnounced()
    {
        PageWorld world;
        world.lists.generate(20);
        world.addDetails(12); // held
        Payment &payment = world.payments.details[FakePaymentLists::sample(12).id].payment;
        InspectorModel model(world.workspace);
        model.setPayment(payment.id);
        QTRY_VERIFY(model.isCurrent());
        QVERIFY(model.scheduleText().isEmpty());
        payment.captureMethod = CaptureMethod::Scheduled;
        payment.captureOnMs = world.clock.nowMs() + 24 * 3'600'000;
        model.reload();
        QTRY_VERIFY(!model.scheduleText().isEmpty());
        QVERIFY2(model.scheduleText().contains(u"Fri 22:26"_s), qPrintable(model.scheduleText()));
        QVERIFY(model.allows(PaymentLookup::Purpose::Capture)); // and may be captured before
        QVERIFY(model.allows(PaymentLookup::Purpose::Void));
        payment.status = PaymentStatus::Succeeded;
        model.reload();
        QTRY_VERIFY(model.scheduleText().isEmpty());
    }

    void timelineAndAttemptsAreWords()
    {
        PageWorld world;
        world.lists.generate(20);
        world.addDetails(4); // failed
        PaymentDetails &details = world.payments.details[FakePaymentLists::sample(4).id];
        PaymentStep step;
        step.atMs = world.clock.nowMs();
        step.event = u"declined"_s;
        step.actor = u"processor"_s;
        step.status = PaymentStatus::Failed;
        step.amount = details.payment.amount;
        step.code = u"insufficient_funds"_s;
        details.steps = {step, step};
        Attempt attempt;
        attempt.status = AttemptStatus::Failure;
        attempt.connector = u"simulator"_s;
        attempt.error.category = u"insufficient_funds"_s;
        details.attempts = {attempt};
        InspectorModel model(world.workspace);
        model.setPayment(details.payment.id);
        QTRY_COMPARE(model.timeline().size(), 2);
        QCOMPARE(model.timeline().first().event, u"Declined (insufficient funds)"_s);
        QCOMPARE(model.timeline().first().result, u"Failed"_s);
        QCOMPARE(model.timeline().first().time, u"28 May 2026 22:26:40"_s);
        QCOMPARE(model.timeline().last().time, u"22:26:40"_s); // the date is said once
        QCOMPARE(model.attempts().first().title, u"1. Simulated bank – Failed"_s);
        QVERIFY(model.attempts().first().meaning.contains(u"not now (insufficient funds)"_s));
    }

    void copiesRowsWithNames()
    {
        PageWorld world;
        world.lists.generate(300);
        world.lists.row(200).customerName = u"Tab\tand\nline"_s;
        PaymentTableModel table(world.workspace);
        RowCopier copier(world.workspace, table);
        QSignalSpy ready(&copier, &RowCopier::ready);
        copier.copy({200, 1}, {PaymentColumn::OrderReference, PaymentColumn::Customer});
        QTRY_COMPARE(ready.size(), 1);
        QCOMPARE(ready.first().first().toString(),
                 u"Order ref\tCustomer\nA-100200\tTab and line\nA-100001\t%1"_s.arg(
                     FakePaymentLists::sample(1).customerName));
        QSignalSpy tooMany(&copier, &RowCopier::tooMany);
        copier.copy(QList<qint64>(RowCopier::kMostRows + 1, 1), {PaymentColumn::Customer});
        QCOMPARE(tooMany.size(), 1);
    }

    void theWindowTellsOfTrouble()
    {
        PageWorld world;
        WindowState state(world.workspace);
        QVERIFY(state.storageText().isEmpty());
        emit world.events.storageTrouble(u"disk full"_s);
        QTRY_VERIFY(state.storageText().contains(u"disk full"_s));
        emit world.events.storageTrouble({});
        QTRY_VERIFY(state.storageText().isEmpty());
        emit world.events.recoveryProgress(2);
        QTRY_VERIFY(state.recoveryText().contains(u"2 payments"_s));
        world.lists.progress = {10, 1'204};
        state.readSearchProgress();
        QTRY_COMPARE(state.searchText(), u"Search is catching up: 1,204 to go"_s);
        world.lists.progress = {1'214, 0};
        QTRY_VERIFY(state.searchText().isEmpty()); // it looks again by itself
    }

private:
    static QString shownAmount(qint64 rowId)
    {
        const PaymentSummary row = FakePaymentLists::sample(rowId);
        return DisplayText::money({row.amount, row.currency}, QLocale());
    }
};

QTEST_GUILESS_MAIN(TestPageModels)
#include "pagemodelstest.moc"
