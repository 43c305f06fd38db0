// The program as a person uses it: the real window on sample data, the simulated bank in a process
// of its own, the bank's page in the real embedded view. Keys and clicks only.

#include "app/desktop/desktopapp.h"
#include "services/core/random.h"
#include "tests/support/seed.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 30'000;

/// The one visible top-level widget of that name.
QWidget *window(const QString &name)
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget->isVisible() && widget->objectName() == name)
            return widget;
    }
    return nullptr;
}

QWidget *mainWindow()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget->isVisible() && widget->findChild<QAbstractItemView *>(u"paymentsTable"_s))
            return widget;
    }
    return nullptr;
}

template <class Widget>
Widget *child(const QString &windowName, const QString &name)
{
    QWidget *parent = window(windowName);
    return parent ? parent->findChild<Widget *>(name) : nullptr;
}

/// There is no window manager here to do it.
void activate(QWidget *widget)
{
    QApplication::setActiveWindow(widget->window());
}

void press(const QString &windowName)
{
    activate(window(windowName));
    QTest::keyClick(window(windowName), Qt::Key_Return, Qt::ControlModifier);
}

/// Amounts are written with blanks that do not break.
QString spaced(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ').replace(QChar(0x202F), u' ');
}

/// Presses the dialog's primary button once it says so.
bool pressWhenSays(const QString &windowName, const QString &words)
{
    auto *button = child<QPushButton>(windowName, u"primary"_s);
    if (!button
        || !QTest::qWaitFor([&] { return button->isEnabled() && spaced(button->text()) == words; },
                            kPatienceMs)) {
        qWarning("the button says: %s", button ? qPrintable(button->text()) : "there is none");
        return false;
    }
    press(windowName);
    return true;
}

QString firstStatus()
{
    auto *table = mainWindow()->findChild<QAbstractItemView *>(u"paymentsTable"_s);
    return table->model()->index(0, 0).data(Qt::DisplayRole).toString();
}

} // namespace

class EndToEndTest : public QObject
{
    Q_OBJECT

private:
    void typeCard(const char *number);
    void createHold(const QString &amount, bool verification, const QString &customer = {});
    void approveAtTheBank();

    QTemporaryDir m_home;
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<DesktopApp> m_app;

private slots:
    void initTestCase();
    void sampleDataOpens();
    void finishedSampleIsRefunded();
    void holdVerifyCapture();
    void keptCardPaysAgain();
    void declineInWords();
    void cleanupTestCase();
};

void EndToEndTest::initTestCase()
{
    testSeed();
    QVERIFY(m_home.isValid());
    qputenv("XDG_DATA_HOME", m_home.filePath(u"data"_s).toUtf8());
    qputenv("XDG_CONFIG_HOME", m_home.filePath(u"config"_s).toUtf8());
    qputenv("HOME", m_home.path().toUtf8());
    AppOptions options;
    options.demo = true;
    options.operatorName = u"tester"_s;
    m_app = std::make_unique<DesktopApp>(options, m_clock, m_random);
}

void EndToEndTest::sampleDataOpens()
{
    m_app->start();
    QVERIFY(QTest::qWaitFor([] { return mainWindow() != nullptr; }, kPatienceMs));
    auto *table = mainWindow()->findChild<QAbstractItemView *>(u"paymentsTable"_s);
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() >= 10'000, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!firstStatus().isEmpty(), kPatienceMs);
}

/// One that was paid long before the bank's process began.
void EndToEndTest::finishedSampleIsRefunded()
{
    auto *search = mainWindow()->findChild<QLineEdit *>(u"search"_s);
    auto *table = mainWindow()->findChild<QAbstractItemView *>(u"paymentsTable"_s);
    const int before = table->model()->rowCount();
    search->setText(u"status:paid -refunded created:<2099-01-01"_s);
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() < before, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(firstStatus(), u"Paid"_s, kPatienceMs);
    activate(mainWindow());
    QTest::keyClick(search, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_R);
    QVERIFY(QTest::qWaitFor([] { return window(u"refundDialog"_s) != nullptr; }, kPatienceMs));
    press(u"refundDialog"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!window(u"refundDialog"_s), kPatienceMs);
    activate(mainWindow());
    QTest::keyClick(table, Qt::Key_G);
    QTest::keyClick(table, Qt::Key_R);
    const auto newest = []() -> QString {
        const auto *refunds = mainWindow()->findChild<QAbstractItemView *>(u"refundsTable"_s);
        return refunds ? refunds->model()->index(0, 0).data().toString() + u' '
                             + refunds->model()->index(0, 5).data().toString()
                       : QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(newest(), u"Refunded tester"_s, kPatienceMs);
    auto *refunds = mainWindow()->findChild<QAbstractItemView *>(u"refundsTable"_s);
    QTest::keyClick(refunds, Qt::Key_G);
    QTest::keyClick(refunds, Qt::Key_P);
    search->clear();
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() >= before, kPatienceMs);
}

