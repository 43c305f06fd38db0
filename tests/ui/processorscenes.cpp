#include "tests/ui/processorscenes.h"

#include "tests/support/fakeaccounts.h"
#include "tests/support/pageworld.h"
#include "ui/mainwindow.h"
#include "ui/processors/processordialog.h"
#include "ui/processors/processorspage.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QListWidget>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kDayMs = 24LL * 3'600'000;

struct AccountWorld : PageWorld
{
    explicit AccountWorld(bool filled)
    {
        if (!filled)
            return;
        const qint64 nowMs = clock.nowMs();
        accounts.add(u"adyen"_s, u"Adyen for the shop"_s, nowMs - 40 * kDayMs);
        accounts.add(u"stripe"_s, u"Stripe for the shop"_s, nowMs - 400 * kDayMs).previousUntilMs =
            nowMs + kDayMs / 2;
        AccountHealth fine;
        fine.lastSuccessMs = nowMs - 60'000;
        accounts.healths.insert(u"mca_1"_s, fine);
        AccountHealth paused;
        paused.isPaused = true;
        paused.lastSuccessMs = nowMs - 3'600'000;
        paused.lastFailureMs = nowMs;
        paused.lastFailure = u"no_answer"_s;
        accounts.healths.insert(u"mca_2"_s, paused);
    }

    FakeAccounts accounts{events};
    Theme theme{*qApp, settings};
    RecordedActions actions;
};

Stage pageScene(bool filled)
{
    auto world = std::make_shared<AccountWorld>(filled);
    auto *window = new MainWindow(world->workspace, world->time, world->settings, world->theme,
                                  world->actions);
    window->setProcessors(world->accounts);
    window->resize(1280, 720);
    Stage stage = stageOf(world, window);
    stage.isMain = true;
    stage.play = [window, filled, world = world.get()] {
        auto *pages = window->findChild<QListWidget *>(u"pages"_s);
        pages->setCurrentRow(pages->count() - 1);
        ProcessorsPage *page = window->processorsPage();
        until([&] { return page->table().readAtMs() > 0; });
        page->focusTable();
        if (!filled)
            return;
        world->vault.set({VaultState::Locked, {ErrorCode::VaultLocked}});
        page->findChild<DataTable *>(u"processorsTable"_s)->chooseRow(1);
        const auto *restore = page->findChild<QWidget *>(u"accountRestore"_s);
        until([&] { return restore->isVisible(); });
    };
    return stage;
}

struct DialogWorld : AccountWorld
{
    DialogWorld() : AccountWorld(true) {}
    std::unique_ptr<ProcessorEditor> editor;
};

Stage dialogScene(ProcessorEditor::Purpose purpose)
{
    auto world = std::make_shared<DialogWorld>();
    const ProcessorRow row{world->accounts.accounts.last(), {}, world->accounts.known.last()};
    if (purpose == ProcessorEditor::Purpose::Add)
        world->editor = std::make_unique<ProcessorEditor>(world->workspace, world->accounts,
                                                          world->accounts.known);
    else
        world->editor =
            std::make_unique<ProcessorEditor>(world->workspace, world->accounts, purpose, row);
    auto *dialog = new ProcessorDialog(*world->editor, nullptr);
    Stage stage = stageOf(world, dialog);
    stage.play = [dialog] {
        dialog->findChild<QPushButton *>(u"primary"_s)->click(); // without keys: says so, or saves
        QTest::qWait(50);
    };
    if (purpose == ProcessorEditor::Purpose::Edit)
        stage.play = [] {};
    return stage;
}

} // namespace

QList<Scene> processorScenes()
{
    using Purpose = ProcessorEditor::Purpose;
    return {{u"processors"_s, [] { return pageScene(true); }},
            {u"processors-nothing"_s, [] { return pageScene(false); }},
            {u"processor-add"_s, [] { return dialogScene(Purpose::Add); }},
            {u"processor-edit"_s, [] { return dialogScene(Purpose::Edit); }},
            {u"processor-keys"_s, [] { return dialogScene(Purpose::Rotate); }}};
}
