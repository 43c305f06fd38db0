#include "services/api/paymentroutes.h"

#include "services/api/answering.h"
#include "services/api/fields.h"
#include "services/api/paymentcommands.h"

using namespace Qt::StringLiterals;

namespace {

/// The body of an update or a confirm: links are made with their payment only.
std::optional<ApiError> readLaterBody(const JsonValue &json, PaymentBody &body)
{
    const std::optional<ApiError> problem = readPaymentBody(json, body);
    if (!problem && body.extras.contains(u"payment_link"_s))
        return unfitValue(u"payment_link goes with a create only"_s);
    body.extras.remove(u"payment_link_config"_s);
    return problem;
}

} // namespace

PaymentRoutes::PaymentRoutes(Payments &payments, PaymentAccess &access,
                             std::function<QUrl()> publicBase, QObject *parent)
    : QObject(parent)
    , m_payments(payments)
    , m_access(access)
    , m_publicBase(std::move(publicBase))
{
}

Route PaymentRoutes::route(const char *method, const char *pattern, KeySets keys, Handler handler)
{
    return {method, pattern, keys,
            [this, handler](const ApiRequestPtr &request, const ApiResponder &respond) {
                (this->*handler)(request, respond);
            }};
}

QList<Route> PaymentRoutes::routes()
{
    const KeySets server = KeySet::Secret;
    const KeySets both = KeySet::Secret | KeySet::Publishable;
    return {
        route("POST", "/payments", server, &PaymentRoutes::create),
        route("POST", "/payments/create", server, &PaymentRoutes::create),
        route("POST", "/payments/sync", server, &PaymentRoutes::sync),
        route("GET", "/payments/{payment_id}", both, &PaymentRoutes::retrieve),
        route("POST", "/payments/{payment_id}", server, &PaymentRoutes::update),
        route("POST", "/payments/{payment_id}/confirm", both, &PaymentRoutes::confirm),
        route("POST", "/payments/{payment_id}/capture", server, &PaymentRoutes::capture),
        route("POST", "/payments/{payment_id}/cancel", server, &PaymentRoutes::cancel),
        route("POST", "/payments/{payment_id}/incremental_authorization", server,
              &PaymentRoutes::raiseAuthorization),
        route("POST", "/payments/{payment_id}/update_metadata", server,
              &PaymentRoutes::changeMetadata),
    };
}

QByteArrayList PaymentRoutes::notOffered()
{
    return {"/payments/session_tokens",
            "/payments/{payment_id}/extend_authorization",
            "/payments/{payment_id}/cancel_post_capture",
            "/payments/{payment_id}/approve",
            "/payments/{payment_id}/reject",
            "/payments/{payment_id}/complete_authorize",
            "/payments/{payment_id}/post_session_tokens",
            "/payments/{payment_id}/calculate_tax",
            "/payments/{payment_id}/eligibility",
            "/payments/{payment_id}/eligibility_check",
            "/payments/{payment_id}/3ds",
            "/payments/{payment_id}/manual-update",
            "/payments/{payment_id}/manual-status-update",
            "/payments/{payment_id}/{merchant_id}/authorize"};
}

void PaymentRoutes::withAccess(const ApiRequestPtr &request, const PaymentId &id,
                               const ClientSecret &secret, const ApiResponder &respond,
                               const std::function<void()> &then)
{
    const ApiIdentity &identity = request->identity;
    if (identity.kind != KeyKind::Publishable) {
        if (!secret.isEmpty())
            return respond(
                errorReply(unfitValue(u"client_secret goes with a publishable key only"_s)));
        return then();
    }
    if (secret.isEmpty())
        return respond(errorReply(missingField(u"client_secret"_s)));
    whenDone(m_access.session(identity.merchantId, secret.clone()), this,
             [id, respond, then](const Result<Payment> &payment) {
                 if (!payment && payment.error().code != ErrorCode::NotFound)
                     return respond(errorReply(apiError(payment.error())));
                 if (!payment || payment->id != id)
                     return respond(errorReply(badClientSecret()));
                 then();
             });
}

