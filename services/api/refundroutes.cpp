#include "services/api/refundroutes.h"

#include "services/api/answering.h"
#include "services/api/fields.h"
#include "services/api/paymentjson.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostOffset = 20'000;

std::optional<RefundType> typeOf(QStringView text)
{
    if (text == "instant"_L1 || text == "regular"_L1)
        return RefundType::Instant;
    return refundTypeFromText(text);
}

} // namespace

std::optional<ApiError> readCreateRefund(const JsonValue &body, CreateRefund &command)
{
    std::optional<RefundType> type;
    std::optional<qint64> dueAt;
    QString merchant;
    const auto fault = fields::readBody(body, [&](JsonReader &in) {
        command.paymentId = {in.text("payment_id"_L1).value_or(QString())};
        command.id = {in.text("refund_id"_L1).value_or(QString())};
        command.amount = in.integer("amount"_L1);
        command.reason = in.text("reason"_L1).value_or(QString());
        command.metadataJson =
            fields::jsonText(in, "metadata"_L1, JsonValue::Kind::Object).value_or(QString());
        type = fields::word(in, "refund_type"_L1, typeOf);
        dueAt = fields::time(in, "due_at"_L1);
        merchant = in.text("merchant_id"_L1).value_or(QString());
        in.ignore({"merchant_connector_details"_L1, "split_refunds"_L1, "all_keys_required"_L1});
    });
    if (fault)
        return fault;
    if (command.paymentId.isEmpty())
        return missingField(u"payment_id"_s);
    if (!merchant.isEmpty() && merchant != command.caller.merchantId.value)
        return apiError({ErrorCode::NotFound, u"merchant_id"_s}, ErrorSubject::Refund);
    if (command.id.value.size() > 64)
        return apiError({ErrorCode::TooLong, u"refund_id"_s}, ErrorSubject::Refund);
    if (type == RefundType::Scheduled && !dueAt)
        return missingField(u"due_at"_s);
    if (type != RefundType::Scheduled && dueAt)
        return unfitValue(u"due_at goes with refund_type scheduled"_s);
    command.dueAtMs = dueAt.value_or(0);
    return std::nullopt;
}

std::optional<ApiError> readRefundWindow(const JsonValue &body, RefundWindowQuery &query)
{
    std::optional<qint64> limit;
    std::optional<qint64> offset;
    const auto fault = fields::readBody(body, [&](JsonReader &in) {
        query.paymentId = {in.text("payment_id"_L1).value_or(QString())};
        query.id = {in.text("refund_id"_L1).value_or(QString())};
        if (const auto profile = in.text("profile_id"_L1))
            query.profiles = {*profile};
        limit = in.integer("limit"_L1);
        offset = in.integer("offset"_L1);
        query.fromMs = fields::time(in, "start_time"_L1);
        query.toMs = fields::time(in, "end_time"_L1);
        in.object("amount_filter"_L1, [&](JsonReader &amount) {
            query.amountFrom = amount.integer("start_amount"_L1, 0);
            query.amountTo = amount.integer("end_amount"_L1, 0);
        });
        query.statuses = fields::words<RefundStatus>(in, "refund_status"_L1, refundStatusFromText);
        query.currencies = fields::words<Currency>(in, "currency"_L1, currencyFromText);
        query.connectors = in.texts("connector"_L1).value_or(QStringList());
        query.connectorAccounts = in.texts("merchant_connector_id"_L1).value_or(QStringList());
    });
    if (fault)
        return fault;
    if (limit.value_or(10) < 1 || limit.value_or(10) > 100)
        return unfitValue(u"limit must be a number from 1 to 100"_s);
    if (offset.value_or(0) < 0 || offset.value_or(0) > kMostOffset)
        return unfitValue(u"offset must be a number from 0 to %1"_s.arg(kMostOffset));
    query.limit = static_cast<int>(limit.value_or(10));
    query.offset = static_cast<int>(offset.value_or(0));
    return std::nullopt;
}

RefundRoutes::RefundRoutes(Refunds &refunds, PaymentAccess &access, QObject *parent)
    : QObject(parent)
    , m_refunds(refunds)
    , m_access(access)
{
}

QList<Route> RefundRoutes::routes()
{
    using Handler = void (RefundRoutes::*)(const ApiRequestPtr &, const ApiResponder &);
    const auto route = [this](const char *method, const char *pattern, Handler handler) {
        return Route{method, pattern, KeySet::Secret,
                     [this, handler](const ApiRequestPtr &request, const ApiResponder &respond) {
                         (this->*handler)(request, respond);
                     }};
    };
    return {route("POST", "/refunds", &RefundRoutes::create),
            route("POST", "/refunds/sync", &RefundRoutes::sync),
            route("POST", "/refunds/list", &RefundRoutes::list),
            route("POST", "/refunds/filter", &RefundRoutes::choices),
            route("GET", "/refunds/v2/filter", &RefundRoutes::choices),
            route("GET", "/refunds/{refund_id}", &RefundRoutes::retrieve),
            route("POST", "/refunds/{refund_id}", &RefundRoutes::update)};
}

