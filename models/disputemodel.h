#pragma once

#include "models/disputetext.h"
#include "models/fact.h"
#include "models/workspace.h"
#include "services/interfaces/disputes.h"

#include <QLocale>
#include <QObject>

/// One dispute with its evidence, and what a person may do about it.
class DisputeModel final : public QObject
{
    Q_OBJECT

public:
    /// workspace, which names disputes, must outlive the model.
    explicit DisputeModel(const Workspace &workspace, QObject *parent = nullptr);

    /// An empty id: none.
    void setDispute(const DisputeId &id);
    void reload();
    /// Nothing while it is read for the first time, or when there is none.
    const std::optional<DisputeView> &view() const { return m_view; }
    QList<Fact> facts() const;
    QString amount() const;
    bool isBusy() const { return m_busy; }
    bool mayChange() const;

    void attachText(const QString &kind, const QString &text);
    void attachFile(const QString &kind, const QString &path);
    void remove(const QString &evidenceId);
    void submit();
    void accept();

signals:
    void changed();
    void failed(const ErrorText &why);
    void notice(const QString &words);

private:
    void follow(const QFuture<Result<DisputeView>> &future, const QString &done);
    void came(const Result<DisputeView> &answer);

    const Workspace &m_workspace;
    const QLocale m_locale;
    DisputeId m_id;
    std::optional<DisputeView> m_view;
    quint64 m_generation = 0;
    bool m_busy = false;
};
