#pragma once

#include "services/interfaces/audittrail.h"

#include <QPromise>

/// A trail of made-up lines, and a check that comes out as it is told. Answers at once.
class FakeAudit final : public AuditTrail
{
public:
    /// Line `number` of a day in a shop.
    static AuditRecord sample(qint64 number)
    {
        struct Kind
        {
            const char *actor, *action, *object, *result, *detail;
        };
        static const Kind kinds[] = {
            {"operator:Robin", "payment.create", "pay_%1", "requires_confirmation",
             "captured=0 refunded=0"},
            {"operator:Robin", "operation.reserve", "pay_%1", "processing",
             "kind=authorize amount=4990 currency=EUR state=sending send=1 captured=0 refunded=0"},
            {"processor", "operation.settle", "pay_%1", "requires_capture",
             "kind=authorize amount=4990 currency=EUR state=succeeded send=1 captured=0 "
             "refunded=0"},
            {"processor", "operation.settle", "pay_%1", "succeeded",
             "kind=capture amount=4990 currency=EUR state=succeeded send=1 captured=4990 "
             "refunded=0"},
            {"operator:Maria Keller", "method.delete", "pm_%1", "cus_ada", ""},
            {"system", "program.start", "run_%1", "", "open_operations=0 host=till-3"},
            {"operator:Maria Keller", "vault.unlock", "vault", "done", ""},
            {"operator:Robin", "audit.verify", "audit", "whole", "lines=1200"},
            {"system", "audit.broken", "audit", "missing", "line=1180"},
        };
        const Kind &kind = kinds[number % std::ssize(kinds)];
        AuditRecord record;
        record.number = number;
        record.sealed = number % 4 != 0;
        record.entry.atMs = 1'780'000'000'000 - (2'000 - number) * 60'000;
        record.entry.merchantId = {QStringLiteral("merchant_test")};
        record.entry.actor = QString::fromLatin1(kind.actor);
        record.entry.action = QString::fromLatin1(kind.action);
        record.entry.object =
            QString::fromLatin1(kind.object).replace(QStringLiteral("%1"), QString::number(number));
        record.entry.result = QString::fromLatin1(kind.result);
        record.entry.detail = QString::fromLatin1(kind.detail);
        return record;
    }
    void generate(qint64 count)
    {
        for (qint64 number = 1; number <= count; ++number)
            all.append(sample(number));
    }

    QFuture<Result<AuditPage>> list(const Caller &, const AuditQuery &query) override
    {
        queries.append(query);
        if (failure)
            return answer<AuditPage>(*failure);
        AuditPage page;
        qint64 last = 0;
        for (qsizetype i = all.size() - 1; i >= 0 && page.records.size() < query.limit; --i) {
            const AuditRecord &record = all.at(i);
            if (query.before > 0 && record.number >= query.before)
                continue;
            last = record.number;
            const QString line =
                record.entry.actor + u' ' + record.entry.action + u' ' + record.entry.object;
            bool matches = true;
            for (const QString &word : query.words.split(u' ', Qt::SkipEmptyParts))
                matches = matches && line.contains(word, Qt::CaseInsensitive);
            if (matches)
                page.records.append(record);
            if (lookAtMost > 0 && query.before > 0 && query.before - record.number >= lookAtMost)
                break;
        }
        page.next = last > 1 ? last : 0;
        return answer<AuditPage>(page);
    }
    QFuture<Result<AuditCheck>> verify(const Caller &, const AuditCheck &soFar) override
    {
        ++checks;
        if (failure)
            return answer<AuditCheck>(*failure);
        AuditCheck check = soFar;
        check.total = all.size();
        check.lines = qMin<qint64>(check.total, check.lines + 100);
        check.sealed = check.lines - unsealed;
        check.lastSealed = check.lines;
        check.unread = locked ? check.sealed : 0;
        if (finding && check.lines >= finding->number)
            check.finding = finding;
        check.done = (check.lines == check.total && !hold) || check.finding;
        return answer<AuditCheck>(check);
    }

    QList<AuditRecord> all;
    QList<AuditQuery> queries;
    std::optional<Error> failure;
    std::optional<AuditFinding> finding;
    qint64 unsealed = 0;
    qint64 lookAtMost = 0; ///< lines a call; 0: all
    bool locked = false;
    bool hold = false; ///< the last step does not come to an end
    int checks = 0;

private:
    template <class T>
    static QFuture<Result<T>> answer(Result<T> value)
    {
        QPromise<Result<T>> promise;
        promise.start();
        promise.addResult(std::move(value));
        promise.finish();
        return promise.future();
    }
};