void PaymentRoutes::withView(const ApiRequestPtr &request, const PaymentId &id,
                             const ApiResponder &respond, const Step &then)
{
    onValue(m_access.view(request->identity.merchantId, id, {}), this, ErrorSubject::Payment,
            respond, then);
}

void PaymentRoutes::answer(const MerchantId &merchant, const PaymentId &id,
                           const ApiResponder &respond, const paymentjson::Shown &shown)
{
    onValue(m_access.view(merchant, id, {shown.attempts, shown.captures, false}), this,
            ErrorSubject::Payment, respond, [this, respond, shown](const PaymentView &view) {
                paymentjson::Shown whole = shown;
                whole.publicBase = m_publicBase();
                respond(jsonReply(paymentjson::payment(view, whole)));
            });
}

void PaymentRoutes::create(const ApiRequestPtr &request, const ApiResponder &respond)
{
    PaymentBody body;
    if (const auto problem = readPaymentBody(request->body, body))
        return respond(errorReply(*problem));
    if (!body.clientSecret.isEmpty())
        return respond(errorReply(unfitValue(u"client_secret is given out by a create"_s)));
    const MerchantId merchant = request->identity.merchantId;
    if (!body.merchantId.isEmpty() && body.merchantId != merchant.value)
        return respond(
            errorReply(apiError({ErrorCode::NotFound, u"merchant_id"_s}, ErrorSubject::Payment)));
    const QString profile = fields::profileHeader(*request);
    if (!profile.isEmpty() && !body.profileId.isEmpty() && profile != body.profileId)
        return respond(
            errorReply(unfitValue(u"profile_id and X-Profile-Id name different profiles"_s)));
    if (body.profileId.isEmpty())
        body.profileId = profile;
    const PaymentExtras extras = body.extras;
    CreatePayment command = paymentcommands::createFrom(body, request->caller());
    if (command.id.isEmpty())
        command.id = {request->newId("pay_"_L1)};
    onValue(m_payments.create(std::move(command)), this, ErrorSubject::Payment, respond,
            [this, merchant, extras, respond](const CreatedPayment &created) {
                // Everything is known already, but where a challenge or a link takes place.
                const bool linked = extras.contains(u"payment_link"_s);
                if (linked || created.payment.status == PaymentStatus::RequiresCustomerAction)
                    return answer(merchant, created.payment.id, respond);
                PaymentView view;
                view.payment = created.payment;
                view.clientSecret = created.clientSecret;
                view.extras = extras;
                respond(jsonReply(paymentjson::payment(view, {})));
            });
}

void PaymentRoutes::update(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const auto body = std::make_shared<PaymentBody>();
    if (const auto problem = readLaterBody(request->body, *body))
        return respond(errorReply(*problem));
    const PaymentId id{request->pathValue("payment_id")};
    const auto go = [this, request, body, respond](const PaymentView &view) {
        if (body->confirm.value_or(false))
            return pay(request, body, view, respond);
        if (!body->paymentToken.isEmpty())
            return respond(errorReply(unfitValue(u"payment_token goes with a confirm"_s)));
        UpdatePayment change = paymentcommands::updateFrom(*body, request->caller(), view);
        change.card = std::move(body->card); // held for the confirm
        onValue(m_payments.update(std::move(change)), this, ErrorSubject::Payment, respond,
                [this, respond](const Payment &payment) {
                    answer(payment.merchantId, payment.id, respond);
                });
    };
    withAccess(request, id, body->clientSecret, respond,
               [this, request, id, respond, go] { withView(request, id, respond, go); });
}

