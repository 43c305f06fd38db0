#include "models/paymenteditor.h"

#include "models/displaytext.h"
#include "services/core/async.h"
#include "services/domain/paymentlifecycle.h"

#include <utility>

using namespace Qt::StringLiterals;

NewPaymentEditor::NewPaymentEditor(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_operationId(newClientOperationId(workspace))
{
    m_payment.id = PaymentId{workspace.random.newId("pay"_L1)};
    m_payment.merchantId = workspace.caller.merchantId;
    connect(&workspace.events, &Events::paymentChanged, this, &NewPaymentEditor::onPaymentChanged);
    connect(&workspace.events, &Events::vaultChanged, this, &NewPaymentEditor::lookAtVault);
    lookAtVault();
}

NewPaymentEditor::NewPaymentEditor(Workspace &workspace, const Payment &existing, QObject *parent)
    : NewPaymentEditor(workspace, parent)
{
    m_payment = existing;
    m_draft = draftOf(existing);
    m_created = true;
    const bool known = existing.customer != CustomerSnapshot();
    if (!mayUpdate(existing.status) || existing.outcomeUnknown) {
        m_step = Step::Result;
        judge(0);
        if (existing.outcomeUnknown)
            reload();
    } else if (known || !existing.paymentMethod.isEmpty()) {
        m_step = Step::Method; // the card was never kept
        readMethods();
    } else {
        m_step = Step::Customer;
    }
}

bool NewPaymentEditor::hasUnsavedInput() const
{
    if (!m_created)
        return m_draft != PaymentDraft();
    return m_step != Step::Result && m_draft != draftOf(m_payment);
}

bool NewPaymentEditor::canGoBack() const
{
    return !m_busy && m_step != Step::Intent && m_step != Step::Result;
}

QString NewPaymentEditor::actionText() const
{
    const QString amount =
        m_draft.amount ? shownMoney(*m_draft.amount, m_draft.currency) : QString();
    switch (m_step) {
    case Step::Intent: return m_created ? tr("Save and go on") : tr("Create payment");
    case Step::Customer: return tr("Save customer");
    case Step::Method: return chosenMethod() ? tr("Use this saved card") : tr("Use this card");
    case Step::Confirm:
        //: %1 is an amount with its currency
        return tr("Confirm %1").arg(amount);
    case Step::Result: return canRetry() ? tr("Enter the card again") : tr("Close");
    }
    return {};
}

QString NewPaymentEditor::confirmSentence() const
{
    const QString amount = shownMoney(m_payment.netAmount, m_payment.currency);
    switch (m_payment.captureMethod) {
    case CaptureMethod::Automatic:
        //: %1 is an amount with its currency
        return tr("The card is charged %1 at once.").arg(amount);
    case CaptureMethod::Manual:
        //: %1 is an amount with its currency
        return tr("%1 is held on the card until you capture it, all at once or a part; what you "
                  "leave is released.")
            .arg(amount);
    case CaptureMethod::ManualMultiple:
        //: %1 is an amount with its currency
        return tr("%1 is held on the card until you capture it, in as many parts as you like.")
            .arg(amount);
    case CaptureMethod::Scheduled:
        //: %1 is an amount with its currency, %2 a time
        return tr("%1 is held on the card and captured by itself on %2, unless you capture or "
                  "release it before.")
            .arg(amount, DisplayText::dateTime(m_payment.captureOnMs, shownZone(m_workspace.time),
                                               QLocale()));
    }
    return {};
}

void NewPaymentEditor::setDraft(const PaymentDraft &draft)
{
    if (m_busy || draft == m_draft)
        return;
    m_draft = draft;
    m_problems.clear();
    emit changed();
}

void NewPaymentEditor::next()
{
    if (m_busy || !m_conflicts.isEmpty())
        return;
    m_problems.clear();
    m_failure = {};
    switch (m_step) {
    case Step::Intent:
        if (!refuse(problemsOfIntent(m_draft, m_workspace.clock.nowMs())))
            m_created ? update() : create();
        return;
    case Step::Customer:
        if (!refuse(problemsOfCustomer(m_draft)))
            update();
        return;
    case Step::Method: return update();
    case Step::Confirm:
    case Step::Result: return;
    }
}

void NewPaymentEditor::back()
{
    if (!canGoBack())
        return;
    m_conflicts.clear();
    goTo(static_cast<Step>(static_cast<int>(m_step) - 1));
}

void NewPaymentEditor::create()
{
    CreatePayment command = createCommand(m_draft);
    command.caller = m_workspace.caller;
    command.id = m_payment.id;
    setBusy(true);
    whenDone(m_workspace.payments.create(std::move(command)), this,
             [this](const Result<CreatedPayment> &answer) { onCreated(answer); });
}

void NewPaymentEditor::onCreated(const Result<CreatedPayment> &answer)
{
    if (!answer && answer.error().code == ErrorCode::Duplicate)
        return adopt();
    setBusy(false);
    if (!answer)
        return fail(answer.error(), MoneyAction::Edit);
    m_payment = answer->payment;
    m_created = true;
    emit created(m_payment.id);
    stepForward();
}

/// The id is ours alone: an earlier create got through although its answer did not.
void NewPaymentEditor::adopt()
{
    whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, m_payment.id), this,
             [this](const Result<PaymentDetails> &details) { onAdopted(details); });
}

