#include "services/api/customerroutes.h"

#include "services/api/answering.h"
#include "services/api/fields.h"

using namespace Qt::StringLiterals;

namespace {

void writeCustomer(JsonWriter &out, const Customer &customer, const PaymentMethodId &defaultMethod)
{
    const CustomerTexts &texts = customer.texts;
    out.beginObject();
    out.member("customer_id"_L1, customer.id);
    out.member("name"_L1, textOrNull(texts.name));
    out.member("email"_L1, textOrNull(texts.email));
    out.member("phone"_L1, textOrNull(texts.phone));
    out.member("phone_country_code"_L1, textOrNull(texts.phoneCountryCode));
    out.member("description"_L1, textOrNull(texts.description));
    fields::writePostalAddress(out, "address"_L1, texts.address);
    out.member("created_at"_L1, fields::timeText(customer.createdAtMs));
    fields::writeJson(out, "metadata"_L1, texts.metadataJson);
    out.member("default_payment_method_id"_L1, textOrNull(defaultMethod.value));
    out.member("tax_registration_id"_L1, textOrNull(texts.taxRegistrationId));
    out.member("document_details"_L1, nullptr);
    out.endObject();
}

std::optional<ApiError> readWindow(const ApiRequest &request, CustomerQuery &query)
{
    std::optional<ApiError> problem;
    query.limit =
        static_cast<int>(fields::queryNumber(request, u"limit", 1, 100, problem).value_or(10));
    query.offset = fields::queryNumber(request, u"offset", 0, 1'000'000, problem).value_or(0);
    return problem;
}

QByteArray listJson(const QList<Customer> &customers)
{
    JsonWriter out;
    out.beginArray();
    for (const Customer &customer : customers)
        writeCustomer(out, customer, {});
    out.endArray();
    return out.take();
}

} // namespace

std::optional<ApiError> readUpdateCustomer(const JsonValue &body, UpdateCustomer &command)
{
    return fields::readBody(body, [&](JsonReader &in) {
        command.name = in.text("name"_L1);
        command.email = in.text("email"_L1);
        command.phone = in.text("phone"_L1);
        command.phoneCountryCode = in.text("phone_country_code"_L1);
        command.description = in.text("description"_L1);
        command.taxRegistrationId = in.text("tax_registration_id"_L1);
        in.object("address"_L1, [&](JsonReader &address) {
            command.address = fields::readPostalAddress(address);
        });
        command.metadataJson = fields::jsonText(in, "metadata"_L1, JsonValue::Kind::Object);
        in.ignore({"customer_id"_L1, "merchant_id"_L1, "document_details"_L1});
    });
}

std::optional<ApiError> readCreateCustomer(const JsonValue &body, CreateCustomer &command)
{
    UpdateCustomer texts;
    if (const auto problem = readUpdateCustomer(body, texts))
        return problem;
    const JsonValue *id = body.find("customer_id");
    if (id && !id->isNull() && id->kind() != JsonValue::Kind::Text)
        return parseFault(u"customer_id: expected a string"_s);
    command.id = {id && !id->isNull() ? id->text() : QString()};
    if (id && !id->isNull() && !isWellFormedId(command.id.value))
        return parseFault(u"customer_id: not an id"_s);
    command.texts = {
        texts.name.value_or(QString()),          texts.email.value_or(QString()),
        texts.phone.value_or(QString()),         texts.phoneCountryCode.value_or(QString()),
        texts.description.value_or(QString()),   texts.taxRegistrationId.value_or(QString()),
        texts.address.value_or(PostalAddress()), texts.metadataJson.value_or(QString())};
    return std::nullopt;
}

QByteArray customerJson(const Customer &customer, const PaymentMethodId &defaultMethod)
{
    JsonWriter out;
    writeCustomer(out, customer, defaultMethod);
    return out.take();
}

CustomerRoutes::CustomerRoutes(Customers &customers, SavedMethods &methods, QObject *parent)
    : QObject(parent)
    , m_customers(customers)
    , m_methods(methods)
{
}

