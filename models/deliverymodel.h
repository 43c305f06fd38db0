#pragma once

#include "models/displaytext.h"
#include "models/errortext.h"
#include "models/fact.h"
#include "models/workspace.h"
#include "services/interfaces/incomingwebhooks.h"
#include "services/interfaces/webhooks.h"

#include <QAbstractTableModel>
#include <QLocale>
#include <QTimer>

/// Columns of the table of webhooks, in order.
enum class DeliveryColumn { Time, Event, Payment, State, Tries, NextTry, Other, Identifier };

/// Which webhooks a list shows.
enum class DeliveryKind {
    Outgoing, ///< told to the shop
    Incoming, ///< told by a processor
};

/// A webhook of either kind, as the page shows it.
struct WebhookLine
{
    qint64 rowId = 0;
    QString id;
    QString event;
    QString about; ///< the payment, or the object it tells of
    QString state;
    QString meaning; ///< one sentence
    StatusLook look = StatusLook::InProgress;
    bool needsSomebody = false;
    int tries = 0;
    qint64 atMs = 0;
    qint64 nextTryAtMs = 0;
    QString other;   ///< of incoming ones: the processor
    QString payload; ///< with secrets blotted out

    friend bool operator==(const WebhookLine &, const WebhookLine &) = default;
};

/// The latest hundred webhooks of one kind, newest first; read again when something has come while
/// somebody looks, and every few seconds for the others.
class DeliveryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        LookRole = Qt::UserRole, ///< int of StatusLook, of the state column
        LoadedRole,              ///< always true
        UrgentRole,              ///< true: it did not arrive, or nobody knows it
    };

    /// workspace, which names both kinds of webhooks, must outlive the model.
    explicit DeliveryModel(const Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    DeliveryKind kind() const { return m_kind; }
    void setKind(DeliveryKind kind);
    void setActive(bool active);
    void reload();
    bool isLoading() const { return m_loading; }
    const std::optional<Error> &failure() const { return m_failure; }
    qint64 readAtMs() const { return m_readAtMs; }
    qint64 total() const { return m_total; }
    /// Of calls that were not signed as they should be, since the program started.
    qint64 refusedCount() const { return m_refused; }
    std::optional<WebhookLine> delivery(int row) const;
    static QString columnName(DeliveryColumn column);

    /// A line for each try of a webhook to the shop; comes with historyRead().
    void readHistory(const QString &id);
    /// Sends it, or works it off, once more.
    void again(int row);

signals:
    void stateUpdated();
    void historyRead(const QString &id, const QStringList &lines);
    void failed(const ErrorText &why);
    void notice(const QString &words);

private:
    void came(const QList<WebhookLine> &rows, qint64 total);
    void gaveUp(const Error &error);
    void readRefused();
    void repaintAll();
    QString text(const WebhookLine &delivery, DeliveryColumn column) const;
    WebhookLine shown(const WebhookEvent &event) const;
    WebhookLine shown(const InboxEntry &entry) const;
    QString problemWord(const Error &error) const;

    const Workspace &m_workspace;
    const QLocale m_locale;
    DeliveryKind m_kind = DeliveryKind::Outgoing;
    QList<WebhookLine> m_rows;
    QTimer m_refresh;
    QTimer m_changed;
    std::optional<Error> m_failure;
    quint64 m_generation = 0;
    qint64 m_total = 0;
    qint64 m_refused = 0;
    qint64 m_readAtMs = 0;
    bool m_active = false;
    bool m_loading = false;
};
