#pragma once

#include "services/engine/engine.h"
#include "services/interfaces/methodcreation.h"

/// What a method is made of.
struct MethodGiven
{
    CardDetails card;
    std::optional<CardDetails> networkToken;
    QString networkTransactionId;
};

/// Cards that are saved without a payment. Made on any thread before Engine::open(); its calls wait
/// in the engine's queue.
class MethodCreationService final : public MethodCreation
{
public:
    explicit MethodCreationService(Engine &engine) : m_engine(engine) {}

    QFuture<Result<CreatedMethod>> create(CreateMethod command) override;
    QFuture<Result<SavedMethod>> fill(FillMethod command) override;
    QFuture<Result<PaymentMethodId>> filledBy(const MerchantId &merchant, const PaymentMethodId &id,
                                              ClientSecret secret) override;
    QFuture<Result<SavedMethod>> waiting(const MerchantId &merchant,
                                         const PaymentMethodId &id) override;

private:
    using Done = std::function<void(const Result<SavedMethod> &)>;

    void wait(const CreateMethod &command, const Reply<CreatedMethod> &reply);
    /// Saves the card as `draft`, or as the method that has its number already. It is the card for
    /// the method that waits under that id, if any.
    void save(const std::shared_ptr<const MethodGiven> &given, const SavedMethod &draft,
              const PaymentMethodId &waiting, const QString &actor, const Done &done);

    Engine &m_engine;
};
