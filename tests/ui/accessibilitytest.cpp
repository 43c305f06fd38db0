#include "tests/support/seed.h"
#include "tests/ui/scenes.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QMetaEnum>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostRows = 2; ///< of a table: the others read alike

QString roleName(QAccessible::Role role)
{
    const auto names = QMetaEnum::fromType<QAccessible::Role>();
    const char *name = names.valueToKey(role);
    return name ? QString::fromLatin1(name) : QString::number(role);
}

/// The tree as a screen reader walks it, one line each: role, name, description after a dash.
class Tree
{
public:
    void walk(QAccessibleInterface *node, int depth)
    {
        if (!node || node->state().invisible)
            return;
        const QString name = plain(node->text(QAccessible::Name));
        const QString more = plain(node->text(QAccessible::Description));
        const bool tells = !name.isEmpty() || !isPlain(node->role());
        if (tells)
            lines.append(QString(depth * 2, u' ') + roleName(node->role())
                         + (name.isEmpty() ? QString() : u": "_s + name)
                         + (more.isEmpty() || more == name ? QString() : u" - "_s + more));
        if (name.isEmpty() && node->state().focusable && !isPart(node))
            nameless.append(roleName(node->role()) + u' ' + objectName(node));
        if (node->tableInterface())
            return walkTable(node, depth + 1);
        for (int i = 0; i < node->childCount(); ++i)
            walk(node->child(i), depth + (tells ? 1 : 0));
    }

    QStringList lines;
    QStringList nameless;

private:
    static QString plain(QString text)
    {
        return text.replace(u'\n', u' ').replace(QChar(QChar::Nbsp), u' ').trimmed();
    }
    static QString objectName(const QAccessibleInterface *node)
    {
        return node->object() ? node->object()->objectName() : QString();
    }
    /// Only holds others together.
    static bool isPlain(QAccessible::Role role)
    {
        return role == QAccessible::Client || role == QAccessible::Pane
               || role == QAccessible::StaticText || role == QAccessible::Border
               || role == QAccessible::Splitter || role == QAccessible::Grip
               || role == QAccessible::ScrollBar || role == QAccessible::LayeredPane
               || role == QAccessible::Separator;
    }
    /// Scroll areas, viewports and the like, which Qt makes and nobody lands on.
    static bool isPart(const QAccessibleInterface *node)
    {
        return objectName(node).startsWith(u"qt_"_s) || isPlain(node->role())
               || node->role() == QAccessible::Window;
    }
    void walkTable(QAccessibleInterface *node, int depth)
    {
        const QAccessibleTableInterface *table = node->tableInterface();
        QStringList columns;
        for (int column = 0; column < table->columnCount(); ++column)
            columns.append(plain(table->columnDescription(column)));
        lines.append(QString(depth * 2, u' ') + u"columns: "_s + columns.join(u" | "_s));
        for (int row = 0; row < qMin(table->rowCount(), kMostRows); ++row) {
            QStringList cells;
            for (int column = 0; column < table->columnCount(); ++column) {
                QAccessibleInterface *cell = table->cellAt(row, column);
                cells.append(cell ? plain(cell->text(QAccessible::Name)) : u"?"_s);
            }
            lines.append(QString(depth * 2, u' ') + u"row: "_s + cells.join(u" | "_s));
        }
    }
};

} // namespace

/// What a screen reader is told of every page and dialog, compared with tests/data/accessibility.
/// Set ORCHESTRATORX_WRITE_GOLDEN to write those files anew, then read the difference.
class AccessibilityTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void treeIsAsWritten_data();
    void treeIsAsWritten();
    void tableCellsTellTheirState();

private:
    QTemporaryDir m_folder;
};

void AccessibilityTest::initTestCase()
{
    testSeed();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QSettings settings(m_folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    Theme(*qApp, settings).setChoice(ThemeChoice::Light);
    QAccessible::setActive(true);
}

void AccessibilityTest::treeIsAsWritten_data()
{
    QTest::addColumn<int>("scene");
    const QList<Scene> scenes = everyScene();
    for (int i = 0; i < scenes.size(); ++i)
        QTest::newRow(qPrintable(scenes.at(i).name)) << i;
}

void AccessibilityTest::treeIsAsWritten()
{
    QFETCH(int, scene);
    const Scene wanted = everyScene().at(scene);
    const Stage stage = wanted.make();
    stage.window->show();
    stage.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
    stage.play();
    QFile file(QStringLiteral(OX_SOURCE_DIR "/tests/data/accessibility/%1.txt").arg(wanted.name));
    const bool writes = qEnvironmentVariableIsSet("ORCHESTRATORX_WRITE_GOLDEN");
    QVERIFY2(file.open(writes ? QIODevice::WriteOnly : QIODevice::ReadOnly),
             qPrintable(file.fileName()));
    const QString golden = writes ? QString() : QString::fromUtf8(file.readAll());
    Tree tree;
    const auto tell = [&]() -> QString {
        tree = {};
        tree.walk(QAccessible::queryAccessibleInterface(stage.window.get()), 0);
        return tree.lines.join(u'\n') + u'\n';
    };
    if (writes)
        QTest::qWait(300);
    else if (!QTest::qWaitFor([&] { return tell() == golden; })) // answers may still come in
        qInfo("the difference follows");
    const QString told = tell();
    QVERIFY2(tree.nameless.isEmpty(), qPrintable(tree.nameless.join(u", "_s)));
    if (writes) {
        file.write(told.toUtf8());
        return;
    }
    const QStringList written = golden.split(u'\n');
    const QStringList now = told.split(u'\n');
    for (qsizetype i = 0; i < qMin(written.size(), now.size()); ++i)
        QVERIFY2(written.at(i) == now.at(i),
                 qPrintable(u"line %1\n- %2\n+ %3"_s.arg(i + 1).arg(written.at(i), now.at(i))));
    QCOMPARE(now.size(), written.size());
}

void AccessibilityTest::tableCellsTellTheirState()
{
    const Stage stage = everyScene().first().make();
    stage.window->show();
    stage.play();
    auto *view = stage.window->findChild<QWidget *>(u"paymentsTable"_s);
    QAccessibleInterface *node = QAccessible::queryAccessibleInterface(view);
    QVERIFY(node && node->tableInterface());
    const QList<int> selected = node->tableInterface()->selectedRows();
    QCOMPARE(selected.size(), 1);
    QAccessibleInterface *cell = node->tableInterface()->cellAt(selected.first(), 0);
    QVERIFY(cell && cell->state().selected && cell->state().selectable);
    QCOMPARE(cell->text(QAccessible::Name), u"Status: Part captured, rest held"_s);
    QCOMPARE(cell->tableCellInterface()->rowIndex(), selected.first());
}

QTEST_MAIN(AccessibilityTest)
#include "accessibilitytest.moc"