void EndToEndTest::typeCard(const char *number)
{
    auto *field = child<QWidget>(u"newPaymentDialog"_s, u"cardNumber"_s);
    QVERIFY(field);
    QTRY_VERIFY_WITH_TIMEOUT(field->isVisible(), kPatienceMs);
    QTest::keyClicks(field, QString::fromLatin1(number));
    QTest::keyClicks(child<QWidget>(u"newPaymentDialog"_s, u"cardExpiry"_s), u"1239"_s);
    QTest::keyClicks(child<QWidget>(u"newPaymentDialog"_s, u"cardCvc"_s), u"123"_s);
}

void EndToEndTest::createHold(const QString &amount, bool verification, const QString &customer)
{
    auto *create = mainWindow()->findChild<QPushButton *>(u"newPayment"_s);
    QTest::mouseClick(create, Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([] { return window(u"newPaymentDialog"_s) != nullptr; }, kPatienceMs));
    QTest::keyClicks(child<QLineEdit>(u"newPaymentDialog"_s, u"amount"_s), amount);
    child<QAbstractButton>(u"newPaymentDialog"_s, u"capture_manual"_s)->click();
    if (verification)
        child<QAbstractButton>(u"newPaymentDialog"_s, u"threeDs"_s)->click();
    QVERIFY(pressWhenSays(u"newPaymentDialog"_s, u"Create payment"_s));
    auto *id = child<QLineEdit>(u"newPaymentDialog"_s, u"customerId"_s);
    QTRY_VERIFY_WITH_TIMEOUT(id->isVisible(), kPatienceMs);
    QTest::keyClicks(id, customer);
    QVERIFY(pressWhenSays(u"newPaymentDialog"_s, u"Save customer"_s));
}

void EndToEndTest::approveAtTheBank()
{
    QVERIFY(QTest::qWaitFor([] { return window(u"challengeDialog"_s) != nullptr; }, kPatienceMs));
    auto *simulate = child<QWidget>(u"challengeDialog"_s, u"simulate"_s);
    QTRY_VERIFY_WITH_TIMEOUT(simulate && simulate->isVisible(), kPatienceMs);
    QTest::mouseClick(simulate, Qt::LeftButton);
    // The first use loads the web engine; then the page's first button is reached by Tab.
    QWidget *page = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((page = child<QWidget>(u"challengeDialog"_s, u"bankPage"_s))
                                 && page->focusProxy(),
                             kPatienceMs);
    const auto shown = [&] {
        const QImage image = page->grab().toImage();
        const QRgb corner = image.pixel(1, 1);
        for (int y = 0; y < image.height(); y += 4) {
            for (int x = 0; x < image.width(); x += 4) {
                if (image.pixel(x, y) != corner)
                    return true;
            }
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(shown(), kPatienceMs);
    activate(page);
    page->setFocus();
    QTest::keyClick(page->focusProxy(), Qt::Key_Tab);
    QTest::qWait(200);
    QTest::keyClick(page->focusProxy(), Qt::Key_Return);
}

void EndToEndTest::holdVerifyCapture()
{
    createHold(u"40.00"_s, true);
    typeCard("4242424242424242");
    QVERIFY(pressWhenSays(u"newPaymentDialog"_s, u"Use this card"_s));
    QVERIFY(pressWhenSays(u"newPaymentDialog"_s, u"Confirm 40.00 EUR"_s));
    QTRY_COMPARE_WITH_TIMEOUT(firstStatus(), u"Waiting for customer"_s, kPatienceMs);
    QVERIFY(pressWhenSays(u"newPaymentDialog"_s, u"Start verification"_s));
    approveAtTheBank();
    QTRY_COMPARE_WITH_TIMEOUT(firstStatus(), u"Held - to capture"_s, kPatienceMs);
    if (QWidget *dialog = window(u"challengeDialog"_s))
        dialog->close();
    QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), kPatienceMs);

    auto *table = mainWindow()->findChild<QAbstractItemView *>(u"paymentsTable"_s);
    activate(table);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_C);
    QVERIFY(QTest::qWaitFor([] { return window(u"captureDialog"_s) != nullptr; }, kPatienceMs));
    QVERIFY(pressWhenSays(u"captureDialog"_s, u"Capture 40.00 EUR"_s));
    QTRY_COMPARE_WITH_TIMEOUT(firstStatus(), u"Paid"_s, kPatienceMs);
    if (QWidget *dialog = window(u"captureDialog"_s))
        dialog->close();
}

