#pragma once

#include "models/notelist.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

/// The notes about one payment or customer, and a button that adds one. Takes no room where notes
/// cannot be kept.
class NotesView final : public QWidget
{
    Q_OBJECT

public:
    /// workspace must outlive it.
    NotesView(const Workspace &workspace, QWidget *parent);

    /// Shows those about that one.
    void setSubject(const NoteSubject &subject);

signals:
    void addAsked();

private:
    void refresh();

    NoteList m_notes;
    QLabel *m_none = nullptr;
    QWidget *m_list = nullptr;
    QPushButton *m_add = nullptr;
};
