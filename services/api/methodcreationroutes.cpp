#include "services/api/methodcreationroutes.h"

#include "services/api/answering.h"
#include "services/api/fields.h"
#include "services/api/methodroutes.h"

using namespace Qt::StringLiterals;

namespace {

/// A card, what it is called and what came with it. `problem` is what the reader cannot say by
/// itself.
struct NamedCard
{
    std::optional<CardDetails> card;
    QString nickname;
    std::optional<CardDetails> networkToken;
    std::optional<ApiError> problem;

    void read(JsonReader &in)
    {
        in.object("card"_L1, [this](JsonReader &inner) {
            nickname = inner.text("nick_name"_L1).value_or(QString());
            card = fields::readCard(inner, problem);
        });
    }
    /// A cryptogram is good once and never kept: one that is sent is an unknown field.
    void readToken(JsonReader &in)
    {
        in.object("network_token"_L1, [this](JsonReader &outer) {
            const auto data = [this](JsonReader &inner) {
                networkToken = fields::readNetworkToken(inner,
                                                        {"network_token_number"_L1,
                                                         "network_token_exp_month"_L1,
                                                         "network_token_exp_year"_L1},
                                                        problem);
            };
            if (!outer.object("network_token_data"_L1, data))
                outer.refuse("network_token_data"_L1, JsonFault::Kind::MissingField,
                             u"required, and missing"_s);
            outer.ignore({"network_token_requestor_ref_id"_L1}); // whoever gave it out knows it
        });
    }
};

/// What is taken for what it says and has no effect: cards are the only methods.
constexpr auto kIgnored = {"payment_method_issuer"_L1, "payment_method_issuer_code"_L1,
                           "card_network"_L1};

std::optional<ApiError> readCreate(const JsonValue &body, CreateMethod &command)
{
    NamedCard named;
    QString method;
    const auto fault = fields::readBody(body, [&](JsonReader &in) {
        method = in.text("payment_method"_L1).value_or(QString());
        const QString type = in.text("payment_method_type"_L1).value_or(u"credit"_s);
        if (type != "credit"_L1 && type != "debit"_L1)
            in.refuse("payment_method_type"_L1, JsonFault::Kind::InvalidValue,
                      u"does not belong to a card"_s);
        command.customerId = {in.text("customer_id"_L1).value_or(QString())};
        named.read(in);
        named.readToken(in);
        command.networkTransactionId = in.text("network_transaction_id"_L1).value_or(QString());
        in.ignore(kIgnored);
    });
    if (fault || named.problem)
        return fault ? fault : named.problem;
    if (method.isEmpty())
        return missingField(u"payment_method"_s);
    if (method != "card"_L1)
        return notOffered();
    if (command.customerId.isEmpty())
        return missingField(u"customer_id"_s);
    command.card = std::move(named.card);
    command.networkToken = std::move(named.networkToken);
    command.nickname = named.nickname;
    return std::nullopt;
}

} // namespace

MethodCreationRoutes::MethodCreationRoutes(MethodCreation &creation, QObject *parent)
    : QObject(parent)
    , m_creation(creation)
{
}

QList<Route> MethodCreationRoutes::routes()
{
    return {{"POST", "/payment_methods", KeySet::Secret,
             [this](const ApiRequestPtr &request, const ApiResponder &respond) {
                 create(request, respond);
             }},
            {"POST", "/payment_methods/{payment_method_id}/save", KeySet::Publishable,
             [this](const ApiRequestPtr &request, const ApiResponder &respond) {
                 save(request, respond);
             }}};
}

void MethodCreationRoutes::create(const ApiRequestPtr &request, const ApiResponder &respond)
{
    CreateMethod command;
    command.caller = request->caller();
    if (const auto problem = readCreate(request->body, command))
        return respond(errorReply(*problem));
    onValue(m_creation.create(std::move(command)), this, ErrorSubject::Customer, respond,
            [respond](const CreatedMethod &created) {
                respond(jsonReply(methodJson(created.method, created.clientSecret)));
            });
}

void MethodCreationRoutes::save(const ApiRequestPtr &request, const ApiResponder &respond)
{
    FillMethod command;
    command.caller = request->caller();
    command.id = {request->pathValue("payment_method_id")};
    NamedCard named;
    const auto fault = fields::readBody(request->body, [&](JsonReader &in) {
        command.secret = ClientSecret(in.secret("client_secret"_L1));
        const QString method = in.text("payment_method"_L1).value_or(u"card"_s);
        if (method != "card"_L1)
            in.refuse("payment_method"_L1, JsonFault::Kind::InvalidValue, u"not a card"_s);
        in.text("customer_id"_L1);
        in.text("payment_method_type"_L1);
        named.read(in);
        in.ignore(kIgnored);
    });
    if (fault || named.problem)
        return respond(errorReply(fault ? *fault : *named.problem));
    if (command.secret.isEmpty())
        return respond(errorReply(missingField(u"client_secret"_s)));
    if (!named.card)
        return respond(errorReply(missingField(u"card"_s)));
    command.card = std::move(*named.card);
    command.nickname = named.nickname;
    whenDone(m_creation.fill(std::move(command)), this,
             [respond](const Result<SavedMethod> &method) {
                 if (!method && method.error().field == "client_secret"_L1)
                     return respond(errorReply(badClientSecret()));
                 if (!method)
                     return respond(errorReply(apiError(method.error(), ErrorSubject::Method)));
                 respond(jsonReply(methodJson(*method)));
             });
}
