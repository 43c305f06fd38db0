#include "services/domain/paymentquery.h"

#include "services/domain/fromtext.h"

using namespace Qt::StringLiterals;

QString toText(PaymentColumn column)
{
    switch (column) {
    case PaymentColumn::Status: return u"status"_s;
    case PaymentColumn::Amount: return u"amount"_s;
    case PaymentColumn::Currency: return u"currency"_s;
    case PaymentColumn::OrderReference: return u"order_reference"_s;
    case PaymentColumn::Customer: return u"customer"_s;
    case PaymentColumn::Method: return u"method"_s;
    case PaymentColumn::Created: return u"created"_s;
    case PaymentColumn::Connector: return u"connector"_s;
    case PaymentColumn::Captured: return u"captured"_s;
    case PaymentColumn::Remaining: return u"remaining"_s;
    case PaymentColumn::Refunded: return u"refunded"_s;
    case PaymentColumn::CaptureBefore: return u"capture_before"_s;
    case PaymentColumn::CaptureMethod: return u"capture_method"_s;
    case PaymentColumn::Authentication: return u"authentication"_s;
    case PaymentColumn::Attempts: return u"attempts"_s;
    case PaymentColumn::DeclineReason: return u"decline_reason"_s;
    case PaymentColumn::Identifier: return u"payment_id"_s;
    case PaymentColumn::ProcessorReference: return u"processor_reference"_s;
    case PaymentColumn::Email: return u"email"_s;
    case PaymentColumn::Description: return u"description"_s;
    case PaymentColumn::Profile: return u"profile"_s;
    case PaymentColumn::Updated: return u"updated"_s;
    }
    return {};
}

std::optional<PaymentColumn> paymentColumnFromText(QStringView text)
{
    return fromText<PaymentColumn>(text, PaymentColumn::Updated);
}

bool isSortable(PaymentColumn column)
{
    switch (column) {
    case PaymentColumn::Status:
    case PaymentColumn::Amount:
    case PaymentColumn::Currency:
    case PaymentColumn::OrderReference:
    case PaymentColumn::Customer:
    case PaymentColumn::Method:
    case PaymentColumn::Created:
    case PaymentColumn::Connector:
    case PaymentColumn::Captured:
    case PaymentColumn::CaptureBefore:
    case PaymentColumn::Updated: return true;
    case PaymentColumn::Remaining:
    case PaymentColumn::Refunded:
    case PaymentColumn::CaptureMethod:
    case PaymentColumn::Authentication:
    case PaymentColumn::Attempts:
    case PaymentColumn::DeclineReason:
    case PaymentColumn::Identifier:
    case PaymentColumn::ProcessorReference:
    case PaymentColumn::Email:
    case PaymentColumn::Description:
    case PaymentColumn::Profile: return false;
    }
    return false;
}
