#pragma once

#include "services/core/clock.h"
#include "services/core/random.h"
#include "services/engine/paymenttokens.h"
#include "services/engine/routingplans.h"
#include "services/processors/connectorregistry.h"
#include "services/processors/processorgateway.h"
#include "services/storage/accountstore.h"
#include "services/storage/apikeystore.h"
#include "services/storage/completionstore.h"
#include "services/storage/customerstore.h"
#include "services/storage/detachmentstore.h"
#include "services/storage/journalstore.h"
#include "services/storage/mandatestore.h"
#include "services/storage/merchantsetupstore.h"
#include "services/storage/methodstore.h"
#include "services/storage/networktokenstore.h"
#include "services/storage/operationstore.h"
#include "services/storage/paymentextrastore.h"
#include "services/storage/paymentstore.h"
#include "services/storage/processortokenstore.h"
#include "services/storage/refundstore.h"
#include "services/storage/routingstore.h"
#include "services/storage/vaultstore.h"
#include "services/storage/webhookstore.h"
#include "services/storage/writequeue.h"
#include "services/vault/vault.h"

#include <QUrl>

class KeyProvider;
class WebhookObjects;

/// What the engine's services share, all on the engine thread: one writing connection, its stores,
/// the gateway. Made and opened by Engine.
struct EngineCore
{
    EngineCore(HttpTransport &transport, const Clock &clockSource, Random &randomSource)
        : clock(clockSource)
        , random(randomSource)
        , gateway(transport, connectors, clockSource)
        , vault(randomSource)
    {
    }

    const Clock &clock;
    Random &random;
    ConnectorRegistry connectors;
    ProcessorGateway gateway;
    Database database;
    WriteQueue writes{database};
    PaymentStore payments{database};
    PaymentExtraStore extras{database};
    OperationStore operations{database};
    RefundStore refunds{database};
    CustomerStore customers{database};
    MethodStore methods{database};
    MandateStore mandates{database};
    ProcessorTokenStore processorTokens{database};
    NetworkTokenStore networkTokens{database};
    DetachmentStore detachments{database};
    CompletionStore completions{database};
    VaultStore vaultRecords{database};
    Vault vault;
    PaymentTokens tokens;
    KeyProvider *keys = nullptr;                ///< who keeps the vault's root keys, if anybody
    bool vaultKeysAskedFor = false;             ///< a call to the key provider is under way
    Error vaultProblem{ErrorCode::VaultLocked}; ///< why the vault is locked, when it is
    JournalStore journal{database, [this](QByteArrayView previous, QByteArrayView line) {
                             return linkOf(previous, line);
                         }};
    AccountStore accounts{database};
    ApiKeyStore apiKeys{database};
    MerchantSetupStore setups{database};
    RoutingStore routings{database};
    RoutingPlans plans{database}; ///< where payments go, as far as it is set up
    WebhookStore webhooks{database};
    const WebhookObjects *webhookObjects = nullptr; ///< without it shops are told nothing
    bool ciphertextRemoved = false;                 ///< and may still be in the database's log
    QByteArray installKey;         ///< keys idempotency keys and the hashes of client secrets
    QString instance;              ///< this process, as lease owner
    quint64 keysEnded = 0;         ///< rises when all keys of a merchant end
    bool loopbackWebhooks = false; ///< those of tests may go to this machine
    bool fineInitialState = false; ///< of every profile
    QUrl returnBase;               ///< challenges return there; see EngineOptions

private:
    /// Sealed while the vault is open; what was written before is covered by the next seal.
    Result<AuditLink> linkOf(QByteArrayView previous, QByteArrayView line)
    {
        if (!vault.isUnlocked())
            return AuditLink{auditchain::openLink(previous, line), false};
        Result<QByteArray> mac = vault.auditMac(previous, line);
        return mac ? Result<AuditLink>(AuditLink{*mac, true}) : mac.error();
    }
};
