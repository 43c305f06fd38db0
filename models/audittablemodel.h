#pragma once

#include "models/workspace.h"
#include "services/interfaces/audittrail.h"

#include <QAbstractTableModel>
#include <QLocale>
#include <QTimer>

/// Columns of the audit table, in order.
enum class AuditColumn { Number, Time, Person, Action, Object, Result, Details, Seal };

/// The audit trail, newest first, read page by page as somebody scrolls.
class AuditTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        LoadedRole = Qt::UserRole, ///< always true: no row is shown before it is read
        UrgentRole,                ///< true: a person must look
    };

    /// workspace, which must name an audit trail, must outlive the model.
    explicit AuditTableModel(const Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    const QString &words() const { return m_words; }
    /// Lines that have all of these words; read a moment after the last call.
    void setWords(const QString &words);
    /// Reads from the newest on.
    void reload();

    bool isLoading() const { return m_loading; }
    /// Everything there is has been read.
    bool isComplete() const { return m_complete; }
    const std::optional<Error> &failure() const { return m_failure; }
    /// When the list on screen was read, ms UTC; 0 before the first time.
    qint64 readAtMs() const { return m_readAtMs; }
    /// The line as read, or nothing.
    std::optional<AuditRecord> record(int row) const;
    static QString columnName(AuditColumn column);

signals:
    /// Loading, completeness, failure or the time of reading changed.
    void stateUpdated();

private:
    void read(qint64 before);
    void onRead(const Result<AuditPage> &answer, bool first);
    void repaintAll();
    QString text(const AuditRecord &record, AuditColumn column) const;
    QString toolTip(const AuditRecord &record, AuditColumn column) const;

    const Workspace &m_workspace;
    const QLocale m_locale;
    QString m_words;
    QTimer m_typed;
    QList<AuditRecord> m_rows; ///< by number, falling
    std::optional<Error> m_failure;
    quint64 m_generation = 0;
    qint64 m_next = 0; ///< where the next page begins
    qint64 m_readAtMs = 0;
    bool m_loading = false;
    bool m_complete = false;
};
