#include "services/api/paymentcommands.h"

#include "services/api/json/jsonparser.h"
#include "services/api/json/jsonwriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace paymentcommands {

namespace {

constexpr qsizetype kLongestAgent = 512;

qint64 keptNumber(const PaymentExtras &extras, const QString &name)
{
    return extras.value(name).toLongLong();
}

/// Surcharge and its tax come together.
qint64 keptSurcharge(const PaymentView &view)
{
    const qint64 all = view.payment.netAmount - view.payment.amount;
    return all - keptNumber(view.extras, u"shipping_cost"_s)
           - keptNumber(view.extras, u"order_tax_amount"_s);
}

} // namespace

CreatePayment createFrom(PaymentBody &body, const Caller &caller)
{
    CreatePayment command;
    command.caller = caller;
    command.id = {body.paymentId};
    command.profileId = {body.profileId};
    command.amount = body.amount;
    command.currency = body.currency;
    command.captureMethod = body.captureMethod.value_or(CaptureMethod::Automatic);
    command.authenticationType = body.authenticationType.value_or(AuthenticationType::NoThreeDs);
    command.partialAuthorizationAllowed = body.partialAuthorization.value_or(false);
    command.incrementWanted = body.incrementalAuthorization.value_or(false);
    command.amountToCapture = body.amountToCapture;
    command.captureOnMs = body.captureOnMs;
    command.paymentMethod = body.paymentMethod.value_or(QString());
    command.card = std::move(body.card);
    command.futureUsage = body.futureUsage.value_or(FutureUsage::None);
    command.acceptance = body.acceptance.value_or(CustomerAcceptance());
    command.customer = {{body.customerId.value_or(QString())},
                        body.name.value_or(QString()),
                        body.email.value_or(QString()),
                        body.phone.value_or(QString())};
    command.orderReference = body.orderReference.value_or(QString());
    command.description = body.description.value_or(QString());
    command.metadataJson = body.metadataJson.value_or(QString());
    command.returnUrl = body.returnUrl.value_or(QString());
    if (body.sessionExpiry)
        command.sessionExpirySeconds =
            static_cast<int>(std::clamp<qint64>(*body.sessionExpiry, 1, 100'000'000));
    command.confirm = body.confirm.value_or(false);
    command.type = body.type.value_or(PaymentType::Normal);
    command.orderAdds = body.order.shipping.value_or(0) + body.order.tax.value_or(0)
                        + body.order.surcharge.value_or(0);
    command.extras = body.extras;
    command.extras.removeIf([](const auto &extra) { return extra.value().isEmpty(); });
    command.paymentToken = body.paymentToken;
    command.cvc = std::move(body.cvc);
    command.offSession = body.offSession;
    command.recurring = std::move(body.recurring);
    command.mandate = body.mandate;
    if (body.mandate && !body.futureUsage)
        command.futureUsage = FutureUsage::OffSession;
    command.mitCategory = body.mitCategory.value_or(MitCategory::None);
    return command;
}

UpdatePayment updateFrom(const PaymentBody &body, const Caller &caller, const PaymentView &view)
{
    UpdatePayment command;
    command.caller = caller;
    command.id = view.payment.id;
    command.amount = body.amount;
    command.currency = body.currency;
    command.captureMethod = body.captureMethod;
    command.authenticationType = body.authenticationType;
    command.partialAuthorizationAllowed = body.partialAuthorization;
    command.incrementWanted = body.incrementalAuthorization;
    command.amountToCapture = body.amountToCapture;
    command.captureOnMs = body.captureOnMs;
    command.paymentMethod = body.paymentMethod;
    command.futureUsage = body.futureUsage;
    command.acceptance = body.acceptance;
    if (body.namesCustomer()) {
        CustomerSnapshot customer = view.payment.customer;
        customer.id.value = body.customerId.value_or(customer.id.value);
        customer.name = body.name.value_or(customer.name);
        customer.email = body.email.value_or(customer.email);
        customer.phone = body.phone.value_or(customer.phone);
        command.customer = customer;
    }
    command.orderReference = body.orderReference;
    command.description = body.description;
    command.metadataJson = body.metadataJson;
    command.returnUrl = body.returnUrl;
    if (body.changesOrder()) {
        command.orderAdds =
            body.order.shipping.value_or(keptNumber(view.extras, u"shipping_cost"_s))
            + body.order.tax.value_or(keptNumber(view.extras, u"order_tax_amount"_s))
            + body.order.surcharge.value_or(keptSurcharge(view));
    }
    // What was merged above is true of that version only.
    if (body.namesCustomer() || body.changesOrder())
        command.expectedVersion = view.payment.version;
    command.extras = body.extras;
    return command;
}

