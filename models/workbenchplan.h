#pragma once

#include "models/selectiontotals.h"
#include "services/domain/payment.h"

#include <QHash>
#include <QSet>

/// The hold as far as a row of a list tells: enough to plan a capture with.
Payment holdOf(const PaymentSummary &row);

/// What a person means to capture: which holds are ticked, and how much of each.
class WorkbenchPlan final : public QObject
{
    Q_OBJECT

public:
    /// An amount that was typed for one hold.
    struct Typed
    {
        QString text;
        std::optional<qint64> amount; ///< minor units; nothing when it is wrong
        QString problem;              ///< what is wrong with it, in words
        Currency currency = Currency::Eur;
        qint64 capturable = 0; ///< what the hold had when it was typed
        qint64 version = 0;    ///< of the payment it was typed for
    };

    /// At most this many holds are ticked at once.
    static constexpr int kMostTicked = 10'000;

    /// workspace must outlive the object.
    explicit WorkbenchPlan(const Workspace &workspace, QObject *parent = nullptr);

    bool isTicked(qint64 rowId) const { return m_ticked.contains(rowId); }
    qsizetype tickedCount() const { return m_ticked.size(); }
    /// In the order they were ticked.
    const QList<qint64> &ticked() const { return m_order; }
    const Typed *typed(qint64 rowId) const;
    /// The typed amounts of the ticked holds.
    QHash<qint64, qint64> amounts() const;
    /// "3 holds ticked: 1,204.50 EUR + 310.00 USD"; without sums while they are read.
    QString text() const;
    /// Why the ticked ones cannot be captured, in words; empty when they can.
    QString problem() const;

    /// False when there are too many already.
    bool setTicked(const QList<qint64> &rowIds, bool ticked);
    void clear();
    /// The holds there are: others are no longer ticked.
    void keepOnly(const QList<qint64> &rowIds);
    /// In the notation of the locale; an empty text takes all that is left.
    void setAmountText(const PaymentSummary &row, const QString &text);
    /// The hold was read again: what was typed for another state of it is forgotten, and what is no
    /// hold any more is not ticked.
    void note(const PaymentSummary &row);

signals:
    void changed();

private:
    void readTotals();

    const Workspace &m_workspace;
    SelectionTotals m_totals;
    QSet<qint64> m_ticked;
    QList<qint64> m_order;
    QHash<qint64, Typed> m_typed;
};
