#pragma once

#include "models/manifesteditor.h"

#include <QFrame>

class ElidedLabel;
class QComboBox;
class QGridLayout;

/// What was found out about a shipment file, and which column says what, to be corrected before
/// anything is captured.
class ManifestBar final : public QFrame
{
    Q_OBJECT

public:
    /// The editor must outlive the bar.
    ManifestBar(ManifestEditor &editor, QWidget *parent);

private:
    void addRole(ManifestRole role);
    QComboBox *addField(const QString &caption, const QString &name);
    void refresh();
    void refill();

    ManifestEditor &m_editor;
    ElidedLabel *m_file = nullptr;
    ElidedLabel *m_found = nullptr;
    QWidget *m_fields = nullptr;
    QGridLayout *m_grid = nullptr;
    QList<QComboBox *> m_roles; ///< by ManifestRole
    QComboBox *m_decimals = nullptr;
    QStringList m_header; ///< what the boxes offer
};
