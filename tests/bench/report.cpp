#include "tests/bench/report.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

void BenchReport::add(const BenchRow &row)
{
    if (m_rows.isEmpty())
        std::printf("%-22s %-22s %12s %12s %8s  %-14s %s\n", "id", "variant", "value", "reference",
                    "ratio", "goal", "met");
    m_rows.append(row);
    const QString value = QString::number(row.value, 'g', 5) + u' ' + row.unit;
    const QString reference = row.reference > 0 ? QString::number(row.reference, 'g', 5) : u"-"_s;
    const QString ratio = row.reference > 0 ? QString::number(row.ratio, 'f', 2) : u"-"_s;
    std::printf("%-22s %-22s %12s %12s %8s  %-14s %s\n", qPrintable(row.id),
                qPrintable(row.variant), qPrintable(value), qPrintable(reference),
                qPrintable(ratio), qPrintable(row.goal), row.met ? "yes" : "NO");
    std::fflush(stdout);
}

void BenchReport::atMostTimes(const QString &id, const QString &variant, double value,
                              double reference, const QString &unit, double limit)
{
    const double ratio = reference > 0 ? value / reference : 0;
    add({id, variant, value, unit, reference, ratio, u"<= %1 x"_s.arg(limit),
         reference > 0 && ratio <= limit});
}

void BenchReport::atLeastShare(const QString &id, const QString &variant, double value,
                               double reference, const QString &unit, double share)
{
    const double ratio = reference > 0 ? value / reference : 0;
    add({id, variant, value, unit, reference, ratio, u">= %1"_s.arg(share),
         reference > 0 && ratio >= share});
}

void BenchReport::atMost(const QString &id, const QString &variant, double value,
                         const QString &unit, double limit)
{
    add({id, variant, value, unit, 0, 0, u"<= %1 %2"_s.arg(QString::number(limit), unit),
         value <= limit});
}

bool BenchReport::save(const QString &file) const
{
    QJsonArray rows;
    for (const BenchRow &row : m_rows) {
        rows.append(QJsonObject{{u"id"_s, row.id},
                                {u"variant"_s, row.variant},
                                {u"value"_s, row.value},
                                {u"unit"_s, row.unit},
                                {u"reference"_s, row.reference},
                                {u"ratio"_s, row.ratio},
                                {u"goal"_s, row.goal},
                                {u"met"_s, row.met}});
    }
    QFile out(file);
    return out.open(QIODevice::WriteOnly) && out.write(QJsonDocument(rows).toJson()) > 0;
}

bool BenchReport::allMet() const
{
    return std::ranges::all_of(m_rows, [](const BenchRow &row) { return row.met; });
}

double percentile(QList<double> samples, double p)
{
    if (samples.isEmpty())
        return 0;
    std::ranges::sort(samples);
    const auto index = static_cast<qsizetype>(p * static_cast<double>(samples.size() - 1) + 0.5);
    return samples.at(std::min(index, samples.size() - 1));
}
