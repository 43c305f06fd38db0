#include "models/manifesteditor.h"

#include "tests/support/editorworld.h"
#include "tests/support/seed.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Phase = CaptureManyEditor::Phase;

namespace {

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

/// A world with shipment files.
struct ManifestWorld : EditorWorld
{
    /// A hold that files can name.
    Payment shipped(qint64 minorUnits, CaptureMethod method = CaptureMethod::Manual,
                    Currency currency = Currency::Eur)
    {
        Payment payment = held(minorUnits, method, currency);
        payment.processorReference = u"sim_"_s + payment.id.value.right(4);
        put(payment);
        return payment;
    }
    void put(const Payment &payment)
    {
        keep(payment);
        lists.whole.removeIf([&](const Payment &other) { return other.id == payment.id; });
        lists.whole.append(payment);
    }
    QString file(const QByteArray &text)
    {
        const QString path = folder.filePath(u"shipped%1.csv"_s.arg(++count));
        QFile written(path);
        if (!written.open(QIODevice::WriteOnly) || written.write(text) != text.size())
            qFatal("a test file could not be written");
        return path;
    }
    /// What the engine has on record once everything was captured that was sent.
    void perform(OperationState state = OperationState::Succeeded)
    {
        for (const CapturePayment &command : payments.captured) {
            Operation operation;
            operation.paymentId = command.id;
            operation.state = state;
            operation.amount = command.amount.value_or(0);
            operation.clientOperationId = command.clientOperationId;
            operation.createdAtMs = clock.nowMs();
            lists.performed.append(operation);
        }
        payments.captured.clear();
    }

    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_s), QSettings::IniFormat};
    int count = 0;
};

/// An editor with its dry run ready.
struct Import
{
    Import(ManifestWorld &world, const QByteArray &text) : editor(world.workspace, world.settings)
    {
        editor.openFile(world.file(text));
        [this] { QTRY_COMPARE(editor.captures().phase(), Phase::Planning); }();
    }
    const CaptureRow &row(int at) { return editor.captures().rows().at(at); }
    QString why(int at) { return plain(row(at).why); }
    QList<int> groups()
    {
        QList<int> numbers;
        for (const CaptureGroup group : {CaptureGroup::Ready, CaptureGroup::NeedsALook,
                                         CaptureGroup::Cannot, CaptureGroup::AlreadyDone})
            numbers.append(editor.captures().countIn(group));
        return numbers;
    }

    ManifestEditor editor;
};

} // namespace

/// The dry run of a shipment file, and its captures.
class ManifestEditorTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void namesInThreeWays();
    void categories_data();
    void categories();
    void severalHolds();
    void partsOfOneHold();
    void oneCaptureOnly();
    void decimalsCanBeChosen();
    void columnsAreChosenAndRemembered();
    void whatCannotBeRead();
    void partsGoOutOneAfterAnother();
    void theSameFileAgain();
    void anotherHoldOfTheOrderIsNotTaken();
    void refusedBeforeIsTriedAgain();
    void aRepeatedShipmentNeedsALook();
    void changedWhileItIsLookedAt();
    void exportsWhatWasNotCaptured();
    void oneQuestionForAThousandLines();
    void aBrokenListStartsNothing();
};

void ManifestEditorTest::namesInThreeWays()
{
    ManifestWorld world;
    const Payment byOrder = world.shipped(1000);
    const Payment byId = world.shipped(2000);
    const Payment byTransaction = world.shipped(3000);
    Import import(world, "Order;Payment ID;Transaction ID;Amount\n"
                             + byOrder.orderReference.toLower().toUtf8() + ";;;10.00\n;"
                             + byId.id.value.toUtf8() + ";;20.00\n;;"
                             + byTransaction.processorReference.toUtf8() + ";\n");
    QCOMPARE(import.groups(), QList<int>({3, 0, 0, 0}));
    QCOMPARE(import.editor.captures().includedTotals(), QList<Money>({{6000, Currency::Eur}}));
    QCOMPARE(plain(import.editor.description()),
             u"UTF-8 · semicolons · amounts like 1,234.56 · 3 lines"_s);
    QVERIFY(world.payments.captured.empty());
}

