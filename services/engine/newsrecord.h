#pragma once

#include "services/processors/processornews.h"

#include <QByteArray>

/// How news are written down until they are worked off. There is no card number in them.
namespace newsrecord {

QByteArray toRecord(const ProcessorNews &news);
/// Nothing when the record cannot be understood.
std::optional<ProcessorNews> fromRecord(const QByteArray &record);

/// What an unsigned call may still say: that something happened to a payment.
ProcessorNews asHint(const ProcessorNews &news);

} // namespace newsrecord
