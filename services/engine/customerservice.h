#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/customers.h"

/// Customers: each change is one half. Made on any thread before Engine::open(); its calls wait in
/// the engine's queue.
class CustomerService final : public Customers
{
public:
    explicit CustomerService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<Customer>> create(CreateCustomer command) override;
    QFuture<Result<Customer>> find(const MerchantId &merchant, const CustomerId &id) override;
    QFuture<Result<Customer>> update(UpdateCustomer command) override;
    QFuture<Result<DeletedCustomer>> remove(const Caller &caller, const CustomerId &id) override;
    QFuture<Result<QList<Customer>>> list(const MerchantId &merchant,
                                          const CustomerQuery &query) override;
    QFuture<Result<qint64>> count(const MerchantId &merchant) override;

private:
    /// The customer as a half leaves it.
    using Change = std::function<Result<Customer>(EngineCore &)>;

    /// Runs the change in a half; the caller hears once it is on disk.
    void write(const Change &change, const std::function<void(const Result<Customer> &)> &done);

    Engine &m_engine;
};
