#include "ui/translations.h"

#include "tests/support/seed.h"
#include "tests/ui/scenes.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

using Texts = QSet<std::pair<QString, QString>>; ///< context and English

Texts textsOf(const QString &path)
{
    Texts texts;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return texts;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == u"source")
            texts.insert({context, xml.readElementText()});
    }
    return texts;
}

QString englishFile()
{
    return QStringLiteral(OX_SOURCE_DIR "/resources/translations/orchestratorx_en.ts");
}

QString listed(const Texts &texts)
{
    QStringList lines;
    for (const auto &[context, text] : texts)
        lines.append(context + u": "_s + text);
    return lines.join(u'\n');
}

/// Keeps what it is asked for and translates nothing.
class Listener final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        if (context[0] != 'Q') // Qt's own words
            asked.insert({QString::fromUtf8(context), QString::fromUtf8(source)});
        return {};
    }
    mutable Texts asked;
};

} // namespace

/// Whether what people read can be translated, and a translation is found.
class TranslationsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void sourceFileIsUpToDate();
    void whatIsShownIsInTheFile();
    void aLanguageIsFound_data();
    void aLanguageIsFound();
};

void TranslationsTest::sourceFileIsUpToDate()
{
    const QTemporaryDir folder;
    const QString fresh = folder.filePath(u"fresh_en.ts"_s);
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(OX_SOURCE_DIR));
    lupdate.start(QStringLiteral(OX_LUPDATE),
                  {u"-silent"_s, u"-locations"_s, u"none"_s, u"-no-obsolete"_s, u"-I"_s, u"."_s,
                   u"models"_s, u"ui"_s, u"-ts"_s, fresh});
    QVERIFY(lupdate.waitForFinished(60'000));
    const Texts now = textsOf(fresh);
    const Texts kept = textsOf(englishFile());
    QVERIFY(now.size() > 500);
    const QString how = u"\nbuild the target update_translations"_s;
    QVERIFY2((now - kept).isEmpty(),
             qPrintable(QString(u"missing:\n"_s + listed(now - kept) + how)));
    QVERIFY2((kept - now).isEmpty(), qPrintable(QString(u"gone:\n"_s + listed(kept - now) + how)));
}

void TranslationsTest::whatIsShownIsInTheFile()
{
    // A text asked for under another name than lupdate wrote down would stay English for ever.
    Listener listener;
    QCoreApplication::installTranslator(&listener);
    for (const Scene &scene : everyScene()) {
        const Stage stage = scene.make();
        stage.window->show();
        stage.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
        stage.play();
        QTest::qWait(20);
    }
    QCoreApplication::removeTranslator(&listener);
    QVERIFY(listener.asked.size() > 200);
    const Texts unknown = listener.asked - textsOf(englishFile());
    QVERIFY2(unknown.isEmpty(), qPrintable(listed(unknown)));
}

void TranslationsTest::aLanguageIsFound_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<bool>("found");
    QTest::newRow("English") << u"en_GB"_s << true;
    QTest::newRow("English, elsewhere") << u"en_AU"_s << true;
    QTest::newRow("none yet") << u"eo"_s << false;
    QTest::newRow("no language") << u"C"_s << false;
}

void TranslationsTest::aLanguageIsFound()
{
    QFETCH(QString, locale);
    QFETCH(bool, found);
    QVERIFY(Translations::languages().contains(u"en"_s));
    Translations translations(*qApp);
    const QLocale wanted = locale == u"C" ? QLocale::c() : QLocale(locale);
    QCOMPARE(translations.use(wanted), found);
    QCOMPARE(QCoreApplication::translate("PaymentsPage", "Filter"), u"Filter"_s);
}

QTEST_MAIN(TranslationsTest)
#include "translationstest.moc"