void NewPaymentEditor::onAdopted(const Result<PaymentDetails> &details)
{
    setBusy(false);
    if (!details)
        return fail(details.error(), MoneyAction::Edit);
    m_payment = details->payment;
    m_created = true;
    emit created(m_payment.id);
    update(); // with what was changed since that create, if anything
}

void NewPaymentEditor::update()
{
    UpdatePayment command = updateCommand(m_draft, m_payment);
    command.caller = m_workspace.caller;
    if (m_step == Step::Method && m_payment.paymentMethod != "card"_L1)
        command.paymentMethod = u"card"_s;
    if (!changesAnything(command))
        return stepForward();
    setBusy(true);
    whenDone(m_workspace.payments.update(std::move(command)), this,
             [this](const Result<Payment> &answer) { onUpdated(answer); });
}

void NewPaymentEditor::onUpdated(const Result<Payment> &answer)
{
    if (!answer && answer.error().code == ErrorCode::VersionConflict) {
        whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, m_payment.id), this,
                 [this](const Result<PaymentDetails> &details) { onConflict(details); });
        return;
    }
    setBusy(false);
    if (!answer) {
        fail(answer.error(), MoneyAction::Edit);
        if (answer.error().code == ErrorCode::InvalidState)
            reload(); // confirmed or cancelled by somebody else: its result says so
        return;
    }
    m_payment = *answer;
    m_draft = draftOf(m_payment); // as stored, should the service have tidied it
    stepForward();
}

void NewPaymentEditor::onConflict(const Result<PaymentDetails> &details)
{
    setBusy(false);
    if (!details)
        return fail(details.error(), MoneyAction::Edit);
    m_theirs = details->payment;
    if (!mayUpdate(m_theirs.status)) {
        m_payment = m_theirs;
        return showResult();
    }
    m_conflicts = differences(m_draft, m_theirs, shownZone(m_workspace.time));
    if (m_conflicts.isEmpty())
        return keepMine(); // they stored the same, or something this form does not show
    m_failure =
        errorText({ErrorCode::VersionConflict}, sceneOf(m_workspace, MoneyAction::Edit, m_theirs));
    emit changed();
    emit conflictFound();
}

void NewPaymentEditor::keepMine()
{
    m_payment = std::exchange(m_theirs, {});
    m_conflicts.clear();
    m_failure = {};
    update();
}

void NewPaymentEditor::takeTheirs()
{
    m_payment = std::exchange(m_theirs, {});
    m_draft = draftOf(m_payment);
    m_conflicts.clear();
    m_failure = {};
    emit draftReplaced();
    emit changed();
}

/// What all confirms have in common.
void NewPaymentEditor::send(ConfirmPayment command)
{
    command.caller = m_workspace.caller;
    command.id = m_payment.id;
    command.clientOperationId = m_operationId;
    if (m_payment.futureUsage != FutureUsage::None) // whoever sits here was told so
        command.acceptance =
            CustomerAcceptance{AcceptanceType::Offline, m_workspace.clock.nowMs(), {}, {}};
    setBusy(true);
    whenDone(m_workspace.payments.confirm(std::move(command)), this,
             [this](const Result<Payment> &answer) { onConfirmed(answer); });
}

