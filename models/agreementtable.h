#pragma once

#include "models/agreementtext.h"
#include "models/workspace.h"

#include <QAbstractTableModel>
#include <QLocale>
#include <QTimer>

/// Columns of the list of agreements, in order.
enum class AgreementColumn {
    State,
    Customer,
    Method,
    LastCharge,
    NextCharge,
    Failures,
    Rhythm,
    Limit,
    Identifier,
};

/// Agreements about later charges, read page by page as somebody scrolls. Follows Events while it
/// is active.
class AgreementTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// Which of them are shown.
    enum class Choice { All, Failed, Active, SettingUp, Over };
    enum Role {
        LookRole = Qt::UserRole, ///< int of StatusLook, of the state column
        LoadedRole,              ///< always true
        UrgentRole,              ///< true: a charge is due, or one failed
    };

    /// workspace, which has recurring, must outlive the model.
    explicit AgreementTable(const Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    Choice choice() const { return m_choice; }
    void setChoice(Choice choice);
    /// Only those of that customer; an empty id: of all.
    void setCustomer(const CustomerId &id);
    const CustomerId &customer() const { return m_customer; }
    /// Whether somebody looks at it: while nobody does nothing is read.
    void setActive(bool active);
    void reload();
    bool isLoading() const { return m_loading; }
    bool isComplete() const { return m_complete; }
    const std::optional<Error> &failure() const { return m_failure; }
    /// When the list on screen was read, ms UTC; 0 before the first time.
    qint64 readAtMs() const { return m_readAtMs; }
    /// Nothing when there is no such row.
    std::optional<Agreement> agreement(int row) const;
    static QString columnName(AgreementColumn column);
    static QString choiceName(Choice choice);

signals:
    void stateUpdated();

private:
    AgreementQuery query() const;
    void startOver();
    void read(qint64 offset, int limit);
    void onRead(const Result<QList<Agreement>> &answer, qint64 offset, int limit);
    void show(const QList<Agreement> &first);
    void noteChange();
    void repaintAll();
    QString text(const Agreement &agreement, AgreementColumn column) const;

    const Workspace &m_workspace;
    const QLocale m_locale;
    Choice m_choice = Choice::All;
    CustomerId m_customer;
    QList<Agreement> m_rows;
    QTimer m_changedTimer;
    std::optional<Error> m_failure;
    quint64 m_generation = 0;
    qint64 m_readAtMs = 0;
    bool m_active = false;
    bool m_stale = true; ///< something may have changed while nobody looked
    bool m_loading = false;
    bool m_complete = false;
};
