#pragma once

#include "models/errortext.h"
#include "models/fact.h"
#include "models/paymentlookup.h"
#include "models/refundtext.h"
#include "models/workspace.h"

#include <QTimer>

/// One line of the timeline, ready to show.
struct TimelineEntry
{
    qint64 atMs = 0;
    QString time;      ///< in the zone shown
    QString exactTime; ///< with date and zone, for the tooltip
    QString event;
    QString actor;
    QString amount; ///< empty when the step has none
    QString result; ///< the status it led to
    PaymentStatus status = PaymentStatus::RequiresConfirmation;

    friend bool operator==(const TimelineEntry &, const TimelineEntry &) = default;
};

/// One try to pay, ready to show.
struct AttemptEntry
{
    QString title; ///< "1. Simulated bank - Failed"
    QString time;
    QString meaning; ///< why the bank said no, and what to do; empty when it did not
    QString threeDs;
    QString code; ///< the processor's own code
};

/// Money that went back or is about to, ready to show.
struct RefundEntry
{
    RefundId id;
    RefundState state = RefundState::InProgress;
    QString amount;
    QString time;    ///< when it was asked for, and by whom
    QString due;     ///< "Goes back Fri 16:00"; empty unless it is planned
    QString reason;  ///< may be empty
    QString problem; ///< what went wrong, where the money is, what to do; mostly empty

    friend bool operator==(const RefundEntry &, const RefundEntry &) = default;
};

/// Something asked of the processor whose answer is not known yet, or fits nothing.
struct OpenOperationEntry
{
    QString title;       ///< "Capture of 49.90 EUR"
    QString explanation; ///< where the money is and when it is asked again
};

/// Everything the inspector says of one payment. Follows Events.
class InspectorModel final : public QObject
{
    Q_OBJECT

public:
    /// workspace must outlive the object.
    explicit InspectorModel(const Workspace &workspace, QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    /// Shows that payment; an empty id shows nothing. What was shown stays until the answer is
    /// here.
    void setPayment(const PaymentId &id);
    const PaymentId &id() const { return m_id; }
    /// Nothing until it is loaded.
    const std::optional<PaymentDetails> &details() const { return m_details; }
    /// Whether what is shown is already the payment asked for.
    bool isCurrent() const { return m_details && m_details->payment.id == m_id; }
    const ErrorText &error() const { return m_error; }
    bool allows(PaymentLookup::Purpose purpose) const;
    /// Whether names and amounts are hidden.
    bool isMasked() const;
    /// Whether asking the processor can tell anything new.
    bool mayAskProcessor() const;

    /// Whether there is a customer to go to, and going there.
    bool hasCustomer() const;
    void openCustomer() const;

    QString title() const;              ///< the amount
    QString subtitle() const;           ///< order, customer
    QString holdText() const;           ///< "Hold ends Fri 16:00 (2 days)"; empty without one
    QString scheduleText() const;       ///< when it is captured by itself; empty unless it will be
    QList<RefundEntry> refunds() const; ///< newest first
    QList<Fact> facts() const;
    QList<Fact> technicalFacts() const;
    QList<TimelineEntry> timeline() const;
    QList<AttemptEntry> attempts() const;
    QList<OpenOperationEntry> notKnownYet() const;

public slots:
    void reload();

signals:
    void changed();

private:
    void noteChange(const PaymentId &id);
    QString historyOf(const Operation &operation) const;
    QString money(qint64 units) const;
    QString hidden(const QString &text) const;
    QString dateTime(qint64 ms) const;

    const Workspace &m_workspace;
    QTimer m_soon;
    PaymentId m_id;
    std::optional<PaymentDetails> m_details;
    ErrorText m_error;
    quint64 m_generation = 0;
};