void PaymentRoutes::confirm(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const auto body = std::make_shared<PaymentBody>();
    if (const auto problem = readLaterBody(request->body, *body))
        return respond(errorReply(*problem));
    const PaymentId id{request->pathValue("payment_id")};
    const auto go = [this, request, body, respond](const PaymentView &view) {
        const bool browser = request->identity.kind == KeyKind::Publishable;
        const QString field = paymentcommands::fieldOnlyForServers(*body, view.payment);
        if (browser && !field.isEmpty()) {
            ApiError error = notAllowed();
            error.message = QString(field + u" cannot be said with a publishable key"_s);
            return respond(errorReply(error));
        }
        if (browser)
            paymentcommands::nameBrowser(*body, request->http, view);
        pay(request, body, view, respond);
    };
    withAccess(request, id, body->clientSecret, respond,
               [this, request, id, respond, go] { withView(request, id, respond, go); });
}

/// What the body changes is changed in the step that runs the payment, or not at all.
void PaymentRoutes::pay(const ApiRequestPtr &request, const std::shared_ptr<PaymentBody> &body,
                        const PaymentView &view, const ApiResponder &respond)
{
    const qint64 amount = body->amount.value_or(view.payment.amount);
    if (body->type == PaymentType::SetupMandate && amount > 0)
        return respond(errorReply(unmetCondition(u"setup_mandate goes with amount 0 only"_s)));
    std::optional<UpdatePayment> change;
    if (paymentcommands::changesPayment(*body)) {
        change = paymentcommands::updateFrom(*body, request->caller(), view);
        change->extras = {}; // come with the confirm
    }
    ConfirmPayment command =
        paymentcommands::confirmFrom(*body, request->caller(), view.payment.id);
    command.clientOperationId = request->operationId;
    command.change = std::move(change);
    onValue(m_payments.confirm(std::move(command)), this, ErrorSubject::Payment, respond,
            [this, respond](const Payment &payment) {
                answer(payment.merchantId, payment.id, respond);
            });
}

void PaymentRoutes::capture(const ApiRequestPtr &request, const ApiResponder &respond)
{
    CapturePayment command;
    command.caller = request->caller();
    command.clientOperationId = request->operationId;
    command.id = {request->pathValue("payment_id")};
    const auto fault = fields::readBody(request->body, [&](JsonReader &in) {
        command.amount = in.integer("amount_to_capture"_L1);
        in.ignore({"statement_descriptor_suffix"_L1, "statement_descriptor_prefix"_L1,
                   "refund_uncaptured_amount"_L1, "merchant_id"_L1, "payment_id"_L1});
    });
    if (fault)
        return respond(errorReply(*fault));
    withView(request, command.id, respond, [this, command, respond](const PaymentView &view) {
        const bool many = view.payment.captureMethod == CaptureMethod::ManualMultiple;
        if (many && !command.amount)
            return respond(errorReply(missingField(u"amount_to_capture"_s)));
        onValue(m_payments.capture(command), this, ErrorSubject::Capture, respond,
                [this, respond](const Payment &payment) {
                    answer(payment.merchantId, payment.id, respond);
                });
    });
}

void PaymentRoutes::cancel(const ApiRequestPtr &request, const ApiResponder &respond)
{
    CancelPayment command;
    command.caller = request->caller();
    command.clientOperationId = request->operationId;
    command.id = {request->pathValue("payment_id")};
    const auto fault = fields::readBody(request->body, [&](JsonReader &in) {
        command.reason = in.text("cancellation_reason"_L1).value_or(QString());
        in.ignore({"payment_id"_L1});
    });
    if (fault)
        return respond(errorReply(*fault));
    onValue(m_payments.cancel(command), this, ErrorSubject::Payment, respond,
            [this, respond](const Payment &payment) {
                answer(payment.merchantId, payment.id, respond);
            });
}

void PaymentRoutes::answerSynced(const ApiRequestPtr &request, const PaymentId &id, bool asks,
                                 const paymentjson::Shown &shown, const ApiResponder &respond)
{
    const MerchantId merchant = request->identity.merchantId;
    if (!asks)
        return answer(merchant, id, respond, shown);
    whenDone(m_payments.sync({request->caller(), id}), this,
             [this, merchant, id, shown, respond](const Result<Payment> &) {
                 // When asking failed, what is stored is still true; a payment that is not there is
                 // found out next.
                 answer(merchant, id, respond, shown);
             });
}

