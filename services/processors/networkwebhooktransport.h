#pragma once

#include "services/processors/webhooktransport.h"

/// Webhooks over the network. The host is looked up, every address that it has is judged, and the
/// connection goes to the one that was judged: a name that means another address a moment later
/// changes nothing. No redirect is followed, no proxy used, and of the answer only the status is
/// read. Belongs to the thread that it is used on.
class NetworkWebhookTransport final : public WebhookTransport
{
public:
    void send(WebhookRequest request, int timeoutMs, QObject *context,
              std::function<void(const WebhookAnswer &)> handler) override;
};
