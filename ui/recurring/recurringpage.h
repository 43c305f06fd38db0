#pragma once

#include "models/agreementmodel.h"
#include "models/agreementtable.h"

#include <QWidget>

class AgreementView;
class DataTable;
class MessageBar;
class PaymentActions;
class QComboBox;
class QLabel;
class QProgressBar;
class QSettings;
class QSplitter;
class TableState;

/// The agreements about later charges, the one that is due first on top, with the current one
/// beside them.
class RecurringPage final : public QWidget
{
    Q_OBJECT

public:
    /// workspace has recurring. Splitter and columns are kept in the settings. All must outlive the
    /// page.
    RecurringPage(const Workspace &workspace, QSettings &settings, PaymentActions &actions,
                  QWidget *parent);
    ~RecurringPage() override;

    const AgreementTable &table() const { return m_table; }
    /// Lets screen and settings agree; called when the window closes.
    void saveState();
    /// Lower rows.
    void setCompact(bool compact);

public slots:
    void focusTable();
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
    QLayout *makeFilterRow(QWidget *parent);
    void makeTable(QWidget *parent);
    void connectAll();
    void addShortcuts();
    void restoreState();
    void showState();
    void followCurrent();
    void copyCurrentId();

    QSettings &m_settings;
    PaymentActions &m_actions;
    AgreementTable m_table;
    AgreementModel m_agreement;
    QTimer m_followDelay;
    QTimer m_loadingDelay;
    QSplitter *m_splitter = nullptr;
    QComboBox *m_choice = nullptr;
    QLabel *m_count = nullptr;
    MessageBar *m_message = nullptr;
    QProgressBar *m_loading = nullptr;
    DataTable *m_list = nullptr;
    TableState *m_state = nullptr;
    AgreementView *m_view = nullptr;
    bool m_failureShown = false;
};
