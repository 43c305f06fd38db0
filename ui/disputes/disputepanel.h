#pragma once

#include "models/disputemodel.h"
#include "ui/home/filechooser.h"

#include <QWidget>

class PrimaryButton;
class Prompts;
class QComboBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class StatusChip;

/// One dispute: how it stands, what was gathered for it, and the two answers there are.
class DisputePanel final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive the panel.
    DisputePanel(DisputeModel &model, Prompts &prompts, FileChooser chooseFile, QWidget *parent);

private:
    void build();
    QWidget *makeText();
    QWidget *makeFile();
    void showView();
    void showEvidence();
    void enableButtons();
    void keepText();
    void chooseFile();
    void removeCurrent();
    void askToAccept();

    DisputeModel &m_model;
    Prompts &m_prompts;
    const FileChooser m_chooseFile;
    QLabel *m_title = nullptr;
    StatusChip *m_chip = nullptr;
    QLabel *m_meaning = nullptr;
    QWidget *m_facts = nullptr;
    QLabel *m_gathered = nullptr;
    QListWidget *m_evidence = nullptr;
    QWidget *m_adding = nullptr;
    QComboBox *m_textKind = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QPushButton *m_keep = nullptr;
    QComboBox *m_fileKind = nullptr;
    QPushButton *m_attach = nullptr;
    QPushButton *m_remove = nullptr;
    PrimaryButton *m_submit = nullptr;
    QPushButton *m_accept = nullptr;
    DisputeId m_shown;
};
