#pragma once

#include "models/capturemanyeditor.h"
#include "models/manifestplan.h"

#include <memory>

class QSettings;

/// Imports a shipment file: reads it, shows which column says what, matches its lines to holds and
/// hands them to a capture of many as its dry run. Dropping the same file again captures nothing
/// again, see ManifestPlan.
class ManifestEditor final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive the object. Call openFile() next.
    ManifestEditor(Workspace &workspace, QSettings &settings, QObject *parent = nullptr);
    ~ManifestEditor() override;

    /// The dry run and what came of it.
    CaptureManyEditor &captures() { return m_captures; }
    /// Without its folder.
    const QString &fileName() const { return m_fileName; }
    bool isRead() const { return m_isRead; }
    /// Why the file cannot be used, in words; empty when it can.
    const QString &problem() const { return m_file.problem; }
    /// "UTF-8, semicolons, decimals like 1.234,56, 100 lines"; empty while it is not read.
    QString description() const;
    const QStringList &header() const { return m_file.header; }
    const ManifestColumns &columns() const { return m_columns; }
    /// Of the first line, to recognise a column by.
    QString sampleOf(int column) const;
    /// Whether a person may still choose columns: not once captures have been sent.
    bool canChoose() const;
    /// Number of lines that exportText() would have.
    int exportCount() const;
    /// The lines that were not and will not be captured, as CSV for a spreadsheet: the columns of
    /// the file, and why. What was captured before is left out.
    QByteArray exportText() const;

    /// Writes them to that file. What went wrong, in words; empty when it is written.
    QString exportTo(const QString &path) const;

public slots:
    void openFile(const QString &path);
    /// -1: no column says it.
    void setColumn(ManifestRole role, int column);
    /// Unclear: as detected.
    void setDecimals(DecimalSign sign);

signals:
    /// The file was read, or the columns changed.
    void changed();

private:
    void onRead(const ManifestFile &file);
    void makePlan();
    void onNamed(quint64 generation, const Result<QList<Payment>> &payments);
    void lookUpIds(quint64 generation);
    void onOperations(quint64 generation, const Result<QList<Operation>> &operations);
    void fail(const Error &error);
    bool isExported(const CaptureRow &row) const;

    Workspace &m_workspace;
    QSettings &m_settings;
    CaptureManyEditor m_captures;
    QString m_fileName;
    bool m_isRead = false;
    ManifestFile m_file;
    ManifestColumns m_columns;
    QList<ManifestLine> m_lines;
    DecimalSign m_decimals = DecimalSign::Unclear; ///< as used
    std::unique_ptr<ManifestPlan> m_plan;
    quint64 m_generation = 0; ///< late answers belong to an older one
};
