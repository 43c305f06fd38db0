#include "ui/capture/manifestchooser.h"

#include <QCoreApplication>
#include <QFileDialog>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

void show(QFileDialog *dialog, QWidget *parent, std::function<void(const QString &)> chosen)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [chosen = std::move(chosen)](const QString &file) { chosen(file); });
    dialog->open();
}

QString csvFiles()
{
    return QCoreApplication::translate("FileChooser", "CSV files (*.csv *.txt *.tsv);;"
                                                      "All files (*)");
}

} // namespace

FileChooser manifestFileChooser()
{
    return [](QWidget *parent, std::function<void(const QString &)> chosen) {
        auto *dialog = new QFileDialog(
            parent, QCoreApplication::translate("FileChooser", "Import a shipment file"), {},
            csvFiles());
        dialog->setObjectName(u"importFileDialog"_s);
        dialog->setFileMode(QFileDialog::ExistingFile);
        show(dialog, parent, std::move(chosen));
    };
}

FileChooser csvFileSaver(const QString &name)
{
    return [name](QWidget *parent, std::function<void(const QString &)> chosen) {
        auto *dialog = new QFileDialog(
            parent, QCoreApplication::translate("FileChooser", "Save the lines"), name, csvFiles());
        dialog->setObjectName(u"saveLinesDialog"_s);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(u"csv"_s);
        dialog->selectFile(name);
        show(dialog, parent, std::move(chosen));
    };
}
