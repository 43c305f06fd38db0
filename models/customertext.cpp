#include "models/customertext.h"

#include "services/domain/card.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSoonMs = qint64(45) * 24 * 3'600'000;

QString joined(QStringList parts, const QString &separator)
{
    parts.removeAll({});
    return parts.join(separator);
}

} // namespace

ExpiryState CustomerText::expiryState(const SavedMethod &method, qint64 nowMs)
{
    const CardSummary &card = method.card;
    if (card.expiryMonth == 0 || card.expiryYear == 0)
        return ExpiryState::NotKnown;
    if (method.isExpired(nowMs))
        return ExpiryState::Expired;
    const bool lasts = checkExpiry(card.expiryMonth, card.expiryYear, nowMs + kSoonMs).has_value();
    return lasts ? ExpiryState::Good : ExpiryState::Soon;
}

QString CustomerText::expiry(const SavedMethod &method, qint64 nowMs)
{
    const QString month = QString::number(method.card.expiryMonth).rightJustified(2, u'0') + u'/'
                          + QString::number(method.card.expiryYear);
    switch (expiryState(method, nowMs)) {
    //: %1 is the last month of a card, such as 12/2030
    case ExpiryState::Good: return tr("Good until %1").arg(month);
    //: %1 is the last month of a card, such as 12/2030
    case ExpiryState::Soon: return tr("Ends soon: %1").arg(month);
    //: %1 is the last month of a card, such as 12/2030
    case ExpiryState::Expired: return tr("Expired %1").arg(month);
    case ExpiryState::NotKnown: return tr("Expiry not known");
    }
    return {};
}

StatusLook CustomerText::expiryLook(ExpiryState state)
{
    switch (state) {
    case ExpiryState::Good: return StatusLook::Paid;
    case ExpiryState::Soon: return StatusLook::NeedsMethod;
    case ExpiryState::Expired: return StatusLook::HoldExpired;
    case ExpiryState::NotKnown: return StatusLook::Draft;
    }
    return StatusLook::Draft;
}

QString CustomerText::method(const SavedMethod &method)
{
    const QString card = DisplayText::card(method.card.brand, method.card.last4);
    //: %1 is a card such as "Visa •• 4242", %2 what its customer calls it
    return method.nickname.isEmpty() ? card : tr("%1 (%2)").arg(card, method.nickname);
}

QString CustomerText::usage(FutureUsage usage)
{
    switch (usage) {
    case FutureUsage::None: return {};
    //: a saved card may be used while its customer is there
    case FutureUsage::OnSession: return tr("With the customer");
    //: a saved card may be used also while its customer is not there
    case FutureUsage::OffSession: return tr("Any time");
    }
    return {};
}

QString CustomerText::usageMeaning(FutureUsage usage)
{
    switch (usage) {
    case FutureUsage::None: return {};
    case FutureUsage::OnSession:
        return tr("It may be charged only while the customer is there and gives the security "
                  "code.");
    case FutureUsage::OffSession:
        return tr("It may also be charged while the customer is not there, as agreed.");
    }
    return {};
}

QString CustomerText::name(const Customer &customer)
{
    if (!customer.texts.name.isEmpty())
        return customer.texts.name;
    return customer.texts.email.isEmpty() ? customer.id.value : customer.texts.email;
}

QString CustomerText::address(const PostalAddress &address)
{
    return joined({joined({address.firstName, address.lastName}, u" "_s), address.line1,
                   address.line2, address.line3, joined({address.zip, address.city}, u" "_s),
                   address.state, address.country},
                  u", "_s);
}

QString CustomerText::vaultNotice(const VaultStatus &status)
{
    switch (status.state) {
    case VaultState::Open: return {};
    case VaultState::None:
        return tr("There is no vault yet, so cards cannot be kept. Everything else works.");
    case VaultState::Locked: break;
    }
    if (status.reason.code == ErrorCode::VaultLocked || status.reason == Error())
        return tr("The vault is locked: saved cards can be seen and removed, but not added or "
                  "charged. Everything else works.");
    const ErrorText why = errorText(status.reason, {});
    //: %1 says why, %2 what to do, both whole sentences
    return tr("The vault is locked, so cards can be neither added nor charged. %1 %2")
        .arg(why.what, why.todo);
}

ErrorText CustomerText::problem(const Error &error, const QString &reference)
{
    ErrorScene scene;
    scene.reference = reference;
    ErrorText text = errorText(error, scene);
    const bool ofMethod = error.field == "payment_method_id"_L1;
    if (error.code == ErrorCode::Duplicate && error.field == "customer_id"_L1) {
        text.todo = tr("Choose another one; the id of a deleted customer stays taken too.");
    } else if (error.code == ErrorCode::InvalidState && ofMethod) {
        text.what = tr("This has been done already.");
        text.todo = tr("Read the customer again.");
    }
    return text;
}
