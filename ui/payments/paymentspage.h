#pragma once

#include "models/inspectormodel.h"
#include "models/paymentfiltermodel.h"
#include "models/paymenttablemodel.h"
#include "models/rowcopier.h"
#include "models/selectiontotals.h"
#include "models/workcounters.h"

#include <QWidget>

class ColumnChooser;
class DataTable;
class FilterBar;
class InspectorPanel;
class MessageBar;
class PaymentActions;
class PaymentCommands;
class ProblemLabel;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSplitter;
class QToolButton;
class SavedViewTabs;
class SelectionBar;
class SelectionKeeper;
class TableState;

/// Finds payments and shows them: search box, view tabs, table, inspector.
class PaymentsPage final : public QWidget
{
    Q_OBJECT

public:
    /// Columns, splitter and views are kept in the settings. All must outlive the page.
    PaymentsPage(const Workspace &workspace, QSettings &settings, PaymentActions &actions,
                 QWidget *parent);
    ~PaymentsPage() override;

    const PaymentTableModel &table() const { return m_table; }
    /// Lets screen and settings agree; called when the window closes.
    void saveState();
    /// Lower rows.
    void setCompact(bool compact);
    bool isCompact() const;

public slots:
    void focusSearch();
    void toggleInspector();
    void toggleColumnFilters();
    void showView(int index);
    /// Everything that matches what could be typed into the search box.
    void showSearch(const QString &search);
    void focusTable();
    void reload();

signals:
    /// The list on screen was read at another time, or its loading began or ended.
    void listRead(qint64 readAtMs);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildPage();
    void makeList(QWidget *list);
    QLayout *makeSearchRow();
    QLayout *makeTabRow();
    void arrangeSearchRow(int width);
    QPushButton *makeCounter(const QString &name);
    void makeTable(QWidget *parent);
    void makeColumns();
    void connectModels();
    void connectTable();
    void connectWidgets();
    void addShortcuts();
    void restoreColumns();
    void restorePanels();

    void chooseView(int index);
    void showSortColumn(PaymentColumn column);
    void saveView(const QString &name);
    void applyFilter();
    void showWords();
    void showTexts();
    void showState();
    void endLoadingSign();
    void showEmptyState();
    void showCounters();
    void sortBy(int column);
    void followCurrent();
    void collectSelection();
    void selectMatching();
    void goBack();
    void stopReading();
    void openFromSearch();
    /// A copy: clearing the search box ends the original.
    void runCommand(const QString &command);

    PaymentId currentId() const;
    QList<PaymentColumn> shownColumns() const;
    void captureSelected();
    void voidCurrent();
    void refundCurrent();
    void verifyCurrent();
    void askSelected();
    void copyLink();
    void copySelection(CopyFormat format);
    void copyCurrentId();
    void openInspector();
    void openWindow();

    const Workspace &m_workspace;
    QSettings &m_settings;
    PaymentActions &m_actions;
    SavedViews m_views;
    PaymentTableModel m_table;
    PaymentFilterModel m_filter;
    SelectionTotals m_totals;
    WorkCounters m_counters;
    RowCopier m_copier;
    InspectorModel m_inspectorModel;
    QList<PaymentColumn> m_filterable;
    QTimer m_followDelay;
    QTimer m_loadingDelay;
    PaymentCommands *m_commands = nullptr;
    SelectionKeeper *m_keeper = nullptr;

    QSplitter *m_splitter = nullptr;
    QWidget *m_list = nullptr;
    QHBoxLayout *m_searchRow = nullptr;
    QHBoxLayout *m_counterRow = nullptr;
    QLineEdit *m_search = nullptr;
    QLabel *m_words = nullptr;
    ProblemLabel *m_problem = nullptr;
    bool m_failureShown = false;
    int m_shownForSort = -1;  ///< column that is hidden in other views
    bool m_selectDue = false; ///< everything, once it is read
    QPushButton *m_unknownCounter = nullptr;
    QPushButton *m_expiringCounter = nullptr;
    SavedViewTabs *m_tabs = nullptr;
    QLabel *m_count = nullptr;
    QToolButton *m_filterButton = nullptr;
    QToolButton *m_columnButton = nullptr;
    ColumnChooser *m_chooser = nullptr;
    MessageBar *m_message = nullptr;
    FilterBar *m_filterBar = nullptr;
    QProgressBar *m_loading = nullptr;
    QToolButton *m_stop = nullptr;
    DataTable *m_view = nullptr;
    TableState *m_state = nullptr;
    SelectionBar *m_selectionBar = nullptr;
    InspectorPanel *m_inspector = nullptr;
};
