#include "models/declinetext.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DeclineText)
};

/// Who said no, and for how long.
enum class Verdict {
    NotNow,       ///< soft: the bank, and it may say yes later
    Never,        ///< hard: the bank, and the card must not be tried again
    CheckData,    ///< what the customer gave does not match
    Verification, ///< the customer was not verified
    ByProcessor,  ///< the processor, not the bank
    WrongState,   ///< the payment does not allow this step any more
};

struct Row
{
    QLatin1StringView category;
    Verdict verdict;
    const char *reason; ///< a few words
    const char *todo;
};

// clang-format off
constexpr auto kRows = std::to_array<Row>({
    {"generic_decline"_L1, Verdict::NotNow,
     QT_TRANSLATE_NOOP("DeclineText", "no reason given"),
     QT_TRANSLATE_NOOP("DeclineText", "Try another card, or let the customer ask the bank.")},
    {"insufficient_funds"_L1, Verdict::NotNow,
     QT_TRANSLATE_NOOP("DeclineText", "insufficient funds"),
     QT_TRANSLATE_NOOP("DeclineText", "The customer's card is fine to try later.")},
    {"limit_exceeded"_L1, Verdict::NotNow,
     QT_TRANSLATE_NOOP("DeclineText", "limit of the card reached"),
     QT_TRANSLATE_NOOP("DeclineText", "Try later, or ask for another card.")},
    {"authentication_required"_L1, Verdict::NotNow,
     QT_TRANSLATE_NOOP("DeclineText", "the bank wants the customer verified"),
     QT_TRANSLATE_NOOP("DeclineText", "Make the payment again with customer verification (3-D "
                                      "Secure).")},
    {"issuer_unavailable"_L1, Verdict::NotNow,
     QT_TRANSLATE_NOOP("DeclineText", "the bank could not be reached"),
     QT_TRANSLATE_NOOP("DeclineText", "The card is fine: try again in a few minutes.")},
    {"incorrect_number"_L1, Verdict::CheckData,
     QT_TRANSLATE_NOOP("DeclineText", "wrong card number"),
     QT_TRANSLATE_NOOP("DeclineText", "Compare the number with the card and enter it again.")},
    {"incorrect_cvc"_L1, Verdict::CheckData,
     QT_TRANSLATE_NOOP("DeclineText", "wrong security code"),
     QT_TRANSLATE_NOOP("DeclineText", "Ask for the security code again and enter the card again.")},
    {"incorrect_expiry"_L1, Verdict::CheckData,
     QT_TRANSLATE_NOOP("DeclineText", "wrong expiry date"),
     QT_TRANSLATE_NOOP("DeclineText", "Compare the expiry date with the card and enter it again.")},
    {"incorrect_address"_L1, Verdict::CheckData,
     QT_TRANSLATE_NOOP("DeclineText", "the address does not match"),
     QT_TRANSLATE_NOOP("DeclineText", "Ask for the address that the bank knows.")},
    {"expired_card"_L1, Verdict::CheckData,
     QT_TRANSLATE_NOOP("DeclineText", "expired card"),
     QT_TRANSLATE_NOOP("DeclineText", "Ask for another card.")},
    {"card_not_supported"_L1, Verdict::Never,
     QT_TRANSLATE_NOOP("DeclineText", "card not allowed for this kind of payment"),
     QT_TRANSLATE_NOOP("DeclineText", "Ask for another card.")},
    {"lost_or_stolen"_L1, Verdict::Never,
     QT_TRANSLATE_NOOP("DeclineText", "reported lost or stolen"),
     QT_TRANSLATE_NOOP("DeclineText", "Ask for another card; do not retry.")},
    {"pickup_card"_L1, Verdict::Never,
     QT_TRANSLATE_NOOP("DeclineText", "the bank wants the card back"),
     QT_TRANSLATE_NOOP("DeclineText", "Ask for another card; do not retry.")},
    {"restricted_card"_L1, Verdict::Never,
     QT_TRANSLATE_NOOP("DeclineText", "restricted card"),
     QT_TRANSLATE_NOOP("DeclineText", "Ask for another card; do not retry.")},
    {"suspected_fraud"_L1, Verdict::Never,
     QT_TRANSLATE_NOOP("DeclineText", "fraud suspected"),
     QT_TRANSLATE_NOOP("DeclineText", "Ask for another card; do not retry.")},
    {"blocked_by_risk"_L1, Verdict::ByProcessor,
     QT_TRANSLATE_NOOP("DeclineText", "blocked by the processor's risk rules"),
     QT_TRANSLATE_NOOP("DeclineText", "Look at the risk rules at the processor before you try "
                                      "again.")},
    {"recurring_revoked"_L1, Verdict::Never,
     QT_TRANSLATE_NOOP("DeclineText", "the cardholder stopped this series of payments"),
     QT_TRANSLATE_NOOP("DeclineText", "End the series; do not retry.")},
    {"authentication_failed"_L1, Verdict::Verification,
     QT_TRANSLATE_NOOP("DeclineText", "customer not verified"),
     QT_TRANSLATE_NOOP("DeclineText", "Ask for another card, or make a new payment and let the "
                                      "customer verify again.")},
    {"customer_cancelled"_L1, Verdict::Verification,
     QT_TRANSLATE_NOOP("DeclineText", "the customer left the bank's page"),
     QT_TRANSLATE_NOOP("DeclineText", "Make a new payment when the customer is ready.")},
    {"duplicate"_L1, Verdict::ByProcessor,
     QT_TRANSLATE_NOOP("DeclineText", "the processor has seen the same payment already"),
     QT_TRANSLATE_NOOP("DeclineText", "Look for the other payment before you charge again.")},
    {"invalid_request"_L1, Verdict::ByProcessor,
     QT_TRANSLATE_NOOP("DeclineText", "the processor did not accept the request"),
     QT_TRANSLATE_NOOP("DeclineText", "Report the reference to those who look after this "
                                      "program.")},
    {"configuration"_L1, Verdict::ByProcessor,
     QT_TRANSLATE_NOOP("DeclineText", "the account at the processor is not set up for this"),
     QT_TRANSLATE_NOOP("DeclineText", "Check the processor's settings: key, account, currency.")},
    {"rate_limited"_L1, Verdict::ByProcessor,
     QT_TRANSLATE_NOOP("DeclineText", "too many requests at once"),
     QT_TRANSLATE_NOOP("DeclineText", "Try again in a minute.")},
    {"processor_error"_L1, Verdict::ByProcessor,
     QT_TRANSLATE_NOOP("DeclineText", "a fault at the processor"),
     QT_TRANSLATE_NOOP("DeclineText", "The card is fine: try again later.")},
    {"expired_authorization"_L1, Verdict::WrongState,
     QT_TRANSLATE_NOOP("DeclineText", "the bank's hold has ended"),
     QT_TRANSLATE_NOOP("DeclineText", "Ask the customer to pay again.")},
    {"already_captured"_L1, Verdict::WrongState,
     QT_TRANSLATE_NOOP("DeclineText", "already captured"),
     QT_TRANSLATE_NOOP("DeclineText", "Ask the processor how things stand (S) before you do "
                                      "anything else.")},
    {"already_voided"_L1, Verdict::WrongState,
     QT_TRANSLATE_NOOP("DeclineText", "already released"),
     QT_TRANSLATE_NOOP("DeclineText", "Ask the customer to pay again.")},
    {"void_refused"_L1, Verdict::WrongState,
     QT_TRANSLATE_NOOP("DeclineText", "the processor cannot release this hold"),
     QT_TRANSLATE_NOOP("DeclineText", "Let the hold run out, or ask the processor.")},
    {"not_refundable"_L1, Verdict::WrongState,
     QT_TRANSLATE_NOOP("DeclineText", "cannot be refunded"),
     QT_TRANSLATE_NOOP("DeclineText", "Ask the processor how the money can be returned.")},
    {"amount_too_large"_L1, Verdict::WrongState,
     QT_TRANSLATE_NOOP("DeclineText", "more than is left on the hold"),
     QT_TRANSLATE_NOOP("DeclineText", "Capture what is left, and charge the rest separately.")},
    {"not_executed"_L1, Verdict::WrongState,
     QT_TRANSLATE_NOOP("DeclineText", "checked: the processor never carried it out"),
     QT_TRANSLATE_NOOP("DeclineText", "You can try again now.")},
    {"unknown"_L1, Verdict::ByProcessor,
     QT_TRANSLATE_NOOP("DeclineText", "a reason we have no words for"),
     QT_TRANSLATE_NOOP("DeclineText", "Look at the processor's own message below, or try another "
                                      "card.")},
});
// clang-format on

