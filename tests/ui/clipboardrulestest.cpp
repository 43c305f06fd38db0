#include "tests/support/editorworld.h"
#include "tests/support/fakevault.h"
#include "tests/support/seed.h"
#include "ui/vault/sheetpage.h"
#include "ui/widgets/cardedit.h"
#include "ui/widgets/cardfield.h"
#include "ui/widgets/secretfield.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const auto kOurs = u"what was there before"_s;

/// Every key a person would copy or cut with, and the mouse's way of doing it.
void tryToCopy(QWidget *field)
{
    field->setFocus();
    for (const QKeySequence::StandardKey key :
         {QKeySequence::SelectAll, QKeySequence::Copy, QKeySequence::Cut})
        QTest::keySequence(field, QKeySequence(key));
    QTest::keyClick(field, Qt::Key_Insert, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_Delete, Qt::ShiftModifier);
    QTest::mouseDClick(field, Qt::LeftButton);
}

QStringList menuOf(QWidget *field)
{
    QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(4, 4),
                            field->mapToGlobal(QPoint(4, 4)));
    QApplication::sendEvent(field, &event);
    QStringList texts;
    for (QMenu *menu : field->findChildren<QMenu *>()) {
        for (const QAction *action : menu->actions())
            texts.append(QString(action->text()).remove(u'&'));
        menu->close();
    }
    return texts;
}

} // namespace

/// What may and may not pass through the clipboard.
class ClipboardRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QGuiApplication::clipboard()->setText(kOurs); }
    void secretsAreNotCopied_data();
    void secretsAreNotCopied();
    void pastedSecretsLeaveTheClipboard_data();
    void pastedSecretsLeaveTheClipboard();
    void whatIsNotTakenStays();
    void recoverySheetIsNotCopied();
    void nothingIsDragged();
};

void ClipboardRulesTest::secretsAreNotCopied_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("typed");
    QTest::newRow("number") << u"number"_s << u"4242424242424242"_s;
    QTest::newRow("code") << u"code"_s << u"737"_s;
    QTest::newRow("passphrase") << u"passphrase"_s << u"a good passphrase"_s;
}

static std::unique_ptr<QWidget> fieldOf(const QString &kind)
{
    if (kind == u"passphrase")
        return std::make_unique<SecretField>(nullptr);
    return std::make_unique<CardField>(
        kind == u"number" ? CardField::Kind::Number : CardField::Kind::SecurityCode, nullptr);
}

static bool isEmptyField(const QWidget *field)
{
    if (const auto *secret = qobject_cast<const SecretField *>(field))
        return secret->isEmpty();
    return qobject_cast<const CardField *>(field)->isEmpty();
}

void ClipboardRulesTest::secretsAreNotCopied()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, typed);
    const auto field = fieldOf(kind);
    field->show();
    QVERIFY(QTest::qWaitForWindowExposed(field.get()));
    QTest::keyClicks(field.get(), typed);
    QVERIFY(!isEmptyField(field.get()));
    tryToCopy(field.get());
    QCOMPARE(QGuiApplication::clipboard()->text(), kOurs);
    if (QGuiApplication::clipboard()->supportsSelection())
        QVERIFY(!QGuiApplication::clipboard()->text(QClipboard::Selection).contains(typed));
    QCOMPARE(menuOf(field.get()), (QStringList{u"Paste"_s, u"Clear"_s}));
}

void ClipboardRulesTest::pastedSecretsLeaveTheClipboard_data()
{
    secretsAreNotCopied_data();
}

void ClipboardRulesTest::pastedSecretsLeaveTheClipboard()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, typed);
    const auto field = fieldOf(kind);
    field->show();
    field->setFocus();
    QVERIFY(QTest::qWaitForWindowExposed(field.get()));
    QGuiApplication::clipboard()->setText(typed);
    QTest::keySequence(field.get(), QKeySequence(QKeySequence::Paste));
    QVERIFY(!isEmptyField(field.get()));
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    if (auto *secret = qobject_cast<SecretField *>(field.get()))
        QCOMPARE(secret->take().view(), typed.toUtf8());
}

void ClipboardRulesTest::whatIsNotTakenStays()
{
    CardField number(CardField::Kind::Number, nullptr);
    number.show();
    number.setFocus();
    QTest::keySequence(&number, QKeySequence(QKeySequence::Paste));
    QVERIFY(number.isEmpty());
    QCOMPARE(QGuiApplication::clipboard()->text(), kOurs);
}

void ClipboardRulesTest::recoverySheetIsNotCopied()
{
    SheetPage page(nullptr);
    page.setSheet(FakeVault::sampleSheet(), 2);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    auto *text = page.findChild<QLabel *>(u"sheet"_s);
    QVERIFY(!text->text().isEmpty());
    tryToCopy(text);
    QCOMPARE(QGuiApplication::clipboard()->text(), kOurs);
    QVERIFY(!text->textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
    QVERIFY(!text->textInteractionFlags().testFlag(Qt::TextSelectableByKeyboard));
}

void ClipboardRulesTest::nothingIsDragged()
{
    CardEdit card(nullptr);
    card.show();
    QVERIFY(QTest::qWaitForWindowExposed(&card));
    for (CardField *field : card.findChildren<CardField *>())
        QVERIFY(!field->acceptDrops());
    SecretField secret(nullptr);
    QVERIFY(!secret.acceptDrops());
}

QTEST_MAIN(ClipboardRulesTest)
#include "clipboardrulestest.moc"
