#include "models/agreementtable.h"
#include "models/customermodel.h"
#include "models/customertablemodel.h"
#include "models/inspectormodel.h"
#include "models/paymenttablemodel.h"
#include "models/refundtablemodel.h"
#include "models/workbenchtable.h"
#include "tests/support/pageworld.h"
#include "tests/support/seed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct MaskedWorld : PageWorld
{
    MaskedWorld()
    {
        workspace.mask = &mask;
        lists.generate(30);
        for (qint64 row = 1; row <= 30; ++row)
            addDetails(row);
        refunds.generate(5);
    }

    PrivacyMask mask;
};

/// Everything a table tells of a row, through every role that reaches people.
QString told(const QAbstractItemModel &model, int row)
{
    QString all;
    for (int column = 0; column < model.columnCount(); ++column) {
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole),
                               int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole)})
            all += model.index(row, column).data(role).toString() + u'\n';
    }
    return all;
}

QString amountOf(const PaymentSummary &row)
{
    return DisplayText::amount({row.amount, row.currency}, QLocale());
}

} // namespace

/// Names, e-mail addresses and amounts are nowhere to be read while the mask is on.
class PrivacyMaskTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void paymentsAreMasked();
    void holdsAreMasked();
    void refundsAreMasked();
    void customersAreMasked();
    void agreementsAreMasked();
    void inspectorIsMasked();
    void hidesNothingThatIsNotThere();
};

void PrivacyMaskTest::paymentsAreMasked()
{
    MaskedWorld world;
    PaymentTableModel table(world.workspace);
    table.reload();
    QTRY_COMPARE(table.rowCount(), 30);
    QTRY_VERIFY(table.payment(0).has_value());
    const PaymentSummary row = *table.payment(0);
    QVERIFY(!row.customerName.isEmpty() && !row.customerEmail.isEmpty());
    const QString open = told(table, 0);
    QVERIFY(open.contains(row.customerName) && open.contains(row.customerEmail)
            && open.contains(amountOf(row)));
    QSignalSpy repainted(&table, &QAbstractItemModel::dataChanged);
    world.mask.toggle();
    QCOMPARE(repainted.count(), 1);
    const QString hidden = told(table, 0);
    QVERIFY(!hidden.contains(row.customerName));
    QVERIFY(!hidden.contains(row.customerEmail));
    QVERIFY(!hidden.contains(amountOf(row)));
    QVERIFY(hidden.contains(row.id.value)); // what is needed to talk about it stays
    // Sorting goes by what is there, not by dots.
    const auto name = static_cast<int>(PaymentColumn::Customer);
    QCOMPARE(table.index(0, name).data(PaymentTableModel::SortRole).toString(), row.customerName);
    world.mask.toggle();
    QCOMPARE(told(table, 0), open);
}

void PrivacyMaskTest::holdsAreMasked()
{
    MaskedWorld world;
    WorkbenchTable table(world.workspace);
    table.read();
    QTRY_VERIFY(table.rowCount() > 0 && table.hold(0).has_value());
    const PaymentSummary row = *table.hold(0);
    const QString held = DisplayText::amount({row.capturable, row.currency}, QLocale());
    QVERIFY(told(table, 0).contains(row.customerName) && told(table, 0).contains(held));
    table.setData(table.index(0, 0), Qt::Checked, Qt::CheckStateRole);
    QTRY_VERIFY(table.plan().text().contains(held));
    world.mask.toggle();
    QVERIFY(!told(table, 0).contains(row.customerName));
    QVERIFY(!told(table, 0).contains(held));
    QVERIFY(!table.plan().text().contains(held));
    // Who changes an amount sees which.
    const auto amount = static_cast<int>(WorkbenchTable::Column::ToCapture);
    QVERIFY(table.index(0, amount).data(Qt::EditRole).toString() != PrivacyMask::dots());
}

