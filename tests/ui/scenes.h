#pragma once

#include <QString>
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

struct Scene
{
    QString name;
    std::function<Stage()> make;
};

/// Every page and dialog there is, each at the moment that fills it most.
QList<Scene> everyScene();
