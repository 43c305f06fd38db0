#include "models/agreementmodel.h"

#include "models/declinetext.h"
#include "models/editortext.h"
#include "models/workspace.h"
#include "services/core/async.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kReadDelayMs = 150; ///< changes that come in a burst are read together

} // namespace

AgreementModel::AgreementModel(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    m_readTimer.setSingleShot(true);
    m_readTimer.setInterval(kReadDelayMs);
    connect(&m_readTimer, &QTimer::timeout, this, &AgreementModel::read);
    const auto readSoon = [this] {
        if (!m_id.isEmpty() && !m_readTimer.isActive())
            m_readTimer.start();
    };
    connect(&workspace.events, &Events::agreementChanged, this,
            [this, readSoon](const MandateId &id) {
                if (id == m_id)
                    readSoon();
            });
    connect(&workspace.events, &Events::paymentChanged, this, readSoon);
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &AgreementModel::changed);
    if (workspace.mask)
        connect(workspace.mask, &PrivacyMask::changed, this, &AgreementModel::changed);
}

void AgreementModel::setAgreement(const MandateId &id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_details.reset();
    m_error = {};
    ++m_generation;
    emit changed();
    read();
}

void AgreementModel::reload()
{
    read();
}

void AgreementModel::read()
{
    m_readTimer.stop();
    if (m_id.isEmpty())
        return;
    const quint64 generation = ++m_generation;
    whenDone(m_workspace.recurring->find(m_workspace.caller.merchantId, m_id), this,
             [this, generation](const Result<AgreementDetails> &answer) {
                 if (generation != m_generation)
                     return;
                 m_error =
                     answer ? ErrorText() : AgreementText::problem(answer.error(), m_id.value);
                 m_details = answer ? std::optional(*answer) : std::nullopt;
                 emit changed();
             });
}

QString AgreementModel::title() const
{
    return m_details ? masked(m_workspace.mask, AgreementText::customer(m_details->agreement))
                     : QString();
}

QString AgreementModel::stateWord() const
{
    return m_details ? AgreementText::word(m_details->agreement, m_workspace.clock.nowMs())
                     : QString();
}

QString AgreementModel::stateMeaning() const
{
    return m_details ? AgreementText::meaning(m_details->agreement, m_workspace.clock.nowMs())
                     : QString();
}

StatusLook AgreementModel::stateLook() const
{
    if (!m_details)
        return StatusLook::Draft;
    return AgreementText::look(
        AgreementText::state(m_details->agreement, m_workspace.clock.nowMs()));
}

bool AgreementModel::hasCustomerPage() const
{
    return m_details && m_workspace.navigation && m_workspace.customers;
}

void AgreementModel::openCustomer() const
{
    if (hasCustomerPage())
        emit m_workspace.navigation->customerAsked(m_details->agreement.mandate.customerId);
}

bool AgreementModel::mayBeCharged() const
{
    if (!m_details)
        return false;
    const AgreementState state =
        AgreementText::state(m_details->agreement, m_workspace.clock.nowMs());
    return state == AgreementState::Active || state == AgreementState::Failed;
}

bool AgreementModel::mayBeEnded() const
{
    if (!m_details)
        return false;
    const MandateStatus status = m_details->agreement.mandate.status;
    return status == MandateStatus::Active || status == MandateStatus::Pending;
}

QList<Fact> AgreementModel::facts() const
{
    QList<Fact> facts;
    if (!m_details)
        return facts;
    const Agreement &agreement = m_details->agreement;
    const Mandate &mandate = agreement.mandate;
    const auto add = [&facts](const QString &label, const QString &value, bool isId = false) {
        if (!value.isEmpty())
            facts.append({label, value, isId});
    };
    const auto time = [&](qint64 ms) {
        return DisplayText::dateTime(ms, shownZone(m_workspace.time), QLocale());
    };
    add(tr("Card"), DisplayText::card(agreement.card.brand, agreement.card.last4));
    const auto addPrivate = [&](const QString &label, const QString &value) {
        add(label, masked(m_workspace.mask, value));
    };
    addPrivate(tr("May be charged"), AgreementText::limit(mandate));
    add(tr("Rhythm"), AgreementText::frequency(mandate.terms.frequency));
    add(tr("Next charge"), time(mandate.nextChargeAtMs));
    add(tr("Not before"), time(mandate.terms.startAtMs));
    add(tr("Not after"), time(mandate.terms.endAtMs));
    addPrivate(tr("Charged so far"), shownMoney(mandate.charged, mandate.currency));
    add(tr("Failures in a row"),
        mandate.last.failures > 0 ? QString::number(mandate.last.failures) : QString());
    add(tr("What it is for"), mandate.terms.description);
    add(tr("Agreed"), time(mandate.acceptance.acceptedAtMs));
    addPrivate(tr("E-mail"), agreement.customerEmail);
    add(tr("Customer ID"), mandate.customerId.value, true);
    add(tr("Agreement ID"), mandate.id.value, true);
    add(tr("Set up by"), mandate.paymentId.value, true);
    return facts;
}

QList<ChargeEntry> AgreementModel::charges() const
{
    QList<ChargeEntry> entries;
    if (!m_details)
        return entries;
    for (const Payment &payment : m_details->charges) {
        ChargeEntry entry;
        entry.id = payment.id;
        entry.amount = masked(m_workspace.mask, shownMoney(payment.netAmount, payment.currency));
        entry.time =
            DisplayText::dateTime(payment.createdAtMs, shownZone(m_workspace.time), QLocale());
        entry.status = payment.status;
        entry.outcomeUnknown = payment.outcomeUnknown;
        if (payment.status == PaymentStatus::Failed)
            entry.reason =
                declineText(payment.error, sceneOf(m_workspace, MoneyAction::Confirm, payment))
                    .oneLine();
        entries.append(entry);
    }
    return entries;
}
