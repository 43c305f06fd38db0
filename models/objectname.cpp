#include "models/objectname.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

enum class Object {
    Payment,
    Attempt,
    Customer,
    SavedMethod,
    CardToken,
    Agreement,
    Refund,
    Merchant,
    Profile,
    Account,
    Routing,
    Key,
    Event,
    Session,
    Verification,
    Vault,
    VaultRecord,
    Operation,
    Note,
    Dispute,
    File,
    BlockedCard,
    PaymentLink
};

struct Row
{
    Object object;
    const char *missing;
    const char *taken;
    const char *todo;
};

// clang-format off
constexpr auto kRows = std::to_array<Row>({
    {Object::Payment,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such payment."),
     QT_TRANSLATE_NOOP("ObjectName", "There is already a payment with this id."),
     QT_TRANSLATE_NOOP("ObjectName", "Check the id, or search for the payment.")},
    {Object::Attempt,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such attempt to pay."),
     QT_TRANSLATE_NOOP("ObjectName", "This attempt to pay is there already."),
     QT_TRANSLATE_NOOP("ObjectName", "Read the payment again.")},
    {Object::Customer,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such customer."),
     QT_TRANSLATE_NOOP("ObjectName", "This customer id is taken."),
     QT_TRANSLATE_NOOP("ObjectName", "Check the id, or search for the customer.")},
    {Object::SavedMethod,
     QT_TRANSLATE_NOOP("ObjectName", "This saved card is no longer there."),
     QT_TRANSLATE_NOOP("ObjectName", "This card is saved already."),
     QT_TRANSLATE_NOOP("ObjectName", "Somebody removed it; read the customer again.")},
    {Object::CardToken,
     QT_TRANSLATE_NOOP("ObjectName", "The card that was given for this payment is no longer kept."),
     QT_TRANSLATE_NOOP("ObjectName", "This card is kept already."),
     QT_TRANSLATE_NOOP("ObjectName", "Ask the customer for the card again.")},
    {Object::Agreement,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such agreement."),
     QT_TRANSLATE_NOOP("ObjectName", "There is already an agreement with this id."),
     QT_TRANSLATE_NOOP("ObjectName", "Check the id, or look for the agreement on the "
                                     "Recurring page.")},
    {Object::Refund,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such refund."),
     QT_TRANSLATE_NOOP("ObjectName", "There is already a refund with this id."),
     QT_TRANSLATE_NOOP("ObjectName", "Check the id, or look at the payment's refunds.")},
    {Object::Merchant,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such merchant."),
     QT_TRANSLATE_NOOP("ObjectName", "There is already a merchant with this id."),
     QT_TRANSLATE_NOOP("ObjectName", "Check the id; a merchant that was deleted cannot be used.")},
    {Object::Profile,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such profile."),
     QT_TRANSLATE_NOOP("ObjectName", "There is already a profile with this id."),
     QT_TRANSLATE_NOOP("ObjectName", "Choose another profile; one that was deleted cannot be "
                                     "used.")},
    {Object::Account,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such account at a processor."),
     QT_TRANSLATE_NOOP("ObjectName", "There is already an account with this name."),
     QT_TRANSLATE_NOOP("ObjectName", "Choose another account; one that was deleted cannot be "
                                     "used.")},
    {Object::Routing,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such set of routing rules."),
     QT_TRANSLATE_NOOP("ObjectName", "There are already routing rules with this id."),
     QT_TRANSLATE_NOOP("ObjectName", "Read the list of rules again.")},
    {Object::Key,
     QT_TRANSLATE_NOOP("ObjectName", "This key is not known."),
     QT_TRANSLATE_NOOP("ObjectName", "There is already a key with this id."),
     QT_TRANSLATE_NOOP("ObjectName", "Check the key; one that was ended cannot be used.")},
    {Object::Event,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such message."),
     QT_TRANSLATE_NOOP("ObjectName", "This message is there already."),
     QT_TRANSLATE_NOOP("ObjectName", "Read the list of messages again.")},
    {Object::Session,
     QT_TRANSLATE_NOOP("ObjectName", "This access to the payment is not valid."),
     QT_TRANSLATE_NOOP("ObjectName", "This access is there already."),
     QT_TRANSLATE_NOOP("ObjectName", "Open the payment again; access to it may have ended.")},
    {Object::Verification,
     QT_TRANSLATE_NOOP("ObjectName", "This verification is not known."),
     QT_TRANSLATE_NOOP("ObjectName", "This verification is there already."),
     QT_TRANSLATE_NOOP("ObjectName", "Ask the processor how the payment stands.")},
    {Object::Vault,
     QT_TRANSLATE_NOOP("ObjectName", "There is no vault for cards yet."),
     QT_TRANSLATE_NOOP("ObjectName", "There is a vault already."),
     QT_TRANSLATE_NOOP("ObjectName", "Create the vault first.")},
    {Object::VaultRecord,
     QT_TRANSLATE_NOOP("ObjectName", "This record is no longer in the vault."),
     QT_TRANSLATE_NOOP("ObjectName", "This record is in the vault already."),
     QT_TRANSLATE_NOOP("ObjectName", "Ask the customer for the card again.")},
    {Object::Operation,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such step of a payment."),
     QT_TRANSLATE_NOOP("ObjectName", "This step was begun already."),
     QT_TRANSLATE_NOOP("ObjectName", "Read the payment again.")},
    {Object::Note,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such note."),
     QT_TRANSLATE_NOOP("ObjectName", "This note is there already."),
     QT_TRANSLATE_NOOP("ObjectName", "Read the notes again.")},
    {Object::Dispute,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such dispute."),
     QT_TRANSLATE_NOOP("ObjectName", "This dispute is there already."),
     QT_TRANSLATE_NOOP("ObjectName", "Read the list of disputes again.")},
    {Object::File,
     QT_TRANSLATE_NOOP("ObjectName", "The file is not there."),
     QT_TRANSLATE_NOOP("ObjectName", "There is already a file with this name."),
     QT_TRANSLATE_NOOP("ObjectName", "Check its name and whether its disk is connected.")},
    {Object::BlockedCard,
     QT_TRANSLATE_NOOP("ObjectName", "This card is not on the block list."),
     QT_TRANSLATE_NOOP("ObjectName", "This card is on the block list already."),
     QT_TRANSLATE_NOOP("ObjectName", "Read the block list again.")},
    {Object::PaymentLink,
     QT_TRANSLATE_NOOP("ObjectName", "There is no such payment link."),
     QT_TRANSLATE_NOOP("ObjectName", "There is already a payment link with this id."),
     QT_TRANSLATE_NOOP("ObjectName", "Check the address of the link.")},
});
// clang-format on

