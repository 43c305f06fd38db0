#pragma once

#include "models/customermodel.h"
#include "models/customertablemodel.h"

#include <QWidget>

class CustomerView;
class DataTable;
class MessageBar;
class PaymentActions;
class PaymentCommands;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSettings;
class QSplitter;
class TableState;

/// Finds customers and shows them: search box, list, and the current one beside it.
class CustomersPage final : public QWidget
{
    Q_OBJECT

public:
    /// workspace has customers. Splitter and columns are kept in the settings. All must outlive the
    /// page.
    CustomersPage(const Workspace &workspace, QSettings &settings, PaymentActions &actions,
                  QWidget *parent);
    ~CustomersPage() override;

    const CustomerTableModel &table() const { return m_table; }
    const CustomerModel &customer() const { return m_customer; }
    /// Lets screen and settings agree; called when the window closes.
    void saveState();
    /// Lower rows.
    void setCompact(bool compact);

public slots:
    void focusSearch();
    void toggleView();
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
    void makeTable(QWidget *parent);
    void connectAll();
    void addShortcuts();
    void restoreState();
    void showState();
    void showEmptyState();
    void endLoadingSign();
    void openFromSearch();
    void openFirst();
    void followCurrent();
    void copyCurrentId();

    const Workspace &m_workspace;
    QSettings &m_settings;
    PaymentActions &m_actions;
    CustomerTableModel m_table;
    CustomerModel m_customer;
    QTimer m_followDelay;
    QTimer m_loadingDelay;
    PaymentCommands *m_commands = nullptr;
    QSplitter *m_splitter = nullptr;
    QLineEdit *m_search = nullptr;
    QLabel *m_count = nullptr;
    QPushButton *m_new = nullptr;
    MessageBar *m_message = nullptr;
    QProgressBar *m_loading = nullptr;
    DataTable *m_list = nullptr;
    TableState *m_state = nullptr;
    CustomerView *m_view = nullptr;
    bool m_openDue = false; ///< the first one found, once it is read
    bool m_failureShown = false;
};