void RefundRoutes::create(const ApiRequestPtr &request, const ApiResponder &respond)
{
    CreateRefund command;
    command.caller = request->caller();
    if (const auto problem = readCreateRefund(request->body, command))
        return respond(errorReply(*problem));
    if (command.id.isEmpty())
        command.id = {request->newId("ref_"_L1)};
    onValue(m_refunds.create(command), this, ErrorSubject::Refund, respond,
            [respond](const Refund &refund) { respond(jsonReply(paymentjson::refund(refund))); });
}

void RefundRoutes::answer(const ApiRequestPtr &request, const RefundId &id, bool asks,
                          const ApiResponder &respond)
{
    const MerchantId merchant = request->identity.merchantId;
    const auto show = [this, merchant, id, respond] {
        onValue(
            m_refunds.find(merchant, id), this, ErrorSubject::Refund, respond,
            [respond](const Refund &refund) { respond(jsonReply(paymentjson::refund(refund))); });
    };
    if (!asks)
        return show();
    // When asking failed, what is stored is still true.
    whenDone(m_refunds.sync(request->caller(), id), this,
             [show](const Result<Refund> &) { show(); });
}

void RefundRoutes::retrieve(const ApiRequestPtr &request, const ApiResponder &respond)
{
    std::optional<ApiError> problem;
    const bool asks = fields::queryFlag(*request, u"force_sync", problem).value_or(false);
    if (problem)
        return respond(errorReply(*problem));
    answer(request, {request->pathValue("refund_id")}, asks, respond);
}

void RefundRoutes::sync(const ApiRequestPtr &request, const ApiResponder &respond)
{
    RefundId id;
    bool asks = false;
    const auto fault = fields::readBody(request->body, [&](JsonReader &in) {
        id.value = in.text("refund_id"_L1).value_or(QString());
        asks = in.boolean("force_sync"_L1).value_or(false);
        in.ignore({"merchant_connector_details"_L1, "all_keys_required"_L1});
    });
    if (fault)
        return respond(errorReply(*fault));
    if (id.isEmpty())
        return respond(errorReply(missingField(u"refund_id"_s)));
    answer(request, id, asks, respond);
}

void RefundRoutes::update(const ApiRequestPtr &request, const ApiResponder &respond)
{
    UpdateRefund command;
    command.caller = request->caller();
    command.id = {request->pathValue("refund_id")};
    const auto fault = fields::readBody(request->body, [&](JsonReader &in) {
        command.reason = in.text("reason"_L1);
        command.metadataJson = fields::jsonText(in, "metadata"_L1, JsonValue::Kind::Object);
    });
    if (fault)
        return respond(errorReply(*fault));
    onValue(m_refunds.update(command), this, ErrorSubject::Refund, respond,
            [respond](const Refund &refund) { respond(jsonReply(paymentjson::refund(refund))); });
}

void RefundRoutes::list(const ApiRequestPtr &request, const ApiResponder &respond)
{
    RefundWindowQuery query;
    if (const auto problem = readRefundWindow(request->body, query))
        return respond(errorReply(*problem));
    const QString profile = fields::profileHeader(*request);
    if (!profile.isEmpty() && query.profiles.isEmpty())
        query.profiles = {profile};
    onValue(m_access.refunds(request->identity.merchantId, query), this, ErrorSubject::Refund,
            respond, [respond](const RefundWindow &window) {
                JsonWriter out;
                out.beginObject();
                out.member("count"_L1, qint64(window.refunds.size()));
                out.member("total_count"_L1, window.total);
                out.beginArray("data"_L1);
                for (const Refund &refund : window.refunds)
                    paymentjson::write(out, refund);
                out.endArray();
                out.endObject();
                respond(jsonReply(out.take()));
            });
}

void RefundRoutes::choices(const ApiRequestPtr &, const ApiResponder &respond)
{
    JsonWriter out;
    out.beginObject();
    out.beginArray("refund_status"_L1);
    for (const RefundStatus status : {RefundStatus::Pending, RefundStatus::Succeeded,
                                      RefundStatus::Failed, RefundStatus::Review})
        out.value(QStringView(toText(status)));
    out.endArray();
    out.beginArray("currency"_L1);
    for (const Currency currency : allCurrencies())
        out.value(QStringView(toText(currency)));
    out.endArray();
    out.endObject();
    respond(jsonReply(out.take()));
}
