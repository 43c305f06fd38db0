#include "models/rowcopier.h"

#include "models/displaytext.h"

namespace {

/// A cell that cannot break the table apart when it is pasted.
QString cell(QString text)
{
    return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(QChar(QChar::Nbsp), u' ');
}

} // namespace

RowCopier::RowCopier(const Workspace &workspace, const PaymentTableModel &table, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_table(table)
{
}

void RowCopier::copy(const QList<qint64> &rowIds, const QList<PaymentColumn> &columns)
{
    if (rowIds.size() > kMostRows) {
        emit tooMany(kMostRows);
        return;
    }
    const quint64 generation = ++m_generation;
    whenDone(m_workspace.lists.rows(m_workspace.caller.merchantId, rowIds), this,
             [this, generation, columns](const Result<QList<PaymentSummary>> &answer) {
                 if (generation != m_generation || !answer)
                     return;
                 QStringList lines;
                 QStringList cells;
                 for (const PaymentColumn column : columns)
                     cells.append(DisplayText::column(column));
                 lines.append(cells.join(u'\t'));
                 for (const PaymentSummary &row : *answer) {
                     cells.clear();
                     for (const PaymentColumn column : columns)
                         cells.append(cell(m_table.text(row, column)));
                     lines.append(cells.join(u'\t'));
                 }
                 emit ready(lines.join(u'\n'), static_cast<int>(answer->size()));
             });
}
