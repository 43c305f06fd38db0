#include "services/api/methodroutes.h"

#include "services/api/answering.h"
#include "services/api/fields.h"
#include "services/domain/routingfacts.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostOffered = 100;

/// Whether its card is still to come.
bool isWaiting(const SavedMethod &method)
{
    return method.fingerprint.isEmpty();
}

void writeCard(JsonWriter &out, const SavedMethod &method)
{
    if (isWaiting(method))
        return out.member("card"_L1, nullptr);
    const CardSummary &card = method.card;
    const std::optional<QString> brand = textOrNull(toText(card.brand));
    out.beginObject("card"_L1);
    out.member("scheme"_L1, brand);
    out.member("issuer_country"_L1, nullptr);
    out.member("last4_digits"_L1, card.last4);
    out.member("expiry_month"_L1, u"%1"_s.arg(card.expiryMonth, 2, 10, QLatin1Char('0')));
    out.member("expiry_year"_L1, QString::number(card.expiryYear));
    out.member("card_token"_L1, nullptr);
    out.member("card_holder_name"_L1, textOrNull(card.holder));
    out.member("card_fingerprint"_L1, nullptr);
    out.member("nick_name"_L1, textOrNull(method.nickname));
    out.member("card_network"_L1, brand);
    out.member("card_isin"_L1, textOrNull(card.bin));
    out.member("card_issuer"_L1, nullptr);
    out.member("card_type"_L1, nullptr);
    out.member("saved_to_locker"_L1, true);
    out.endObject();
}

void writeCommon(JsonWriter &out, const SavedMethod &method)
{
    out.member("payment_method_id"_L1, method.id);
    out.member("customer_id"_L1, method.customerId);
    out.member("payment_method"_L1, "card"_L1);
    out.member("payment_method_type"_L1, nullptr);
    writeCard(out, method);
    out.member("metadata"_L1, nullptr);
    out.member("created"_L1, fields::timeText(method.createdAtMs));
    out.member("recurring_enabled"_L1, method.mayBeChargedOffSession());
    out.member("installment_payment_enabled"_L1, false);
    out.beginArray("payment_experience"_L1);
    out.value("redirect_to_url"_L1);
    out.endArray();
    out.member("last_used_at"_L1, fields::timeText(method.lastUsedAtMs));
    out.member("status"_L1, isWaiting(method) ? "awaiting_data"_L1 : "active"_L1);
}

/// Numbers of months and years as cards have them: text.
std::optional<int> numberField(JsonReader &in, QLatin1StringView name)
{
    return in.parsed(
        name,
        [](QStringView text) -> std::optional<int> {
            bool isNumber = false;
            const int number = text.toInt(&isNumber);
            return isNumber && number >= 0 && text.size() <= 4 ? std::optional(number)
                                                               : std::nullopt;
        },
        u"expected a number in a string"_s);
}

} // namespace

std::optional<ApiError> readUpdateMethod(const JsonValue &body, UpdateMethod &command,
                                         ClientSecret &secret)
{
    return fields::readBody(body, [&](JsonReader &in) {
        secret = ClientSecret(in.secret("client_secret"_L1));
        in.object("card"_L1, [&](JsonReader &card) {
            command.expiryMonth = numberField(card, "card_exp_month"_L1);
            command.expiryYear = numberField(card, "card_exp_year"_L1);
            if (command.expiryYear && *command.expiryYear < 100)
                *command.expiryYear += 2000;
            command.holder = card.text("card_holder_name"_L1);
            command.nickname = card.text("nick_name"_L1);
            // What the number says, whatever anybody else does.
            card.ignore({"last4_digits"_L1, "card_issuer"_L1, "issuer_country"_L1,
                         "issuer_country_code"_L1, "card_network"_L1});
        });
    });
}

QByteArray methodJson(const SavedMethod &method, const QString &clientSecret)
{
    JsonWriter out;
    out.beginObject();
    out.member("merchant_id"_L1, method.merchantId);
    writeCommon(out, method);
    out.member("client_secret"_L1, textOrNull(clientSecret));
    out.endObject();
    return out.take();
}

QByteArray offeredMethodsJson(const QList<OfferedMethod> &methods,
                              const std::optional<bool> &isGuest)
{
    JsonWriter out;
    out.beginObject();
    out.beginArray("customer_payment_methods"_L1);
    for (const OfferedMethod &offered : methods) {
        out.beginObject();
        out.member("payment_token"_L1, offered.paymentToken);
        writeCommon(out, offered.method);
        out.member("requires_cvv"_L1, offered.requiresCvv);
        out.member("default_payment_method_set"_L1, offered.method.isDefault);
        out.member("surcharge_details"_L1, nullptr);
        out.member("billing"_L1, nullptr);
        out.endObject();
    }
    out.endArray();
    out.member("is_guest_customer"_L1, isGuest);
    out.endObject();
    return out.take();
}

MethodRoutes::MethodRoutes(SavedMethods &methods, MethodCreation &creation,
                           ConnectorAccounts &accounts, PaymentAccess &access, QObject *parent)
    : QObject(parent)
    , m_methods(methods)
    , m_creation(creation)
    , m_accounts(accounts)
    , m_access(access)
{
}

