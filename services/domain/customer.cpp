#include "services/domain/customer.h"

#include "services/domain/commands.h"
#include "services/domain/paymentrules.h"

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    const QString *text;
    QString field;
    qsizetype longest = 255;
};

Result<> checkCountry(const QString &country)
{
    const auto isLetter = [](QChar c) { return c >= u'A' && c <= u'Z'; };
    if (country.isEmpty() || (country.size() == 2 && std::ranges::all_of(country, isLetter)))
        return {};
    return Error{ErrorCode::InvalidValue, u"country"_s};
}

Result<> checkTexts(const CustomerTexts &texts)
{
    const PostalAddress &address = texts.address;
    const Text all[] = {
        {&texts.name, u"name"_s},
        {&texts.phone, u"phone"_s},
        {&texts.phoneCountryCode, u"phone_country_code"_s},
        {&texts.description, u"description"_s},
        {&texts.taxRegistrationId, u"tax_registration_id"_s},
        {&address.firstName, u"first_name"_s},
        {&address.lastName, u"last_name"_s},
        {&address.line1, u"line1"_s, 200},
        {&address.line2, u"line2"_s, 50},
        {&address.line3, u"line3"_s, 50},
        {&address.city, u"city"_s, 50},
        {&address.state, u"state"_s, 50},
        {&address.zip, u"zip"_s, 50},
    };
    for (const Text &text : all) {
        const Result<> checked = checkText(*text.text, text.field, text.longest);
        if (!checked)
            return checked;
    }
    return checkEmail(texts.email)
        .and_then([&] { return checkCountry(address.country); })
        .and_then([&] { return checkMetadata(texts.metadataJson); });
}

} // namespace

Result<Customer> newCustomer(const CreateCustomer &command, qint64 nowMs)
{
    const Result<> checked = checkOptionalId(command.id.value, u"customer_id"_s).and_then([&] {
        return checkTexts(command.texts);
    });
    if (!checked)
        return checked.error();
    Customer customer;
    customer.id = command.id;
    customer.merchantId = command.caller.merchantId;
    customer.texts = command.texts;
    customer.createdAtMs = nowMs;
    customer.modifiedAtMs = nowMs;
    return customer;
}

Customer customerOf(const MerchantId &merchant, const CustomerSnapshot &named, qint64 nowMs)
{
    Customer customer;
    customer.id = named.id;
    customer.merchantId = merchant;
    customer.texts.name = named.name;
    customer.texts.email = named.email;
    customer.texts.phone = named.phone;
    customer.createdAtMs = nowMs;
    customer.modifiedAtMs = nowMs;
    return customer;
}

Result<Customer> updatedCustomer(const Customer &customer, const UpdateCustomer &command,
                                 qint64 nowMs)
{
    if (customer.redacted)
        return Error{ErrorCode::CustomerRedacted, u"customer_id"_s};
    Customer changed = customer;
    CustomerTexts &texts = changed.texts;
    texts.name = command.name.value_or(texts.name);
    texts.email = command.email.value_or(texts.email);
    texts.phone = command.phone.value_or(texts.phone);
    texts.phoneCountryCode = command.phoneCountryCode.value_or(texts.phoneCountryCode);
    texts.description = command.description.value_or(texts.description);
    texts.taxRegistrationId = command.taxRegistrationId.value_or(texts.taxRegistrationId);
    texts.address = command.address.value_or(texts.address);
    texts.metadataJson = command.metadataJson.value_or(texts.metadataJson);
    const Result<> checked = checkTexts(texts);
    if (!checked)
        return checked.error();
    changed.modifiedAtMs = nowMs;
    return changed;
}

Result<Customer> redactedCustomer(const Customer &customer, qint64 nowMs)
{
    if (customer.redacted)
        return Error{ErrorCode::CustomerRedacted, u"customer_id"_s};
    const auto gone = u"Redacted"_s;
    Customer redacted = customer;
    redacted.texts = {gone, gone, gone, gone, gone, gone, {}, {}};
    PostalAddress &address = redacted.texts.address;
    for (QString *text : {&address.firstName, &address.lastName, &address.line1, &address.line2,
                          &address.line3, &address.city, &address.state, &address.zip})
        *text = gone;
    redacted.redacted = true;
    redacted.modifiedAtMs = nowMs;
    return redacted;
}