void ManifestEditorTest::categories_data()
{
    QTest::addColumn<QByteArray>("line"); // order, amount, currency
    QTest::addColumn<CaptureGroup>("group");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const QByteArray &line, CaptureGroup group,
                        const QString &why) { QTest::newRow(name) << line << group << why; };
    using enum CaptureGroup;
    row("all", "A-1001;100.00;EUR", Ready, {});
    row("no amount", "A-1001;;", Ready, {});
    row("less", "A-1001;60.00;EUR", NeedsALook,
        u"Less than the hold: 40.00 EUR will be released."_s);
    row("more", "A-1001;100.01;EUR", Cannot,
        u"Only 100.00 EUR is left on this hold; the line asks for 100.01 EUR."_s);
    row("other currency", "A-1001;100.00;USD", NeedsALook,
        u"The file says USD, the hold is in EUR."_s);
    row("no currency", "A-1001;100.00;EURO", Cannot, u"“EURO” is no currency code."_s);
    row("no amount of it", "A-1001;many;EUR", Cannot, u"“many” is not an amount."_s);
    row("decimals", "A-1001;1.2345;EUR", Cannot, u"“1.2345” has more decimals than EUR has."_s);
    row("zero", "A-1001;0;EUR", Cannot, u"The amount must be more than zero."_s);
    row("nobody's", "A-9;1.00;EUR", Cannot, u"No payment has this order reference."_s);
    row("names none", ";1.00;EUR", Cannot, u"The line names no payment."_s);
    row("paid that", "A-1002;50.00;EUR", AlreadyDone, u"50.00 EUR was captured."_s);
    row("paid", "A-1002;;", AlreadyDone, u"50.00 EUR was captured."_s);
    row("paid another", "A-1002;20.00;EUR", Cannot,
        u"Nothing is left to capture: 50.00 EUR was captured."_s);
    row("hold ended", "A-1003;10.00;EUR", Cannot, u"The bank's hold has ended."_s);
    row("released", "A-1004;10.00;EUR", Cannot,
        u"The money was released. Nothing was taken from the customer."_s);
    row("ends soon", "A-1005;10.00;EUR", NeedsALook, u"The hold ends very soon: today 10:20."_s);
}

void ManifestEditorTest::categories()
{
    QFETCH(const QByteArray, line);
    ManifestWorld world;
    world.shipped(10000);
    Payment paid = world.shipped(5000);
    paid.status = PaymentStatus::Succeeded;
    paid.captured = 5000;
    world.put(paid);
    Payment ended = world.shipped(1000);
    ended.captureBeforeMs = world.clock.nowMs() - 1;
    world.put(ended);
    Payment released = world.shipped(1000);
    released.status = PaymentStatus::Cancelled;
    world.put(released);
    Payment soon = world.shipped(1000);
    soon.captureBeforeMs = world.clock.nowMs() + 20 * 60 * 1000;
    world.put(soon);
    Import import(world, "Order;Amount;Currency\n" + line + "\n");
    QCOMPARE(import.editor.captures().rows().size(), 1);
    QTEST(import.row(0).group, "group");
    if (qstrcmp(QTest::currentDataTag(), "released") == 0)
        QVERIFY(!import.why(0).isEmpty()); // the words are those of the status
    else
        QTEST(import.why(0), "why");
    QCOMPARE(import.row(0).included, import.row(0).group == CaptureGroup::Ready);
    QCOMPARE(import.row(0).line, 2);
}

