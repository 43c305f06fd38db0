#include "services/processors/declinecategory.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Row
{
    QLatin1StringView category;
    QLatin1StringView unifiedCode;
};

constexpr auto kRows = std::to_array<Row>({
    {"generic_decline"_L1, "UE_1000"_L1},       {"insufficient_funds"_L1, "UE_1000"_L1},
    {"limit_exceeded"_L1, "UE_1000"_L1},        {"authentication_required"_L1, "UE_1000"_L1},
    {"issuer_unavailable"_L1, "UE_3000"_L1},    {"incorrect_number"_L1, "UE_1000"_L1},
    {"incorrect_cvc"_L1, "UE_1000"_L1},         {"incorrect_expiry"_L1, "UE_1000"_L1},
    {"incorrect_address"_L1, "UE_1000"_L1},     {"expired_card"_L1, "UE_1000"_L1},
    {"card_not_supported"_L1, "UE_1000"_L1},    {"lost_or_stolen"_L1, "UE_1000"_L1},
    {"pickup_card"_L1, "UE_1000"_L1},           {"restricted_card"_L1, "UE_1000"_L1},
    {"suspected_fraud"_L1, "UE_1000"_L1},       {"blocked_by_risk"_L1, "UE_2000"_L1},
    {"recurring_revoked"_L1, "UE_1000"_L1},     {"authentication_failed"_L1, "UE_1000"_L1},
    {"customer_cancelled"_L1, "UE_1000"_L1},    {"duplicate"_L1, "UE_4000"_L1},
    {"invalid_request"_L1, "UE_4000"_L1},       {"configuration"_L1, "UE_2000"_L1},
    {"rate_limited"_L1, "UE_3000"_L1},          {"processor_error"_L1, "UE_3000"_L1},
    {"expired_authorization"_L1, "UE_4000"_L1}, {"already_captured"_L1, "UE_4000"_L1},
    {"already_voided"_L1, "UE_4000"_L1},        {"not_refundable"_L1, "UE_4000"_L1},
    {"amount_too_large"_L1, "UE_4000"_L1},
});

const Row *find(QStringView category)
{
    const auto matches = [category](const Row &row) { return row.category == category; };
    const auto row = std::ranges::find_if(kRows, matches);
    return row == kRows.end() ? nullptr : &*row;
}

} // namespace

QString DeclineCategory::known(QStringView category)
{
    return find(category) ? category.toString() : u"unknown"_s;
}

QString DeclineCategory::unifiedCode(QStringView category)
{
    const Row *row = find(category);
    return row ? QString(row->unifiedCode) : u"UE_9000"_s;
}
