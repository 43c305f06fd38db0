#include "ui/widgets/cardedit.h"

#include "tests/support/manualclock.h"
#include "tests/support/seed.h"
#include "ui/widgets/cardfield.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMetaProperty>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray kNumber("4242424242424242");
const QByteArray kCode("737");

} // namespace

/// A card typed and pasted, and where it must not be found afterwards.
class CardEditTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init();
    void cleanup() { m_card.reset(); }
    void typedCardIsTaken();
    void editingKeys();
    void selectAllReplaces();
    void onlyAsciiDigits_data();
    void onlyAsciiDigits();
    void pastedNumber_data();
    void pastedNumber();
    void clipboardIsEmptied();
    void nothingIsCopied();
    void inputMethodLearnsNothing();
    void cardIsInNoPropertyAndNoReadText();
    void paintsMaskedUnlessFocused();
    void codeIsAlwaysDots();
    void longestByBrand();
    void checkMarksTheField_data();
    void checkMarksTheField();
    void wipedAfterIdleTime();
    void tabOrderIsReadingOrder();
    void letsDialogKeysThrough();

private:
    void typeCard();
    CardField *number() const { return m_card->findChild<CardField *>(u"cardNumber"_s); }
    CardField *code() const { return m_card->findChild<CardField *>(u"cardCvc"_s); }
    QLineEdit *expiry() const { return m_card->findChild<QLineEdit *>(u"cardExpiry"_s); }

    std::unique_ptr<CardEdit> m_card;
    ManualClock m_clock;
};

void CardEditTest::init()
{
    m_card = std::make_unique<CardEdit>(nullptr);
    m_card->resize(480, 300);
    m_card->show();
    m_card->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_card.get()));
    number()->setFocus();
}

void CardEditTest::typeCard()
{
    QTest::keyClicks(number(), QString::fromLatin1(kNumber));
    QTest::keyClicks(expiry(), u"12/30"_s);
    QTest::keyClicks(code(), QString::fromLatin1(kCode));
}

void CardEditTest::typedCardIsTaken()
{
    typeCard();
    QCOMPARE(m_card->findChild<QLabel *>(u"cardBrand"_s)->text(), u"Visa"_s);
    QCOMPARE(m_card->maskedText(), u"Visa •••• 4242, 12/30"_s);
    QVERIFY(m_card->check(m_clock.nowMs()));
    const CardDetails card = m_card->takeCard();
    QCOMPARE(card.number.reveal().toByteArray(), kNumber);
    QCOMPARE(card.cvc.reveal().toByteArray(), kCode);
    QCOMPARE(card.expiryMonth, 12);
    QCOMPARE(card.expiryYear, 2030);
    QVERIFY(m_card->isEmpty());
    QVERIFY(m_card->takeCard().number.isEmpty());
    expiry()->undo();
    QVERIFY(m_card->isEmpty());
}

void CardEditTest::editingKeys()
{
    QTest::keyClicks(number(), u"42425"_s);
    QTest::keyClick(number(), Qt::Key_Backspace);
    QTest::keyClick(number(), Qt::Key_Home);
    QTest::keyClick(number(), Qt::Key_Delete);
    QTest::keyClicks(number(), u"5"_s);
    QTest::keyClick(number(), Qt::Key_Right);
    QTest::keyClicks(number(), u"9"_s);
    QCOMPARE(number()->reveal().toByteArray(), QByteArray("52942"));
    QTest::keyClick(number(), Qt::Key_End);
    QTest::keyClick(number(), Qt::Key_Backspace, Qt::ControlModifier);
    QVERIFY(number()->isEmpty());
    QTest::keyClick(number(), Qt::Key_Backspace);
    QVERIFY(number()->isEmpty());
}