void ManifestEditorTest::severalHolds()
{
    ManifestWorld world;
    Payment later = world.shipped(5000);
    Payment sooner = world.shipped(5000);
    sooner.orderReference = later.orderReference;
    sooner.captureBeforeMs -= 1000;
    world.put(sooner);
    Payment other = world.shipped(7000);
    other.orderReference = later.orderReference;
    world.put(other);
    Import import(world, "Order;Amount\n" + later.orderReference.toUtf8() + ";70.00\n"
                             + later.orderReference.toUtf8() + ";50.00\n");
    QCOMPARE(import.groups(), QList<int>({0, 2, 0, 0}));
    QCOMPARE(import.row(0).id, other.id); // of that amount
    QCOMPARE(import.row(1).id, sooner.id);
    QCOMPARE(import.why(1), u"3 holds match: see that it is this one."_s);
    Payment paid = world.shipped(100);
    Payment open = world.shipped(100);
    paid.status = PaymentStatus::Succeeded;
    paid.captured = 100;
    open.orderReference = paid.orderReference;
    world.put(paid);
    world.put(open);
    Import again(world, "Order;Amount\n" + paid.orderReference.toUtf8() + ";1.00\n");
    QCOMPARE(again.row(0).id, open.id);
    QCOMPARE(again.why(0), u"This order also has a payment of which 1.00 EUR was captured."_s);
    QVERIFY(!again.row(0).included);
}

void ManifestEditorTest::partsOfOneHold()
{
    ManifestWorld world;
    const QByteArray order =
        world.shipped(10000, CaptureMethod::ManualMultiple).orderReference.toUtf8();
    Import whole(world, "Order;Amount;Shipment\n" + order + ";60;S1\n" + order + ";25;S2\n" + order
                            + ";15;S3\n");
    QCOMPARE(whole.groups(), QList<int>({3, 0, 0, 0})); // together they are the hold
    Import part(world, "Order;Amount;Shipment\n" + order + ";60;S1\n" + order + ";25;S2\n");
    QCOMPARE(part.groups(), QList<int>({0, 2, 0, 0}));
    QCOMPARE(part.why(1), u"Less than the hold: 15.00 EUR stays held."_s);
    Import above(world, "Order;Amount\n" + order + ";60\n" + order + ";60\n");
    QCOMPARE(above.groups(), QList<int>({0, 1, 1, 0}));
    QCOMPARE(above.why(1), u"Only 40.00 EUR is left on this hold; the line asks for 60.00 EUR."_s);
    Import rest(world, "Order;Amount\n" + order + ";60\n" + order + ";\n");
    QCOMPARE(rest.groups(), QList<int>({2, 0, 0, 0}));
    QCOMPARE(rest.row(1).amount, std::optional<qint64>(4000));
}

void ManifestEditorTest::oneCaptureOnly()
{
    ManifestWorld world;
    const QByteArray order = world.shipped(10000).orderReference.toUtf8();
    Import import(world, "Order;Amount\n" + order + ";60\n" + order + ";40\n");
    QCOMPARE(import.groups(), QList<int>({0, 1, 1, 0}));
    QCOMPARE(import.why(1), u"This hold allows one capture, and line 2 takes it."_s);
}

void ManifestEditorTest::decimalsCanBeChosen()
{
    ManifestWorld world;
    const QByteArray order = world.shipped(123400).orderReference.toUtf8();
    Import import(world, "Order;Amount\n" + order + ";1.234\n");
    QCOMPARE(import.why(0),
             u"“1.234” can be read in two ways: choose above how decimals are written."_s);
    import.editor.setDecimals(DecimalSign::Comma);
    QTRY_COMPARE(import.editor.captures().phase(), Phase::Planning);
    QCOMPARE(import.groups(), QList<int>({1, 0, 0, 0}));
    Import again(world, "Order;Amount\n" + order + ";1.234\n"); // remembered
    QCOMPARE(again.groups(), QList<int>({1, 0, 0, 0}));
}

