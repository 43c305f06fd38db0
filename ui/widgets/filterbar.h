#pragma once

#include <QMap>
#include <QWidget>

class DataTable;
class QHeaderView;
class QLineEdit;

/// A text field takes some keys of the window for editing of its own: deleting to the end of the
/// line, redoing. True for a ShortcutOverride of those; the event is ignored, so that the window
/// gets the key.
bool keepsWindowKey(QEvent *event);

/// One field above each column that can be filtered, in line with the table's header.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    /// The header must outlive the bar.
    FilterBar(DataTable &table, QWidget *parent);

    /// Adds a field above that logical column. `name` is the column's, for people.
    void addField(int column, const QString &name, const QString &example);
    void setText(int column, const QString &text);
    /// Marks a field as not understood, with the reason as its tooltip; empty unmarks it.
    void setProblem(int column, const QString &problem);
    void focusFirst();
    QSize sizeHint() const override;
    void setVisible(bool visible) override;

public slots:
    /// Puts the fields where the columns are.
    void align();

signals:
    void textEdited(int column, const QString &text);
    /// Esc in a field.
    void left();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Field
    {
        QString name;
        QString example;
        QString text;
        QString problem;
        QLineEdit *edit = nullptr; ///< null until the bar is shown for the first time
    };

    void makeEdit(int column, Field &field);
    static void showProblem(QLineEdit *edit, const QString &problem);

    DataTable &m_table;
    QHeaderView *m_header = nullptr;
    QMap<int, Field> m_fields; ///< by column, so that they are made in one order
};
