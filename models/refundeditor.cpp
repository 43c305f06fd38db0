#include "models/refundeditor.h"

#include "models/declinetext.h"
#include "models/displaytext.h"
#include "models/refundtext.h"
#include "services/core/async.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

RefundId newRefundId(const Workspace &workspace)
{
    return RefundId{workspace.random.newId("ref"_L1)};
}

} // namespace

RefundEditor::RefundEditor(Workspace &workspace, const Payment &payment, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_payment(payment)
    , m_refundId(newRefundId(workspace))
    , m_dueAtMs(tomorrowMorning(workspace))
{
    connect(&workspace.events, &Events::paymentChanged, this, &RefundEditor::onPaymentChanged);
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &RefundEditor::changed);
    if (payment.outcomeUnknown)
        m_failure = notKnownText(scene());
    reload(); // tells how many refunds there are already
}

Money RefundEditor::remaining() const
{
    return {std::max<qint64>(0, amountRefundable(m_payment)), m_payment.currency};
}

std::optional<Money> RefundEditor::amount() const
{
    return m_mode == Mode::FullRemaining ? remaining() : m_amount;
}

CreateRefund RefundEditor::command() const
{
    CreateRefund command;
    command.caller = m_workspace.caller;
    command.paymentId = m_payment.id;
    command.id = m_refundId;
    // What was said is what is asked for, even if another refund came first meanwhile.
    command.amount = amount().value_or(Money{}).minorUnits;
    command.reason = m_reason.forRecord();
    command.dueAtMs = m_later ? m_dueAtMs : 0;
    return command;
}

/// The refund as the engine would make it, or why it would not.
Result<Refund> RefundEditor::planned() const
{
    const std::optional<Money> wanted = amount();
    if (!wanted)
        return Error{ErrorCode::MissingField, u"amount"_s};
    if (wanted->currency != m_payment.currency)
        return Error{ErrorCode::CurrencyMismatch, u"currency"_s};
    if (m_payment.hasOpenOperation && !m_later)
        return Error{ErrorCode::Busy, u"status"_s};
    return newRefund(m_payment, command(), m_earlier, m_workspace.clock.nowMs());
}

bool RefundEditor::isValid() const
{
    return !m_busy && !m_done && !isLocked() && m_reason.problem().isEmpty()
           && planned().has_value();
}

ErrorScene RefundEditor::scene() const
{
    ErrorScene scene = sceneOf(m_workspace, MoneyAction::Refund, m_payment);
    scene.asked = amount();
    scene.available = remaining();
    return scene;
}

QString RefundEditor::problem() const
{
    const Result<Refund> refund = planned();
    if (refund || (m_mode == Mode::Amount && !m_amount))
        return m_reason.problem();
    const Error &error = refund.error();
    if (error.field == "due_at"_L1) // stands under its own field
        return m_reason.problem();
    if (error.field == "reason"_L1 && !m_reason.problem().isEmpty())
        return m_reason.problem();
    if (error.field == "reason"_L1)
        return fieldProblem({error.code, u"description"_s}, m_payment.currency);
    if (error.field == "payment_id"_L1 && error.code == ErrorCode::InvalidValue)
        return tr("This payment is more than a year old: the processor refunds it no more. Send "
                  "the money back to the customer in another way.");
    const ErrorText text = errorText(error, scene());
    if (error.code == ErrorCode::AmountNotPositive)
        return remaining().minorUnits > 0 ? text.what : tr("Nothing is left to refund.");
    return QStringList{text.what, text.todo}.join(u' ').simplified();
}

QString RefundEditor::timeProblem() const
{
    if (!m_later || m_dueAtMs > m_workspace.clock.nowMs())
        return {};
    return tr("This time is past. Choose a later one, or refund now.");
}

QString RefundEditor::effect() const
{
    const Result<Refund> refund = planned();
    if (!refund)
        return {};
    const QString money = shownMoney(refund->amount, refund->currency);
    const QString card = DisplayText::card(m_payment.card.brand, m_payment.card.last4);
    const QString to = card.isEmpty() ? tr("the customer's card") : card;
    const qint64 left = remaining().minorUnits - refund->amount;
    const QString stays = left > 0
                              //: %1 is an amount with its currency that is not refunded
                              ? tr("%1 stays.").arg(shownMoney(left, refund->currency))
                              : tr("Nothing stays.");
    if (!m_later)
        //: %1 is an amount, %2 a card such as "Visa •• 4242", %3 "40.00 EUR stays."
        return tr("%1 goes back to %2; this cannot be undone. %3").arg(money, to, stays);
    const QTimeZone zone = shownZone(m_workspace.time);
    //: %1 is an amount, %2 a card, %3 a date with time, %4 "40.00 EUR stays."
    return tr("%1 goes back to %2 on %3; until then it can be given up. %4")
        .arg(money, to, DisplayText::dateTime(m_dueAtMs, zone, QLocale()), stays);
}

QString RefundEditor::actionText() const
{
    const std::optional<Money> wanted = amount();
    if (!wanted || wanted->minorUnits <= 0)
        return tr("Refund");
    const QString money = shownMoney(wanted->minorUnits, wanted->currency);
    //: %1 is an amount with its currency
    return m_later ? tr("Plan refund of %1").arg(money) : tr("Refund %1").arg(money);
}

