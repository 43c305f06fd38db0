#pragma once

#include "services/domain/commands.h"
#include "services/domain/webhookevent.h"

#include <QFuture>

/// An event with the tries that were made of it.
struct WebhookHistory
{
    WebhookEvent event;
    QList<WebhookTry> tries; ///< by number
};

/// What merchants' shops are told, for whoever looks after it. Every call may come from any thread
/// and returns at once. Errors are those of the request (field named), NotFound with "event_id" or
/// "merchant_id", Overloaded and StorageUnavailable.
class Webhooks
{
public:
    virtual ~Webhooks() = default;

    /// Newest first. limit is 1 to 100.
    virtual QFuture<Result<WebhookPage>> list(const MerchantId &merchant,
                                              const WebhookQuery &query) = 0;
    virtual QFuture<Result<WebhookHistory>> history(const MerchantId &merchant,
                                                    const QString &eventId) = 0;
    /// Sends it once more, now, delivered or not; the answer comes when the shop's has. The ladder
    /// of an event that is not delivered goes on as it was. VaultLocked when it cannot be signed,
    /// InvalidState (field "webhook_url") when there is no address, Busy while it is being sent.
    virtual QFuture<Result<WebhookHistory>> retry(const Caller &caller, const QString &eventId) = 0;
};
