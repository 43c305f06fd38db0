#pragma once

#include "services/domain/webhookevent.h"
#include "services/storage/database.h"

/// What merchants' shops are told, and how often it was tried.
class WebhookStore
{
public:
    explicit WebhookStore(Database &database) : m_database(database) {}

    /// Nothing happens when the object has an event of that type: it is told once.
    Result<> insert(const WebhookEvent &event);
    Result<WebhookEvent> find(const MerchantId &merchant, const QString &id);
    /// Of all merchants: those whose time has come, the longest waiting first.
    Result<QList<WebhookEvent>> due(qint64 nowMs, int limit);
    /// Newest first.
    Result<WebhookPage> list(const MerchantId &merchant, const WebhookQuery &query);
    /// By number.
    Result<QList<WebhookTry>> tries(const WebhookEvent &event);
    /// Writes a try down, and what the event has come to.
    Result<> addTry(const WebhookEvent &after, const WebhookTry &made);
    /// It is not tried by itself any more.
    Result<> giveUp(const WebhookEvent &event);

private:
    Database &m_database;
};
