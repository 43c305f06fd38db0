#pragma once

#include "models/paymenttablemodel.h"

/// How copied rows are written down.
enum class CopyFormat {
    Cells, ///< tabs between them, for a spreadsheet
    Table, ///< blanks that line them up, for a message
};

/// Makes text of selected rows for the clipboard; reads what is not loaded, off the GUI thread.
class RowCopier final : public QObject
{
    Q_OBJECT

public:
    /// More rows than this are not for a clipboard.
    static constexpr int kMostRows = 20'000;

    /// Both must outlive the object.
    RowCopier(const Workspace &workspace, const PaymentTableModel &table,
              QObject *parent = nullptr);

    /// With a line of column names; answers with ready() or tooMany().
    void copy(const QList<qint64> &rowIds, const QList<PaymentColumn> &columns,
              CopyFormat format = CopyFormat::Cells);

signals:
    void ready(const QString &text, int rows);
    void tooMany(int most);

private:
    const Workspace &m_workspace;
    const PaymentTableModel &m_table;
    quint64 m_generation = 0;
};
