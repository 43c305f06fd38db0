#include "services/core/faultpoint.h"
#include "services/engine/accountkeys.h"
#include "services/engine/idempotencykey.h"
#include "services/engine/methodkeeping.h"
#include "services/engine/reservation.h"
#include "services/engine/retryplan.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kReturnTokenBytes = 32;

/// The payment as its next try finds it: nothing is left of an earlier one.
void beginTry(Payment &payment, const ProcessorAccount &account, const Instrument &instrument)
{
    payment.attemptCount += 1;
    payment.paymentMethod = u"card"_s;
    payment.card = instrument.shown;
    payment.connector = account.connector;
    payment.connectorAccount = account.id;
    payment.processorReference.clear();
    payment.networkTransactionId.clear();
    payment.processorToken = instrument.token;
    payment.retryAdvice = RetryAdvice::None;
    payment.error = {};
    payment.hasOpenOperation = true;
}

/// The base with this try's own names in its brackets, and the token behind it.
QUrl returnAddress(const QUrl &base, const Attempt &attempt, const QByteArray &token)
{
    QString text = base.toString();
    text.replace(u"(payment_id)"_s, attempt.paymentId.value);
    text.replace(u"(merchant_id)"_s, attempt.merchantId.value);
    text.replace(u"(connector)"_s, attempt.connector);
    return QUrl(text + QString::fromLatin1(token));
}

/// The authorization's request, with the calls that have to come before it.
Result<OpenOperation> built(const EngineCore &core, const ProcessorAccount &account,
                            const AuthorizeRequest &asked, Operation &operation)
{
    Result<HttpRequest> request = core.gateway.build(account, asked);
    if (!request)
        return request.error();
    auto preparations = core.gateway.buildPreparations(account, asked);
    if (!preparations)
        return preparations.error();
    if (!preparations->empty()) { // nothing that could move money goes out before they are answered
        operation.state = OperationState::Prepared;
        operation.sendCount = 0;
    }
    OpenOperation open{*asked.payment, *asked.attempt, operation, account,
                       std::make_shared<HttpRequest>(std::move(*request))};
    open.preparations = std::make_shared<std::vector<HttpRequest>>(std::move(*preparations));
    return open;
}

RoutingSource sourceOf(NextTry how)
{
    switch (how) {
    case NextTry::SameWithThreeDs: return RoutingSource::StepUp;
    case NextTry::SameWithNumber: return RoutingSource::ClearNumber;
    case NextTry::None:
    case NextTry::OtherAccount:
    case NextTry::OtherAccountOnce: return RoutingSource::Retry;
    }
    return RoutingSource::Retry;
}

/// The card itself, after its network token was refused. While the vault is locked the refusal
/// stands.
Result<Instrument> withNumber(EngineCore &core, const Payment &payment, const RetryPlan &plan)
{
    const Result<SavedMethod> method = core.methods.find(payment.merchantId, *plan.numberOf);
    if (!method)
        return method.error();
    Result<CardDetails> card = methodkeeping::openNumber(core, *method);
    if (!card)
        return card.error();
    const Result<> noted =
        methodkeeping::audit(core, *method, u"method.use"_s, plan.actor,
                             u"payment=%1 after=network_token"_s.arg(payment.id.value));
    if (!noted)
        return noted.error();
    Instrument instrument;
    instrument.opened = std::move(*card);
    instrument.shown = plan.shown;
    instrument.credential = plan.credential;
    return instrument;
}

} // namespace

