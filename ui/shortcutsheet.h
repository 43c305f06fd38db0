#pragma once

#include <QDialog>

/// Every key of the window on one sheet.
class ShortcutSheet final : public QDialog
{
    Q_OBJECT

public:
    ShortcutSheet(bool testMode, const QString &merchantName, QWidget *parent);

private:
    /// Keys, and what they do.
    static QList<std::pair<QString, QString>> keyTable();
};
