#include "tests/bench/benchtable.h"

#include "models/paymentfiltermodel.h"
#include "models/paymenttablemodel.h"
#include "services/core/async.h"
#include "tests/bench/guiwatch.h"
#include "tests/bench/tableworld.h"
#include "ui/payments/paymentactions.h"
#include "ui/payments/paymentspage.h"

#include <QEventLoop>
#include <QLineEdit>
#include <QScrollBar>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestMs = 120'000;

class NoActions final : public PaymentActions
{
public:
    void newPayment(QWidget *) override {}
    void capture(const Payment &, QWidget *) override {}
    void captureMany(const QList<qint64> &, QWidget *) override {}
    void captureAmounts(const QList<qint64> &, const QHash<qint64, qint64> &, QWidget *) override {}
    void importManifest(const QString &, QWidget *) override {}
    void voidPayment(const Payment &, QWidget *) override {}
    void refund(const Payment &, QWidget *) override {}
    void verify(const PaymentId &, QWidget *) override {}
    void newCustomer(QWidget *) override {}
    void editCustomer(const Customer &, QWidget *) override {}
    void deleteCustomer(const Customer &, QWidget *) override {}
    void addMethod(const Customer &, QWidget *) override {}
    void chargeMethod(const Customer &, const SavedMethod &, QWidget *) override {}
    void removeMethod(const SavedMethod &, QWidget *) override {}
    void setUpAgreement(const Customer &, const SavedMethod &, QWidget *) override {}
    void chargeAgreement(const Agreement &, QWidget *) override {}
    void revokeAgreement(const Agreement &, QWidget *) override {}
};

/// A page on the screen, with settings that are thrown away.
class ShownPage
{
public:
    explicit ShownPage(TableWorld &world)
        : m_settings(m_directory.filePath(u"settings.ini"_s), QSettings::IniFormat)
        , m_page(std::make_unique<PaymentsPage>(world.workspace(), m_settings, m_actions, nullptr))
    {
        m_page->resize(1280, 720);
    }

    PaymentsPage &page() { return *m_page; }
    QTableView &view() { return *m_page->findChild<QTableView *>(); }
    bool waitUntilComplete()
    {
        return QTest::qWaitFor([this] { return m_page->table().isComplete(); }, kLongestMs);
    }

private:
    QTemporaryDir m_directory;
    QSettings m_settings;
    NoActions m_actions;
    std::unique_ptr<PaymentsPage> m_page;
};

/// Hears when a viewport was painted with the row of an index loaded.
class PaintWatch final : public QObject
{
public:
    PaintWatch(QTableView &view, const PaymentTableModel &model) : m_view(view), m_model(model)
    {
        view.viewport()->installEventFilter(this);
    }

    bool waitForRow(int row)
    {
        m_row = row;
        m_seen = false;
        m_view.viewport()->update();
        QTimer latest;
        latest.setSingleShot(true);
        QObject::connect(&latest, &QTimer::timeout, &m_loop, &QEventLoop::quit);
        latest.start(kLongestMs);
        m_loop.exec(); // polling would add its own steps to what is measured
        return m_seen;
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_model.rowCount() > m_row
            && m_model.payment(m_row).has_value()) {
            m_seen = true;
            m_loop.quit(); // it returns when this event, and so the painting, is over
        }
        return false;
    }

private:
    QTableView &m_view;
    const PaymentTableModel &m_model;
    QEventLoop m_loop;
    int m_row = 0;
    bool m_seen = false;
};

double firstPaintMs(TableWorld &world)
{
    ShownPage shown(world);
    PaintWatch watch(shown.view(), shown.page().table());
    QElapsedTimer timer;
    timer.start();
    shown.page().show();
    watch.waitForRow(0);
    const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    shown.waitUntilComplete();
    return ms;
}

void benchFirstPaint(BenchReport &report, const QList<TableWorld *> &worlds)
{
    QList<QList<double>> times(worlds.size());
    for (int round = 0; round < 6; ++round) {
        for (qsizetype i = 0; i < worlds.size(); ++i) {
            const double ms = firstPaintMs(*worlds.at(i));
            if (round > 0) // the first opens connections and fills caches
                times[i].append(ms);
        }
    }
    const double reference = percentile(times.at(0), 0.5);
    report.atMostTimes(u"first_paint"_s, u"1,000,000 : 10,000"_s, percentile(times.at(1), 0.5),
                       reference, u"ms"_s, 1.5);
    report.atMostTimes(u"first_paint"_s, u"5,000,000 : 10,000"_s, percentile(times.at(2), 0.5),
                       reference, u"ms"_s, 1.5);
}

