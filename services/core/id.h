#pragma once

#include <QHash>
#include <QString>

#include <algorithm>

/// A text id with a type of its own: a PaymentId is never taken for a CustomerId.
template <class Tag>
struct Id
{
    QString value;

    bool isEmpty() const { return value.isEmpty(); }
    friend bool operator==(const Id &, const Id &) = default;
    friend bool operator<(const Id &a, const Id &b) { return a.value < b.value; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.value, seed); }
};

using MerchantId = Id<struct MerchantTag>;
using ProfileId = Id<struct ProfileTag>;
using PaymentId = Id<struct PaymentTag>;
using AttemptId = Id<struct AttemptTag>;
using OperationId = Id<struct OperationTag>;
using RefundId = Id<struct RefundTag>;
using PaymentMethodId = Id<struct PaymentMethodTag>;
using MandateId = Id<struct MandateTag>;
using CustomerId = Id<struct CustomerTag>;
using ConnectorAccountId = Id<struct ConnectorAccountTag>;

/// 1 to 64 of A-Z a-z 0-9 _ - : the only shape of an id we take from outside.
inline bool isWellFormedId(QStringView text)
{
    const auto allowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
               || c == u'_' || c == u'-';
    };
    return !text.isEmpty() && text.size() <= 64 && std::ranges::all_of(text, allowed);
}
