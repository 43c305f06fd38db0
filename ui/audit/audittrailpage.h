#pragma once

#include "models/auditcheckrun.h"
#include "models/audittablemodel.h"
#include "ui/widgets/listpage.h"

class QLineEdit;
class QPushButton;

/// The audit trail: who did what and when, newest first, and whether it is what was written.
class AuditTrailPage final : public ListPage
{
    Q_OBJECT

public:
    /// The columns are kept in the settings. workspace must name an audit trail; both must outlive
    /// the page.
    AuditTrailPage(const Workspace &workspace, QSettings &settings, QWidget *parent);
    ~AuditTrailPage() override;

    const AuditTableModel &table() const { return m_model; }

public slots:
    void reload() override;
    /// Checks every record; says so when it is done.
    void verify();

protected:
    void showNothing(TableState &state) override;
    ErrorText problemOf(const Error &error) const override;
    void setActive(bool active) override;

private:
    QLayout *makeHeader();
    QLayout *makeProgress();
    void connectAll();
    void addShortcuts();
    void showState();
    void showProgress();
    void showVerdict();
    void copyRow();

    AuditTableModel m_model;
    AuditCheckRun m_run;
    QLineEdit *m_search = nullptr;
    QPushButton *m_verify = nullptr;
    QLabel *m_progressText = nullptr;
    QProgressBar *m_progress = nullptr;
};
