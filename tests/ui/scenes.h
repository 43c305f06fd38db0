#pragma once

#include <QString>
#include <QTest>
#include <QWidget>

#include <functional>
#include <memory>

/// A window as somebody would meet it, with all it needs to live.
struct Stage
{
    std::shared_ptr<void> world;     ///< goes after the window
    std::shared_ptr<QWidget> window; ///< not shown yet
    /// Brings the shown window to the point; returns when that is done.
    std::function<void()> play = [] {};
    /// True of a window that may be made smaller by a person, so must not ask for more than it
    /// needs; false of dialogs, which choose their size.
    bool isMain = false;
};

template <class World, class Window>
Stage stageOf(std::shared_ptr<World> world, Window *window)
{
    Stage stage;
    stage.world = std::move(world);
    stage.window = std::shared_ptr<QWidget>(window);
    return stage;
}

/// Waits for it.
template <class Condition>
void until(Condition condition)
{
    [&] { QTRY_VERIFY_WITH_TIMEOUT(condition(), 20'000); }();
}

struct Scene
{
    QString name;
    std::function<Stage()> make;
};

/// The customer's verification, the view being chosen already or not.
Stage challengeScene(const QString &choice, bool embedded = true);

/// Customers, their saved cards and the dialogs about them.
QList<Scene> customerScenes();

/// Every page and dialog there is, each at the moment that fills it most.
QList<Scene> everyScene();
