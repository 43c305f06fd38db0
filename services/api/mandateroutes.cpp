#include "services/api/mandateroutes.h"

#include "services/api/answering.h"
#include "services/api/fields.h"

using namespace Qt::StringLiterals;

namespace {

void writeMandate(JsonWriter &out, const Agreement &agreement)
{
    const Mandate &mandate = agreement.mandate;
    const CardSummary &card = agreement.card;
    out.beginObject();
    out.member("mandate_id"_L1, mandate.id);
    out.member("status"_L1, toText(mandate.status));
    out.member("payment_method_id"_L1, mandate.paymentMethodId);
    out.member("payment_method"_L1, "card"_L1);
    out.member("payment_method_type"_L1, nullptr);
    if (card.last4.isEmpty()) {
        out.member("card"_L1, nullptr);
    } else {
        out.beginObject("card"_L1);
        out.member("last4_digits"_L1, card.last4);
        out.member("card_exp_month"_L1, u"%1"_s.arg(card.expiryMonth, 2, 10, QLatin1Char('0')));
        out.member("card_exp_year"_L1, QString::number(card.expiryYear));
        out.member("card_holder_name"_L1, textOrNull(card.holder));
        out.member("scheme"_L1, textOrNull(toText(card.brand)));
        out.member("card_network"_L1, textOrNull(toText(card.brand)));
        out.member("card_isin"_L1, textOrNull(card.bin));
        out.endObject();
    }
    if (mandate.acceptance.type == AcceptanceType::None) {
        out.member("customer_acceptance"_L1, nullptr);
    } else {
        out.beginObject("customer_acceptance"_L1);
        out.member("acceptance_type"_L1, toText(mandate.acceptance.type));
        out.member("accepted_at"_L1, fields::timeText(mandate.acceptance.acceptedAtMs));
        if (mandate.acceptance.type == AcceptanceType::Online) {
            out.beginObject("online"_L1);
            out.member("ip_address"_L1, textOrNull(mandate.acceptance.ipAddress));
            out.member("user_agent"_L1, mandate.acceptance.userAgent);
            out.endObject();
        }
        out.endObject();
    }
    out.endObject();
}

QByteArray listJson(const QList<Agreement> &agreements)
{
    JsonWriter out;
    out.beginArray();
    for (const Agreement &agreement : agreements)
        writeMandate(out, agreement);
    out.endArray();
    return out.take();
}

} // namespace

QByteArray mandateJson(const Agreement &agreement)
{
    JsonWriter out;
    writeMandate(out, agreement);
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