Result<Begun> Reservation::reserveAuthorization(Payment payment, const Instrument &instrument,
                                                const QString &clientId, const QString &actor)
{
    payment.card = instrument.shown; // rules look at it
    const Result<AccountChoice> choice =
        instrument.account
            ? accountchoice::bound(m_core, payment, *instrument.account)
            : accountchoice::choose(
                m_core, payment, {instrument.credential.byMerchant, {}, instrument.isNetworkToken});
    if (!choice)
        return choice.error();
    const Result<PaymentStatus> processing = next(payment.status, PaymentEvent::Confirmed);
    if (!processing)
        return processing.error();
    const PaymentStatus before = payment.status;
    payment.status = *processing;
    payment.modifiedAtMs = m_core.clock.nowMs();
    const Result<> claimed = mandatekeeping::claim(m_core, payment, actor);
    if (!claimed)
        return claimed.error();
    Result<OpenOperation> open =
        reserveTry(payment, instrument,
                   {choice->accounts.first(), toText(PaymentEvent::Confirmed), before,
                    toText(choice->reason), clientId, actor});
    if (!open)
        return open.error();
    open->retry = RetryPlan::after(*choice, payment, instrument, actor);
    faultPoint("reserve.before_commit");
    return Begun{open->payment, std::move(*open)};
}

Result<OpenOperation> Reservation::tryAgain(const Settlement &refused, const RetryPlan &plan,
                                            NextTry how, const ProcessorAccount &account)
{
    Payment again = refused.payment;
    again.version += 1;
    if (how == NextTry::SameWithThreeDs)
        again.authenticationType = AuthenticationType::ThreeDs;
    const Result<Instrument> instrument = how == NextTry::SameWithNumber
                                              ? withNumber(m_core, again, plan)
                                              : Result<Instrument>(plan.instrument());
    if (!instrument)
        return instrument.error();
    RoutingReason reason;
    reason.source = sourceOf(how);
    reason.configId = plan.configId;
    reason.rule = refused.attempt.error.category;
    Result<OpenOperation> open = reserveTry(again, *instrument,
                                            {account,
                                             u"tried_again"_s,
                                             refused.operation.statusBefore,
                                             toText(reason),
                                             {},
                                             plan.actor});
    if (open)
        open->retry = plan.next(how, account.id);
    return open;
}

Result<OpenOperation> Reservation::reserveTry(Payment payment, const Instrument &instrument,
                                              const Try &attempt)
{
    const Result<ProcessorAccount> opened = accountkeys::opened(m_core, attempt.account);
    if (!opened)
        return opened.error();
    const ProcessorAccount &account = *opened;
    beginTry(payment, account, instrument);
    payment.modifiedAtMs = m_core.clock.nowMs();
    Attempt made;
    made.paymentId = payment.id;
    made.merchantId = payment.merchantId;
    made.number = payment.attemptCount;
    made.status = AttemptStatus::Authorizing;
    made.connector = account.connector;
    made.connectorAccount = account.id;
    made.createdAtMs = payment.modifiedAtMs;
    made.modifiedAtMs = payment.modifiedAtMs;
    const QByteArray token =
        m_core.random.bytes(kReturnTokenBytes)
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    made.returnTokenHash = QCryptographicHash::hash(token, QCryptographicHash::Sha256);

    const bool sale = payment.captureMethod == CaptureMethod::Automatic;
    const auto kind = sale ? OperationKind::Sale : OperationKind::Authorize;
    Result<Operation> operation =
        newOperation(payment, made.number, {kind, payment.netAmount, sale, attempt.clientId});
    if (!operation)
        return operation.error();
    operation->statusBefore = attempt.statusBefore;
    operation->requestMac =
        requestMac(m_core.installKey, *operation, instrument.card(), instrument.token);
    const Result<> held = instrument.card()
                              ? methodkeeping::hold(m_core, payment, *operation, *instrument.card())
                              : Result<>();
    if (!held)
        return held.error();
    const AuthorizeRequest asked{&payment,
                                 &made,
                                 &*operation,
                                 instrument.card(),
                                 returnAddress(m_core.returnBase, made, token),
                                 instrument.token,
                                 instrument.credential,
                                 instrument.isNetworkToken};
    Result<OpenOperation> open = built(m_core, account, asked, *operation);
    if (!open)
        return open;
    PaymentStep begun =
        step(payment, attempt.event, made.number, toText(made.status), payment.netAmount);
    begun.operationId = operation->id;
    begun.code = attempt.reason;
    const Result<> written =
        m_journal.writeReserve(payment, made, true, *operation, {begun}, attempt.actor);
    if (!written)
        return written.error();
    return open;
}