void ManifestEditorTest::columnsAreChosenAndRemembered()
{
    ManifestWorld world;
    const QByteArray order = world.shipped(1000).orderReference.toUtf8();
    const QByteArray text = "Kolumne 1;Kolumne 2\n10,00;" + order + "\n";
    Import import(world, text);
    QVERIFY(!import.editor.captures().canStart());
    QVERIFY(import.editor.captures().problem().contains(u"which column names the payments"_s));
    QVERIFY(world.lists.namesAsked.isEmpty());
    import.editor.setColumn(ManifestRole::Order, 1);
    QTRY_COMPARE(import.groups(), QList<int>({1, 0, 0, 0}));
    import.editor.setColumn(ManifestRole::Amount, 0);
    QTRY_COMPARE(import.editor.captures().phase(), Phase::Planning);
    QVERIFY(import.editor.captures().canStart());
    Import again(world, text);
    QCOMPARE(again.editor.columns(), import.editor.columns());
    QVERIFY(again.editor.captures().canStart());
    again.editor.setColumn(ManifestRole::Shipment, 1); // a column says one thing only
    QVERIFY(!again.editor.captures().canStart());
    QCOMPARE(again.editor.columns().of(ManifestRole::Order), 1); // and nothing is lost by trying
    again.editor.setColumn(ManifestRole::Shipment, -1);
    QTRY_VERIFY(again.editor.captures().canStart());
}

void ManifestEditorTest::whatCannotBeRead()
{
    ManifestWorld world;
    const QByteArray order = world.shipped(1000).orderReference.toUtf8();
    Import import(world, "Order;Amount\n" + order + ";10\nA-2\n");
    QCOMPARE(import.groups(), QList<int>({1, 0, 1, 0}));
    QCOMPARE(import.row(1).line, 3);
    QCOMPARE(import.why(1), u"This line cannot be read: it has 1 columns, the first line has 2."_s);
    ManifestEditor missing(world.workspace, world.settings);
    missing.openFile(world.folder.filePath(u"nowhere.csv"_s));
    QTRY_COMPARE(missing.captures().phase(), Phase::Planning);
    QVERIFY(missing.captures().problem().contains(u"cannot be opened"_s));
    QVERIFY(!missing.canChoose());
}

void ManifestEditorTest::partsGoOutOneAfterAnother()
{
    ManifestWorld world;
    const Payment hold = world.shipped(10000, CaptureMethod::ManualMultiple);
    const QByteArray order = hold.orderReference.toUtf8();
    Import import(world, "Order;Amount\n" + order + ";60\n" + order + ";25\n" + order + ";15\n");
    world.payments.captureAnswers.hold = true;
    Payment after = EditorWorld::afterCapture(hold, 6000);
    world.payments.captureAnswers.script(after);
    after = EditorWorld::afterCapture(after, 2500);
    world.payments.captureAnswers.script(after);
    world.payments.captureAnswers.script(EditorWorld::afterCapture(after, 1500));
    CaptureManyEditor &captures = import.editor.captures();
    captures.start();
    for (size_t sent = 1; sent <= 3; ++sent) {
        QTRY_COMPARE(world.payments.captured.size(), sent);
        QTest::qWait(5);
        QCOMPARE(world.payments.captured.size(), sent); // the next part waits for this one
        world.payments.captureAnswers.answerNext();
    }
    QTRY_COMPARE(captures.phase(), Phase::Finished);
    QCOMPARE(captures.countIn(CaptureManyEditor::Section::Captured), 3);
    QCOMPARE(plain(captures.summary()), u"Captured 3 of 3: 100.00 EUR."_s);
}

