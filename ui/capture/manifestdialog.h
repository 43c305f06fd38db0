#pragma once

#include "models/manifesteditor.h"
#include "ui/home/filechooser.h"
#include "ui/payments/capturemanydialog.h"

/// Imports a shipment file: what the file is, which column says what, then the dry run, the
/// captures and one outcome line each. Open it with open(); the editor must outlive it.
class ManifestDialog final : public CaptureManyDialog
{
    Q_OBJECT

public:
    /// `saver` asks where the lines that were not captured are written.
    ManifestDialog(ManifestEditor &editor, QWidget *parent, Prompts &prompts = messageBoxPrompts(),
                   FileChooser saver = {});

private:
    void refreshLines();
    void exportLines();

    ManifestEditor &m_manifest;
    FileChooser m_saver;
    QPushButton *m_export = nullptr;
};
