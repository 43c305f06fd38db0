#include "tests/support/fakecustomers.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

QFuture<Result<Customer>> FakeCustomers::create(CreateCustomer command)
{
    created.push_back(std::move(command));
    return createAnswers.ask();
}

QFuture<Result<Customer>> FakeCustomers::find(const MerchantId &, const CustomerId &id)
{
    if (known.contains(id))
        return findAnswers.ask(known.value(id));
    return findAnswers.ask();
}

QFuture<Result<Customer>> FakeCustomers::update(UpdateCustomer command)
{
    updated.push_back(std::move(command));
    return updateAnswers.ask();
}

QFuture<Result<DeletedCustomer>> FakeCustomers::remove(const Caller &, const CustomerId &id)
{
    removed.append(id);
    return removeAnswers.ask();
}

QFuture<Result<QList<Customer>>> FakeCustomers::list(const MerchantId &, const CustomerQuery &)
{
    return FakeAnswers<QList<Customer>>().ask(Result<QList<Customer>>(known.values()));
}

QFuture<Result<qint64>> FakeCustomers::count(const MerchantId &)
{
    return FakeAnswers<qint64>().ask(Result<qint64>(known.size()));
}

Customer FakeCustomers::sample(qint64 rowId)
{
    const CustomerSummary row = FakeCustomerLists::sample(rowId);
    Customer customer;
    customer.rowId = rowId;
    customer.id = row.id;
    customer.texts.name = row.name;
    customer.texts.email = row.email;
    customer.texts.phone = row.phone;
    customer.createdAtMs = row.createdAtMs;
    customer.modifiedAtMs = row.createdAtMs;
    return customer;
}

void FakeCustomerLists::generate(qint64 count)
{
    all.clear();
    all.reserve(count);
    for (qint64 rowId = count; rowId > 0; --rowId)
        all.append(rowId);
}