QList<Route> MethodRoutes::routes()
{
    using Handler = void (MethodRoutes::*)(const ApiRequestPtr &, const ApiResponder &);
    const auto route = [this](const char *method, const char *pattern, KeySets keys,
                              Handler handler, const QString &keyParameter = {}) {
        return Route{method,
                     pattern,
                     keys,
                     [this, handler](const ApiRequestPtr &request, const ApiResponder &respond) {
                         (this->*handler)(request, respond);
                     },
                     RouteBody::Json,
                     keyParameter};
    };
    const KeySets server = KeySet::Secret;
    const KeySets own = KeySet::Secret | KeySet::Ephemeral;
    return {
        route("GET", "/customers/payment_methods", KeySet::Publishable | KeySet::Ephemeral,
              &MethodRoutes::offerForCheckout, u"publishable_key"_s),
        route("GET", "/customers/{customer_id}/payment_methods", own,
              &MethodRoutes::offerForCustomer),
        route("POST", "/customers/{customer_id}/payment_methods/{payment_method_id}/default", own,
              &MethodRoutes::makeDefault),
        route("GET", "/account/payment_methods", KeySet::Secret | KeySet::Publishable,
              &MethodRoutes::whatIsOffered),
        route("GET", "/payment_methods/{payment_method_id}", server, &MethodRoutes::retrieve),
        route("POST", "/payment_methods/{payment_method_id}/update",
              KeySet::Secret | KeySet::Publishable, &MethodRoutes::update),
        route("DELETE", "/payment_methods/{payment_method_id}", own, &MethodRoutes::remove),
    };
}

void MethodRoutes::offer(const MerchantId &merchant, const CustomerId &customer, int limit,
                         const ApiResponder &respond, const std::optional<Basket> &basket)
{
    const ProfileId profile = basket ? basket->payment.profileId : ProfileId();
    const std::optional<bool> isGuest = basket ? std::optional(false) : std::nullopt;
    const auto show = [basket, isGuest, respond](QList<OfferedMethod> methods,
                                                 const QList<ConnectorAccount> &accounts) {
        methods.removeIf([&](const OfferedMethod &offered) {
            return !isTaken(offered.method.card.brand, basket, accounts);
        });
        respond(jsonReply(offeredMethodsJson(methods, isGuest)));
    };
    onValue(m_methods.offer(merchant, customer, limit, profile), this, ErrorSubject::Customer,
            respond, [this, merchant, respond, show](const QList<OfferedMethod> &methods) {
                onValue(m_accounts.list(merchant), this, ErrorSubject::Customer, respond,
                        [methods, show](const QList<ConnectorAccount> &accounts) {
                            show(methods, accounts);
                        });
            });
}

void MethodRoutes::withBasket(const MerchantId &merchant, const QString &secret,
                              const ApiResponder &respond, const WithBasket &then)
{
    const auto seen = [then](const PaymentView &view) {
        then({view.payment, countryOf(view.extras.value(u"billing"_s))});
    };
    whenDone(m_access.session(merchant, ClientSecret(secret.toUtf8())), this,
             [this, merchant, respond, seen](const Result<Payment> &payment) {
                 if (!payment && payment.error().code != ErrorCode::NotFound)
                     return respond(errorReply(apiError(payment.error())));
                 if (!payment)
                     return respond(errorReply(badClientSecret()));
                 onValue(m_access.view(merchant, payment->id, {}), this, ErrorSubject::Payment,
                         respond, seen);
             });
}

void MethodRoutes::offerForCheckout(const ApiRequestPtr &request, const ApiResponder &respond)
{
    std::optional<ApiError> problem;
    const int limit = static_cast<int>(
        fields::queryNumber(*request, u"limit", 1, kMostOffered, problem).value_or(kMostOffered));
    if (problem)
        return respond(errorReply(*problem));
    const ApiIdentity &identity = request->identity;
    if (identity.kind == KeyKind::Ephemeral)
        return offer(identity.merchantId, identity.customerId, limit, respond);
    const auto secret = request->queryValue(u"client_secret");
    if (!secret)
        return respond(errorReply(missingField(u"client_secret"_s)));
    const MerchantId merchant = identity.merchantId;
    withBasket(merchant, *secret, respond, [this, merchant, limit, respond](const Basket &basket) {
        const CustomerId &customer = basket.payment.customer.id;
        if (customer.isEmpty())
            return respond(jsonReply(offeredMethodsJson({}, true)));
        offer(merchant, customer, limit, respond, basket);
    });
}

void MethodRoutes::offerForCustomer(const ApiRequestPtr &request, const ApiResponder &respond)
{
    std::optional<ApiError> problem;
    const int limit = static_cast<int>(
        fields::queryNumber(*request, u"limit", 1, kMostOffered, problem).value_or(kMostOffered));
    if (problem)
        return respond(errorReply(*problem));
    const CustomerId customer{request->pathValue("customer_id")};
    const ApiIdentity &identity = request->identity;
    if (identity.kind == KeyKind::Ephemeral && identity.customerId != customer)
        return respond(errorReply(notAllowed()));
    offer(identity.merchantId, customer, limit, respond);
}

