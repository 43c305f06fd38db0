#include "tests/support/seed.h"
#include "ui/home/firststartpage.h"
#include "ui/home/troublepage.h"
#include "ui/widgets/choicecard.h"
#include "ui/widgets/messagebar.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Answers at once with a path, or with nothing when the person changed their mind.
FileChooser chooses(const QString &path)
{
    return [path](QWidget *, const std::function<void(const QString &)> &chosen) {
        if (!path.isEmpty())
            chosen(path);
    };
}

/// Whether every visible label inside has the room its text needs.
QString cutLabel(const QWidget &page)
{
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const int needed =
            label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        if (label->height() < needed)
            return label->text();
    }
    return {};
}

} // namespace

class HomePagesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void threeCards();
    void keyboardReachesEveryCard();
    void sampleDataInOneClick();
    void opensAFile_data();
    void opensAFile();
    void connectAsksWhatFor_data();
    void connectAsksWhatFor();
    void progressAndError();
    void nothingIsCut_data();
    void nothingIsCut();
    void troubleNamesTheFile_data();
    void troubleNamesTheFile();
    void troubleOffersWaysOut();
};

void HomePagesTest::threeCards()
{
    FirstStartPage page(nullptr, chooses({}));
    page.resize(1200, 700);
    page.show();
    const QList<ChoiceCard *> cards = page.findChildren<ChoiceCard *>();
    QCOMPARE(cards.size(), 3);
    for (const ChoiceCard *card : cards) {
        QVERIFY(card->isVisible());
        QVERIFY(!card->accessibleName().isEmpty());
        QVERIFY(!card->accessibleDescription().isEmpty());
    }
    QVERIFY(!page.findChild<QWidget *>(u"firstStartProgress"_s)->isVisible());
}

void HomePagesTest::keyboardReachesEveryCard()
{
    FirstStartPage page(nullptr, chooses({}));
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.findChild<ChoiceCard *>(u"trySampleData"_s)->setFocus();
    QStringList visited;
    for (int i = 0; i < 3; ++i) {
        visited.append(QApplication::focusWidget()->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(visited,
             QStringList({u"trySampleData"_s, u"connectProcessor"_s, u"openAnotherFile"_s}));
}

void HomePagesTest::sampleDataInOneClick()
{
    FirstStartPage page(nullptr, chooses({}));
    page.show();
    QSignalSpy wanted(&page, &FirstStartPage::sampleDataRequested);
    QTest::mouseClick(page.findChild<ChoiceCard *>(u"trySampleData"_s), Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    QVERIFY(page.findChild<QWidget *>(u"firstStartProgress"_s)->isVisible());
    QVERIFY(!page.findChild<ChoiceCard *>(u"trySampleData"_s)->isVisible()); // no second click
}

void HomePagesTest::opensAFile_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("opened");
    QTest::newRow("enter") << u"/data/shop.orchestratorx"_s << static_cast<int>(Qt::Key_Return)
                           << 1;
    QTest::newRow("space") << u"/data/shop.orchestratorx"_s << static_cast<int>(Qt::Key_Space) << 1;
    QTest::newRow("changed mind") << QString() << static_cast<int>(Qt::Key_Return) << 0;
}

void HomePagesTest::opensAFile()
{
    QFETCH(QString, path);
    QFETCH(int, key);
    QFETCH(int, opened);
    FirstStartPage page(nullptr, chooses(path));
    page.show();
    QSignalSpy wanted(&page, &FirstStartPage::openFileRequested);
    QTest::keyClick(page.findChild<ChoiceCard *>(u"openAnotherFile"_s), static_cast<Qt::Key>(key));
    QCOMPARE(wanted.count(), opened);
    if (opened > 0)
        QCOMPARE(wanted.first().first().toString(), path);
}

void HomePagesTest::connectAsksWhatFor_data()
{
    QTest::addColumn<bool>("live");
    QTest::newRow("tests") << false;
    QTest::newRow("real payments") << true;
}

void HomePagesTest::connectAsksWhatFor()
{
    QFETCH(const bool, live);
    struct Answer final : Prompts
    {
        explicit Answer(bool is) : yes(is) {}
        void ask(QWidget *, const Question &asked, std::function<void(bool)> answered) override
        {
            question = asked;
            answered(yes);
        }
        bool yes;
        Question question;
    } prompts(live);
    FirstStartPage page(nullptr, chooses({}), prompts);
    page.show();
    auto *card = page.findChild<ChoiceCard *>(u"connectProcessor"_s);
    QVERIFY(card->isAvailable());
    QSignalSpy wanted(&page, &FirstStartPage::connectRequested);
    QTest::keyClick(card, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toBool(), !live);
    QCOMPARE(prompts.question.yes, u"Real payments"_s); // the safe answer is the other one
}

void HomePagesTest::progressAndError()
{
    FirstStartPage page(nullptr, chooses({}));
    page.show();
    page.showProgress(4096, 12'000);
    const auto *words = page.findChild<QLabel *>(u"progressWords"_s);
    QVERIFY2(words->text().contains(u"12,000"_s) && words->text().contains(u"4,096 done"_s),
             qPrintable(words->text()));
    QCOMPARE(page.findChild<QProgressBar *>(u"progressBar"_s)->value(), 4096);
    page.showStartingBank();
    QVERIFY(words->text().contains(u"bank"_s));
    page.showError(
        {u"The disk is full."_s, u"No money has moved."_s, u"Free some space."_s, u"Ref demo"_s});
    const auto *problem = page.findChild<MessageBar *>(u"firstStartProblem"_s);
    QVERIFY(problem->isVisible());
    for (const QString &part :
         {u"The disk is full."_s, u"No money has moved."_s, u"Free some space."_s, u"demo"_s})
        QVERIFY2(problem->text().contains(part), qPrintable(problem->text()));
    QVERIFY(page.findChild<ChoiceCard *>(u"trySampleData"_s)->isVisible());
    page.showChoices();
    QVERIFY(!problem->isVisible());
}

void HomePagesTest::nothingIsCut_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("percent");
    QTest::newRow("usual") << 1280 << 100;
    QTest::newRow("narrow") << 560 << 100;
    QTest::newRow("200 %") << 1280 << 200;
    QTest::newRow("200 %, start window") << 960 << 200;
}

void HomePagesTest::nothingIsCut()
{
    QFETCH(int, width);
    QFETCH(int, percent);
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    const QFont before = QApplication::font();
    QApplication::setFont(font);
    FirstStartPage first(nullptr, chooses({}));
    TroublePage trouble(nullptr, chooses({}));
    trouble.showTrouble(u"/home/mara/a/very/long/path/to/payments/of/the/shop/2026.sqlite"_s,
                        {ErrorCode::FileNewerSchema});
    for (QScrollArea *page :
         {static_cast<QScrollArea *>(&first), static_cast<QScrollArea *>(&trouble)}) {
        page->resize(width, 720);
        page->show();
        QTest::qWait(20);
        QCOMPARE(cutLabel(*page), QString());
        QVERIFY(page->widget()->minimumSizeHint().width() <= page->viewport()->width());
        QCOMPARE(page->horizontalScrollBar()->maximum(), 0);
    }
    QApplication::setFont(before);
}

void HomePagesTest::troubleNamesTheFile_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, ErrorCode code, const QString &word) {
        QTest::newRow(name) << static_cast<int>(code) << word;
    };
    row("not a database", ErrorCode::FileNotDatabase, u"not a database"_s);
    row("newer", ErrorCode::FileNewerSchema, u"newer version"_s);
    row("read-only", ErrorCode::FileReadOnly, u"not written"_s);
    row("in use", ErrorCode::FileInUse, u"in use"_s);
    row("disk full", ErrorCode::DiskFull, u"full"_s);
    row("network", ErrorCode::FileOnNetwork, u"network"_s);
    row("missing", ErrorCode::FileNotFound, u"not there"_s);
}

