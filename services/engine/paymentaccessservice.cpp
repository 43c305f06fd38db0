#include "services/engine/paymentaccessservice.h"

#include "services/domain/routingdecision.h"
#include "services/engine/clientsecrets.h"
#include "services/engine/command.h"
#include "services/engine/enginecore.h"
#include "services/engine/readerconnection.h"
#include "services/storage/paymentcursor.h"
#include "services/storage/paymentreader.h"
#include "services/storage/refundwindow.h"

using namespace Qt::StringLiterals;

namespace {

Error badSecret()
{
    return {ErrorCode::NotFound, u"client_secret"_s};
}

/// The open challenge of the payment's latest try.
QString challengeOf(EngineCore &core, const Payment &payment)
{
    if (payment.status != PaymentStatus::RequiresCustomerAction)
        return {};
    const Result<Attempt> attempt =
        core.payments.findAttempt(payment.merchantId, payment.id, payment.attemptCount);
    return attempt ? attempt->challengeUrl : QString();
}

/// Why each attempt went to its account, as its step tells.
Result<QMap<int, QString>> routingReasons(EngineCore &core, const MerchantId &merchant,
                                          const PaymentId &id)
{
    const auto steps = core.payments.steps(merchant, id);
    if (!steps)
        return steps.error();
    QMap<int, QString> reasons;
    for (const PaymentStep &step : *steps) {
        if (routingReasonFromText(step.code))
            reasons.insert(step.attemptNumber, step.code);
    }
    return reasons;
}

Result<PaymentView> viewOf(EngineCore &core, const MerchantId &merchant, const PaymentId &id,
                           const PaymentViewParts &parts)
{
    const Result<Payment> payment = core.payments.find(merchant, id);
    if (!payment)
        return payment.error();
    const auto extras = core.extras.of(merchant, payment->rowId);
    const auto sealed = core.extras.sealedSecret(merchant, payment->rowId);
    if (!extras || !sealed)
        return extras ? sealed.error() : extras.error();
    PaymentView view;
    view.payment = *payment;
    view.clientSecret = clientsecrets::opened(core, merchant, id, *sealed);
    view.extras = *extras;
    view.sessionEnded = payment->sessionExpiresAtMs <= core.clock.nowMs();
    view.challengeUrl = challengeOf(core, *payment);
    const bool refunded = payment->refunded > 0 || payment->refundPending > 0;
    const auto attempts = parts.attempts ? core.payments.attempts(merchant, id) : QList<Attempt>();
    const auto operations =
        parts.operations ? core.operations.forPayment(merchant, id) : QList<Operation>();
    const auto increments =
        payment->incrementAllowed ? core.increments.forPayment(merchant, id) : QList<Increment>();
    const auto refunds =
        parts.refunds || refunded ? core.refunds.forPayment(merchant, id) : QList<Refund>();
    if (!attempts || !operations || !increments || !refunds)
        return Error{ErrorCode::StorageUnavailable};
    view.increments = *increments;
    view.attempts = *attempts;
    view.operations = *operations;
    view.refunds = *refunds;
    if (!parts.attempts)
        return view;
    const auto reasons = routingReasons(core, merchant, id);
    if (!reasons)
        return reasons.error();
    view.routingReasons = *reasons;
    return view;
}

Result<PaymentView> listedView(Database &database, const Payment &payment)
{
    const auto extras = PaymentExtraStore(database).of(payment.merchantId, payment.rowId);
    if (!extras)
        return extras.error();
    PaymentView view;
    view.payment = payment;
    view.extras = *extras;
    return view;
}

Result<QList<PaymentView>> listedViews(Database &database, const QList<Payment> &payments)
{
    QList<PaymentView> views;
    for (const Payment &payment : payments) {
        const Result<PaymentView> view = listedView(database, payment);
        if (!view)
            return view.error();
        views.append(*view);
    }
    return views;
}

/// Without a filter there are as many as the statuses have.
Result<qint64> totalOf(PaymentReader &reader, const MerchantId &merchant,
                       const PaymentWindowQuery &query)
{
    if (!(query.query.filter == PaymentFilter() && query.ways == PaymentWays())) {
        const auto ordering = reader.ordering(merchant, query.query);
        return ordering ? Result<qint64>(ordering->size()) : Result<qint64>(ordering.error());
    }
    const auto counts = reader.counts(merchant);
    if (!counts)
        return counts.error();
    qint64 total = 0;
    for (auto it = counts->cbegin(); it != counts->cend(); ++it)
        total += it.key() == "unknown"_L1 ? 0 : it.value();
    return total;
}

Result<PaymentWindow> windowOf(Database &database, const MerchantId &merchant,
                               const PaymentWindowQuery &query)
{
    PaymentReader reader(database);
    reader.restrictTo(query.ways);
    PaymentNames names;
    PaymentWindow window;
    if (!query.id.isEmpty()) {
        names.paymentIds = {query.id.value};
    } else {
        const auto rows = reader.firstPage(merchant, query.query, query.offset + query.limit);
        const auto total = totalOf(reader, merchant, query);
        if (!rows || !total)
            return rows ? total.error() : rows.error();
        for (const PaymentSummary &row : rows->mid(query.offset))
            names.paymentIds.append(row.id.value);
        window.total = *total;
    }
    if (names.isEmpty())
        return window;
    const auto payments = reader.named(merchant, names);
    if (!payments)
        return payments.error();
    QHash<QString, Payment> byId;
    for (const Payment &payment : *payments)
        byId.insert(payment.id.value, payment);
    for (const QString &id : names.paymentIds) {
        const bool ofProfile = query.ways.profiles.isEmpty()
                               || query.ways.profiles.contains(byId.value(id).profileId.value);
        if (!byId.contains(id) || !ofProfile)
            continue;
        const Result<PaymentView> view = listedView(database, byId.value(id));
        if (!view)
            return view.error();
        window.views.append(*view);
    }
    if (!query.id.isEmpty())
        window.total = window.views.size();
    return window;
}

} // namespace

