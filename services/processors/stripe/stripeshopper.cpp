#include "services/processors/stripe/stripeshopper.h"

#include "services/processors/stripe/stripeform.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestEmail = 512;
constexpr qsizetype kLongestName = 256;
constexpr qsizetype kLongestPhone = 20;
constexpr qsizetype kLongestLine = 500;

const QString &firstOf(const QString &one, const QString &other)
{
    return one.isEmpty() ? other : one;
}

/// prefix[line1] and the rest. Two lines are all that Stripe has.
void writeAddress(StripeForm &form, const QByteArray &prefix, const ShopperAddress &address)
{
    const QString rest = QStringList{address.line2, address.line3}.join(u' ').trimmed();
    const auto write = [&](const char *name, const QString &value) {
        const QByteArray whole = prefix + '[' + name + ']';
        form.textIfAny(whole, value, kLongestLine);
    };
    write("line1", address.line1);
    write("line2", rest);
    write("city", address.city);
    write("state", address.state);
    write("postal_code", address.zip);
    write("country", address.country);
}

} // namespace

void stripeshopper::writeBilling(StripeForm &form, const QString &holder,
                                 const CustomerSnapshot &customer, const ShopperAddress &billing)
{
    const QString name = firstOf(holder, firstOf(billing.fullName(), customer.name));
    form.textIfAny("billing_details[name]", name, kLongestName);
    form.textIfAny("billing_details[email]", firstOf(customer.email, billing.email), kLongestEmail);
    form.textIfAny("billing_details[phone]", firstOf(customer.phone, billing.phone), kLongestPhone);
    writeAddress(form, "billing_details[address]", billing);
}

void stripeshopper::writeCustomer(StripeForm &form, const CustomerSnapshot &customer,
                                  const ShopperAddress &billing)
{
    form.textIfAny("name", customer.name, kLongestName);
    form.textIfAny("email", customer.email, kLongestEmail);
    form.textIfAny("phone", customer.phone, kLongestPhone);
    writeAddress(form, "address", billing);
}

void stripeshopper::writeShipping(StripeForm &form, const CustomerSnapshot &customer,
                                  const ShopperAddress &shipping)
{
    const QString name = shipping.fullName();
    const QString &who = name.isEmpty() ? customer.name : name;
    if (who.isEmpty() || shipping.line1.isEmpty())
        return;
    form.textIfAny("shipping[name]", who, kLongestName);
    form.textIfAny("shipping[phone]", shipping.phone, kLongestPhone);
    writeAddress(form, "shipping[address]", shipping);
}
