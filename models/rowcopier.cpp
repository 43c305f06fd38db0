#include "models/rowcopier.h"

#include "models/displaytext.h"

#include <algorithm>

namespace {

/// A cell that cannot break the table apart when it is pasted.
QString cell(QString text)
{
    return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(QChar(QChar::Nbsp), u' ');
}

QString withTabs(const QList<QStringList> &lines)
{
    QStringList written;
    for (const QStringList &line : lines)
        written.append(line.join(u'\t'));
    return written.join(u'\n');
}

QString linedUp(const QList<QStringList> &lines, const QList<PaymentColumn> &columns)
{
    QList<qsizetype> widths(columns.size(), 0);
    for (const QStringList &line : lines) {
        for (qsizetype i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], line.at(i).size());
    }
    QStringList written;
    for (const QStringList &line : lines) {
        QStringList cells;
        for (qsizetype i = 0; i < line.size(); ++i)
            cells.append(isNumeric(columns.at(i)) ? line.at(i).rightJustified(widths.at(i))
                                                  : line.at(i).leftJustified(widths.at(i)));
        QString text = cells.join(QStringLiteral("  "));
        while (text.endsWith(u' '))
            text.chop(1);
        written.append(text);
    }
    return written.join(u'\n');
}

} // namespace

RowCopier::RowCopier(const Workspace &workspace, const PaymentTableModel &table, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_table(table)
{
}

void RowCopier::copy(const QList<qint64> &rowIds, const QList<PaymentColumn> &columns,
                     CopyFormat format)
{
    if (rowIds.size() > kMostRows) {
        emit tooMany(kMostRows);
        return;
    }
    const quint64 generation = ++m_generation;
    whenDone(m_workspace.lists.rows(m_workspace.caller.merchantId, rowIds), this,
             [this, generation, columns, format](const Result<QList<PaymentSummary>> &answer) {
                 if (generation != m_generation || !answer)
                     return;
                 QList<QStringList> lines(1);
                 for (const PaymentColumn column : columns)
                     lines.last().append(DisplayText::column(column));
                 for (const PaymentSummary &row : *answer) {
                     lines.append(QStringList());
                     for (const PaymentColumn column : columns)
                         lines.last().append(cell(m_table.text(row, column)));
                 }
                 emit ready(format == CopyFormat::Cells ? withTabs(lines) : linedUp(lines, columns),
                            static_cast<int>(answer->size()));
             });
}