PaymentAccessService::PaymentAccessService(Engine &engine, const QString &databaseFile)
    : m_engine(engine)
    , m_file(databaseFile)
{
    m_reader.setMaxThreadCount(1);
    m_reader.setExpiryTimeout(-1); // a connection is worth keeping
}

PaymentAccessService::~PaymentAccessService()
{
    m_reader.clear();
    m_reader.waitForDone();
}

QFuture<Result<PaymentView>> PaymentAccessService::view(const MerchantId &merchant,
                                                        const PaymentId &id,
                                                        const PaymentViewParts &parts)
{
    return m_engine.start<PaymentView>(
        [this, merchant, id, parts](const Reply<PaymentView> &reply) {
            reply(viewOf(m_engine.core(), merchant, id, parts));
        });
}

QFuture<Result<Payment>> PaymentAccessService::session(const MerchantId &merchant,
                                                       ClientSecret secret)
{
    return m_engine.start<Payment>(
        [this, merchant, secret = std::move(secret)](const Reply<Payment> &reply) {
            EngineCore &core = m_engine.core();
            const PaymentId id = clientsecrets::paymentOf(secret.reveal());
            const Result<Payment> payment = core.payments.find(merchant, id);
            const auto hash = core.payments.clientSecretHash(merchant, id);
            const bool fits =
                clientsecrets::matches(core, secret.reveal(), hash ? *hash : QByteArray());
            if (!payment && payment.error().code != ErrorCode::NotFound)
                return reply(payment.error());
            if (!payment || !fits || payment->sessionExpiresAtMs <= core.clock.nowMs())
                return reply(badSecret());
            reply(*payment);
        });
}

QFuture<Result<Payment>> PaymentAccessService::changeMetadata(const Caller &caller,
                                                              const PaymentId &id,
                                                              const QString &metadataJson)
{
    return m_engine.start<Payment>([this, caller, id, metadataJson](const Reply<Payment> &reply) {
        const auto begin = [caller, id, metadataJson](Reservation &reservation) -> Result<Begun> {
            const Result<Payment> payment = reservation.changeMetadata(caller, id, metadataJson);
            if (!payment)
                return payment.error();
            return Begun{*payment, std::nullopt};
        };
        runCommand(m_engine.core(), m_engine.runner(), id, begin, reply);
    });
}

template <class T, class Work>
QFuture<Result<T>> PaymentAccessService::read(Work work)
{
    const Reply<T> reply;
    if (m_waiting.load() >= kMostWaiting) {
        reply(Error{ErrorCode::Overloaded});
        return reply.future();
    }
    ++m_waiting;
    m_reader.start([this, reply, work = std::move(work)] {
        const Result<Database *> database = readerConnection(m_file);
        if (database)
            reply(work(**database));
        else
            reply(database.error());
        --m_waiting;
    });
    return reply.future();
}

QFuture<Result<QList<PaymentView>>> PaymentAccessService::page(const MerchantId &merchant,
                                                               const PaymentCursorQuery &query)
{
    return read<QList<PaymentView>>(
        [merchant, query](Database &database) -> Result<QList<PaymentView>> {
            const auto payments =
                readPaymentPage(database, merchant,
                                {query.customerId, query.startingAfter, query.endingBefore,
                                 query.fromMs, query.toMs, query.limit, query.profileId});
            if (!payments)
                return payments.error();
            return listedViews(database, *payments);
        });
}

QFuture<Result<PaymentWindow>> PaymentAccessService::window(const MerchantId &merchant,
                                                            const PaymentWindowQuery &query)
{
    return read<PaymentWindow>(
        [merchant, query](Database &database) { return windowOf(database, merchant, query); });
}

QFuture<Result<RefundWindow>> PaymentAccessService::refunds(const MerchantId &merchant,
                                                            const RefundWindowQuery &query)
{
    return read<RefundWindow>([merchant, query](Database &database) {
        return readRefundWindow(database, merchant, query);
    });
}

QFuture<Result<QHash<QString, qint64>>>
PaymentAccessService::statusCounts(const MerchantId &merchant, qint64 fromMs, qint64 toMs)
{
    return read<QHash<QString, qint64>>([merchant, fromMs, toMs](Database &database) {
        return countPaymentsByStatus(database, merchant, fromMs, toMs);
    });
}
