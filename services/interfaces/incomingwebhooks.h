#pragma once

#include "services/core/httpmessage.h"
#include "services/core/result.h"
#include "services/domain/commands.h"
#include "services/domain/inboxentry.h"

#include <QFuture>

/// A call of a processor at our address, as it came in.
struct IncomingWebhook
{
    MerchantId merchantId;
    QString account; ///< its id, or the name of its connector
    HttpHeaders headers;
    QByteArray body;
};

/// What processors tell of their own accord. Every call may come from any thread and returns at
/// once.
class IncomingWebhooks
{
public:
    virtual ~IncomingWebhooks() = default;

    /// Checks the signature and keeps what the call says, once; what follows from it happens
    /// afterwards, also when the program ends in between. The answer is what the processor wants to
    /// read. IntegrityMismatch for whatever is not signed by that merchant's processor, or nobody's
    /// account; InvalidValue when it is signed and cannot be read; VaultLocked while the secret
    /// cannot be opened: the processor is to send it again.
    virtual QFuture<Result<QByteArray>> receive(IncomingWebhook call) = 0;
    /// Newest first. limit is 1 to 100; otherwise InvalidValue.
    virtual QFuture<Result<InboxPage>> list(const MerchantId &merchant,
                                            const InboxQuery &query) = 0;
    /// Works it off once more, now. The answer is how it stands then. NotFound ("event").
    virtual QFuture<Result<InboxEntry>> handleAgain(const Caller &caller, qint64 rowId) = 0;
    /// How many calls were refused since the program started.
    virtual QFuture<Result<qint64>> refusedCount() = 0;
};
