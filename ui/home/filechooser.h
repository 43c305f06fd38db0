#pragma once

#include <functional>

class QString;
class QWidget;

/// Lets a person choose a payments file; chosen(path) only when they did. Returns at once.
using FileChooser =
    std::function<void(QWidget *parent, std::function<void(const QString &path)> chosen)>;

/// The desktop's own file dialog.
FileChooser dialogFileChooser();
