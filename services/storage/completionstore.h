#pragma once

#include "services/domain/completion.h"
#include "services/storage/database.h"

#include <optional>

/// Rows of the calls that follow a shopper's return. Decides nothing; writes belong inside a
/// WriteQueue half.
class CompletionStore
{
public:
    explicit CompletionStore(Database &database) : m_database(database) {}

    Result<> insert(const Completion &completion);
    /// The last one of that operation, if there is any.
    Result<std::optional<Completion>> last(const MerchantId &merchant, const OperationId &id);
    /// The processor has answered: what the shopper came back with is not kept any longer.
    Result<> close(const MerchantId &merchant, const OperationId &id);

private:
    Database &m_database;
};
