#include "ui/payments/paymentcommands.h"

#include "models/displaytext.h"
#include "services/domain/refund.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QWidget>

PaymentCommands::PaymentCommands(const Workspace &workspace, PaymentActions &actions,
                                 QWidget *window)
    : QObject(window)
    , m_lookup(workspace)
    , m_hasNotes(workspace.notes != nullptr)
    , m_actions(actions)
    , m_window(window)
{
    connect(&m_lookup, &PaymentLookup::found, this, &PaymentCommands::open);
    connect(&m_lookup, &PaymentLookup::failed, this, &PaymentCommands::failed);
    connect(&m_lookup, &PaymentLookup::answered, this, &PaymentCommands::notice);
    connect(&m_lookup, &PaymentLookup::linkFound, this,
            [this](const QString &link, const QString &sentence) {
                QGuiApplication::clipboard()->setText(link);
                emit notice(sentence);
            });
}

void PaymentCommands::capture(const PaymentId &id)
{
    m_lookup.find(id, PaymentLookup::Purpose::Capture);
}

void PaymentCommands::voidPayment(const PaymentId &id)
{
    m_lookup.find(id, PaymentLookup::Purpose::Void);
}

void PaymentCommands::refund(const PaymentId &id)
{
    m_lookup.find(id, PaymentLookup::Purpose::Refund);
}

void PaymentCommands::verify(const PaymentId &id)
{
    m_lookup.find(id, PaymentLookup::Purpose::Verify);
}

void PaymentCommands::askProcessor(const PaymentId &id)
{
    m_lookup.askProcessor(id);
}

void PaymentCommands::copyLink(const PaymentId &id)
{
    m_lookup.findLink(id);
}

void PaymentCommands::note(const PaymentId &id)
{
    if (m_hasNotes)
        m_actions.addNote({NoteAbout::Payment, id.value}, {}, m_window);
}

void PaymentCommands::resolve(const PaymentId &id)
{
    m_actions.resolve(id, m_window);
}

void PaymentCommands::open(const Payment &payment, PaymentLookup::Purpose purpose)
{
    const QString status = DisplayText::status(payment.status, payment.outcomeUnknown);
    const bool allowed = PaymentLookup::allows(purpose, payment);
    switch (purpose) {
    case PaymentLookup::Purpose::Capture:
        if (allowed)
            return m_actions.capture(payment, m_window);
        return emit notice(tr("There is nothing to capture: this payment is “%1”.").arg(status));
    case PaymentLookup::Purpose::Void:
        if (allowed)
            return m_actions.voidPayment(payment, m_window);
        return emit notice(tr("There is nothing to release: this payment is “%1”.").arg(status));
    case PaymentLookup::Purpose::Refund:
        if (allowed)
            return m_actions.refund(payment, m_window);
        if (!payment.outcomeUnknown && mayRefund(payment.status))
            return emit notice(
                tr("There is nothing left to refund: all that was taken went back, or is about "
                   "to."));
        return emit notice(tr("There is nothing to refund: this payment is “%1”.").arg(status));
    case PaymentLookup::Purpose::Verify:
        if (allowed)
            return m_actions.verify(payment.id, m_window);
        return emit notice(
            tr("The customer need not verify anything: this payment is “%1”.").arg(status));
    }
}
