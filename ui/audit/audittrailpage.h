#pragma once

#include "models/auditcheckrun.h"
#include "models/audittablemodel.h"

#include <QWidget>

class DataTable;
class MessageBar;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSettings;
class TableState;

/// The audit trail: who did what and when, newest first, and whether it is what was written.
class AuditTrailPage final : public QWidget
{
    Q_OBJECT

public:
    /// The columns are kept in the settings. workspace must name an audit trail; both must outlive
    /// the page.
    AuditTrailPage(const Workspace &workspace, QSettings &settings, QWidget *parent);
    ~AuditTrailPage() override;

    const AuditTableModel &table() const { return m_table; }
    /// Lets screen and settings agree; called when the window closes.
    void saveState();
    /// Lower rows.
    void setCompact(bool compact);

public slots:
    void focusTable();
    void reload();
    /// Checks every record; says so when it is done.
    void verify();

signals:
    /// The list on screen was read at another time, or its loading began or ended.
    void listRead(qint64 readAtMs);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QLayout *makeHeader();
    void makeTable();
    void connectAll();
    void addShortcuts();
    void restoreState();
    void showState();
    void showProgress();
    void showVerdict();
    void copyRow();

    QSettings &m_settings;
    AuditTableModel m_table;
    AuditCheckRun m_run;
    QLineEdit *m_search = nullptr;
    QLabel *m_count = nullptr;
    QPushButton *m_verify = nullptr;
    QLabel *m_progressText = nullptr;
    QProgressBar *m_progress = nullptr;
    MessageBar *m_message = nullptr;
    DataTable *m_view = nullptr;
    TableState *m_state = nullptr;
};
