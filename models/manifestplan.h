#pragma once

#include "models/capturerow.h"
#include "models/manifestcolumns.h"
#include "models/manifestfile.h"

#include <QHash>

/// What one line of a shipment file asks for.
struct ManifestLine
{
    int number = 0; ///< in the file, from 1
    QString order;
    QString payment;
    QString transaction;
    QString amount; ///< empty: all that is left
    QString currency;
    QString shipment;
    QString problem; ///< why it cannot be read, in words

    /// The name the line gives its payment: id, else transaction, else order.
    QString name() const;
};

QList<ManifestLine> linesOf(const ManifestFile &file, const ManifestColumns &columns);
/// What to ask PaymentLists::named() for.
PaymentNames namesOf(const QList<ManifestLine> &lines);
/// As chosen by a person, else as detected from all lines.
DecimalSign decimalsOf(const QList<ManifestLine> &lines, const ManifestColumns &columns);

/// The dry run of a shipment file. Each line is matched to the payments it may mean, and each such
/// pair has an id of its own, made of merchant, payment, shipment (or amount) and how often that
/// came before in the file: the same line of the same file has the same id whenever it is dropped.
/// Ask for nextIds() and learn() until there are none, then take rows().
class ManifestPlan
{
public:
    /// A capture that was refused is tried under another id, this often.
    static constexpr int kMostAttempts = 6;

    ManifestPlan(const Workspace &workspace, QList<ManifestLine> lines, DecimalSign decimals,
                 QList<Payment> payments);
    // Matches point into the payments.
    ManifestPlan(const ManifestPlan &) = delete;
    ManifestPlan &operator=(const ManifestPlan &) = delete;

    /// Client operation ids that are not looked up yet.
    QStringList nextIds() const;
    /// What was found under them.
    void learn(const QList<Operation> &operations);
    /// One row a line, in the order of the file.
    QList<CaptureRow> rows() const;

private:
    struct Match
    {
        const Payment *payment = nullptr;
        QString baseId;
        int sameAs = 0; ///< an earlier line of the file with the same shipment, or amount if none
        int attempt = 1;
        bool settled = false;   ///< the id is free, or belongs to `earlier`
        Operation earlier = {}; ///< a capture of this very line that was not refused
        bool isEarlier = false;
    };
    struct Taken
    {
        qint64 amount = 0;
        int line = 0; ///< the last one that takes from it
    };
    using TakenBy = QHash<PaymentId, Taken>;

    void indexPayments();
    QList<const Payment *> meantBy(const ManifestLine &line) const;
    void match();
    QString contentOf(const ManifestLine &line, const Payment &payment) const;
    static QString idOf(const Match &match);
    const Match &choose(const ManifestLine &line, const QList<Match> &matches,
                        const TakenBy &taken) const;
    bool isOpenHold(const Payment &payment) const;
    CaptureRow unmatchedRow(const ManifestLine &line) const;
    CaptureRow earlierRow(const Match &match) const;
    CaptureRow rowFor(const ManifestLine &line, const QList<Match> &matches, TakenBy &taken) const;
    /// Sets the amount the line asks for; false when it says why there is none.
    bool readAmount(const ManifestLine &line, CaptureRow &row) const;
    void judgeAmount(const ManifestLine &line, CaptureRow &row, TakenBy &taken) const;
    void noteOthers(const QList<Match> &matches, CaptureRow &row) const;

    const Workspace &m_workspace;
    const QList<ManifestLine> m_lines;
    const DecimalSign m_decimals;
    const QList<Payment> m_payments;
    QHash<QString, QList<const Payment *>> m_byId;
    QHash<QString, QList<const Payment *>> m_byTransaction;
    QHash<QString, QList<const Payment *>> m_byOrder; ///< without case
    QList<QList<Match>> m_matches;                    ///< of each line
};
