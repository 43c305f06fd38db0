#include "services/api/paymentlistroutes.h"

#include "services/api/answering.h"
#include "services/api/fields.h"
#include "services/api/paymentjson.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostOffset = 20'000;
constexpr qint64 kEnd = std::numeric_limits<qint64>::max();

std::optional<CardBrand> knownBrand(QStringView text)
{
    const CardBrand brand = brandFromText(text);
    return brand == CardBrand::Unknown ? std::nullopt : std::optional(brand);
}

std::optional<PaymentColumn> columnOf(QStringView text)
{
    if (text == "amount"_L1)
        return PaymentColumn::Amount;
    if (text == "created"_L1)
        return PaymentColumn::Created;
    if (text == "modified"_L1)
        return PaymentColumn::Updated;
    return std::nullopt;
}

std::optional<bool> directionOf(QStringView text)
{
    if (text == "desc"_L1)
        return true;
    return text == "asc"_L1 ? std::optional(false) : std::nullopt;
}

void readWays(JsonReader &in, PaymentWays &ways)
{
    const auto texts = [&in](QLatin1StringView name) {
        return in.texts(name).value_or(QStringList());
    };
    ways.connectors = texts("connector"_L1);
    ways.connectorAccounts = texts("merchant_connector_id"_L1);
    if (const auto profile = in.text("profile_id"_L1))
        ways.profiles = {*profile};
    ways.methods = texts("payment_method"_L1);
    ways.methodTypes = texts("payment_method_type"_L1);
    ways.authentications =
        fields::words<AuthenticationType>(in, "authentication_type"_L1, authenticationTypeFromText);
}

void readFilter(JsonReader &in, PaymentFilter &filter)
{
    filter.customerId = {in.text("customer_id"_L1).value_or(QString())};
    in.object("amount_filter"_L1, [&](JsonReader &amount) {
        filter.amountFrom = amount.integer("start_amount"_L1, 0);
        filter.amountTo = amount.integer("end_amount"_L1, 0);
    });
    filter.createdFromMs = fields::time(in, "start_time"_L1);
    if (const auto to = fields::time(in, "end_time"_L1))
        filter.createdToMs = *to + 1;
    filter.statuses = fields::words<PaymentStatus>(in, "status"_L1, paymentStatusFromText);
    filter.currencies = fields::words<Currency>(in, "currency"_L1, currencyFromText);
    filter.brands = fields::words<CardBrand>(in, "card_network"_L1, knownBrand);
    filter.customerPrefix = in.text("customer_email"_L1).value_or(QString());
    filter.orderReferencePrefix = in.text("merchant_order_reference_id"_L1).value_or(QString());
}

void writeViews(JsonWriter &out, const QList<PaymentView> &views, const QUrl &publicBase)
{
    paymentjson::Shown shown;
    shown.publicBase = publicBase;
    out.beginArray("data"_L1);
    for (const PaymentView &view : views)
        paymentjson::write(out, view, shown);
    out.endArray();
}

} // namespace

std::optional<ApiError> readPaymentCursor(const ApiRequest &request, PaymentCursorQuery &query)
{
    std::optional<ApiError> problem;
    query.limit =
        static_cast<int>(fields::queryNumber(request, u"limit", 1, 100, problem).value_or(10));
    query.customerId = {request.queryValue(u"customer_id").value_or(QString())};
    query.startingAfter = {request.queryValue(u"starting_after").value_or(QString())};
    query.endingBefore = {request.queryValue(u"ending_before").value_or(QString())};
    const fields::TimeWindow made = fields::queryWindow(request, u"created"_s, problem);
    query.fromMs = made.fromMs;
    query.toMs = made.toMs;
    return problem;
}

std::optional<ApiError> readPaymentWindow(const JsonValue &body, PaymentWindowQuery &query)
{
    std::optional<qint64> limit;
    std::optional<qint64> offset;
    const auto fault = fields::readBody(body, [&](JsonReader &in) {
        query.id = {in.text("payment_id"_L1).value_or(QString())};
        limit = in.integer("limit"_L1);
        offset = in.integer("offset"_L1);
        readFilter(in, query.query.filter);
        readWays(in, query.ways);
        in.object("order"_L1, [&](JsonReader &order) {
            query.query.sortBy =
                fields::word(order, "on"_L1, columnOf).value_or(PaymentColumn::Created);
            query.query.descending = fields::word(order, "by"_L1, directionOf).value_or(true);
        });
    });
    if (fault)
        return fault;
    if (limit.value_or(10) < 1 || limit.value_or(10) > 50)
        return unfitValue(u"limit must be a number from 1 to 50"_s);
    if (offset.value_or(0) < 0 || offset.value_or(0) > kMostOffset)
        return unfitValue(u"offset must be a number from 0 to %1"_s.arg(kMostOffset));
    query.limit = static_cast<int>(limit.value_or(10));
    query.offset = static_cast<int>(offset.value_or(0));
    return std::nullopt;
}

