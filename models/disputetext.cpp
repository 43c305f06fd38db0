#include "models/disputetext.h"

using namespace Qt::StringLiterals;

QString DisputeText::stage(DisputeStage stage)
{
    switch (stage) {
    case DisputeStage::PreDispute: return tr("Inquiry");
    case DisputeStage::Dispute: return tr("Dispute");
    case DisputeStage::PreArbitration: return tr("Pre-arbitration");
    case DisputeStage::Arbitration: return tr("Arbitration");
    case DisputeStage::Reversal: return tr("Reversed");
    }
    return {};
}

QString DisputeText::state(const Dispute &dispute)
{
    if (dispute.sending != DisputeAnswer::None)
        return tr("Answer on its way");
    switch (dispute.status) {
    case DisputeStatus::Opened: return tr("Needs an answer");
    case DisputeStatus::Challenged: return tr("Being decided");
    case DisputeStatus::Expired: return tr("Not answered in time");
    case DisputeStatus::Accepted: return tr("Accepted");
    case DisputeStatus::Cancelled: return tr("Taken back");
    case DisputeStatus::Won: return tr("Won");
    case DisputeStatus::Lost: return tr("Lost");
    }
    return {};
}

QString DisputeText::meaning(const Dispute &dispute)
{
    if (dispute.sending != DisputeAnswer::None)
        return tr("Nobody knows yet whether the processor has the answer. It is sent again by "
                  "itself, and counts once.");
    switch (dispute.status) {
    case DisputeStatus::Opened:
        return tr("The cardholder wants the money back. Submit evidence before the deadline, or "
                  "accept the loss.");
    case DisputeStatus::Challenged:
        return tr("The evidence is with the bank. It decides; nothing more is needed now.");
    case DisputeStatus::Expired:
        return tr("Nobody answered before the deadline. The money went back to the cardholder.");
    case DisputeStatus::Accepted: return tr("The money was given up.");
    case DisputeStatus::Cancelled: return tr("The bank took the dispute back. The money is yours.");
    case DisputeStatus::Won: return tr("The bank decided for you. The money is yours.");
    case DisputeStatus::Lost: return tr("The bank decided for the cardholder. The money is gone.");
    }
    return {};
}

StatusLook DisputeText::look(const Dispute &dispute)
{
    if (dispute.sending != DisputeAnswer::None)
        return StatusLook::NotKnownYet;
    switch (dispute.status) {
    case DisputeStatus::Opened: return StatusLook::Disputed;
    case DisputeStatus::Challenged: return StatusLook::InProgress;
    case DisputeStatus::Expired: return StatusLook::HoldExpired;
    case DisputeStatus::Accepted:
    case DisputeStatus::Cancelled: return StatusLook::Released;
    case DisputeStatus::Won: return StatusLook::Paid;
    case DisputeStatus::Lost: return StatusLook::Failed;
    }
    return StatusLook::Disputed;
}

QString DisputeText::evidenceKind(const QString &kind)
{
    const std::pair<QLatin1StringView, QString> words[] = {
        {"uncategorized_text"_L1, tr("Explanation")},
        {"product_description"_L1, tr("What was sold")},
        {"shipping_tracking_number"_L1, tr("Tracking number")},
        {"shipping_carrier"_L1, tr("Carrier")},
        {"shipping_date"_L1, tr("Date of shipping")},
        {"customer_email_address"_L1, tr("Customer's e-mail")},
        {"customer_purchase_ip"_L1, tr("Address of the customer's computer")},
        {"refund_refusal_explanation"_L1, tr("Why there is no refund")},
        {"receipt"_L1, tr("Receipt")},
        {"shipping_documentation"_L1, tr("Proof of shipping")},
        {"customer_communication"_L1, tr("Letters with the customer")},
        {"service_documentation"_L1, tr("Proof of service")},
        {"uncategorized_file"_L1, tr("Another file")},
    };
    for (const auto &[name, word] : words) {
        if (name == kind)
            return word;
    }
    return reason(kind);
}

QStringList DisputeText::textKinds()
{
    return {u"uncategorized_text"_s,
            u"product_description"_s,
            u"shipping_tracking_number"_s,
            u"shipping_carrier"_s,
            u"shipping_date"_s,
            u"customer_email_address"_s,
            u"customer_purchase_ip"_s,
            u"refund_refusal_explanation"_s};
}

QStringList DisputeText::fileKinds()
{
    return {u"receipt"_s, u"shipping_documentation"_s, u"customer_communication"_s,
            u"service_documentation"_s, u"uncategorized_file"_s};
}

QString DisputeText::reason(const QString &reason)
{
    QString words = reason;
    words.replace(u'_', u' ');
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}

ErrorText DisputeText::problem(const Error &error, const Dispute &dispute)
{
    ErrorText text;
    text.where = tr("The dispute stands as it did; no money has moved.");
    text.reference = dispute.id.value;
    switch (error.code) {
    case ErrorCode::InvalidState:
        text.what = tr("This dispute cannot be answered any more.");
        text.todo = tr("Read the list again to see how it stands.");
        break;
    case ErrorCode::Busy:
        text.what = tr("An answer to this dispute is already on its way.");
        text.todo = tr("Wait until the processor has taken it.");
        break;
    case ErrorCode::MissingField:
        text.what = tr("There is no evidence yet.");
        text.todo = tr("Write an explanation or attach a file, then submit.");
        break;
    case ErrorCode::TooLong:
        text.what = tr("That is too long: files may have two megabytes, texts 20,000 characters.");
        text.todo = tr("Make it smaller and try again.");
        break;
    case ErrorCode::InvalidValue:
        text.what = tr("That cannot be evidence: it is no PDF, PNG, JPEG or text, or it holds a "
                       "card number.");
        text.todo = tr("Choose another file, or take the number out.");
        break;
    case ErrorCode::TooMany:
        text.what = tr("A dispute takes twenty pieces of evidence.");
        text.todo = tr("Take one away first.");
        break;
    case ErrorCode::ConnectorUnreachable:
        text.what = tr("The processor could not be reached. Nothing was sent.");
        text.todo = tr("Try again in a minute.");
        break;
    case ErrorCode::NotSupported:
        text.what = tr("This processor takes answers on its own pages only.");
        text.todo = tr("Answer the dispute there; what comes of it shows here.");
        break;
    case ErrorCode::NotFound:
        text.what = tr("There is no such dispute or file any more.");
        text.todo = tr("Read the list again.");
        break;
    default: {
        ErrorScene scene;
        scene.action = MoneyAction::Read;
        scene.reference = dispute.id.value;
        return errorText(error, scene);
    }
    }
    return text;
}
