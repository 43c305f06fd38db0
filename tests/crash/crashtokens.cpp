#include "services/engine/customerservice.h"
#include "services/engine/methodcreationservice.h"
#include "services/storage/merchantsetupstore.h"
#include "tests/crash/crashflows.h"
#include "tests/support/await.h"

using namespace Qt::StringLiterals;

/// A profile that lets the card's number be tried when its network token is refused.
Result<> CrashFlows::letNumbersBeTried(Database &database)
{
    BusinessProfile profile;
    profile.id = {u"pro_crash"_s};
    profile.merchantId = merchant();
    profile.name = u"Shop"_s;
    profile.switches.agnosticMit = true;
    profile.settingsJson = u"{\"is_auto_retries_enabled\":true,\"max_auto_retries_enabled\":2,"
                           "\"is_clear_pan_retries_enabled\":true}"_s;
    profile.createdAtMs = m_clock.nowMs();
    profile.modifiedAtMs = profile.createdAtMs;
    return MerchantSetupStore(database).putProfile(profile);
}

/// Keeps a card with a network token that the bank refuses.
Result<> CrashFlows::keepToken()
{
    const Caller caller{merchant(), u"operator:crash"_s};
    CustomerService customers(m_engine);
    CreateCustomer known;
    known.caller = caller;
    known.id = {u"cus_crash"_s};
    const Result<Customer> customer = await(customers.create(known));
    if (!customer)
        return customer.error();
    const auto numbered = [](const char *number) {
        CardDetails card;
        card.number = Pan(number);
        card.expiryMonth = 12;
        card.expiryYear = 2035;
        return card;
    };
    CreateMethod command;
    command.caller = caller;
    command.customerId = known.id;
    command.card = numbered("4242424242424242");
    command.networkToken = numbered("4000000000000002");
    command.networkTransactionId = u"ntx_crash"_s;
    MethodCreationService creation(m_engine);
    const Result<CreatedMethod> made = await(creation.create(std::move(command)));
    if (!made)
        return made.error();
    remember(u"method"_s, made->method.id.value);
    return {};
}

/// Charges the token and, when that is refused, the card.
Result<> CrashFlows::confirmToken()
{
    ConfirmPayment command;
    command.caller = {merchant(), u"operator:crash"_s};
    command.id = {recall(u"payment"_s)};
    command.offSession = true;
    command.recurring = RecurringDetails();
    command.recurring->kind = RecurringDetails::Kind::PaymentMethod;
    command.recurring->paymentMethodId = {recall(u"method"_s)};
    return answered(await(m_payments.confirm(std::move(command))));
}

Result<> CrashFlows::confirmOffSession()
{
    ConfirmPayment command;
    command.caller = {merchant(), u"operator:crash"_s};
    command.id = {recall(u"payment"_s)};
    command.offSession = true;
    command.recurring = RecurringDetails();
    command.recurring->kind = RecurringDetails::Kind::Mandate;
    command.recurring->mandateId = {recall(u"mandate"_s)};
    return answered(await(m_payments.confirm(std::move(command))));
}
