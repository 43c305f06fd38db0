#pragma once

#include "models/moneyreason.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;

/// Why money moves: a list of reasons, and a note.
class ReasonFields final : public QWidget
{
    Q_OBJECT

public:
    /// `noteCaption` stands above the note and may carry its key.
    ReasonFields(const QString &noteCaption, QWidget *parent);

signals:
    void kindChanged(MoneyReason::Kind kind);
    void noteChanged(const QString &note);

private:
    QComboBox *m_kind = nullptr;
    QPlainTextEdit *m_note = nullptr;
};
