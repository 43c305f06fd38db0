#pragma once

#include "models/disputetext.h"
#include "models/workspace.h"
#include "services/interfaces/disputes.h"

#include <QAbstractTableModel>
#include <QLocale>
#include <QTimer>

/// Columns of the disputes table, in order.
enum class DisputeColumn {
    RespondBy,
    State,
    Amount,
    Stage,
    Reason,
    Payment,
    Opened,
    Code,
    Identifier,
};

/// Disputes, those that must be answered soonest first. Reads them all at once, up to a thousand,
/// and again when one has changed while somebody looks.
class DisputeTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        LookRole = Qt::UserRole, ///< int of StatusLook, of the state column
        LoadedRole,              ///< always true
        UrgentRole,              ///< true: the deadline is near
    };

    /// workspace, which names disputes, must outlive the model.
    explicit DisputeTableModel(const Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    /// Only those that can still be answered.
    bool openOnly() const { return m_openOnly; }
    void setOpenOnly(bool openOnly);
    void setActive(bool active);
    void reload();
    bool isLoading() const { return m_loading; }
    const std::optional<Error> &failure() const { return m_failure; }
    qint64 readAtMs() const { return m_readAtMs; }
    std::optional<Dispute> dispute(int row) const;
    int rowOf(const DisputeId &id) const;
    /// "9 hours" with its mark while an answer is wanted; empty otherwise.
    TimeLeft timeLeft(const Dispute &dispute) const;
    static QString columnName(DisputeColumn column);

signals:
    void stateUpdated();

private:
    void onRead(const Result<DisputePage> &answer);
    void repaintAll();
    QString text(const Dispute &dispute, DisputeColumn column) const;
    QString toolTip(const Dispute &dispute, DisputeColumn column) const;

    const Workspace &m_workspace;
    const QLocale m_locale;
    QList<Dispute> m_rows;
    QTimer m_changed;
    QTimer m_countdown;
    std::optional<Error> m_failure;
    quint64 m_generation = 0;
    qint64 m_readAtMs = 0;
    bool m_openOnly = false;
    bool m_active = false;
    bool m_stale = true;
    bool m_loading = false;
};
