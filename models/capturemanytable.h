#pragma once

#include "models/capturemanyeditor.h"

#include <QAbstractTableModel>

/// The rows of a capture of many as a table. The amount can be edited and the first column ticked
/// while the captures are planned.
class CaptureManyTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column {
        Order,
        Customer,
        TimeLeft,
        Held,
        ToCapture,
        Rest,
        Note,
        Identifier,
        Line,     ///< of a shipment file
        Shipment, ///< its reference
    };
    static constexpr int kColumnCount = static_cast<int>(Column::Shipment) + 1;
    /// CaptureGroup while planning, CaptureManyEditor::Section afterwards, -1 for neither.
    static constexpr int SectionRole = Qt::UserRole;
    static constexpr int PaymentIdRole = Qt::UserRole + 1;
    /// Whether something is wrong with the row's amount.
    static constexpr int ProblemRole = Qt::UserRole + 2;

    explicit CaptureManyTable(CaptureManyEditor &editor, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString display(const CaptureRow &row, Column column) const;
    int sectionOf(const CaptureRow &row) const;
    void reset();

    CaptureManyEditor &m_editor;
};
