#pragma once

#include "models/holdsatrisk.h"
#include "models/workbenchtable.h"
#include "ui/home/filechooser.h"

#include <QWidget>

class DataTable;
class ElidedLabel;
class MessageBar;
class PaymentActions;
class PaymentCommands;
class PrimaryButton;
class QBoxLayout;
class QLabel;
class QPushButton;
class QSettings;
class TableState;

/// The capture workbench: all holds, what ends first on top. Holds are ticked, amounts changed, and
/// a shipment file dropped anywhere on the page is imported.
class WorkbenchPage final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive the page. `chooser` asks for a shipment file.
    WorkbenchPage(const Workspace &workspace, QSettings &settings, PaymentActions &actions,
                  QWidget *parent, FileChooser chooser = {});
    ~WorkbenchPage() override;

    const WorkbenchTable &table() const { return m_table; }
    /// Keeps the columns; called when the window closes.
    void saveState();
    void setCompact(bool compact);

public slots:
    void focusTable();
    void reload();
    /// Asks for a shipment file.
    void chooseFile();
    /// Captures what is ticked; without ticks the selected holds.
    void capture();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QLayout *makeHeader();
    void makeTable();
    void makeColumns();
    QWidget *makeBar();
    void connectAll();
    void addShortcuts();
    void arrange();
    void showState();
    void showPlan();
    void toggleSelected();
    void toggleAll();
    void sortBy(int column);
    void editAmount();
    QList<qint64> selectedIds() const;
    void setAllTicked(const QList<qint64> &rowIds, bool ticked);

    const Workspace &m_workspace;
    QSettings &m_settings;
    PaymentActions &m_actions;
    FileChooser m_chooser;
    WorkbenchTable m_table;
    HoldsAtRisk m_risk;
    PaymentCommands *m_commands = nullptr;
    bool m_isRead = false;
    int m_sortedBy = static_cast<int>(WorkbenchTable::Column::TimeLeft);
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QBoxLayout *m_header = nullptr;
    QLabel *m_riskText = nullptr;
    MessageBar *m_message = nullptr;
    DataTable *m_view = nullptr;
    TableState *m_state = nullptr;
    QBoxLayout *m_bar = nullptr;
    ElidedLabel *m_ticked = nullptr;
    QPushButton *m_clear = nullptr;
    PrimaryButton *m_capture = nullptr;
};
