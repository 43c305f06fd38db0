#include "ui/capture/manifestdialog.h"

#include "ui/capture/manifestbar.h"
#include "ui/capture/manifestchooser.h"
#include "ui/widgets/messagebar.h"

#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;
using Column = CaptureManyTable::Column;

ManifestDialog::ManifestDialog(ManifestEditor &editor, QWidget *parent, Prompts &prompts,
                               FileChooser saver)
    : CaptureManyDialog(editor.captures(), parent, prompts)
    , m_manifest(editor)
    , m_saver(saver ? std::move(saver) : csvFileSaver(tr("not-captured") + u".csv"))
{
    setObjectName(u"manifestDialog"_s);
    setTitle(tr("Capture what was shipped"));
    body()->insertWidget(0, new ManifestBar(editor, this));
    QTableView *rows = table();
    QHeaderView *header = rows->horizontalHeader();
    rows->showColumn(static_cast<int>(Column::Line));
    rows->showColumn(static_cast<int>(Column::Shipment));
    header->moveSection(header->visualIndex(static_cast<int>(Column::Line)), 0);
    header->moveSection(header->visualIndex(static_cast<int>(Column::Shipment)), 2);
    m_export = addButton({}, u"exportLines"_s);
    connect(m_export, &QPushButton::clicked, this, &ManifestDialog::exportLines);
    connect(&editor.captures(), &CaptureManyEditor::phaseChanged, this,
            &ManifestDialog::refreshLines);
    connect(&editor.captures(), &CaptureManyEditor::planChanged, this,
            &ManifestDialog::refreshLines);
    refreshLines();
}

void ManifestDialog::refreshLines()
{
    const CaptureManyEditor::Phase phase = m_manifest.captures().phase();
    const bool resting =
        phase == CaptureManyEditor::Phase::Planning || phase == CaptureManyEditor::Phase::Finished;
    const int count = resting ? m_manifest.exportCount() : 0;
    m_export->setVisible(count > 0);
    m_export->setText(
        count == 1 ? tr("&Export 1 line that is not captured…")
                   //: %1 is a number of lines, never 1
                   : tr("&Export %1 lines that are not captured…").arg(QLocale().toString(count)));
}

void ManifestDialog::exportLines()
{
    m_saver(this, [this](const QString &path) {
        const QString problem = m_manifest.exportTo(path);
        //: %1 is the name of a file
        message()->showNotice(problem.isEmpty() ? tr("Written to %1.").arg(path) : problem);
    });
}
