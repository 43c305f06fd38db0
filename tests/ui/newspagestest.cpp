#include "tests/support/fakenews.h"
#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/disputes/disputespage.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"
#include "ui/webhooks/webhookspage.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct NewsPages
{
    explicit NewsPages(bool filled = true) : theme(*qApp, world.settings)
    {
        if (filled)
            fillNews(disputes, webhooks, incoming, world.clock.nowMs());
        world.workspace.disputes = &disputes;
        world.workspace.webhooks = &webhooks;
        world.workspace.incoming = &incoming;
        window = std::make_unique<MainWindow>(world.workspace, world.time, world.settings, theme,
                                              actions);
        window->resize(1280, 720);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qWarning("the window did not become active");
    }
    void go(const char *keys)
    {
        window->findChild<DataTable *>(u"paymentsTable"_s)->setFocus();
        QTest::keyClicks(window->focusWidget(), QString::fromLatin1(keys));
    }
    template <class T>
    T *find(const QString &name) const
    {
        return window->findChild<T *>(name);
    }
    QString picture(const QString &name) const
    {
        const QString folder = qEnvironmentVariable("ORCHESTRATORX_PICTURES");
        if (!folder.isEmpty())
            window->grab().save(folder + u'/' + name + u".png"_s);
        return folder;
    }

    PageWorld world;
    FakeDisputes disputes;
    FakeWebhooks webhooks;
    FakeIncoming incoming;
    RecordedActions actions;
    Theme theme;
    std::unique_ptr<MainWindow> window;
};

} // namespace

/// Disputes and webhooks, by mouse and key.
class NewsPagesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void disputesAreReachedByKey();
    void deadlinesAreShown();
    void evidenceIsGatheredAndSubmitted();
    void acceptingAsksFirst();
    void decidedOnesTakeNoAnswer();
    void refusedAnswerSaysWhy();
    void emptyAndFilteredLists();
    void failureIsShown();
    void webhooksShowTheirPayload();
    void webhookIsSentAgain();
    void incomingAreWorkedOffAgain();
    void emptyWebhooks();
};

void NewsPagesTest::disputesAreReachedByKey()
{
    NewsPages pages;
    pages.go("gd");
    QTRY_VERIFY(pages.window->disputesPage()->isVisible());
    QTRY_COMPARE(pages.window->disputesPage()->table().rowCount(), 5);
    QTRY_VERIFY(pages.find<DataTable>(u"disputesTable"_s)->hasFocus());
    pages.picture(u"disputes"_s);
}

void NewsPagesTest::deadlinesAreShown()
{
    NewsPages pages;
    pages.go("gd");
    const DisputeTableModel &table = pages.window->disputesPage()->table();
    QTRY_COMPARE(table.rowCount(), 5);
    const auto text = [&table](int row, DisputeColumn column) {
        return table.index(row, static_cast<int>(column)).data().toString();
    };
    QVERIFY(text(0, DisputeColumn::RespondBy).contains(u"9 hours"));
    QVERIFY(table.index(0, 0).data(DisputeTableModel::UrgentRole).toBool());
    QVERIFY(!table.index(1, 0).data(DisputeTableModel::UrgentRole).toBool());
    QCOMPARE(text(0, DisputeColumn::State), u"Needs an answer"_s);
    QCOMPARE(text(3, DisputeColumn::State), u"Won"_s);
    QCOMPARE(text(4, DisputeColumn::State), u"Lost"_s);
    QCOMPARE(text(3, DisputeColumn::RespondBy), QString()); // nothing is wanted any more
    for (int column = 0; column < table.columnCount(); ++column)
        QVERIFY(!table.index(0, column).data(Qt::AccessibleTextRole).toString().isEmpty());
}