PaymentListRoutes::PaymentListRoutes(PaymentAccess &access, std::function<QUrl()> publicBase,
                                     QObject *parent)
    : QObject(parent)
    , m_access(access)
    , m_publicBase(std::move(publicBase))
{
}

QList<Route> PaymentListRoutes::routes()
{
    using Handler = void (PaymentListRoutes::*)(const ApiRequestPtr &, const ApiResponder &);
    const auto route = [this](const char *method, const char *pattern, Handler handler) {
        return Route{method, pattern, KeySet::Secret,
                     [this, handler](const ApiRequestPtr &request, const ApiResponder &respond) {
                         (this->*handler)(request, respond);
                     }};
    };
    return {route("GET", "/payments/list", &PaymentListRoutes::byCursor),
            route("POST", "/payments/list", &PaymentListRoutes::byFilter),
            route("POST", "/payments/filter", &PaymentListRoutes::choices),
            route("GET", "/payments/v2/filter", &PaymentListRoutes::choices),
            route("GET", "/payments/aggregate", &PaymentListRoutes::aggregate)};
}

void PaymentListRoutes::byCursor(const ApiRequestPtr &request, const ApiResponder &respond)
{
    PaymentCursorQuery query;
    if (const auto problem = readPaymentCursor(*request, query))
        return respond(errorReply(*problem));
    query.profileId.value = fields::profileHeader(*request);
    onValue(m_access.page(request->identity.merchantId, query), this, ErrorSubject::Payment,
            respond, [this, respond](const QList<PaymentView> &views) {
                JsonWriter out;
                out.beginObject();
                out.member("size"_L1, qint64(views.size()));
                writeViews(out, views, m_publicBase());
                out.endObject();
                respond(jsonReply(out.take()));
            });
}

void PaymentListRoutes::byFilter(const ApiRequestPtr &request, const ApiResponder &respond)
{
    PaymentWindowQuery query;
    if (const auto problem = readPaymentWindow(request->body, query))
        return respond(errorReply(*problem));
    const QString profile = fields::profileHeader(*request);
    if (!profile.isEmpty() && query.ways.profiles.isEmpty())
        query.ways.profiles = {profile};
    onValue(m_access.window(request->identity.merchantId, query), this, ErrorSubject::Payment,
            respond, [this, respond](const PaymentWindow &window) {
                JsonWriter out;
                out.beginObject();
                out.member("count"_L1, qint64(window.views.size()));
                out.member("total_count"_L1, window.total);
                writeViews(out, window.views, m_publicBase());
                out.endObject();
                respond(jsonReply(out.take()));
            });
}

void PaymentListRoutes::choices(const ApiRequestPtr &, const ApiResponder &respond)
{
    JsonWriter out;
    out.beginObject();
    const auto texts = [&out](QLatin1StringView name, const QStringList &values) {
        out.beginArray(name);
        for (const QString &value : values)
            out.value(value);
        out.endArray();
    };
    QStringList statuses;
    for (const PaymentStatus status : allPaymentStatuses())
        statuses.append(toText(status));
    QStringList currencies;
    for (const Currency currency : allCurrencies())
        currencies.append(toText(currency));
    texts("connector"_L1, {u"simulator"_s});
    texts("currency"_L1, currencies);
    texts("status"_L1, statuses);
    texts("payment_method"_L1, {u"card"_s});
    texts("authentication_type"_L1, {u"three_ds"_s, u"no_three_ds"_s});
    texts("card_network"_L1, {u"Visa"_s, u"Mastercard"_s, u"AmericanExpress"_s, u"Discover"_s,
                              u"JCB"_s, u"DinersClub"_s, u"UnionPay"_s});
    out.endObject();
    respond(jsonReply(out.take()));
}

void PaymentListRoutes::aggregate(const ApiRequestPtr &request, const ApiResponder &respond)
{
    std::optional<ApiError> problem;
    const qint64 from = fields::queryTime(*request, u"start_time", problem).value_or(0);
    const qint64 to = fields::queryTime(*request, u"end_time", problem).value_or(kEnd - 1) + 1;
    if (problem)
        return respond(errorReply(*problem));
    onValue(m_access.statusCounts(request->identity.merchantId, from, to), this,
            ErrorSubject::Payment, respond, [respond](const QHash<QString, qint64> &counts) {
                JsonWriter out;
                out.beginObject();
                out.beginObject("status_with_count"_L1);
                for (const PaymentStatus status : allPaymentStatuses())
                    out.member(QStringView(toText(status)), counts.value(toText(status)));
                out.endObject();
                out.endObject();
                respond(jsonReply(out.take()));
            });
}
