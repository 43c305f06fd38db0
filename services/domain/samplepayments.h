#pragma once

#include "services/domain/samplestory.h"

/// Made-up payments of a web shop over the last 90 days, oldest first: count of them, with names,
/// orders, cards, refusals and holds in realistic proportions, and every status that a payment can
/// come to rest in. Repeatable. At least 400 are made, so that every status finds room.
///
/// Open holds, challenges, reviews and pending operations are meant to be known to a bank too: see
/// bankKnows().
QList<PaymentDetails> samplePayments(const SampleWorld &world, int count);

/// Whether the processor must have this payment for the program to go on with it: it holds money or
/// took it, waits for somebody, or its outcome is still open and did reach the processor.
bool bankKnows(const PaymentDetails &details);