ConfirmPayment confirmFrom(PaymentBody &body, const Caller &caller, const PaymentId &id)
{
    ConfirmPayment command;
    command.caller = caller;
    command.id = id;
    command.card = std::move(body.card);
    command.paymentToken = body.paymentToken;
    command.cvc = std::move(body.cvc);
    command.authenticationType = body.authenticationType;
    command.captureMethod = body.captureMethod;
    command.captureOnMs = body.captureOnMs;
    command.incrementWanted = body.incrementalAuthorization;
    command.futureUsage = body.futureUsage;
    if (body.mandate && !body.futureUsage)
        command.futureUsage = FutureUsage::OffSession;
    command.acceptance = body.acceptance;
    command.offSession = body.offSession;
    command.recurring = std::move(body.recurring);
    command.mandate = body.mandate;
    command.mitCategory = body.mitCategory.value_or(MitCategory::None);
    command.extras = body.extras;
    return command;
}

void nameBrowser(PaymentBody &body, const HttpRequest &request, const PaymentView &view)
{
    const QString name = u"browser_info"_s;
    JsonValue before = JsonValue::ofKind(JsonValue::Kind::Object);
    const QString given = body.extras.value(name, view.extras.value(name));
    if (!given.isEmpty() && readJson(given.toUtf8(), before))
        return;
    const QByteArray agent = headerValue(request.headers, "User-Agent").left(kLongestAgent);
    const bool isText = std::ranges::all_of(agent, [](char c) { return c >= 0x20 && c < 0x7f; });
    JsonWriter out;
    out.beginObject();
    for (const JsonMember &member : before.members())
        out.member(QString::fromUtf8(member.name), member.value);
    if (!before.find("ip_address") && !request.peer.isEmpty())
        out.member("ip_address"_L1, QString::fromLatin1(request.peer));
    if (!before.find("user_agent") && !agent.isEmpty() && isText)
        out.member("user_agent"_L1, QString::fromLatin1(agent));
    out.endObject();
    body.extras.insert(name, QString::fromUtf8(out.take()));
}

bool changesPayment(const PaymentBody &body)
{
    return body.amount || body.currency || body.amountToCapture || body.partialAuthorization
           || body.namesCustomer() || body.orderReference || body.description || body.metadataJson
           || body.returnUrl || body.changesOrder();
}

QString fieldOnlyForServers(const PaymentBody &body, const Payment &payment)
{
    if (body.amount && *body.amount != payment.amount)
        return u"amount"_s;
    if (body.currency && *body.currency != payment.currency)
        return u"currency"_s;
    if (body.captureMethod && *body.captureMethod != payment.captureMethod)
        return u"capture_method"_s;
    if (body.amountToCapture)
        return u"amount_to_capture"_s;
    if (body.changesOrder())
        return u"surcharge_details"_s;
    if (body.customerId && *body.customerId != payment.customer.id.value)
        return u"customer_id"_s;
    if (body.metadataJson)
        return u"metadata"_s;
    if (body.recurring)
        return u"recurring_details"_s;
    return {};
}

} // namespace paymentcommands
