#pragma once

#include "services/engine/enginecore.h"
#include "services/processors/processornews.h"

class InboxStore;

/// What of ours news speak of.
namespace newsmatching {

struct Match
{
    Payment payment;
    /// What is to be asked about: the operation that is named, and whatever else of the payment has
    /// no final outcome yet.
    QList<Operation> operations;
    bool isNamed = false; ///< the first one is the very operation that the news are about
};

/// Whether what the news tell is an outcome of that operation: a cancel that was not carried out
/// says nothing about the authorization that it was to end.
bool tells(const ProcessorNews &news, const Operation &operation);

/// By our operation id, the processor's id of the operation, the reference of the try, or the
/// processor's id of the payment, in this order; always of that account. NotFound when it is none
/// of ours.
Result<Match> find(EngineCore &core, InboxStore &inbox, const MerchantId &merchant,
                   const ConnectorAccountId &account, const ProcessorNews &news);

} // namespace newsmatching
