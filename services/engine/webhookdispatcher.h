#pragma once

#include "services/engine/enginecore.h"
#include "services/interfaces/webhooks.h"
#include "services/processors/webhooktransport.h"

#include <QObject>
#include <QSet>
#include <QTimer>

/// Sends what shops are to be told, signed, and again on a ladder until they have taken it. A try
/// is written down when its answer is there: a program that was killed in between sends the same
/// event again, under the same id. While the vault is locked nothing can be signed, and all waits.
/// Engine thread.
class WebhookDispatcher : public QObject
{
    Q_OBJECT

public:
    /// Without a transport nothing is sent.
    WebhookDispatcher(EngineCore &core, std::unique_ptr<WebhookTransport> transport);

    void start();

    using Done = std::function<void(const Result<WebhookHistory> &)>;
    /// One try by hand; see Webhooks::retry.
    void retry(const WebhookEvent &event, const Done &done);

private:
    /// A try on its way.
    struct Sending
    {
        WebhookEvent event;
        WebhookTryKind kind = WebhookTryKind::First;
        QString url;
        QString signature;
        qint64 startedAtMs = 0;
        qint64 startedSteadyMs = 0;
        Done done;
    };

    void tick();
    void send(const WebhookEvent &event, WebhookTryKind kind, const Done &done);
    void answered(const Sending &sending, const WebhookAnswer &answer);
    Result<WebhookHistory> record(const Sending &sending, const WebhookAnswer &answer,
                                  qint64 durationMs);
    /// There is nobody to tell any more.
    void giveUp(const WebhookEvent &event);

    EngineCore &m_core;
    const std::unique_ptr<WebhookTransport> m_transport;
    QTimer m_timer;
    QSet<QString> m_underWay; ///< event ids
};
