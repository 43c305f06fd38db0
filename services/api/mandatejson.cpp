#include "services/api/mandatejson.h"

#include "services/api/fields.h"

using namespace Qt::StringLiterals;

void mandatejson::write(JsonWriter &out, const Agreement &agreement)
{
    const Mandate &mandate = agreement.mandate;
    const CardSummary &card = agreement.card;
    out.beginObject();
    out.member("mandate_id"_L1, mandate.id);
    out.member("status"_L1, toText(mandate.status));
    out.member("payment_method_id"_L1, mandate.paymentMethodId);
    out.member("payment_method"_L1, "card"_L1);
    out.member("payment_method_type"_L1, nullptr);
    if (card.last4.isEmpty()) {
        out.member("card"_L1, nullptr);
    } else {
        out.beginObject("card"_L1);
        out.member("last4_digits"_L1, card.last4);
        out.member("card_exp_month"_L1, u"%1"_s.arg(card.expiryMonth, 2, 10, QLatin1Char('0')));
        out.member("card_exp_year"_L1, QString::number(card.expiryYear));
        out.member("card_holder_name"_L1, textOrNull(card.holder));
        out.member("scheme"_L1, textOrNull(toText(card.brand)));
        out.member("card_network"_L1, textOrNull(toText(card.brand)));
        out.member("card_isin"_L1, textOrNull(card.bin));
        out.endObject();
    }
    if (mandate.acceptance.type == AcceptanceType::None) {
        out.member("customer_acceptance"_L1, nullptr);
    } else {
        out.beginObject("customer_acceptance"_L1);
        out.member("acceptance_type"_L1, toText(mandate.acceptance.type));
        out.member("accepted_at"_L1, fields::timeText(mandate.acceptance.acceptedAtMs));
        if (mandate.acceptance.type == AcceptanceType::Online) {
            out.beginObject("online"_L1);
            out.member("ip_address"_L1, textOrNull(mandate.acceptance.ipAddress));
            out.member("user_agent"_L1, mandate.acceptance.userAgent);
            out.endObject();
        }
        out.endObject();
    }
    out.endObject();
}