void RefundEditor::setMode(Mode mode)
{
    m_mode = mode;
    emit changed();
}

void RefundEditor::setAmount(const Money &amount)
{
    m_amount = amount;
    emit changed();
}

void RefundEditor::clearAmount()
{
    m_amount.reset();
    emit changed();
}

void RefundEditor::setLater(bool later)
{
    m_later = later;
    emit changed();
}

void RefundEditor::setDueAt(qint64 msUtc)
{
    m_dueAtMs = msUtc;
    emit changed();
}

void RefundEditor::setReason(MoneyReason::Kind kind)
{
    m_reason.kind = kind;
    emit changed();
}

void RefundEditor::setNote(const QString &note)
{
    m_reason.note = note;
    emit changed();
}

void RefundEditor::submit()
{
    if (!isValid())
        return;
    m_busy = true;
    m_failure = {};
    const CreateRefund wanted = command();
    emit changed();
    whenDone(m_workspace.refunds.create(wanted), this,
             [this](const Result<Refund> &answer) { onAnswer(answer); });
}

void RefundEditor::onAnswer(const Result<Refund> &answer)
{
    m_busy = false;
    if (answer)
        return judge(*answer, 0, false);
    const Error &error = answer.error();
    const bool sentBefore = error.code == ErrorCode::Duplicate && error.field == "refund_id"_L1;
    if (sentBefore || error.code == ErrorCode::OutcomeUnknown) {
        m_unresolved = true; // what became of ours is in the payment
        fail(notKnownText(scene()));
        return reload();
    }
    fail(errorText(error, scene()));
    reload(); // the form was filled in for something that no longer holds
}

/// Says what became of the refund that was asked for.
void RefundEditor::judge(const Refund &refund, qint64 nextCheckAtMs, bool checked)
{
    const RefundState state = stateOf(refund);
    m_unresolved = state == RefundState::NotKnown;
    switch (state) {
    case RefundState::NotKnown: {
        ErrorScene silent = scene();
        silent.nextCheckAtMs = nextCheckAtMs;
        fail(notKnownText(silent));
        if (!checked)
            reload(); // tells when it is asked again
        return;
    }
    case RefundState::Planned:
    case RefundState::InProgress:
    case RefundState::Done:
        m_done = true;
        m_failure = {};
        emit changed();
        return emit done(doneText(state, refund, checked));
    case RefundState::Failed:
    case RefundState::GivenUp:
    case RefundState::CameBack:
    case RefundState::Conflicted:
        m_refundId = newRefundId(m_workspace); // the next try is another request
        fail(RefundText::problem(m_workspace, refund));
        return reload();
    }
}

QString RefundEditor::doneText(RefundState state, const Refund &refund, bool checked) const
{
    const QString money = shownMoney(refund.amount, refund.currency);
    if (state == RefundState::Planned)
        //: %1 is an amount with its currency, %2 a moment such as "Fri 16:00"
        return tr("The refund of %1 is planned for %2.")
            .arg(money, shownMoment(m_workspace, refund.dueAtMs));
    if (state == RefundState::InProgress)
        //: %1 is an amount with its currency
        return tr("The refund of %1 was accepted and is decided later.").arg(money);
    //: Told after the outcome was not known for a while. %1 is an amount with its currency
    return checked ? tr("Checked: the refund of %1 did go through.").arg(money)
                   //: %1 is an amount with its currency
                   : tr("Refunded %1.").arg(money);
}

void RefundEditor::onPaymentChanged(const PaymentId &id)
{
    if (id == m_payment.id && !m_busy && !m_done)
        reload();
}

void RefundEditor::reload()
{
    whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, m_payment.id), this,
             [this](const Result<PaymentDetails> &details) { onReload(details); });
}

void RefundEditor::onReload(const Result<PaymentDetails> &details)
{
    if (!details || m_busy || m_done || details->payment.version < m_payment.version)
        return;
    const qint64 before = remaining().minorUnits;
    const bool wasLocked = isLocked();
    m_payment = details->payment;
    m_earlier = static_cast<int>(details->refunds.size());
    if (m_unresolved) {
        const auto ours = std::ranges::find(details->refunds, m_refundId, &Refund::id);
        if (ours != details->refunds.cend())
            return judge(*ours, nextCheckOf(*details), true);
        m_unresolved = false; // it never got there: it can be sent again
    }
    if (m_payment.outcomeUnknown) {
        ErrorScene silent = scene();
        silent.nextCheckAtMs = nextCheckOf(*details);
        return fail(notKnownText(silent));
    }
    if (wasLocked)
        m_failure = {};
    emit changed();
    if (before != remaining().minorUnits)
        //: %1 is an amount with its currency
        emit noticed(tr("This payment changed meanwhile: %1 can still be refunded.")
                         .arg(shownMoney(remaining().minorUnits, m_payment.currency)));
}

void RefundEditor::fail(const ErrorText &text)
{
    m_failure = text;
    emit changed();
    emit failed(text);
}
