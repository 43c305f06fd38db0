#include "tests/ui/auditscene.h"

#include "tests/support/fakeaudit.h"
#include "tests/support/pageworld.h"
#include "ui/audit/audittrailpage.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>

using namespace Qt::StringLiterals;

namespace {

struct AuditWorld : PageWorld
{
    AuditWorld()
    {
        audit.generate(1'240);
        workspace.audit = &audit;
    }

    FakeAudit audit;
    Theme theme{*qApp, settings};
    RecordedActions actions;
};

Stage stageWith(const std::function<void(AuditTrailPage &)> &play)
{
    auto world = std::make_shared<AuditWorld>();
    world->audit.finding = AuditFinding{AuditProblem::Changed, 1'117, 1'123};
    auto *window = new MainWindow(world->workspace, world->time, world->settings, world->theme,
                                  world->actions);
    window->resize(1280, 720);
    Stage stage = stageOf(world, window);
    stage.isMain = true;
    stage.play = [window, play] {
        auto *pages = window->findChild<QListWidget *>(u"pages"_s);
        pages->setCurrentRow(pages->count() - 1);
        AuditTrailPage *page = window->auditPage();
        until([&] { return page->table().rowCount() == 100; });
        play(*page);
    };
    return stage;
}

} // namespace

Stage auditScene()
{
    return stageWith([](AuditTrailPage &page) {
        page.verify();
        const auto *message = page.findChild<MessageBar *>(u"auditMessage"_s);
        until([&] { return !message->text().isEmpty() && page.table().rowCount() == 100; });
        page.focusTable();
        page.findChild<DataTable *>(u"auditTable"_s)->chooseRow(2);
    });
}

Stage auditNothingScene()
{
    return stageWith([](AuditTrailPage &page) {
        page.findChild<QLineEdit *>(u"auditSearch"_s)->setText(u"nobody of that name"_s);
        const auto *state = page.findChild<QWidget *>(u"auditState"_s);
        until([&] { return state->isVisible(); });
    });
}