void NewPaymentEditor::confirm(CardDetails card)
{
    if (m_busy || m_step != Step::Confirm)
        return;
    m_problems.clear();
    m_failure = {};
    const Result<> usable = checkCard(card, m_workspace.clock.nowMs(), true);
    if (!usable) {
        goTo(Step::Method);
        refuse({usable.error()});
        return;
    }
    ConfirmPayment command;
    command.card = std::move(card);
    send(std::move(command));
}

void NewPaymentEditor::onConfirmed(const Result<Payment> &answer)
{
    setBusy(false);
    if (answer) {
        m_payment = *answer;
        return showResult();
    }
    const Error &error = answer.error();
    if (error.code == ErrorCode::OutcomeUnknown) {
        m_payment.outcomeUnknown = true;
        return showResult();
    }
    if (error.field.startsWith("card_"_L1)) {
        goTo(Step::Method);
        refuse({error});
        return;
    }
    if (error.code == ErrorCode::InvalidState || error.code == ErrorCode::Busy)
        return reload(); // somebody else was faster: show what became of it
    m_outcome = Outcome::NotSent;
    m_requestEnded = error.code == ErrorCode::ConnectorUnreachable
                     || error.code == ErrorCode::ConnectorUnavailable;
    m_outcomeText = errorText(error, sceneOf(m_workspace, MoneyAction::Confirm, m_payment));
    goTo(Step::Result);
    emit outcomeChanged(m_outcome);
}

void NewPaymentEditor::retry()
{
    if (!canRetry() || m_busy)
        return;
    // One that was merely not taken on keeps its id: should it have got through, it is not done
    // twice.
    if (std::exchange(m_requestEnded, false))
        m_operationId = newClientOperationId(m_workspace);
    m_outcome = Outcome::None;
    m_outcomeText = {};
    goTo(Step::Method);
}

void NewPaymentEditor::onPaymentChanged(const PaymentId &id)
{
    if (id == m_payment.id && m_step == Step::Result && !m_busy)
        reload();
}

void NewPaymentEditor::reload()
{
    whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, m_payment.id), this,
             [this](const Result<PaymentDetails> &details) { onReload(details); });
}

void NewPaymentEditor::onReload(const Result<PaymentDetails> &details)
{
    if (!details)
        return fail(details.error(), MoneyAction::Read);
    if (m_busy || details->payment.version < m_payment.version)
        return;
    const bool unconfirmed = mayUpdate(details->payment.status) && !details->payment.outcomeUnknown;
    m_payment = details->payment;
    if (m_outcome == Outcome::NotSent && unconfirmed)
        return; // still what is shown
    judge(nextCheckOf(*details));
    goTo(Step::Result);
    emit outcomeChanged(m_outcome);
}

bool NewPaymentEditor::refuse(const QList<Error> &problems)
{
    for (const Error &error : problems)
        m_problems.insert(error.field, fieldProblem(error, m_draft.currency));
    if (!problems.isEmpty())
        emit changed();
    return !problems.isEmpty();
}

void NewPaymentEditor::fail(const Error &error, MoneyAction action)
{
    const QString problem = fieldProblem(error, m_draft.currency);
    if (!problem.isEmpty())
        m_problems.insert(error.field, problem);
    m_failure = errorText(error, sceneOf(m_workspace, action, m_payment));
    emit changed();
    emit failed(m_failure);
}

void NewPaymentEditor::setBusy(bool busy)
{
    m_busy = busy;
    emit changed();
}

void NewPaymentEditor::goTo(Step step)
{
    const bool moved = std::exchange(m_step, step) != step;
    if (moved && step == Step::Method)
        readMethods();
    emit changed();
    if (moved)
        emit stepChanged(step);
}

void NewPaymentEditor::stepForward()
{
    goTo(static_cast<Step>(static_cast<int>(m_step) + 1));
}

void NewPaymentEditor::showResult()
{
    judge(0);
    goTo(Step::Result);
    emit outcomeChanged(m_outcome);
    if (m_outcome == Outcome::NotKnown)
        reload(); // tells when it is asked again
}

void NewPaymentEditor::judge(qint64 nextCheckAtMs)
{
    m_outcome = outcomeOf(m_payment);
    m_requestEnded = m_outcome == Outcome::NotSent;
    ErrorScene scene = sceneOf(m_workspace, MoneyAction::Confirm, m_payment);
    scene.nextCheckAtMs = nextCheckAtMs;
    m_outcomeText = ::outcomeText(m_workspace, m_payment, m_outcome, scene);
    m_outcomeText.reference = scene.reference;
}