void PrivacyMaskTest::refundsAreMasked()
{
    MaskedWorld world;
    RefundTableModel table(world.workspace);
    table.setActive(true);
    table.reload();
    QTRY_COMPARE(table.rowCount(), 5);
    const Refund refund = *table.refund(0);
    const QString amount = DisplayText::amount({refund.amount, refund.currency}, QLocale());
    QVERIFY(told(table, 0).contains(amount));
    world.mask.toggle();
    QVERIFY(!told(table, 0).contains(amount));
}

void PrivacyMaskTest::customersAreMasked()
{
    MaskedWorld world;
    world.customerLists.generate(5);
    CustomerTableModel table(world.workspace);
    table.setActive(true);
    table.reload();
    QTRY_VERIFY(table.customer(0).has_value());
    const CustomerSummary row = *table.customer(0);
    QVERIFY(!row.name.isEmpty() && !row.email.isEmpty());
    QVERIFY(told(table, 0).contains(row.name) && told(table, 0).contains(row.email));
    const Customer known = FakeCustomers::sample(row.rowId);
    world.customers.known.insert(known.id, known);
    CustomerModel view(world.workspace);
    view.setCustomer(known.id);
    const auto all = [&] {
        QString text = view.title() + u'\n' + view.subtitle() + u'\n' + view.lifetimeText();
        for (const Fact &fact : view.facts())
            text += u'\n' + fact.value;
        return text;
    };
    QTRY_VERIFY(all().contains(known.texts.name) && all().contains(known.texts.email));
    world.mask.toggle();
    QVERIFY(!told(table, 0).contains(row.name) && !told(table, 0).contains(row.email));
    QVERIFY(!all().contains(known.texts.name) && !all().contains(known.texts.email));
    QVERIFY(all().contains(known.id.value)); // what is needed to talk about it stays
}

void PrivacyMaskTest::agreementsAreMasked()
{
    MaskedWorld world;
    world.recurring.generate(4, world.clock.nowMs());
    Agreement &first = world.recurring.all.first();
    first.customerName = u"Ada Lovelace"_s;
    first.mandate.last.paymentId = {u"pay_1"_s};
    first.mandate.last.amount = 123'45;
    AgreementTable table(world.workspace);
    table.setActive(true);
    table.reload();
    QTRY_VERIFY(table.agreement(0).has_value());
    QVERIFY(told(table, 0).contains(u"Ada Lovelace"_s) && told(table, 0).contains(u"123.45"_s));
    world.mask.toggle();
    QVERIFY(!told(table, 0).contains(u"Ada Lovelace"_s));
    QVERIFY(!told(table, 0).contains(u"123.45"_s));
}

void PrivacyMaskTest::inspectorIsMasked()
{
    MaskedWorld world;
    const PaymentSummary row = world.lists.row(7);
    InspectorModel inspector(world.workspace);
    inspector.setPayment(row.id);
    QTRY_VERIFY(inspector.isCurrent());
    const auto all = [&] {
        QString text = inspector.title() + u'\n' + inspector.subtitle() + u'\n';
        for (const Fact &fact : inspector.facts() + inspector.technicalFacts())
            text += fact.value + u'\n';
        return text;
    };
    QVERIFY(all().contains(row.customerName) && all().contains(row.customerEmail));
    QSignalSpy changed(&inspector, &InspectorModel::changed);
    world.mask.toggle();
    QCOMPARE(changed.count(), 1);
    QVERIFY(!all().contains(row.customerName));
    QVERIFY(!all().contains(row.customerEmail));
    QVERIFY(!all().contains(amountOf(row)));
}

void PrivacyMaskTest::hidesNothingThatIsNotThere()
{
    PrivacyMask mask;
    mask.setOn(true);
    QCOMPARE(masked(&mask, {}), QString());
    QCOMPARE(masked(&mask, u"49.90 EUR"_s), masked(&mask, u"1,204.50 EUR"_s));
    QCOMPARE(masked(nullptr, u"49.90 EUR"_s), u"49.90 EUR"_s);
}

QTEST_GUILESS_MAIN(PrivacyMaskTest)
#include "privacymasktest.moc"