QList<Route> CustomerRoutes::routes()
{
    using Handler = void (CustomerRoutes::*)(const ApiRequestPtr &, const ApiResponder &);
    const auto route = [this](const char *method, const char *pattern, KeySets keys,
                              Handler handler) {
        return Route{method, pattern, keys,
                     [this, handler](const ApiRequestPtr &request, const ApiResponder &respond) {
                         const KeyKind kind = request->identity.kind;
                         const QString named = request->pathValue("customer_id");
                         if (kind == KeyKind::Ephemeral
                             && request->identity.customerId.value != named)
                             return respond(errorReply(notAllowed()));
                         (this->*handler)(request, respond);
                     }};
    };
    const KeySets server = KeySet::Secret;
    return {route("POST", "/customers", server, &CustomerRoutes::create),
            route("GET", "/customers/list", server, &CustomerRoutes::list),
            route("GET", "/customers/list_with_count", server, &CustomerRoutes::listWithCount),
            route("GET", "/customers/{customer_id}", KeySet::Secret | KeySet::Ephemeral,
                  &CustomerRoutes::retrieve),
            route("POST", "/customers/{customer_id}", server, &CustomerRoutes::update),
            route("DELETE", "/customers/{customer_id}", server, &CustomerRoutes::remove)};
}

void CustomerRoutes::create(const ApiRequestPtr &request, const ApiResponder &respond)
{
    CreateCustomer command;
    command.caller = request->caller();
    if (const auto problem = readCreateCustomer(request->body, command))
        return respond(errorReply(*problem));
    if (command.id.isEmpty())
        command.id = {request->newId("cus_"_L1)};
    onValue(
        m_customers.create(command), this, ErrorSubject::Customer, respond,
        [respond](const Customer &customer) { respond(jsonReply(customerJson(customer, {}))); });
}

void CustomerRoutes::answer(const Customer &customer, const ApiResponder &respond)
{
    constexpr int kMost = 1'000;
    onValue(m_methods.list(customer.merchantId, customer.id, kMost), this, ErrorSubject::Customer,
            respond, [customer, respond](const QList<SavedMethod> &methods) {
                const auto first = std::ranges::find_if(methods, &SavedMethod::isDefault);
                const PaymentMethodId id = first == methods.end() ? PaymentMethodId() : first->id;
                respond(jsonReply(customerJson(customer, id)));
            });
}

void CustomerRoutes::retrieve(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const CustomerId id{request->pathValue("customer_id")};
    onValue(m_customers.find(request->identity.merchantId, id), this, ErrorSubject::Customer,
            respond, [this, respond](const Customer &customer) { answer(customer, respond); });
}

void CustomerRoutes::update(const ApiRequestPtr &request, const ApiResponder &respond)
{
    UpdateCustomer command;
    command.caller = request->caller();
    command.id = {request->pathValue("customer_id")};
    if (const auto problem = readUpdateCustomer(request->body, command))
        return respond(errorReply(*problem));
    onValue(m_customers.update(command), this, ErrorSubject::Customer, respond,
            [this, respond](const Customer &customer) { answer(customer, respond); });
}

void CustomerRoutes::remove(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const CustomerId id{request->pathValue("customer_id")};
    onValue(m_customers.remove(request->caller(), id), this, ErrorSubject::Customer, respond,
            [respond](const DeletedCustomer &deleted) {
                JsonWriter out;
                out.beginObject();
                out.member("customer_id"_L1, deleted.id);
                out.member("customer_deleted"_L1, true);
                out.member("address_deleted"_L1, true);
                out.member("payment_methods_deleted"_L1, true);
                out.endObject();
                respond(jsonReply(out.take()));
            });
}

void CustomerRoutes::list(const ApiRequestPtr &request, const ApiResponder &respond)
{
    CustomerQuery query;
    if (const auto problem = readWindow(*request, query))
        return respond(errorReply(*problem));
    const MerchantId merchant = request->identity.merchantId;
    const auto one = request->queryValue(u"customer_id");
    if (!one) {
        return onValue(m_customers.list(merchant, query), this, ErrorSubject::Customer, respond,
                       [respond](const QList<Customer> &customers) {
                           respond(jsonReply(listJson(customers)));
                       });
    }
    whenDone(m_customers.find(merchant, {*one}), this, [respond](const Result<Customer> &customer) {
        respond(jsonReply(listJson(customer ? QList{*customer} : QList<Customer>())));
    });
}

void CustomerRoutes::listWithCount(const ApiRequestPtr &request, const ApiResponder &respond)
{
    CustomerQuery query;
    if (const auto problem = readWindow(*request, query))
        return respond(errorReply(*problem));
    const MerchantId merchant = request->identity.merchantId;
    const auto show = [this, merchant, query, respond](qint64 total) {
        onValue(m_customers.list(merchant, query), this, ErrorSubject::Customer, respond,
                [respond, total](const QList<Customer> &customers) {
                    JsonWriter out;
                    out.beginObject();
                    out.raw("data"_L1, listJson(customers));
                    out.member("total_count"_L1, total);
                    out.endObject();
                    respond(jsonReply(out.take()));
                });
    };
    onValue(m_customers.count(merchant), this, ErrorSubject::Customer, respond, show);
}