void HomePagesTest::troubleNamesTheFile()
{
    QFETCH(int, code);
    QFETCH(QString, word);
    TroublePage page(nullptr, chooses({}));
    page.showTrouble(u"/data/shop.sqlite"_s, {static_cast<ErrorCode>(code), {}, {}});
    page.show();
    const QString what = page.findChild<QLabel *>(u"troubleWhat"_s)->text();
    QVERIFY2(what.contains(word), qPrintable(what));
    QString file = page.findChild<QLabel *>(u"troubleFile"_s)->text();
    QCOMPARE(file.remove(QChar(0x200B)), u"/data/shop.sqlite"_s);
    QVERIFY(!page.findChild<QLabel *>(u"troubleTodo"_s)->text().isEmpty());
    QVERIFY(!page.findChild<QLabel *>(u"troubleDetail"_s)->isVisible());
    page.showTrouble(u"/data/shop.sqlite"_s,
                     {static_cast<ErrorCode>(code), {}, u"process 4711 of mara"_s});
    QCOMPARE(page.findChild<QLabel *>(u"troubleDetail"_s)->text(), u"process 4711 of mara"_s);
}

void HomePagesTest::troubleOffersWaysOut()
{
    TroublePage page(nullptr, chooses(u"/data/other.sqlite"_s));
    page.showTrouble(u"/data/shop.sqlite"_s, {ErrorCode::FileInUse});
    page.show();
    QSignalSpy retried(&page, &TroublePage::retryRequested);
    QSignalSpy opened(&page, &TroublePage::openFileRequested);
    QSignalSpy sample(&page, &TroublePage::sampleDataRequested);
    for (const QString &name : {u"tryAgain"_s, u"openAnotherFile"_s, u"trySampleData"_s})
        QTest::keyClick(page.findChild<QPushButton *>(name), Qt::Key_Space);
    QCOMPARE(retried.first().first().toString(), u"/data/shop.sqlite"_s);
    QCOMPARE(opened.first().first().toString(), u"/data/other.sqlite"_s);
    QCOMPARE(sample.count(), 1);
}

QTEST_MAIN(HomePagesTest)
#include "homepagestest.moc"
