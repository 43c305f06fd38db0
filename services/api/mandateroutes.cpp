#include "services/api/mandateroutes.h"

#include "services/api/answering.h"
#include "services/api/fields.h"
#include "services/api/mandatejson.h"

using namespace Qt::StringLiterals;

namespace {

QByteArray listJson(const QList<Agreement> &agreements)
{
    JsonWriter out;
    out.beginArray();
    for (const Agreement &agreement : agreements)
        mandatejson::write(out, agreement);
    out.endArray();
    return out.take();
}

} // namespace

QByteArray mandateJson(const Agreement &agreement)
{
    JsonWriter out;
    mandatejson::write(out, agreement);
    return out.take();
}

MandateRoutes::MandateRoutes(Recurring &recurring, QObject *parent)
    : QObject(parent)
    , m_recurring(recurring)
{
}

QList<Route> MandateRoutes::routes()
{
    using Handler = void (MandateRoutes::*)(const ApiRequestPtr &, const ApiResponder &);
    const auto route = [this](const char *method, const char *pattern, Handler handler) {
        return Route{method, pattern, KeySet::Secret,
                     [this, handler](const ApiRequestPtr &request, const ApiResponder &respond) {
                         (this->*handler)(request, respond);
                     }};
    };
    return {route("GET", "/mandates/list", &MandateRoutes::list),
            route("GET", "/mandates/{mandate_id}", &MandateRoutes::retrieve),
            route("POST", "/mandates/revoke/{mandate_id}", &MandateRoutes::revoke),
            route("GET", "/customers/{customer_id}/mandates", &MandateRoutes::ofCustomer)};
}

void MandateRoutes::retrieve(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const MandateId id{request->pathValue("mandate_id")};
    onValue(m_recurring.find(request->identity.merchantId, id), this, ErrorSubject::Mandate,
            respond, [respond](const AgreementDetails &details) {
                respond(jsonReply(mandateJson(details.agreement)));
            });
}

void MandateRoutes::revoke(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const MandateId id{request->pathValue("mandate_id")};
    onValue(m_recurring.revoke(request->caller(), id), this, ErrorSubject::Mandate, respond,
            [respond](const Mandate &mandate) {
                JsonWriter out;
                out.beginObject();
                out.member("mandate_id"_L1, mandate.id);
                out.member("status"_L1, toText(mandate.status));
                out.member("error_code"_L1, nullptr);
                out.member("error_message"_L1, nullptr);
                out.endObject();
                respond(jsonReply(out.take()));
            });
}

void MandateRoutes::list(const ApiRequestPtr &request, const ApiResponder &respond)
{
    std::optional<ApiError> problem;
    AgreementQuery query;
    query.order = AgreementOrder::Newest;
    query.limit =
        static_cast<int>(fields::queryNumber(*request, u"limit", 1, 100, problem).value_or(10));
    query.offset = fields::queryNumber(*request, u"offset", 0, 1'000'000, problem).value_or(0);
    const std::optional<QString> status = request->queryValue(u"mandate_status");
    if (status)
        query.status = mandateStatusFromText(*status);
    if (status && !query.status)
        problem = parseFault(u"mandate_status is not a known value"_s);
    query.connector = request->queryValue(u"connector").value_or(QString());
    const fields::TimeWindow made = fields::queryWindow(*request, u"created_time"_s, problem);
    query.fromMs = made.fromMs;
    query.toMs = made.toMs;
    if (problem)
        return respond(errorReply(*problem));
    onValue(m_recurring.list(request->identity.merchantId, query), this, ErrorSubject::Mandate,
            respond, [respond](const QList<Agreement> &agreements) {
                respond(jsonReply(listJson(agreements)));
            });
}

void MandateRoutes::ofCustomer(const ApiRequestPtr &request, const ApiResponder &respond)
{
    AgreementQuery query;
    query.customerId = {request->pathValue("customer_id")};
    query.order = AgreementOrder::Newest;
    onValue(m_recurring.list(request->identity.merchantId, query), this, ErrorSubject::Mandate,
            respond, [respond](const QList<Agreement> &agreements) {
                if (agreements.isEmpty())
                    return respond(
                        errorReply(apiError({ErrorCode::NotFound}, ErrorSubject::Mandate)));
                respond(jsonReply(listJson(agreements)));
            });
}