const Row &rowOf(QStringView category)
{
    for (const Row &row : kRows) {
        if (category == row.category)
            return row;
    }
    return kRows.back(); // a category without words yet
}

QString verdictText(Verdict verdict, const QString &reason)
{
    switch (verdict) {
    case Verdict::NotNow:
        //: %1 is a reason in a few words, such as "insufficient funds"
        return Words::tr("The bank said not now (%1).").arg(reason);
    case Verdict::Never:
        //: %1 is a reason in a few words, such as "reported lost or stolen"
        return Words::tr("The bank said this card must not be used (%1).").arg(reason);
    case Verdict::CheckData:
        //: %1 is a reason in a few words, such as "wrong security code"
        return Words::tr("The bank could not accept the card as given (%1).").arg(reason);
    case Verdict::Verification:
        //: %1 is a reason in a few words, such as "the customer left the bank's page"
        return Words::tr("The bank could not verify the customer (%1).").arg(reason);
    case Verdict::ByProcessor:
        //: %1 is a reason in a few words, such as "a fault at the processor"
        return Words::tr("The processor refused (%1).").arg(reason);
    case Verdict::WrongState:
        //: %1 is a reason in a few words, such as "the bank's hold has ended"
        return Words::tr("This could not be done (%1).").arg(reason);
    }
    return {};
}