/// Kept while it pays once, and charged again with nothing but its code, in the sample data's own
/// vault. No keychain is asked.
void EndToEndTest::keptCardPaysAgain()
{
    QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), kPatienceMs);
    auto *vault = mainWindow()->findChild<QPushButton *>(u"vaultState"_s);
    QTRY_COMPARE_WITH_TIMEOUT(vault->text(), u"Vault open"_s, kPatienceMs);
    createHold(u"15.00"_s, false, u"cus_end_to_end"_s);
    typeCard("4242424242424242");
    auto *keep = child<QComboBox>(u"newPaymentDialog"_s, u"keepCard"_s);
    QTRY_VERIFY_WITH_TIMEOUT(keep->isEnabled(), kPatienceMs);
    keep->setFocus();
    QTest::keyClick(keep, Qt::Key_Down);
    QVERIFY(pressWhenSays(u"newPaymentDialog"_s, u"Use this card"_s));
    QVERIFY(pressWhenSays(u"newPaymentDialog"_s, u"Confirm 15.00 EUR"_s));
    QTRY_COMPARE_WITH_TIMEOUT(firstStatus(), u"Held - to capture"_s, kPatienceMs);
    QVERIFY(pressWhenSays(u"newPaymentDialog"_s, u"Close"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), kPatienceMs);

    createHold(u"17.00"_s, false, u"cus_end_to_end"_s);
    const auto saved = [] { return child<QAbstractButton>(u"newPaymentDialog"_s, u"saved_0"_s); };
    QTRY_VERIFY_WITH_TIMEOUT(saved() && saved()->isVisible(), kPatienceMs);
    QVERIFY(saved()->text().contains(u"4242, 12/39"_s));
    saved()->click();
    QTest::keyClicks(child<QWidget>(u"newPaymentDialog"_s, u"savedCode"_s), u"123"_s);
    QVERIFY(pressWhenSays(u"newPaymentDialog"_s, u"Use this saved card"_s));
    QVERIFY(pressWhenSays(u"newPaymentDialog"_s, u"Confirm 17.00 EUR"_s));
    const auto newest = []() -> QString {
        auto *table = mainWindow()->findChild<QAbstractItemView *>(u"paymentsTable"_s);
        return firstStatus() + u' ' + spaced(table->model()->index(0, 1).data().toString());
    };
    QTRY_COMPARE_WITH_TIMEOUT(newest(), u"Held - to capture 17.00 EUR"_s, kPatienceMs);
    QVERIFY(pressWhenSays(u"newPaymentDialog"_s, u"Close"_s));
}

void EndToEndTest::declineInWords()
{
    QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), kPatienceMs);
    createHold(u"12.50"_s, false);
    typeCard("4000000000009995");
    QVERIFY(pressWhenSays(u"newPaymentDialog"_s, u"Use this card"_s));
    QVERIFY(pressWhenSays(u"newPaymentDialog"_s, u"Confirm 12.50 EUR"_s));
    QTRY_COMPARE_WITH_TIMEOUT(firstStatus(), u"Failed"_s, kPatienceMs);
    const auto says = [](const QString &words) {
        const auto labels = window(u"newPaymentDialog"_s)->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](QLabel *label) {
            return label->isVisible() && label->text().contains(words);
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(says(u"insufficient funds"_s), kPatienceMs);
    window(u"newPaymentDialog"_s)->close();
}

void EndToEndTest::cleanupTestCase()
{
    m_app.reset();
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"orchestratorx"_s);
    EndToEndTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "endtoendtest.moc"