void CardEditTest::selectAllReplaces()
{
    QTest::keyClicks(number(), u"4242"_s);
    QTest::keyClick(number(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(number(), u"5"_s);
    QCOMPARE(number()->reveal().toByteArray(), QByteArray("5"));
    QTest::keyClick(number(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(number(), Qt::Key_Delete);
    QVERIFY(number()->isEmpty());
}

void CardEditTest::onlyAsciiDigits_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("letter") << u"a"_s;
    QTest::newRow("Arabic-Indic") << u"\u0664"_s;
    QTest::newRow("Devanagari") << u"\u096A"_s;
    QTest::newRow("fullwidth") << u"\uFF14"_s;
}

void CardEditTest::onlyAsciiDigits()
{
    QFETCH(QString, typed);
    for (CardField *field : {number(), code()}) {
        QSignalSpy refused(field, &CardField::refused);
        QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, typed);
        QCoreApplication::sendEvent(field, &press);
        QInputMethodEvent commit;
        commit.setCommitString(typed);
        QCoreApplication::sendEvent(field, &commit);
        QVERIFY(field->isEmpty());
        QCOMPARE(refused.size(), 2);
    }
}

void CardEditTest::pastedNumber_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("digits");
    QTest::newRow("plain") << u"4242424242424242"_s << kNumber;
    QTest::newRow("blanks") << u" 4242 4242 4242 4242\n"_s << kNumber;
    QTest::newRow("dashes") << u"4242-4242-4242-4242"_s << kNumber;
    QTest::newRow("words") << u"card 4242"_s << QByteArray();
    QTest::newRow("Arabic digits") << u"\u0664\u0662\u0664\u0662"_s << QByteArray();
    QTest::newRow("twenty digits") << QString(20, u'4') << QByteArray();
}

void CardEditTest::pastedNumber()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, digits);
    QGuiApplication::clipboard()->setText(text);
    QTest::keyClick(number(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(number()->reveal().toByteArray(), digits);
}

void CardEditTest::clipboardIsEmptied()
{
    QGuiApplication::clipboard()->setText(QString::fromLatin1(kNumber));
    QTest::keyClick(number(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(!number()->isEmpty());
    QCOMPARE(QGuiApplication::clipboard()->text(), QString());
}

void CardEditTest::nothingIsCopied()
{
    typeCard();
    QGuiApplication::clipboard()->setText(u"before"_s);
    for (CardField *field : {number(), code()}) {
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(field, Qt::Key_C, Qt::ControlModifier);
        QTest::keyClick(field, Qt::Key_X, Qt::ControlModifier);
        QTest::keyClick(field, Qt::Key_Insert, Qt::ControlModifier);
        QVERIFY(!field->isEmpty());
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
}

void CardEditTest::inputMethodLearnsNothing()
{
    typeCard();
    for (CardField *field : {number(), code()}) {
        const int hints = field->inputMethodQuery(Qt::ImHints).toInt();
        QVERIFY(hints & Qt::ImhSensitiveData);
        QVERIFY(hints & Qt::ImhNoPredictiveText);
        for (const Qt::InputMethodQuery query : {Qt::ImSurroundingText, Qt::ImCurrentSelection,
                                                 Qt::ImTextBeforeCursor, Qt::ImTextAfterCursor})
            QVERIFY(!field->inputMethodQuery(query).toString().contains(u'4'));
    }
}

void CardEditTest::cardIsInNoPropertyAndNoReadText()
{
    typeCard();
    QList<QObject *> objects{m_card.get()};
    objects += m_card->findChildren<QObject *>();
    for (QObject *object : objects) {
        QStringList texts;
        for (int i = 0; i < object->metaObject()->propertyCount(); ++i)
            texts.append(object->metaObject()->property(i).read(object).toString());
        for (const QByteArray &name : object->dynamicPropertyNames())
            texts.append(object->property(name.constData()).toString());
        if (QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(object)) {
            for (const QAccessible::Text kind : {QAccessible::Name, QAccessible::Description,
                                                 QAccessible::Value, QAccessible::Help})
                texts.append(reader->text(kind));
            if (QAccessibleTextInterface *text = reader->textInterface())
                texts.append(text->text(0, text->characterCount()));
        }
        for (QString text : texts) {
            text.remove(u' ');
            QVERIFY2(!text.contains(QString::fromLatin1(kNumber)), qPrintable(text));
            QVERIFY2(!text.contains(QString::fromLatin1(kCode)), qPrintable(text));
            QVERIFY2(!text.contains(u"424242"_s), qPrintable(text));
        }
    }
    QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(number());
    QCOMPARE(reader->text(QAccessible::Name), u"Card number"_s);
    QCOMPARE(reader->text(QAccessible::Value), u"•••• 4242"_s);
    QCOMPARE(reader->role(), QAccessible::EditableText);
    QVERIFY(reader->state().passwordEdit);
    QAccessibleInterface *codeReader = QAccessible::queryAccessibleInterface(code());
    QCOMPARE(codeReader->text(QAccessible::Value), u"•••"_s);
}

void CardEditTest::paintsMaskedUnlessFocused()
{
    // Two numbers that differ before their last four look alike without the focus, and not with it.
    const auto pictureOf = [this](const QByteArray &digits, bool focused) {
        number()->clear();
        QTest::keyClicks(number(), QString::fromLatin1(digits));
        focused ? number()->setFocus() : expiry()->setFocus();
        QTest::keyClick(number(), Qt::Key_End);
        return number()->grab().toImage();
    };
    QCOMPARE(pictureOf("4111111111111111", false), pictureOf("4222222222221111", false));
    QVERIFY(pictureOf("4111111111111111", true) != pictureOf("4222222222221111", true));
    QVERIFY(pictureOf("4111111111111111", false) != pictureOf("4111111111112222", false));
}

void CardEditTest::codeIsAlwaysDots()
{
    const auto pictureOf = [this](const QString &digits) {
        code()->clear();
        QTest::keyClicks(code(), digits);
        code()->setFocus();
        QTest::keyClick(code(), Qt::Key_End);
        return code()->grab().toImage();
    };
    QCOMPARE(pictureOf(u"123"_s), pictureOf(u"987"_s));
}

void CardEditTest::longestByBrand()
{
    QTest::keyClicks(number(), u"378282246310005"_s);
    QTest::keyClicks(code(), u"12345"_s);
    QCOMPARE(code()->size(), 4);
    number()->clear();
    QTest::keyClicks(number(), u"4242424242424242"_s);
    QCOMPARE(code()->size(), 3); // a Visa's has three
    QTest::keyClicks(number(), u"99999"_s);
    QCOMPARE(number()->size(), 19);
}

void CardEditTest::checkMarksTheField_data()
{
    QTest::addColumn<QString>("digits");
    QTest::addColumn<QString>("date");
    QTest::addColumn<QString>("securityCode");
    QTest::addColumn<QString>("field");
    QTest::newRow("empty") << QString() << QString() << QString() << u"cardNumber"_s;
    QTest::newRow("check digit") << u"4242424242424241"_s << u"12/30"_s << u"123"_s
                                 << u"cardNumber"_s;
    QTest::newRow("seven digits") << u"4242424"_s << u"12/30"_s << u"123"_s << u"cardNumber"_s;
    QTest::newRow("month 13") << u"4242424242424242"_s << u"13/30"_s << u"123"_s << u"cardExpiry"_s;
    QTest::newRow("expired") << u"4242424242424242"_s << u"12/20"_s << u"123"_s << u"cardExpiry"_s;
    QTest::newRow("no code") << u"4242424242424242"_s << u"12/30"_s << QString() << u"cardCvc"_s;
    QTest::newRow("short code") << u"378282246310005"_s << u"12/30"_s << u"123"_s << u"cardCvc"_s;
}

void CardEditTest::checkMarksTheField()
{
    QFETCH(QString, digits);
    QFETCH(QString, date);
    QFETCH(QString, securityCode);
    QFETCH(QString, field);
    QTest::keyClicks(number(), digits);
    QTest::keyClicks(expiry(), date);
    QTest::keyClicks(code(), securityCode);
    QVERIFY(!m_card->check(m_clock.nowMs()));
    auto *marked = m_card->findChild<QWidget *>(field);
    QVERIFY(marked->property("problem").toBool());
    QVERIFY(marked->hasFocus());
    QVERIFY(!marked->accessibleDescription().isEmpty());
}

void CardEditTest::wipedAfterIdleTime()
{
    QSignalSpy cleared(m_card.get(), &CardEdit::idleCleared);
    m_card->setIdleTimeout(40);
    typeCard();
    QTRY_COMPARE(cleared.size(), 1);
    QVERIFY(m_card->isEmpty());
    QVERIFY(number()->isEmpty() && code()->isEmpty());
}

void CardEditTest::tabOrderIsReadingOrder()
{
    const QStringList order{u"cardNumber"_s, u"cardExpiry"_s, u"cardCvc"_s, u"cardHolder"_s};
    for (const QString &name : order) {
        QCOMPARE(QGuiApplication::focusObject()->objectName(), name);
        QTest::keyClick(m_card->focusWidget(), Qt::Key_Tab);
    }
}

void CardEditTest::letsDialogKeysThrough()
{
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Escape, Qt::Key_F1}) {
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier);
        press.accept();
        QCoreApplication::sendEvent(number(), &press);
        QVERIFY(!press.isAccepted());
    }
}

QTEST_MAIN(CardEditTest)
#include "cardedittest.moc"
