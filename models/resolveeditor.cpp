#include "models/resolveeditor.h"

#include "models/editortext.h"
#include "models/eventtext.h"
#include "services/core/async.h"
#include "services/interfaces/notes.h"

using namespace Qt::StringLiterals;

ResolveEditor::ResolveEditor(const Workspace &workspace, const PaymentId &id, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_payment(workspace)
{
    connect(&m_payment, &InspectorModel::changed, this, &ResolveEditor::changed);
    m_payment.setPayment(id);
}

/// The one that the inspector lists first.
const Operation *ResolveEditor::open() const
{
    if (!m_payment.details())
        return nullptr;
    const PaymentDetails &details = *m_payment.details();
    const bool conflicts = details.payment.status == PaymentStatus::Conflicted;
    for (const Operation &operation : details.operations) {
        if (operation.state == OperationState::Unknown
            || (conflicts && operation.state == OperationState::Integrity))
            return &operation;
    }
    return nullptr;
}

bool ResolveEditor::isOpen() const
{
    return open() != nullptr;
}

QString ResolveEditor::title() const
{
    const QList<OpenOperationEntry> entries = m_payment.notKnownYet();
    if (!entries.isEmpty())
        return entries.constFirst().title;
    return isRead() ? tr("It is known now") : tr("Not known yet");
}

QList<Fact> ResolveEditor::facts() const
{
    QList<Fact> facts;
    const Operation *operation = open();
    if (!operation)
        return facts;
    const auto add = [&facts](const QString &label, const QString &value, bool isId = false) {
        if (!value.isEmpty())
            facts.append({label, value, isId});
    };
    const auto time = [this](qint64 ms) {
        return ms > 0 ? DisplayText::dateTime(ms, shownZone(m_workspace.time), QLocale())
                      : QString();
    };
    add(tr("Processor"), DisplayText::connector(m_payment.details()->payment.connector));
    add(tr("Sent"), time(operation->lastSentAtMs));
    add(tr("Times asked since"), QString::number(operation->checkCount));
    add(tr("Asked again"), time(operation->nextCheckAtMs));
    add(tr("Processor's ID"), m_payment.details()->payment.processorReference, true);
    add(tr("Sent under key"), operation->idempotencyKey, true);
    add(tr("Payment ID"), m_payment.details()->payment.id.value, true);
    return facts;
}

QString ResolveEditor::explanation() const
{
    const QList<OpenOperationEntry> entries = m_payment.notKnownYet();
    if (!entries.isEmpty())
        return entries.constFirst().explanation;
    if (!isRead())
        return m_payment.error().oneLine();
    const Payment &payment = m_payment.details()->payment;
    //: %1 is the status of a payment, %2 what it means
    return tr("The payment is “%1”. %2")
        .arg(DisplayText::status(payment.status, payment.outcomeUnknown),
             DisplayText::statusMeaning(payment.status, payment.outcomeUnknown));
}

QString ResolveEditor::whyNotByHand()
{
    return tr("What the processor cannot say is decided by two persons: one proposes it with "
              "evidence, another one approves. This program knows only one person so far, so "
              "nobody can decide it here. It goes on being asked. What you find out, at the "
              "processor or on a bank statement, can be kept as a note for whoever decides.");
}

void ResolveEditor::ask()
{
    if (!mayAsk())
        return;
    m_busy = true;
    m_answer.clear();
    emit changed();
    whenDone(m_workspace.payments.sync({m_workspace.caller, m_payment.id()}), this,
             [this](const Result<Payment> &answer) { onAnswer(answer); });
}

void ResolveEditor::onAnswer(const Result<Payment> &answer)
{
    m_busy = false;
    const QString time = shownClockTime(m_workspace, m_workspace.clock.nowMs());
    if (!answer) {
        emit changed();
        return emit failed(PaymentLookup::problem(answer.error(), m_payment.id()));
    }
    const bool still = answer->outcomeUnknown || answer->status == PaymentStatus::Conflicted;
    const QString status = DisplayText::status(answer->status, answer->outcomeUnknown);
    //: %1 is a time of day, %2 the status of a payment
    m_answer = (still ? tr("Asked at %1: still “%2”.") : tr("Asked at %1: the payment is “%2”."))
                   .arg(time, status);
    m_payment.reload();
    emit changed();
}

void ResolveEditor::setEvidence(const QString &text)
{
    m_evidence = text;
    const Result<QString> checked = checkedNote(text);
    const bool isEmpty = !checked && checked.error().code == ErrorCode::MissingField;
    m_evidenceProblem =
        checked || isEmpty ? QString() : fieldProblem(checked.error(), Currency::Eur);
    emit changed();
}

bool ResolveEditor::mayKeepEvidence() const
{
    return m_workspace.notes && !m_keeping && isTouched() && m_evidenceProblem.isEmpty();
}

void ResolveEditor::keepEvidence()
{
    if (!mayKeepEvidence())
        return;
    m_keeping = true;
    emit changed();
    const NoteSubject subject{NoteAbout::Payment, m_payment.id().value};
    whenDone(m_workspace.notes->add({m_workspace.caller, subject, m_evidence}), this,
             [this](const Result<Note> &answer) {
                 m_keeping = false;
                 if (answer)
                     m_evidence.clear();
                 emit changed();
                 if (answer)
                     emit kept(tr("Kept as a note on the payment."));
                 else
                     emit failed(PaymentLookup::problem(answer.error(), m_payment.id()));
             });
}
