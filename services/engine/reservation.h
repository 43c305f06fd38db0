#pragma once

#include "services/domain/commands.h"
#include "services/engine/mandatekeeping.h"
#include "services/engine/operationrunner.h"

struct RetryPlan;
enum class NextTry;

/// What a begin half found: an operation to send, or a payment that needs no sending (a local
/// cancel, or a repeat of a request that was already carried out).
struct Begun
{
    Payment payment;
    std::optional<OpenOperation> open;
};

/// The begin halves: load, decide, reserve and mark sending, inside one transaction. They may run
/// twice (a failed commit is repeated) and then start from what is stored. Errors as in
/// interfaces/payments.h; Busy when another operation holds the payment.
class Reservation
{
public:
    explicit Reservation(EngineCore &core);

    /// Stores a new payment and, with confirm, reserves its first attempt. The client secret's
    /// keyed hash is stored with it.
    Result<Begun> create(const CreatePayment &command, const PaymentId &id,
                         const QByteArray &clientSecretHash,
                         const QByteArray &sealedClientSecret = {});
    Result<Payment> update(const UpdatePayment &command);
    /// Other metadata for a payment that was confirmed.
    Result<Payment> changeMetadata(const Caller &caller, const PaymentId &id,
                                   const QString &metadataJson);
    Result<Begun> confirm(const ConfirmPayment &command);
    Result<Begun> capture(const CapturePayment &command);
    Result<Begun> raise(const RaiseHold &command);
    Result<Begun> cancel(const CancelPayment &command);
    /// Stores a new refund under that id and reserves its amount; sends it unless it is for later.
    Result<Begun> refund(const CreateRefund &command, const RefundId &id);
    /// Sends a refund whose time has come. InvalidState when it was sent or given up meanwhile.
    Result<Begun> refundNow(const MerchantId &merchant, const RefundId &id);
    /// Gives up a refund that waits for its time.
    Result<Begun> cancelRefund(const Caller &caller, const RefundId &id);

    /// Another attempt of a payment whose last one was refused for certain, at that account; the
    /// payment is under way and stays so.
    Result<OpenOperation> tryAgain(const Settlement &refused, const RetryPlan &plan, NextTry how,
                                   const ProcessorAccount &account);

private:
    /// How an attempt begins.
    struct Try
    {
        const ProcessorAccount &account;
        QString event; ///< of its step
        PaymentStatus statusBefore;
        QString reason; ///< why that account, as RoutingReason spells it
        QString clientId;
        QString actor;
    };

    struct Effect
    {
        OperationKind kind;
        qint64 amount;
        bool finalCapture;
        QString clientOperationId;
    };

    /// What a command says of how a payment is paid. The pointers are the command's.
    struct PayWith
    {
        const CardDetails *card = nullptr;
        PaymentMethodId paymentMethodId;
        QString heldToken; ///< names the card held for the payment
        const Cvc *cvc = nullptr;
        std::optional<bool> offSession;
        const RecurringDetails *recurring = nullptr;
        const std::optional<MandateTerms> *mandate = nullptr;
        MitCategory mitCategory = MitCategory::None;
        QString clientOperationId;
        QString actor;
    };
    template <class Command>
    static PayWith payWith(const Command &command, const QString &clientOperationId)
    {
        return {command.card ? &*command.card : nullptr,
                command.paymentMethodId,
                command.paymentMethodId.isEmpty() ? command.paymentToken : QString(),
                &command.cvc,
                command.offSession,
                command.recurring ? &*command.recurring : nullptr,
                &command.mandate,
                command.mitCategory,
                clientOperationId,
                command.caller.actor};
    }

    /// The confirm of a payment that is stored.
    Result<Begun> pay(Payment payment, const PayWith &with);
    Result<Instrument> instrumentFor(Payment &payment, const PayWith &with);
    /// The card that is held for the payment, when nothing else is said or its token is named.
    Result<CardDetails> heldCard(const Payment &payment, const PayWith &with);
    Result<> checkAccepted(const Payment &payment);
    Result<Instrument> offSessionInstrument(Payment &payment, const PayWith &with);

    Result<> keepExtras(const Payment &payment, const PaymentExtras &extras);
    /// What an earlier request of that client id did; nothing when there was none. Duplicate when
    /// it was about another payment, Busy while it runs.
    Result<std::optional<Begun>> repeated(const MerchantId &merchant, const PaymentId &id,
                                          const QString &clientId);
    /// A payment for another operation; Busy while one of it is under way.
    Result<Payment> idlePayment(const MerchantId &merchant, const PaymentId &id);
    Result<Begun> reserveAuthorization(Payment payment, const Instrument &instrument,
                                       const QString &clientId, const QString &actor);
    /// Writes the next attempt of a payment that is under way and builds its request.
    Result<OpenOperation> reserveTry(Payment payment, const Instrument &instrument,
                                     const Try &attempt);
    Result<Begun> reserveFollowUp(Payment payment, const Effect &effect, const PaymentStep &step,
                                  const QString &actor);
    Result<Begun> sendRefund(Payment payment, const Refund &refund, bool isNew);
    Result<Operation> newOperation(const Payment &payment, int attempt, const Effect &effect);
    PaymentStep step(const Payment &payment, const QString &event, int attempt,
                     const QString &attemptStatus, qint64 amount) const;

    EngineCore &m_core;
    OperationJournal m_journal;
};