void PaymentRoutes::retrieve(const ApiRequestPtr &request, const ApiResponder &respond)
{
    std::optional<ApiError> problem;
    const bool asks = fields::queryFlag(*request, u"force_sync", problem).value_or(false);
    paymentjson::Shown shown;
    shown.attempts = fields::queryFlag(*request, u"expand_attempts", problem).value_or(false);
    shown.captures = fields::queryFlag(*request, u"expand_captures", problem).value_or(false);
    if (problem)
        return respond(errorReply(*problem));
    const PaymentId id{request->pathValue("payment_id")};
    const QString secret = request->queryValue(u"client_secret").value_or(QString());
    withAccess(request, id, ClientSecret(secret.toUtf8()), respond,
               [this, request, id, asks, shown, respond] {
                   answerSynced(request, id, asks, shown, respond);
               });
}

void PaymentRoutes::sync(const ApiRequestPtr &request, const ApiResponder &respond)
{
    PaymentId id;
    bool asks = false;
    paymentjson::Shown shown;
    const auto fault = fields::readBody(request->body, [&](JsonReader &in) {
        id.value = in.text("payment_id"_L1).value_or(in.text("resource_id"_L1).value_or(QString()));
        asks = in.boolean("force_sync"_L1).value_or(false);
        shown.attempts = in.boolean("expand_attempts"_L1).value_or(false);
        shown.captures = in.boolean("expand_captures"_L1).value_or(false);
        in.ignore({"merchant_id"_L1, "param"_L1, "connector"_L1, "client_secret"_L1,
                   "all_keys_required"_L1});
    });
    if (fault)
        return respond(errorReply(*fault));
    if (id.isEmpty())
        return respond(errorReply(missingField(u"payment_id"_s)));
    answerSynced(request, id, asks, shown, respond);
}

void PaymentRoutes::raiseAuthorization(const ApiRequestPtr &request, const ApiResponder &respond)
{
    std::optional<qint64> amount;
    const auto fault = fields::readBody(request->body, [&](JsonReader &in) {
        amount = in.integer("amount"_L1, 0);
        in.text("reason"_L1);
    });
    if (fault)
        return respond(errorReply(*fault));
    if (!amount)
        return respond(errorReply(missingField(u"amount"_s)));
    const PaymentId id{request->pathValue("payment_id")};
    withView(request, id, respond, [respond, amount](const PaymentView &view) {
        const Payment &payment = view.payment;
        if (payment.status != PaymentStatus::RequiresCapture)
            return respond(errorReply(
                unmetCondition(u"An authorization can be raised in requires_capture only"_s)));
        if (*amount <= payment.netAmount)
            return respond(
                errorReply(unmetCondition(u"amount is the new total: above what is authorized"_s)));
        ApiError error = apiError({ErrorCode::NotSupported});
        error.message =
            u"Processor %1 does not raise what it has authorized"_s.arg(payment.connector);
        respond(errorReply(error));
    });
}

void PaymentRoutes::changeMetadata(const ApiRequestPtr &request, const ApiResponder &respond)
{
    std::optional<QString> json;
    const auto fault = fields::readBody(request->body, [&](JsonReader &in) {
        json = fields::jsonText(in, "metadata"_L1, JsonValue::Kind::Object);
    });
    if (fault)
        return respond(errorReply(*fault));
    if (!json)
        return respond(errorReply(missingField(u"metadata"_s)));
    const PaymentId id{request->pathValue("payment_id")};
    onValue(m_access.changeMetadata(request->caller(), id, *json), this, ErrorSubject::Payment,
            respond, [this, respond](const Payment &payment) {
                answer(payment.merchantId, payment.id, respond);
            });
}
