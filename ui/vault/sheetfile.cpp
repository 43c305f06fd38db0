#include "ui/vault/sheetfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileDialog>
#include <QFontDatabase>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SheetFile)
};

constexpr int kDotsPerInch = 300;

} // namespace

SaveChooser dialogSaveChooser()
{
    return
        [](QWidget *parent, const QString &suggested, std::function<void(const QString &)> chosen) {
            auto *dialog = new QFileDialog(parent, Words::tr("Save the recovery sheet"), {},
                                           Words::tr("PDF pages (*.pdf)"));
            dialog->setObjectName(u"saveSheetDialog"_s);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->setAcceptMode(QFileDialog::AcceptSave);
            dialog->setFileMode(QFileDialog::AnyFile);
            dialog->setDefaultSuffix(u"pdf"_s);
            dialog->selectFile(suggested);
            QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                             [chosen = std::move(chosen)](const QString &file) { chosen(file); });
            dialog->open();
        };
}

bool writeSheetPdf(const QString &path, const SheetHeading &heading, const QStringList &lines)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    QPdfWriter page(&file);
    page.setPageSize(QPageSize(QPageSize::A4));
    page.setResolution(kDotsPerInch);
    page.setTitle(Words::tr("Recovery sheet"));
    QPainter painter;
    if (!painter.begin(&page))
        return false;
    const QRect area(0, 0, page.width(), page.height());
    QFont text = painter.font();
    text.setPointSize(11);
    QFont title = text;
    title.setPointSize(18);
    title.setBold(true);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSize(16);
    int y = 0;
    const auto write = [&](const QFont &font, const QString &words) {
        painter.setFont(font);
        const QRect room = area.adjusted(0, y, 0, 0);
        QRect used;
        painter.drawText(room, Qt::TextWordWrap, words, &used);
        y += used.height() + kDotsPerInch / 6;
    };
    write(title, Words::tr("OrchestratorX recovery sheet"));
    //: %1 is the name of a merchant, %2 a date
    write(text, Words::tr("Vault of %1, written on %2.").arg(heading.merchant, heading.madeAt));
    QStringList numbered;
    for (qsizetype i = 0; i < lines.size(); ++i)
        numbered.append(QString::number(i + 1) + u"  "_s + lines.at(i));
    write(fixed, numbered.join(u'\n'));
    write(text, Words::tr("With these lines and their passphrase the vault opens again when its "
                          "key is lost: in the window, choose \u201cVault locked\u201d and "
                          "\u201cRestore from the recovery sheet\u201d. Keep the passphrase "
                          "somewhere else than this page."));
    painter.end();
    file.close();
    return file.error() == QFileDevice::NoError;
}