CustomerSummary FakeCustomerLists::sample(qint64 rowId)
{
    static const std::array firstNames{u"Maria"_s, u"Jo"_s, u"Wilhelmina"_s, u"Ahmed"_s, u"Chen"_s};
    static const std::array lastNames{u"Keller"_s, u"Li"_s, u"von Hohenstein-Rathenow"_s,
                                      u"Haddad"_s};
    const auto pick = [rowId](const auto &from) {
        return from.at(static_cast<size_t>(rowId) % from.size());
    };
    CustomerSummary row;
    row.rowId = rowId;
    row.version = 1;
    row.id = {u"cus_%1"_s.arg(rowId, 20, 10, QLatin1Char('0'))};
    row.name = pick(firstNames) + u' ' + pick(lastNames);
    row.email = pick(firstNames).toLower() + u".%1@example.com"_s.arg(rowId);
    row.phone = rowId % 3 == 0 ? QString() : u"+49 30 %1"_s.arg(rowId, 7, 10, QLatin1Char('0'));
    row.methods = static_cast<int>(rowId % 3);
    row.createdAtMs = 1'700'000'000'000 + rowId * 60'000;
    row.lastPaymentMs = rowId % 5 == 0 ? 0 : row.createdAtMs + 3'600'000;
    if (rowId % 5 != 0)
        row.lifetime = {{rowId * 1'337 % 900'000, Currency::Eur}};
    if (rowId % 7 == 0)
        row.lifetime.append({4'200, Currency::Usd});
    return row;
}

QList<qint64> FakeCustomerLists::matching(const CustomerListQuery &query) const
{
    if (query.beginsWith.isEmpty())
        return all;
    QList<qint64> found;
    for (const qint64 rowId : all) {
        const CustomerSummary row = at(rowId);
        const bool matches = row.name.startsWith(query.beginsWith, Qt::CaseInsensitive)
                             || row.email.startsWith(query.beginsWith, Qt::CaseInsensitive)
                             || row.id.value.startsWith(query.beginsWith);
        if (matches)
            found.append(rowId);
    }
    return found;
}

QFuture<Result<QList<CustomerSummary>>>
FakeCustomerLists::firstPage(const MerchantId &, const CustomerListQuery &query, int limit)
{
    firstPagesAsked.append(query);
    if (failure)
        return firstPageAnswers.ask(*failure);
    QList<CustomerSummary> page;
    for (const qint64 rowId : matching(query).mid(0, limit))
        page.append(at(rowId));
    return firstPageAnswers.ask(page);
}

QFuture<Result<QList<qint64>>> FakeCustomerLists::ordering(const MerchantId &,
                                                           const CustomerListQuery &query)
{
    FakeAnswers<QList<qint64>> answers;
    return failure ? answers.ask(*failure) : answers.ask(matching(query));
}

QFuture<Result<QList<CustomerSummary>>> FakeCustomerLists::rows(const MerchantId &,
                                                                const QList<qint64> &rowIds)
{
    rowsAsked.append(rowIds);
    FakeAnswers<QList<CustomerSummary>> answers;
    if (failure)
        return answers.ask(*failure);
    QList<CustomerSummary> rows;
    for (const qint64 rowId : rowIds) {
        if (all.contains(rowId))
            rows.append(at(rowId));
    }
    return answers.ask(rows);
}

QFuture<Result<QList<CustomerTotal>>> FakeCustomerLists::totals(const MerchantId &,
                                                                const CustomerId &customer)
{
    FakeAnswers<QList<CustomerTotal>> answers;
    return failure ? answers.ask(*failure) : answers.ask(paid.value(customer));
}

QFuture<Result<QList<SavedMethod>>> FakeSavedMethods::list(const MerchantId &,
                                                           const CustomerId &customer, int limit)
{
    QList<SavedMethod> found;
    std::ranges::copy_if(all, std::back_inserter(found), [&](const SavedMethod &method) {
        return method.customerId == customer && found.size() < limit;
    });
    return listAnswers.ask(found);
}

QFuture<Result<QList<OfferedMethod>>>
FakeSavedMethods::offer(const MerchantId &, const CustomerId &, int, const ProfileId &)
{
    return FakeAnswers<QList<OfferedMethod>>().ask(QList<OfferedMethod>());
}

QFuture<Result<SavedMethod>> FakeSavedMethods::find(const MerchantId &, const PaymentMethodId &id)
{
    const auto found = std::ranges::find(all, id, &SavedMethod::id);
    FakeAnswers<SavedMethod> answers;
    return found == all.end() ? answers.ask() : answers.ask(*found);
}

QFuture<Result<SavedMethod>> FakeSavedMethods::update(UpdateMethod)
{
    return FakeAnswers<SavedMethod>().ask();
}

QFuture<Result<SavedMethod>> FakeSavedMethods::makeDefault(const Caller &, const CustomerId &,
                                                           const PaymentMethodId &id)
{
    madeDefault.append(id);
    return defaultAnswers.ask();
}

QFuture<Result<SavedMethod>> FakeSavedMethods::remove(const Caller &, const PaymentMethodId &id)
{
    removed.append(id);
    return removeAnswers.ask();
}

SavedMethod FakeSavedMethods::sample(const CustomerId &customer, int number)
{
    SavedMethod method;
    method.rowId = number;
    method.id = {u"pm_%1"_s.arg(number, 20, 10, QLatin1Char('0'))};
    method.customerId = customer;
    method.usage = number % 2 == 0 ? FutureUsage::OnSession : FutureUsage::OffSession;
    method.card.brand = number % 3 == 1 ? CardBrand::Mastercard : CardBrand::Visa;
    method.card.last4 = u"4242"_s;
    method.card.expiryMonth = 12;
    method.card.expiryYear = 2030;
    method.isDefault = number == 1;
    method.createdAtMs = method.lastUsedAtMs = 1'700'000'000'000 + number * 60'000;
    return method;
}

void FakeSavedMethods::keepVisa(const CustomerId &customer)
{
    SavedMethod method;
    method.id = {u"pm_%1"_s.arg(all.size() + 1)};
    method.customerId = customer;
    method.card.brand = CardBrand::Visa;
    method.card.last4 = u"4242"_s;
    method.card.expiryMonth = 12;
    method.card.expiryYear = 2030;
    all.append(method);
}