void benchJumps(BenchReport &report, TableWorld &world, GuiWatch &application)
{
    ShownPage shown(world);
    PaintWatch watch(shown.view(), shown.page().table());
    shown.page().show();
    watch.waitForRow(0);
    shown.waitUntilComplete();
    application.forgetLongest();
    std::mt19937 random(7);
    const PaymentTableModel &model = shown.page().table();
    QList<double> jumps;
    for (int i = 0; i < 300; ++i) {
        const int row = static_cast<int>(random() % static_cast<unsigned>(model.rowCount()));
        QElapsedTimer timer;
        timer.start();
        shown.view().scrollTo(model.index(row, 0), QAbstractItemView::PositionAtTop);
        watch.waitForRow(row);
        jumps.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    report.atMost(u"random_jump"_s, u"p99, 5,000,000"_s, percentile(jumps, 0.99), u"ms"_s, 25);
    shown.view().setFocus();
    shown.view().setCurrentIndex(model.index(0, 0));
    QList<double> pages;
    for (int i = 0; i < 300; ++i) {
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(&shown.view(), Qt::Key_PageDown);
        watch.waitForRow(shown.view().rowAt(0));
        pages.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    report.atMost(u"random_jump"_s, u"page down p99"_s, percentile(pages, 0.99), u"ms"_s, 25);
    report.atMost(u"random_jump"_s, u"longest frame"_s, application.longestMs(), u"ms"_s, 50);
}

/// Every sortable column both ways, and filters of different width.
QList<PaymentQuery> differentQueries()
{
    QList<PaymentQuery> queries;
    for (const PaymentColumn column :
         {PaymentColumn::Status, PaymentColumn::Amount, PaymentColumn::Currency,
          PaymentColumn::OrderReference, PaymentColumn::Customer, PaymentColumn::Method,
          PaymentColumn::Created, PaymentColumn::Connector, PaymentColumn::Captured,
          PaymentColumn::CaptureBefore, PaymentColumn::Updated}) {
        for (const bool descending : {true, false})
            queries.append({{}, column, descending});
    }
    const auto filtered = [&](const std::function<void(PaymentFilter &)> &narrow) {
        PaymentQuery query;
        narrow(query.filter);
        queries.append(query);
        query.sortBy = PaymentColumn::Amount;
        queries.append(query);
    };
    filtered([](PaymentFilter &f) { f.statuses = {PaymentStatus::RequiresCapture}; });
    filtered([](PaymentFilter &f) { f.statuses = {PaymentStatus::Conflicted}; });
    filtered([](PaymentFilter &f) { f.statuses = {PaymentStatus::Succeeded}; });
    filtered([](PaymentFilter &f) { f.currencies = {Currency::Jpy}; });
    filtered([](PaymentFilter &f) { f.last4 = u"4242"_s; });
    filtered([](PaymentFilter &f) { f.brands = {CardBrand::AmericanExpress}; });
    filtered([](PaymentFilter &f) { f.orderReferencePrefix = u"A-1"_s; });
    filtered([](PaymentFilter &f) { f.customerPrefix = u"a"_s; });
    filtered([](PaymentFilter &f) { f.outcomeUnknown = true; });
    filtered([](PaymentFilter &f) { f.amountFrom = 10'000, f.amountTo = 10'100; });
    return queries;
}

double firstPageMs(TableWorld &world, const PaymentQuery &query)
{
    Workspace &workspace = world.workspace();
    QElapsedTimer timer;
    timer.start();
    QEventLoop loop;
    const auto answered = [&loop](const Result<QList<PaymentSummary>> &page) {
        loop.exit(page ? 0 : 1);
    };
    whenDone(workspace.lists.firstPage(workspace.caller.merchantId, query, 128), &loop, answered);
    if (loop.exec() != 0)
        qFatal("a page was not answered");
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void benchQueries(BenchReport &report, TableWorld &small, TableWorld &large)
{
    QList<double> smallMs;
    QList<double> largeMs;
    for (int round = 0; round < 4; ++round) {
        for (const PaymentQuery &query : differentQueries()) {
            const double few = firstPageMs(small, query);
            const double many = firstPageMs(large, query);
            if (round == 0)
                continue;
            smallMs.append(few);
            largeMs.append(many);
        }
    }
    report.atMost(u"sort_filter"_s, u"p95, 1,000,000"_s, percentile(largeMs, 0.95), u"ms"_s, 100);
    report.atMostTimes(u"sort_filter"_s, u"1,000,000 : 10,000"_s, percentile(largeMs, 0.95),
                       percentile(smallMs, 0.95), u"ms"_s, 3);
}

void benchSearch(BenchReport &report, TableWorld &world)
{
    PaymentFilterModel filter(world.workspace());
    QList<double> pages;
    for (const auto &typed : {u"4242"_s, u"49.90"_s, u"an mu"_s, u"maria"_s, u"A-10007"_s, u"j"_s,
                              u"status:hold"_s, u"anna.m@"_s}) {
        for (qsizetype length = 1; length <= typed.size(); ++length) {
            filter.setSearch(typed.left(length));
            PaymentQuery query;
            query.filter = filter.filter();
            pages.append(firstPageMs(world, query));
        }
    }
    report.atMost(u"search"_s, u"p95, 1,000,000"_s, percentile(pages, 0.95), u"ms"_s, 50);

    ShownPage shown(world);
    PaintWatch watch(shown.view(), shown.page().table());
    shown.page().show();
    watch.waitForRow(0);
    shown.waitUntilComplete();
    shown.page().focusSearch();
    auto *box = shown.page().findChild<QLineEdit *>(u"search"_s);
    QList<double> keys;
    for (const auto &typed : {u"4242"_s, u"maria"_s, u"A-10007"_s, u"status:hold"_s}) {
        for (const QChar c : typed) {
            QElapsedTimer timer;
            timer.start();
            QTest::keyClick(box, c.toLatin1());
            keys.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            QTest::qWait(30);
        }
        box->clear();
        QTest::qWait(200);
    }
    report.atMost(u"search"_s, u"GUI thread a key, p95"_s, percentile(keys, 0.95), u"ms"_s, 1);
}

} // namespace

void benchTable(BenchReport &report, GuiWatch &application)
{
    const QString smallFile = TableWorld::fileWith(10'000);
    const QString largeFile = TableWorld::fileWith(1'000'000);
    const QString hugeFile = TableWorld::fileWith(5'000'000);
    TableWorld::indexWords(smallFile);
    TableWorld::indexWords(largeFile);
    TableWorld small(smallFile);
    TableWorld large(largeFile);
    TableWorld huge(hugeFile);
    benchFirstPaint(report, {&small, &large, &huge});
    benchJumps(report, huge, application);
    benchQueries(report, small, large);
    benchSearch(report, large);
}