void NewsPagesTest::evidenceIsGatheredAndSubmitted()
{
    NewsPages pages;
    pages.go("gd");
    QTRY_COMPARE(pages.window->disputesPage()->table().rowCount(), 5);
    pages.find<DataTable>(u"disputesTable"_s)->chooseRow(0);
    auto *submit = pages.find<QPushButton>(u"submitEvidence"_s);
    auto *text = pages.find<QPlainTextEdit>(u"evidenceText"_s);
    auto *keep = pages.find<QPushButton>(u"keepEvidence"_s);
    QTRY_VERIFY(text->isVisible());
    QVERIFY(!submit->isEnabled()); // there is none yet
    QVERIFY(!keep->isEnabled());
    text->setFocus();
    QTest::keyClicks(text, u"The parcel was signed for."_s);
    QVERIFY(keep->isEnabled());
    QTest::mouseClick(keep, Qt::LeftButton);
    auto *evidence = pages.find<QListWidget>(u"disputeEvidence"_s);
    QTRY_COMPARE(evidence->count(), 1);
    QVERIFY(evidence->item(0)->text().contains(u"The parcel was signed for."));
    QVERIFY(text->toPlainText().isEmpty());
    QTRY_VERIFY(submit->isEnabled());
    pages.picture(u"dispute-evidence"_s);
    evidence->setCurrentRow(0);
    QTRY_VERIFY(pages.find<QPushButton>(u"removeEvidence"_s)->isEnabled());
    QTest::mouseClick(submit, Qt::LeftButton);
    QTRY_COMPARE(pages.disputes.calls, (QStringList{u"attach uncategorized_text"_s, u"submit"_s}));
    QTRY_VERIFY(
        pages.find<MessageBar>(u"disputesMessage"_s)->text().contains(u"with the processor"));
}

void NewsPagesTest::acceptingAsksFirst()
{
    NewsPages pages;
    pages.go("gd");
    QTRY_COMPARE(pages.window->disputesPage()->table().rowCount(), 5);
    pages.find<DataTable>(u"disputesTable"_s)->chooseRow(0);
    auto *accept = pages.find<QPushButton>(u"acceptDispute"_s);
    QTRY_VERIFY(accept->isVisible() && accept->isEnabled());
    QTest::mouseClick(accept, Qt::LeftButton);
    QTRY_VERIFY(pages.find<QMessageBox>(u"acceptQuestion"_s));
    auto *box = pages.find<QMessageBox>(u"acceptQuestion"_s);
    QTRY_VERIFY(box->isVisible());
    QTest::keyClick(box, Qt::Key_Escape);
    QTRY_VERIFY(!pages.find<QMessageBox>(u"acceptQuestion"_s));
    QVERIFY(pages.disputes.calls.isEmpty());
    QTest::mouseClick(accept, Qt::LeftButton);
    QTRY_VERIFY(pages.find<QMessageBox>(u"acceptQuestion"_s));
    box = pages.find<QMessageBox>(u"acceptQuestion"_s);
    for (QAbstractButton *button : box->buttons()) {
        if (button->text().remove(u'&').contains(u"Accept"))
            button->click();
    }
    QTRY_COMPARE(pages.disputes.calls, QStringList{u"accept"_s});
}

void NewsPagesTest::decidedOnesTakeNoAnswer()
{
    NewsPages pages;
    pages.go("gd");
    QTRY_COMPARE(pages.window->disputesPage()->table().rowCount(), 5);
    pages.find<DataTable>(u"disputesTable"_s)->chooseRow(3);
    QTRY_VERIFY(pages.find<QLabel>(u"disputeMeaning"_s)->text().contains(u"decided for you"));
    QVERIFY(!pages.find<QPushButton>(u"submitEvidence"_s)->isVisible());
    QVERIFY(!pages.find<QPushButton>(u"acceptDispute"_s)->isVisible());
    QVERIFY(!pages.find<QPlainTextEdit>(u"evidenceText"_s)->isVisible());
}

void NewsPagesTest::refusedAnswerSaysWhy()
{
    NewsPages pages;
    pages.disputes.all[0].evidence = {{1, u"file_0"_s, u"receipt"_s, u"text"_s, {}, {}, {}, 0, 0}};
    pages.go("gd");
    QTRY_COMPARE(pages.window->disputesPage()->table().rowCount(), 5);
    pages.find<DataTable>(u"disputesTable"_s)->chooseRow(0);
    auto *submit = pages.find<QPushButton>(u"submitEvidence"_s);
    QTRY_VERIFY(submit->isVisible() && submit->isEnabled());
    pages.disputes.failure = Error{ErrorCode::ConnectorUnreachable};
    QTest::mouseClick(submit, Qt::LeftButton);
    QTRY_VERIFY(pages.find<MessageBar>(u"disputesMessage"_s)->text().contains(u"Nothing was sent"));
    QTRY_VERIFY(submit->isEnabled()); // and it may be tried again
}

void NewsPagesTest::emptyAndFilteredLists()
{
    NewsPages pages(false);
    pages.go("gd");
    QTRY_VERIFY(pages.find<QWidget>(u"disputesState"_s)->isVisible());
    auto *title =
        pages.find<QWidget>(u"disputesState"_s)->findChild<QLabel *>(u"tableStateTitle"_s);
    QCOMPARE(title->text(), u"No disputes"_s);
    pages.find<QComboBox>(u"disputeWhich"_s)->setCurrentIndex(1);
    QTRY_COMPARE(title->text(), u"Nothing waits for a decision"_s);
    pages.picture(u"disputes-empty"_s);
}