void ManifestEditorTest::theSameFileAgain()
{
    ManifestWorld world;
    const Payment one = world.shipped(1000);
    const Payment several = world.shipped(10000, CaptureMethod::ManualMultiple);
    const QByteArray order = several.orderReference.toUtf8();
    const QByteArray text = "Order;Amount;Shipment\n" + one.orderReference.toUtf8() + ";;\n" + order
                            + ";40;S1\n" + order + ";40;S2\n" + order + ";20;S3\n";
    world.payments.captureAnswers.standing = Error{ErrorCode::StorageUnavailable};
    {
        Import import(world, text);
        QCOMPARE(import.groups(), QList<int>({4, 0, 0, 0}));
        import.editor.captures().setIncluded(3, false);
        import.editor.captures().start();
        QTRY_COMPARE(import.editor.captures().phase(), Phase::Finished);
    }
    QCOMPARE(world.payments.captured.size(), size_t(3));
    QSet<QString> ids;
    for (const CapturePayment &command : world.payments.captured)
        ids.insert(command.clientOperationId);
    QCOMPARE(ids.size(), 3);
    QVERIFY(std::ranges::all_of(ids, [](const QString &id) { return isWellFormedId(id); }));
    world.perform();
    world.put(EditorWorld::afterCapture(one, 1000));
    world.put(EditorWorld::afterCapture(several, 8000));
    Import again(world, text);
    QCOMPARE(again.groups(), QList<int>({0, 1, 0, 3}));
    QCOMPARE(again.why(1), u"This line was captured on 20 Nov 2026 10:00: 40.00 EUR."_s);
    QCOMPARE(again.row(3).amount, std::optional<qint64>(2000)); // this one is still to come
    again.editor.captures().start();
    QTest::qWait(10);
    QVERIFY(world.payments.captured.empty());
}

void ManifestEditorTest::anotherHoldOfTheOrderIsNotTaken()
{
    ManifestWorld world;
    const Payment first = world.shipped(1000);
    Payment second = world.shipped(1000);
    second.orderReference = first.orderReference;
    second.captureBeforeMs += 1000;
    world.put(second);
    const QByteArray text = "Order;Amount\n" + first.orderReference.toUtf8() + ";10.00\n";
    Import import(world, text);
    QCOMPARE(import.row(0).id, first.id);
    import.editor.captures().setIncluded(0, true);
    world.payments.captureAnswers.standing = EditorWorld::afterCapture(first, 1000);
    import.editor.captures().start();
    QTRY_COMPARE(import.editor.captures().phase(), Phase::Finished);
    world.perform();
    world.put(EditorWorld::afterCapture(first, 1000));
    Import again(world, text);
    QCOMPARE(again.groups(), QList<int>({0, 0, 0, 1}));
}

void ManifestEditorTest::refusedBeforeIsTriedAgain()
{
    ManifestWorld world;
    const Payment hold = world.shipped(1000);
    const QByteArray text = "Order\n" + hold.orderReference.toUtf8() + "\n";
    QSet<QString> ids;
    world.payments.captureAnswers.standing =
        EditorWorld::refused(hold, u"capture_failed"_s, PaymentStatus::RequiresCapture);
    for (int attempt = 0; attempt < 3; ++attempt) {
        Import import(world, text);
        QCOMPARE(import.groups(), QList<int>({1, 0, 0, 0}));
        ids.insert(import.row(0).operationId);
        import.editor.captures().start();
        QTRY_COMPARE(import.editor.captures().phase(), Phase::Finished);
        world.perform(attempt == 0 ? OperationState::Declined : OperationState::AbortedBeforeSend);
    }
    QCOMPARE(ids.size(), 3); // each is a new request
    Import import(world, text);
    import.editor.captures().start();
    QTRY_COMPARE(import.editor.captures().phase(), Phase::Finished);
    world.perform(OperationState::Unknown);
    Import waiting(world, text);
    QCOMPARE(waiting.groups(), QList<int>({0, 0, 0, 1}));
    QVERIFY(waiting.why(0).contains(u"is under way since"_s));
}