static_assert(kRows.size() == static_cast<size_t>(Object::PaymentLink) + 1);
static_assert([] {
    for (size_t i = 0; i < kRows.size(); ++i) {
        if (kRows.at(i).object != static_cast<Object>(i))
            return false;
    }
    return true;
}());

struct FieldOf
{
    QLatin1StringView field;
    Object object;
};

constexpr auto kFields = std::to_array<FieldOf>({
    {"payment_id"_L1, Object::Payment},
    {"starting_after"_L1, Object::Payment},
    {"ending_before"_L1, Object::Payment},
    {"attempt_id"_L1, Object::Attempt},
    {"customer_id"_L1, Object::Customer},
    {"payment_method_id"_L1, Object::SavedMethod},
    {"token"_L1, Object::SavedMethod},
    {"payment_token"_L1, Object::CardToken},
    {"mandate_id"_L1, Object::Agreement},
    {"refund_id"_L1, Object::Refund},
    {"merchant_id"_L1, Object::Merchant},
    {"profile_id"_L1, Object::Profile},
    {"merchant_connector_id"_L1, Object::Account},
    {"connector_account_id"_L1, Object::Account},
    {"connector_label"_L1, Object::Account},
    {"routing_id"_L1, Object::Routing},
    {"key_id"_L1, Object::Key},
    {"api-key"_L1, Object::Key},
    {"connector_account_details"_L1, Object::Key},
    {"event_id"_L1, Object::Event},
    {"event"_L1, Object::Event},
    {"client_secret"_L1, Object::Session},
    {"return_token"_L1, Object::Verification},
    {"vault"_L1, Object::Vault},
    {"generation"_L1, Object::Vault},
    {"record_id"_L1, Object::VaultRecord},
    {"operation_id"_L1, Object::Operation},
    {"operation"_L1, Object::Operation},
    {"client_operation_id"_L1, Object::Operation},
    {"note_id"_L1, Object::Note},
    {"dispute_id"_L1, Object::Dispute},
    {"file"_L1, Object::File},
    {"file_id"_L1, Object::File},
    {"database"_L1, Object::File},
    {"fingerprint_id"_L1, Object::BlockedCard},
    {"payment_link_id"_L1, Object::PaymentLink},
});

const FieldOf *find(const QString &field)
{
    const auto *const found = std::ranges::find(kFields, field, &FieldOf::field);
    return found == kFields.end() ? nullptr : found;
}

} // namespace

ObjectWords objectWords(const QString &field)
{
    const FieldOf *known = find(field);
    const Row &row = kRows.at(static_cast<size_t>(known ? known->object : Object::Payment));
    const auto words = [](const char *text) -> QString {
        return QCoreApplication::translate("ObjectName", text);
    };
    return {words(row.missing), words(row.taken), words(row.todo)};
}

bool namesObject(const QString &field)
{
    return find(field) != nullptr;
}
