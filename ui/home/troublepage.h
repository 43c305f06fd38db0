#pragma once

#include "models/errortext.h"
#include "services/core/result.h"
#include "ui/home/filechooser.h"

#include <QScrollArea>

class QLabel;

/// A payments file that cannot be opened: which one, why, what to do. The program stays usable.
class TroublePage final : public QScrollArea
{
    Q_OBJECT

public:
    explicit TroublePage(QWidget *parent, FileChooser chooseFile = dialogFileChooser());

    /// Path of the file and the error that opening it ended with.
    void showTrouble(const QString &path, const Error &error);

signals:
    void retryRequested(const QString &path);
    void openFileRequested(const QString &path);
    void sampleDataRequested();

private:
    void layOut();

    FileChooser m_chooseFile;
    QString m_path;
    QLabel *m_what = nullptr;
    QLabel *m_file = nullptr;
    QLabel *m_where = nullptr;
    QLabel *m_todo = nullptr;
    QLabel *m_detail = nullptr;
};