void NewsPagesTest::failureIsShown()
{
    NewsPages pages;
    pages.disputes.failure = Error{ErrorCode::StorageUnavailable};
    pages.go("gd");
    QTRY_VERIFY(pages.find<QWidget>(u"disputesState"_s)->isVisible());
    pages.disputes.failure.reset();
    pages.window->disputesPage()->reload();
    QTRY_COMPARE(pages.window->disputesPage()->table().rowCount(), 5);
}

void NewsPagesTest::webhooksShowTheirPayload()
{
    NewsPages pages;
    pages.go("gw");
    QTRY_VERIFY(pages.window->webhooksPage()->isVisible());
    QTRY_COMPARE(pages.window->webhooksPage()->table().rowCount(), 3);
    pages.find<DataTable>(u"webhooksTable"_s)->chooseRow(0);
    auto *payload = pages.find<QPlainTextEdit>(u"webhookPayload"_s);
    QTRY_VERIFY(payload->toPlainText().contains(u"payment_succeeded"));
    QVERIFY(!payload->toPlainText().contains(u"abcdefghij0123456789")); // a secret
    QTRY_COMPARE(pages.find<QListWidget>(u"webhookHistory"_s)->count(), 1);
    QVERIFY(pages.find<QListWidget>(u"webhookHistory"_s)->item(0)->text().contains(u"200"));
    pages.picture(u"webhooks"_s);
}

void NewsPagesTest::webhookIsSentAgain()
{
    NewsPages pages;
    pages.go("gw");
    QTRY_COMPARE(pages.window->webhooksPage()->table().rowCount(), 3);
    const DeliveryModel &table = pages.window->webhooksPage()->table();
    const auto state = [&table](int row) {
        return table.index(row, static_cast<int>(DeliveryColumn::State)).data().toString();
    };
    QCOMPARE(state(2), u"Not delivered"_s);
    pages.find<DataTable>(u"webhooksTable"_s)->chooseRow(2);
    QTest::keyClick(pages.find<DataTable>(u"webhooksTable"_s), Qt::Key_S);
    QTRY_COMPARE(state(2), u"Delivered"_s);
    QTRY_COMPARE(pages.find<QListWidget>(u"webhookHistory"_s)->count(), 2);
    pages.webhooks.failure = Error{ErrorCode::VaultLocked};
    QTest::mouseClick(pages.find<QPushButton>(u"webhookAgain"_s), Qt::LeftButton);
    QTRY_VERIFY(pages.find<MessageBar>(u"webhooksMessage"_s)->text().contains(u"vault is locked"));
}

void NewsPagesTest::incomingAreWorkedOffAgain()
{
    NewsPages pages;
    pages.go("gw");
    QTRY_COMPARE(pages.window->webhooksPage()->table().rowCount(), 3);
    pages.find<QComboBox>(u"webhookKind"_s)->setCurrentIndex(1);
    const DeliveryModel &table = pages.window->webhooksPage()->table();
    const auto state = [&table](int row) {
        return table.index(row, static_cast<int>(DeliveryColumn::State)).data().toString();
    };
    QTRY_COMPARE(state(1), u"Unknown payment"_s);
    QTRY_VERIFY(pages.find<QLabel>(u"webhookCount"_s)->text().contains(u"2 calls refused"));
    pages.find<DataTable>(u"webhooksTable"_s)->chooseRow(1);
    QTRY_VERIFY(pages.find<QLabel>(u"webhookMeaning"_s)->text().contains(u"It came 2 times"));
    pages.picture(u"webhooks-incoming"_s);
    QTest::mouseClick(pages.find<QPushButton>(u"webhookAgain"_s), Qt::LeftButton);
    QTRY_COMPARE(state(1), u"Worked off"_s);
}

void NewsPagesTest::emptyWebhooks()
{
    NewsPages pages(false);
    pages.go("gw");
    auto *shown = pages.find<QWidget>(u"webhooksState"_s);
    QTRY_VERIFY(shown->isVisible());
    auto *title = shown->findChild<QLabel *>(u"tableStateTitle"_s);
    QCOMPARE(title->text(), u"Nothing was told to the shop yet"_s);
    pages.find<QComboBox>(u"webhookKind"_s)->setCurrentIndex(1);
    QTRY_COMPARE(title->text(), u"No processor has told anything yet"_s);
    QVERIFY(!pages.find<QPushButton>(u"webhookAgain"_s)->isEnabled());
}

QTEST_MAIN(NewsPagesTest)
#include "newspagestest.moc"
