#pragma once

#include <QDialog>

/// Every key of the window on one sheet.
class ShortcutSheet final : public QDialog
{
    Q_OBJECT

public:
    ShortcutSheet(bool testMode, const QString &merchantName, QWidget *parent);

private:
    static QList<std::pair<QString, QString>> keys();
};