/// What a refusal leaves behind, which depends on what was refused.
QString moneyAfter(const Row &row, MoneyAction action)
{
    if (action == MoneyAction::Void && row.category != "already_voided"_L1)
        return Words::tr("Nothing was released; the money is still held.");
    if (action == MoneyAction::Refund)
        return nothingMoved(action);
    if (row.category == "already_captured"_L1)
        return Words::tr("The money was taken by an earlier capture.");
    return nothingMoved(action);
}

/// A refund goes where the money came from: no other card and no other try of the customer helps.
QString refundTodo(const Row &row)
{
    if (row.category == "amount_too_large"_L1)
        return Words::tr("Ask the processor how things stand (S), then refund what is left.");
    if (row.category == "not_refundable"_L1 || row.verdict == Verdict::Never)
        return Words::tr("Send the money back to the customer in another way.");
    if (row.verdict == Verdict::WrongState || row.verdict == Verdict::ByProcessor
        || row.verdict == Verdict::NotNow)
        return Words::tr("Try again later; if it stays so, send the money back in another way.");
    return Words::tr("Look at the processor's own records before you try again.");
}

QString quoted(const PaymentError &error, const ErrorScene &scene)
{
    const QString code = error.code.isEmpty() ? error.category : error.code;
    if (scene.reference.isEmpty() || code.isEmpty())
        return scene.reference + code;
    return scene.reference + u" / "_s + code;
}

} // namespace

ErrorText declineText(const PaymentError &error, const ErrorScene &scene)
{
    ErrorText text;
    text.reference = quoted(error, scene);
    if (error.code == "connector_unreachable"_L1) {
        text = errorText({ErrorCode::ConnectorUnreachable}, scene);
        text.where = nothingMoved(scene.action);
        text.reference = quoted(error, scene);
        return text;
    }
    const Row &row = rowOf(error.category);
    text.what = verdictText(row.verdict, QCoreApplication::translate("DeclineText", row.reason));
    text.where = moneyAfter(row, scene.action);
    text.todo = scene.action == MoneyAction::Refund
                    ? refundTodo(row)
                    : QCoreApplication::translate("DeclineText", row.todo);
    if (row.category == "unknown"_L1 && !error.message.isEmpty())
        //: %1 is the message of a payment processor, in its own words
        text.todo = scene.action == MoneyAction::Refund
                        ? Words::tr("In its own words: “%1”.").arg(error.message)
                        : Words::tr("In its own words: “%1”. Try another card.").arg(error.message);
    return text;
}

QString declineReason(QStringView category)
{
    if (category.isEmpty())
        return {};
    return QCoreApplication::translate("DeclineText", rowOf(category).reason);
}
