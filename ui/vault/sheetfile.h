#pragma once

#include <QStringList>

#include <functional>

class QWidget;

/// Asks where to save; chosen(path) only when a person chose. Returns at once.
using SaveChooser = std::function<void(QWidget *parent, const QString &suggested,
                                       std::function<void(const QString &path)> chosen)>;

/// The desktop's own file dialog.
SaveChooser dialogSaveChooser();

/// What stands above the lines of a recovery sheet.
struct SheetHeading
{
    QString merchant;
    QString madeAt; ///< for people
};

/// Writes a page to print, for its owner's eyes only. False when the file cannot be written.
bool writeSheetPdf(const QString &path, const SheetHeading &heading, const QStringList &lines);