void ManifestEditorTest::aRepeatedShipmentNeedsALook()
{
    ManifestWorld world;
    const QByteArray order =
        world.shipped(10000, CaptureMethod::ManualMultiple).orderReference.toUtf8();
    Import import(world, "Order;Amount;Shipment\n" + order + ";50;S1\n" + order + ";50;S1\n");
    QCOMPARE(import.groups(), QList<int>({1, 1, 0, 0}));
    QCOMPARE(import.why(1), u"Line 2 has the same shipment."_s);
    // Without shipment numbers it may be two parcels of one amount: a person has to say.
    Import nameless(world, "Order;Amount\n" + order + ";50\n" + order + ";50\n");
    QCOMPARE(nameless.groups(), QList<int>({1, 1, 0, 0}));
    QVERIFY(nameless.why(1).startsWith(u"Line 2 says the same"_s));
}

void ManifestEditorTest::changedWhileItIsLookedAt()
{
    ManifestWorld world;
    Payment hold = world.shipped(1000);
    Import import(world, "Order\n" + hold.orderReference.toUtf8() + "\n");
    hold.version += 1;
    world.put(hold);
    world.publish(hold);
    QTRY_COMPARE(import.groups(), QList<int>({0, 0, 1, 0}));
    QVERIFY(!import.editor.captures().canStart());
}

void ManifestEditorTest::exportsWhatWasNotCaptured()
{
    ManifestWorld world;
    const Payment good = world.shipped(1000);
    const Payment bad = world.shipped(2000);
    world.payments.captureAnswers.script(EditorWorld::afterCapture(good, 1000));
    world.payments.captureAnswers.script(
        EditorWorld::refused(bad, u"capture_failed"_s, PaymentStatus::RequiresCapture));
    Import import(world, "Order;Note\n" + good.orderReference.toUtf8() + ";fine\n"
                             + bad.orderReference.toUtf8() + ";\"a;b\"\nA-9;=1+1\n");
    QCOMPARE(import.editor.exportCount(), 1);
    import.editor.captures().start();
    QTRY_COMPARE(import.editor.captures().phase(), Phase::Finished);
    QCOMPARE(import.editor.exportCount(), 2);
    const QString path = world.folder.filePath(u"rest.csv"_s);
    QCOMPARE(import.editor.exportTo(path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith("\xEF\xBB\xBFLine;Order;Note;Why it was not captured\r\n3;"));
    QVERIFY(bytes.contains(";\"a;b\";"));
    QVERIFY(bytes.contains("\r\n4;A-9;'=1+1;No payment has this order reference.\r\n"));
    QVERIFY(!bytes.contains("fine"));
    QVERIFY(!import.editor.exportTo(world.folder.filePath(u"no/such/place.csv"_s)).isEmpty());
    const ManifestFile back = readManifest(bytes); // what was exported can be imported again
    QCOMPARE(back.problem, QString());
    QCOMPARE(back.records.size(), 2);
}

void ManifestEditorTest::oneQuestionForAThousandLines()
{
    ManifestWorld world;
    QByteArray text = "Order\n";
    for (int i = 0; i < 1000; ++i)
        text += world.shipped(1000 + i).orderReference.toUtf8() + '\n';
    Import import(world, text);
    QCOMPARE(import.groups(), QList<int>({1000, 0, 0, 0}));
    QCOMPARE(world.lists.namesAsked.size(), 1);
    QCOMPARE(world.lists.operationsAsked.size(), 1);
    QVERIFY(world.payments.found.isEmpty());
}

void ManifestEditorTest::aBrokenListStartsNothing()
{
    ManifestWorld world;
    const QByteArray order = world.shipped(1000).orderReference.toUtf8();
    world.lists.failure = Error{ErrorCode::StorageUnavailable};
    Import import(world, "Order\n" + order + "\n");
    QVERIFY(!import.editor.captures().problem().isEmpty());
    QVERIFY(!import.editor.captures().canStart());
    world.lists.failure = Error{ErrorCode::TooMany, u"order_reference"_s};
    Import again(world, "Order\n" + order + "\n");
    QVERIFY(again.editor.captures().problem().contains(u"too many payments"_s));
}

QTEST_GUILESS_MAIN(ManifestEditorTest)
#include "manifesteditortest.moc"
