#pragma once

#include "services/domain/commands.h"
#include "services/domain/increment.h"
#include "services/domain/paymentquery.h"
#include "services/domain/paymentways.h"
#include "services/domain/refundquery.h"

#include <QFuture>
#include <QMap>

/// A payment as its merchant's own programs see it.
struct PaymentView
{
    Payment payment;
    QString clientSecret;             ///< empty for payments that nobody may continue with one
    QMap<QString, QString> extras;    ///< fields of its requests that are kept as they came: JSON
    bool sessionEnded = false;        ///< its client secret opens nothing any more
    QString challengeUrl;             ///< where the shopper must go, while a challenge is open
    QList<Increment> increments = {}; ///< in the order they were made
    // As asked for:
    QList<Attempt> attempts = {};     ///< by number
    QList<Operation> operations = {}; ///< in the order they were made
    QList<Refund> refunds = {};       ///< in the order they were made
    /// With the attempts: why each, by its number, went to its account, as RoutingReason is
    /// spelled.
    QMap<int, QString> routingReasons = {};
};

/// What a view is wanted with.
struct PaymentViewParts
{
    bool attempts = false;
    bool operations = false;
    bool refunds = false;
};

/// A list that goes on from a known payment, the newest first.
struct PaymentCursorQuery
{
    CustomerId customerId = {};        ///< empty: of all customers
    PaymentId startingAfter = {};      ///< only older ones than this
    PaymentId endingBefore = {};       ///< only newer ones than this
    std::optional<qint64> fromMs = {}; ///< made at or after
    std::optional<qint64> toMs = {};   ///< made before
    int limit = 10;
    ProfileId profileId = {}; ///< empty: of all profiles
};

/// A window of a filtered list.
struct PaymentWindowQuery
{
    PaymentId id = {}; ///< only this one
    PaymentQuery query;
    PaymentWays ways; ///< besides the query's filter
    int offset = 0;
    int limit = 10;
};

struct PaymentWindow
{
    QList<PaymentView> views;
    qint64 total = 0; ///< without offset and limit
};

/// What programs outside need of payments besides interfaces/payments.h. Every call may come from
/// any thread and returns at once; errors as there.
class PaymentAccess
{
public:
    virtual ~PaymentAccess() = default;

    virtual QFuture<Result<PaymentView>> view(const MerchantId &merchant, const PaymentId &id,
                                              const PaymentViewParts &parts) = 0;
    /// The payment whose client secret this is. NotFound (field "client_secret") when it is
    /// nobody's of this merchant, or its session has ended: all alike.
    virtual QFuture<Result<Payment>> session(const MerchantId &merchant, ClientSecret secret) = 0;
    /// Changes the metadata of a payment that was confirmed. Further errors: those of
    /// checkMetadata.
    virtual QFuture<Result<Payment>> changeMetadata(const Caller &caller, const PaymentId &id,
                                                    const QString &metadataJson) = 0;
    /// NotFound ("starting_after", "ending_before"). Views without client secret.
    virtual QFuture<Result<QList<PaymentView>>> page(const MerchantId &merchant,
                                                     const PaymentCursorQuery &query) = 0;
    virtual QFuture<Result<PaymentWindow>> window(const MerchantId &merchant,
                                                  const PaymentWindowQuery &query) = 0;
    virtual QFuture<Result<RefundWindow>> refunds(const MerchantId &merchant,
                                                  const RefundWindowQuery &query) = 0;
    /// How many payments of each status were made in that time.
    virtual QFuture<Result<QHash<QString, qint64>>> statusCounts(const MerchantId &merchant,
                                                                 qint64 fromMs, qint64 toMs) = 0;
};
