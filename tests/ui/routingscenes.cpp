#include "tests/ui/routingscenes.h"

#include "tests/support/fakerouting.h"
#include "tests/support/pageworld.h"
#include "ui/mainwindow.h"
#include "ui/routing/routingpage.h"
#include "ui/routing/routingruledialog.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"

#include <QApplication>
#include <QListWidget>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

struct RoutingWorld : PageWorld
{
    FakeRouting fake;
    RoutingDesk desk{fake, fake, clock, workspace.caller};
    RecordedActions actions;
    Theme theme{*qApp, settings};
};

RoutingConfig shopRules()
{
    RoutingRule gold = largeRule(u"Gold customers abroad"_s, 5'000);
    RoutingCondition tier;
    tier.key = RoutingKey::Metadata;
    tier.metadataKey = u"tier"_s;
    tier.valueType = u"metadata_variant"_s;
    tier.texts = {u"gold"_s};
    gold.statements.first().conditions.append(tier);
    return configOf(u"Shop"_s, {largeRule(u"Large orders"_s, 100'000), gold,
                                largeRule(u"Everything above ten"_s, 1'000)});
}

Stage pageScene(bool withRules)
{
    auto world = std::make_shared<RoutingWorld>();
    if (withRules)
        world->fake.inForce = shopRules();
    RoutingTrial trial;
    trial.payments = 12'040;
    trial.elsewhere = 1'037;
    trial.parts = {{{u"mca_a"_s}, {u"mca_b"_s}, Currency::Eur, 1'000, 123'450'000},
                   {{u"mca_a"_s}, {u"mca_b"_s}, Currency::Jpy, 37, 123'450}};
    trial.byRule.insert(u"Large orders"_s, 1'037);
    world->fake.trials.standing = trial;
    auto *window = new MainWindow(world->workspace, world->time, world->settings, world->theme,
                                  world->actions);
    window->addRouting(world->desk);
    window->resize(1280, 720);
    Stage stage = stageOf(world, window);
    stage.isMain = true;
    stage.play = [window, withRules] {
        auto *pages = window->findChild<QListWidget *>(u"pages"_s);
        pages->setCurrentRow(pages->count() - 1);
        RoutingPage *page = window->routingPage();
        until([&] { return !page->editor().isLoading(); });
        page->focusFirst();
        if (!withRules)
            return;
        page->editor().tryOut();
        until([&] { return page->editor().trial().has_value(); });
    };
    return stage;
}

Stage ruleScene()
{
    auto world = std::make_shared<RoutingWorld>();
    const RoutingRule rule =
        parseRouting(shopRules().algorithmJson).value_or(RoutingAlgorithm()).rules.value(1);
    return stageOf(world, new RoutingRuleDialog(rule, world->fake.accounts, {}, nullptr));
}

} // namespace

QList<Scene> routingScenes()
{
    return {{u"routing"_s, [] { return pageScene(true); }},
            {u"routing-nothing"_s, [] { return pageScene(false); }},
            {u"routing-rule"_s, ruleScene}};
}
