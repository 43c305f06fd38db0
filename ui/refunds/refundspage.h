#pragma once

#include "models/inspectormodel.h"
#include "models/refundtablemodel.h"

#include <QWidget>

class DataTable;
class InspectorPanel;
class MessageBar;
class PaymentActions;
class PaymentCommands;
class QComboBox;
class QLabel;
class QProgressBar;
class QSettings;
class QSplitter;
class TableState;

/// The refunds of all payments, newest first, with the payment of the current one beside them.
class RefundsPage final : public QWidget
{
    Q_OBJECT

public:
    /// Splitter and columns are kept in the settings. All must outlive the page.
    RefundsPage(const Workspace &workspace, QSettings &settings, PaymentActions &actions,
                QWidget *parent);
    ~RefundsPage() override;

    const RefundTableModel &table() const { return m_table; }
    /// Lets screen and settings agree; called when the window closes.
    void saveState();
    /// Lower rows.
    void setCompact(bool compact);

public slots:
    void showStatus(RefundStatus status);
    void focusTable();
    void toggleInspector();
    void reload();

signals:
    /// The list on screen was read at another time, or its loading began or ended.
    void listRead(qint64 readAtMs);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeList();
    QLayout *makeFilterRow(QWidget *parent);
    void makeTable(QWidget *parent);
    void connectAll();
    void addShortcuts();
    void restoreState();
    void showState();
    void chooseStatus(int index);
    void followCurrent();
    void openInspector();
    void openWindow();
    void askCurrent();
    void copyCurrentId();
    std::optional<Refund> current() const;

    const Workspace &m_workspace;
    QSettings &m_settings;
    PaymentActions &m_actions;
    RefundTableModel m_table;
    InspectorModel m_inspectorModel;
    QTimer m_followDelay;
    QTimer m_loadingDelay;
    PaymentCommands *m_commands = nullptr;
    QSplitter *m_splitter = nullptr;
    QComboBox *m_status = nullptr;
    QLabel *m_count = nullptr;
    MessageBar *m_message = nullptr;
    QProgressBar *m_loading = nullptr;
    DataTable *m_view = nullptr;
    TableState *m_state = nullptr;
    InspectorPanel *m_inspector = nullptr;
    bool m_failureShown = false;
};
