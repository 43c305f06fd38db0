#pragma once

#include "models/capturerow.h"

#include <QHash>
#include <QObject>

/// Captures many holds: loads them, shows a dry run in four groups, then sends the included ones,
/// a bounded number at a time, and keeps one outcome line each. One failure stops nothing else.
class CaptureManyEditor final : public QObject
{
    Q_OBJECT

public:
    enum class Phase { Loading, Planning, Running, Finished };
    /// Where a row is listed once captures have been sent.
    enum class Section { Waiting, Captured, Refused, NotKnown, NotSent };

    static constexpr int kInFlight = 32;
    static constexpr int kLoadsAtOnce = 16;
    static constexpr int kListPage = 500;
    /// Above so many payments their number has to be typed.
    static constexpr int kAskCountAbove = 20;

    CaptureManyEditor(Workspace &workspace, const QList<PaymentId> &ids, QObject *parent = nullptr);
    /// By the row ids of the payments table. `amounts`, by row id, are what a person wants to take
    /// instead of all that is left.
    CaptureManyEditor(Workspace &workspace, const QList<qint64> &rowIds,
                      const QHash<qint64, qint64> &amounts = {}, QObject *parent = nullptr);
    /// The rows come with setRows(); until then it is loading.
    explicit CaptureManyEditor(Workspace &workspace, QObject *parent = nullptr);

    /// Forgets the plan while another one is made. Not once captures have been sent.
    void beginPlanning();
    /// The plan, in the order it is shown; or why there is none, in words. Several rows may be of
    /// one payment: they are sent one after another.
    void setRows(const QList<CaptureRow> &rows, const QString &problem = {});

    const Workspace &workspace() const { return m_workspace; }
    Phase phase() const { return m_phase; }
    int total() const { return m_total; }
    int loaded() const { return static_cast<int>(m_rows.size()); }
    /// By end of the hold once they are loaded; a hold without a known end comes last.
    const QList<CaptureRow> &rows() const { return m_rows; }
    int countIn(CaptureGroup group) const;
    int countIn(Section section) const;
    /// Where this row is listed while captures are sent; nothing for one that is not included.
    static std::optional<Section> sectionOf(const CaptureRow &row);
    int includedCount() const;
    /// Of the included rows, one amount a currency.
    QList<Money> includedTotals() const;
    /// Of the captured rows, one amount a currency.
    QList<Money> capturedTotals() const;
    bool needsTypedCount() const { return includedCount() > kAskCountAbove; }
    bool canStart() const;
    /// Why it cannot start, in words; empty when it can.
    QString problem() const;
    /// "Capture 37 payments".
    QString actionText() const;
    int doneCount() const { return m_answered; }
    int sentTotal() const { return static_cast<int>(m_queue.size()); }
    /// One sentence on the whole.
    QString summary() const;
    /// The summary and one line a payment, to keep.
    QString report() const;

public slots:
    void setIncluded(int row, bool included);
    /// In the notation of the locale; what is wrong with it is said in the row.
    void setAmountText(int row, const QString &typed);
    void setTypedCount(const QString &typed);
    void start();
    /// What is in flight is finished, what waits is not sent.
    void cancelRest();

signals:
    void phaseChanged();
    /// How many are loaded or answered.
    void progressed();
    void rowsReset();
    void rowChanged(int row);
    /// Inclusion, amounts or the typed count changed.
    void planChanged();

private:
    void lookUp(const QList<qint64> &rowIds);
    void onLookedUp(const Result<QList<PaymentSummary>> &page, const QList<qint64> &rest);
    void load();
    void onLoaded(const PaymentId &id, const Result<PaymentDetails> &details);
    void finishLoading();
    void send();
    /// The rows to send after it because they are of the same payment.
    void queueRows();
    void onAnswer(int row, const Result<Payment> &answer);
    void onPaymentChanged(const PaymentId &id);
    void refresh(int row);
    void onRefreshed(int row, const Result<PaymentDetails> &details);
    void setPhase(Phase phase);

    Workspace &m_workspace;
    Phase m_phase = Phase::Loading;
    int m_total = 0;
    QList<PaymentId> m_toLoad;
    qsizetype m_nextLoad = 0;
    int m_loading = 0;
    QList<CaptureRow> m_rows;
    QHash<PaymentId, QList<int>> m_rowsOf;
    QHash<qint64, qint64> m_amounts; ///< by row id, where a person chose one
    QString m_loadProblem;           ///< why the list could not be read; empty when it could
    QString m_typedCount;
    QList<int> m_queue;       ///< all rows to send, in order
    QList<int> m_ready;       ///< those that wait for nothing but their turn, the next one last
    QHash<int, int> m_behind; ///< row to the next one of the same payment
    int m_inFlight = 0;
    int m_answered = 0;
    bool m_cancelled = false;
};
