#pragma once

#include "models/errortext.h"

#include <QKeySequence>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class DataTable;
class MessageBar;
class QAbstractItemModel;
class QLabel;
class QProgressBar;
class QSettings;
class QSplitter;
class TableState;

/// How a list stands.
struct ListState
{
    int rows = 0;
    bool isLoading = false;
    std::optional<Error> failure;
    qint64 readAtMs = 0;
    QString count; ///< how many there are, in words
};

/// A page that is a list: a header, a line for messages, the table with what lies over it while it
/// has nothing to show, and, for most, a view of the current row beside it. The page that is made
/// of it brings model, header, columns and words.
class ListPage : public QWidget
{
    Q_OBJECT

public:
    /// Lets screen and settings agree; called when the window closes.
    void saveState();
    /// Lower rows.
    virtual void setCompact(bool compact);
    /// Where somebody who comes to the page begins.
    virtual void focusFirst() { focusTable(); }

public slots:
    void focusTable();
    void toggleSide();
    virtual void reload() = 0;

signals:
    /// The list on screen was read at another time, or its loading began or ended.
    void listRead(qint64 readAtMs);

protected:
    /// The roles of the model that the table needs, and what its columns are.
    struct Columns
    {
        int loadedRole = 0;
        int urgentRole = 0;
        int frozen = 0; ///< that stay on screen while the others are scrolled
        QList<int> ids; ///< set in a fixed width, elided in the middle
        int chip = -1;  ///< drawn as a chip, whose look is in chipRole
        int chipRole = 0;
        std::function<QString(int column)> sample; ///< a usual content, to measure by
    };

    /// Object names and settings of everything on the page begin with `name`.
    ListPage(const QString &name, QSettings &settings, QWidget *parent);

    // What the page is put together of, in this order.
    QLabel *makeTitle(const QString &text);
    QLabel *makeCount(const QString &name);
    /// What a screen reader says of the table, and of the bar above it while it is being read.
    void makeTable(QAbstractItemModel &model, const Columns &columns, const QString &words,
                   const QString &loadingWords);
    /// Below the message; `side` is beside the table and as wide as sideWidth, 0 for a half.
    void arrange(QLayout *header, QLayout *belowMessage = nullptr);
    void arrangeBeside(QWidget *side, int sideWidth);
    /// What the side has to be born in: a widget that moves is styled again with all it contains.
    QWidget *besideTheList() const;
    /// The table goes after the model it looks at; it must not look at it while it does. For the
    /// destructor of the page.
    void closeTable();

    /// Keys that work anywhere on the page.
    void onPage(const QKeySequence &keys, const std::function<void()> &handler);
    /// Keys of the table alone: letters are text elsewhere.
    void onTable(const QKeySequence &keys, const std::function<void()> &handler);

    /// For whenever the model says that it stands differently.
    void showList(const ListState &state);
    /// Copies an id and says so; `words` has a place for it.
    void copyId(const QString &id, const QString &words);

    /// The list has no rows: says why, and what to do.
    virtual void showNothing(TableState &state) = 0;
    virtual ErrorText problemOf(const Error &error) const = 0;
    /// The page is looked at, or is not any more: a list nobody sees is not read.
    virtual void setActive(bool active) = 0;
    /// Shows the current row in the view beside; called once the selection has come to rest.
    virtual void followCurrent() {}

    DataTable *list() const { return m_table; }
    TableState *state() const { return m_state; }
    MessageBar *message() const { return m_message; }
    int currentRow() const;
    /// Follows the current row a little later.
    void followSoon() { m_followDelay.start(); }

    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setUsualWidths(const Columns &columns);
    void restoreHeader();
    void showLoading(bool loading);
    QString named(QLatin1StringView part) const;

    const QString m_name;
    QSettings &m_settings;
    QTimer m_followDelay;
    QTimer m_loadingDelay;
    QSplitter *m_splitter = nullptr;
    QWidget *m_list = nullptr;
    QWidget *m_side = nullptr;
    QLabel *m_count = nullptr;
    MessageBar *m_message = nullptr;
    QProgressBar *m_loading = nullptr;
    DataTable *m_table = nullptr;
    TableState *m_state = nullptr;
    bool m_failureShown = false;
};

/// How a model that is read in pages stands; `count` is for the page to say.
template <class Model>
ListState listStateOf(const Model &model)
{
    return {model.rowCount(), model.isLoading(), model.failure(), model.readAtMs(), {}};
}
