#pragma once

#include "models/capturemanytable.h"
#include "ui/payments/actiondialog.h"

#include <QTimer>

class ProblemLabel;
class QLineEdit;
class QProgressBar;
class QSortFilterProxyModel;
class QTabBar;
class QTableView;

/// Captures many holds: a dry run in four groups first, then one outcome line each. Open it with
/// open(); the editor must outlive it.
class CaptureManyDialog : public ActionDialog
{
    Q_OBJECT

public:
    CaptureManyDialog(CaptureManyEditor &editor, QWidget *parent,
                      Prompts &prompts = messageBoxPrompts());

protected:
    void act() override;
    Question leaveQuestion() const override;
    void leave() override;
    QTableView *table() const { return m_table; }

private:
    void buildTable();
    void sizeColumns();
    void buildCount();
    void onPhase();
    void refresh();
    void refreshTabs();
    void refreshDetail();
    QStringList tabTexts() const;
    QList<int> tabCounts() const;
    QString statusText() const;
    void copyReport();

    CaptureManyEditor &m_editor;
    bool m_wasPlanned = false;
    QTimer m_refreshDelay; ///< thousands of answers are not counted one by one
    CaptureManyTable *m_model = nullptr;
    QSortFilterProxyModel *m_shown = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_status = nullptr;
    QTabBar *m_tabs = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_detail = nullptr;
    QWidget *m_countRow = nullptr;
    QLabel *m_countLabel = nullptr;
    QLineEdit *m_count = nullptr;
    ProblemLabel *m_problem = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_cancelRest = nullptr;
    QPushButton *m_copy = nullptr;
};
