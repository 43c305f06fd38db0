#pragma once

#include "models/processortext.h"
#include "models/workspace.h"

#include <QAbstractTableModel>
#include <QLocale>

/// Columns of the table of accounts, in order.
enum class ProcessorColumn {
    Health,
    Name,
    Processor,
    Environment,
    Methods,
    LastSuccess,
    KeyAge,
    Features,
    Currencies,
};

/// Accounts at processors by name, with how they are doing.
class ProcessorTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        LoadedRole = Qt::UserRole, ///< always true: no row is shown before it is read
        UrgentRole,                ///< true: a person must look
    };

    /// Workspace and accounts must outlive the model.
    explicit ProcessorTable(const Workspace &workspace, ConnectorAccounts &accounts,
                            QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    /// Reads accounts, health and processors again; the rows stay until they are there.
    void reload();
    bool isLoading() const { return m_loading; }
    const std::optional<Error> &failure() const { return m_failure; }
    /// When it was read, ms UTC; 0 before the first time.
    qint64 readAtMs() const { return m_readAtMs; }
    std::optional<ProcessorRow> row(int row) const;
    /// The row of that account, or -1.
    int rowOf(const ConnectorAccountId &id) const;
    /// What accounts can be made of.
    const QList<ConnectorDescription> &processors() const { return m_processors; }
    static QString columnName(ProcessorColumn column);
    /// In the zone that times are shown in; "not yet" for 0.
    QString moment(qint64 atMs) const;

signals:
    /// Loading, failure or rows changed.
    void stateUpdated();

private:
    void readAccounts(quint64 generation);
    void readHealth(quint64 generation, const QList<ConnectorAccount> &accounts);
    void show(const QList<ProcessorRow> &rows);
    void fail(const Error &error);
    QString text(const ProcessorRow &row, ProcessorColumn column) const;

    const Workspace &m_workspace;
    ConnectorAccounts &m_accounts;
    const QLocale m_locale;
    QList<ProcessorRow> m_rows;
    QList<ConnectorDescription> m_processors;
    std::optional<Error> m_failure;
    quint64 m_generation = 0;
    qint64 m_readAtMs = 0;
    bool m_loading = false;
};
