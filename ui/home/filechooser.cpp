#include "ui/home/filechooser.h"

#include <QCoreApplication>
#include <QFileDialog>

using namespace Qt::StringLiterals;

FileChooser dialogFileChooser()
{
    return [](QWidget *parent, std::function<void(const QString &)> chosen) {
        auto *dialog = new QFileDialog(
            parent, QCoreApplication::translate("FileChooser", "Open a payments file"), {},
            QCoreApplication::translate(
                "FileChooser", "Payments files (*.orchestratorx *.sqlite *.db);;All files (*)"));
        dialog->setObjectName(u"openFileDialog"_s);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                         [chosen = std::move(chosen)](const QString &file) { chosen(file); });
        dialog->open();
    };
}