void MethodRoutes::makeDefault(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const CustomerId customer{request->pathValue("customer_id")};
    const ApiIdentity &identity = request->identity;
    if (identity.kind == KeyKind::Ephemeral && identity.customerId != customer)
        return respond(errorReply(notAllowed()));
    const PaymentMethodId id{request->pathValue("payment_method_id")};
    onValue(m_methods.makeDefault(request->caller(), customer, id), this, ErrorSubject::Method,
            respond, [respond](const SavedMethod &method) {
                JsonWriter out;
                out.beginObject();
                out.member("default_payment_method_id"_L1, method.id);
                out.member("customer_id"_L1, method.customerId);
                out.member("payment_method"_L1, "card"_L1);
                out.member("payment_method_type"_L1, nullptr);
                out.endObject();
                respond(jsonReply(out.take()));
            });
}

void MethodRoutes::retrieve(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const PaymentMethodId id{request->pathValue("payment_method_id")};
    const MerchantId merchant = request->identity.merchantId;
    const auto show = [respond](const SavedMethod &method) {
        respond(jsonReply(methodJson(method)));
    };
    whenDone(m_methods.find(merchant, id), this,
             [this, merchant, id, respond, show](const Result<SavedMethod> &method) {
                 if (method)
                     return show(*method);
                 if (method.error().code != ErrorCode::NotFound)
                     return respond(errorReply(apiError(method.error(), ErrorSubject::Method)));
                 onValue(m_creation.waiting(merchant, id), this, ErrorSubject::Method, respond,
                         show);
             });
}

void MethodRoutes::update(const ApiRequestPtr &request, const ApiResponder &respond)
{
    UpdateMethod command;
    command.caller = request->caller();
    command.id = {request->pathValue("payment_method_id")};
    ClientSecret secret;
    if (const auto problem = readUpdateMethod(request->body, command, secret))
        return respond(errorReply(*problem));
    const auto go = [this, command, respond] {
        onValue(m_methods.update(command), this, ErrorSubject::Method, respond,
                [respond](const SavedMethod &method) { respond(jsonReply(methodJson(method))); });
    };
    const bool browser = request->identity.kind == KeyKind::Publishable;
    if (browser && secret.isEmpty())
        return respond(errorReply(missingField(u"client_secret"_s)));
    if (!browser && !secret.isEmpty())
        return respond(errorReply(unfitValue(u"client_secret goes with a publishable key only"_s)));
    if (!browser)
        return go();
    whenDone(m_creation.filledBy(command.caller.merchantId, command.id, std::move(secret)), this,
             [respond, go](const Result<PaymentMethodId> &theirs) {
                 if (!theirs && theirs.error().code != ErrorCode::NotFound)
                     return respond(errorReply(apiError(theirs.error(), ErrorSubject::Method)));
                 if (!theirs)
                     return respond(errorReply(badClientSecret()));
                 go();
             });
}

void MethodRoutes::remove(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const PaymentMethodId id{request->pathValue("payment_method_id")};
    const ApiIdentity identity = request->identity;
    const auto go = [this, caller = request->caller(), id, respond] {
        onValue(m_methods.remove(caller, id), this, ErrorSubject::Method, respond,
                [respond](const SavedMethod &method) {
                    JsonWriter out;
                    out.beginObject();
                    out.member("payment_method_id"_L1, method.id);
                    out.member("deleted"_L1, true);
                    out.endObject();
                    respond(jsonReply(out.take()));
                });
    };
    if (identity.kind != KeyKind::Ephemeral)
        return go();
    onValue(m_methods.find(identity.merchantId, id), this, ErrorSubject::Method, respond,
            [identity, respond, go](const SavedMethod &method) {
                // Another customer's is as unknown as one that is not there.
                if (method.customerId != identity.customerId)
                    return respond(errorReply(apiError(
                        {ErrorCode::NotFound, u"payment_method_id"_s}, ErrorSubject::Method)));
                go();
            });
}

void MethodRoutes::whatIsOffered(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const auto secret = request->queryValue(u"client_secret");
    const bool browser = request->identity.kind == KeyKind::Publishable;
    if (browser && !secret)
        return respond(errorReply(missingField(u"client_secret"_s)));
    if (!browser && secret)
        return respond(errorReply(unfitValue(u"client_secret goes with a publishable key only"_s)));
    const auto show = [this, merchant = request->identity.merchantId,
                       respond](const std::optional<Basket> &basket) {
        onValue(m_accounts.list(merchant), this, ErrorSubject::Payment, respond,
                [basket, respond](const QList<ConnectorAccount> &accounts) {
                    respond(jsonReply(offeredKindsJson(basket, accounts)));
                });
    };
    if (!browser)
        return show(std::nullopt);
    withBasket(request->identity.merchantId, *secret, respond, show);
}
