#include "tests/processors/scenarios/scenarios.h"
#include "tests/support/seed.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

/// Every connector lives through the same scenarios; where its story differs, the table says why.
class ConnectorScenariosTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void everyConnector_data();
    void everyConnector();
    void deviationsNameScenarios();
};

void ConnectorScenariosTest::everyConnector_data()
{
    QTest::addColumn<size_t>("connector");
    QTest::addColumn<size_t>("scenario");
    for (size_t c = 0; c < connectorsUnderTest().size(); ++c) {
        for (size_t s = 0; s < scenarios().size(); ++s)
            QTest::addRow("%s: %s", connectorsUnderTest().at(c).name, scenarios().at(s).name)
                << c << s;
    }
}

void ConnectorScenariosTest::everyConnector()
{
    QFETCH(const size_t, connector);
    QFETCH(const size_t, scenario);
    const ConnectorUnderTest &under = connectorsUnderTest().at(connector);
    const Scenario &played = scenarios().at(scenario);
    QString story = QString::fromLatin1(played.story);
    for (const Deviation &deviation : deviations()) {
        if (qstrcmp(deviation.connector, under.name) == 0
            && qstrcmp(deviation.scenario, played.name) == 0)
            story = QString::fromLatin1(deviation.story);
    }
    ScenarioRun run(under);
    played.play(run);
    QCOMPARE(run.story(), story);
    QCOMPARE(run.contractProblems(), QString());
}

void ConnectorScenariosTest::deviationsNameScenarios()
{
    for (const Deviation &deviation : deviations()) {
        const auto isIt = [&](const Scenario &s) {
            return qstrcmp(s.name, deviation.scenario) == 0;
        };
        QVERIFY2(std::ranges::any_of(scenarios(), isIt), deviation.scenario);
        QVERIFY(*deviation.why);
    }
}

QTEST_GUILESS_MAIN(ConnectorScenariosTest)
#include "connectorscenariostest.moc"
