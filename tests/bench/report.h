#pragma once

#include <QJsonArray>
#include <QList>
#include <QString>

/// One line of the table: a measured value beside a reference measured in the same run.
struct BenchRow
{
    QString id;
    QString variant; ///< row count and the like, may be empty
    double value = 0;
    QString unit;
    double reference = 0; ///< 0 when the goal is absolute
    double ratio = 0;     ///< value / reference, 0 without a reference
    QString goal;         ///< as people read it
    bool met = false;
};

/// Collects rows, prints them as they come and writes them as JSON.
class BenchReport
{
public:
    void add(const BenchRow &row);
    /// At most `limit` times the reference.
    void atMostTimes(const QString &id, const QString &variant, double value, double reference,
                     const QString &unit, double limit);
    /// At least `share` of the reference.
    void atLeastShare(const QString &id, const QString &variant, double value, double reference,
                      const QString &unit, double share);
    /// At most `limit`, without a reference.
    void atMost(const QString &id, const QString &variant, double value, const QString &unit,
                double limit);

    /// Writes the list to file; false when that failed.
    bool save(const QString &file) const;
    bool allMet() const;

private:
    QList<BenchRow> m_rows;
};

/// The p-th percentile (0..1) of the samples; 0 for none.
double percentile(QList<double> samples, double p);
