#pragma once

#include "models/savedviews.h"
#include "models/searchparser.h"
#include "models/workspace.h"

/// Makes one filter of the view tab, the search box and the row of column filters.
class PaymentFilterModel final : public QObject
{
    Q_OBJECT

public:
    /// workspace must outlive the object.
    explicit PaymentFilterModel(const Workspace &workspace, QObject *parent = nullptr);

    /// Takes over everything of the view.
    void setView(const SavedView &view);
    void setSearch(const QString &text);
    void setColumnFilter(PaymentColumn column, const QString &text);
    /// Empties search box and column filters; the view stays.
    void clear();

    /// The current state as a view of that name, for saving.
    SavedView view(const QString &name) const;
    const QString &search() const { return m_search; }
    QString columnFilter(PaymentColumn column) const { return m_columns.value(column); }
    /// Whether anything but the view itself narrows the list.
    bool isNarrowed() const { return !m_search.trimmed().isEmpty() || !m_columns.isEmpty(); }
    const PaymentFilter &filter() const { return m_filter; }
    /// "status Paid, created on 9 Mar 2026"; empty when nothing narrows the list.
    QString explanation() const { return m_explanation.join(QStringLiteral(", ")); }
    QStringList problems() const { return m_problems; }
    /// What the field above that column could not be read as; empty when it is fine.
    QString columnProblem(PaymentColumn column) const { return m_columnProblems.value(column); }
    /// A command typed into the search box, without its ">".
    const QString &command() const { return m_command; }

signals:
    void filterChanged();
    /// Explanation, problems or command may have changed.
    void wordsChanged();
    /// Search box and column filters were set by setView() or clear().
    void textsReplaced();

private:
    void parse();

    const Workspace &m_workspace;
    PaymentFilter m_base;
    QString m_search;
    QMap<PaymentColumn, QString> m_columns;
    PaymentFilter m_filter;
    QStringList m_explanation;
    QStringList m_problems;
    QMap<PaymentColumn, QString> m_columnProblems;
    QString m_command;
};
