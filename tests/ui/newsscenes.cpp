#include "tests/ui/newsscenes.h"

#include "tests/support/fakenews.h"
#include "tests/support/pageworld.h"
#include "ui/disputes/disputespage.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"
#include "ui/webhooks/webhookspage.h"
#include "ui/widgets/datatable.h"

#include <QApplication>
#include <QComboBox>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace {

struct ScenesWorld : PageWorld
{
    explicit ScenesWorld(bool filled)
    {
        if (filled)
            fillNews(disputes, webhooks, incoming, clock.nowMs());
        workspace.disputes = &disputes;
        workspace.webhooks = &webhooks;
        workspace.incoming = &incoming;
    }

    FakeDisputes disputes;
    FakeWebhooks webhooks;
    FakeIncoming incoming;
    Theme theme{*qApp, settings};
    RecordedActions actions;
};

Stage stageWith(bool filled, const std::function<void(MainWindow &)> &play)
{
    auto world = std::make_shared<ScenesWorld>(filled);
    auto *window = new MainWindow(world->workspace, world->time, world->settings, world->theme,
                                  world->actions);
    window->resize(1280, 720);
    Stage stage = stageOf(world, window);
    stage.isMain = true;
    stage.play = [window, play] { play(*window); };
    return stage;
}

template <class Page>
void show(MainWindow &window, Page *page)
{
    const auto *places = window.findChild<QStackedWidget *>();
    window.findChild<QListWidget *>(u"pages"_s)
        ->setCurrentRow(places->indexOf(page->parentWidget()));
}

Stage disputesScene(bool filled)
{
    return stageWith(filled, [filled](MainWindow &window) {
        show(window, window.disputesPage());
        if (!filled) {
            const auto *state = window.findChild<QWidget *>(u"disputesState"_s);
            return until([&] { return state->isVisible(); });
        }
        until([&] { return window.disputesPage()->table().rowCount() == 5; });
        window.findChild<DataTable *>(u"disputesTable"_s)->chooseRow(0);
        auto *text = window.findChild<QPlainTextEdit *>(u"evidenceText"_s);
        until([&] { return text->isVisible(); });
        text->setPlainText(u"The parcel was signed for."_s);
        window.findChild<QPushButton *>(u"keepEvidence"_s)->click();
        until([&] { return window.findChild<QPushButton *>(u"submitEvidence"_s)->isEnabled(); });
    });
}

Stage webhooksScene(bool incoming)
{
    return stageWith(true, [incoming](MainWindow &window) {
        show(window, window.webhooksPage());
        window.findChild<QComboBox *>(u"webhookKind"_s)->setCurrentIndex(incoming ? 1 : 0);
        until([&] { return window.webhooksPage()->table().rowCount() == 3; });
        window.findChild<DataTable *>(u"webhooksTable"_s)->chooseRow(1);
        const auto *payload = window.findChild<QPlainTextEdit *>(u"webhookPayload"_s);
        until([&] { return !payload->toPlainText().isEmpty(); });
    });
}

} // namespace

QList<Scene> newsScenes()
{
    return {{u"disputes"_s, [] { return disputesScene(true); }},
            {u"disputes-none"_s, [] { return disputesScene(false); }},
            {u"webhooks"_s, [] { return webhooksScene(false); }},
            {u"webhooks-incoming"_s, [] { return webhooksScene(true); }}};
}
