#include "models/moneyreason.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestReason = 255;

/// For the record and the API, not for the screen.
QString recordName(MoneyReason::Kind kind)
{
    switch (kind) {
    case MoneyReason::Kind::RequestedByCustomer: return u"requested_by_customer"_s;
    case MoneyReason::Kind::OutOfStock: return u"out_of_stock"_s;
    case MoneyReason::Kind::Duplicate: return u"duplicate"_s;
    case MoneyReason::Kind::Fraudulent: return u"fraudulent"_s;
    case MoneyReason::Kind::Other: return u"other"_s;
    }
    return {};
}

} // namespace

QList<MoneyReason::Kind> MoneyReason::kinds()
{
    return {Kind::RequestedByCustomer, Kind::OutOfStock, Kind::Duplicate, Kind::Fraudulent,
            Kind::Other};
}

QString MoneyReason::text(Kind kind)
{
    switch (kind) {
    case Kind::RequestedByCustomer: return tr("The customer asked for it");
    case Kind::OutOfStock: return tr("The order cannot be delivered");
    case Kind::Duplicate: return tr("The order was placed twice");
    case Kind::Fraudulent: return tr("Fraud suspected");
    case Kind::Other: return tr("Another reason (see note)");
    }
    return {};
}

QString MoneyReason::problem() const
{
    if (kind == Kind::Other && note.trimmed().isEmpty())
        return tr("Write the reason into the note.");
    if (forRecord().size() > kLongestReason)
        //: %1 is a number of characters
        return tr("The note is too long by %1 characters.")
            .arg(QLocale().toString(forRecord().size() - kLongestReason));
    return {};
}

QString MoneyReason::forRecord() const
{
    const QString tidy = note.trimmed();
    return tidy.isEmpty() ? recordName(kind) : recordName(kind) + u": "_s + tidy;
}

QString MoneyReason::fromRecord(const QString &record)
{
    for (const Kind kind : kinds()) {
        const QString name = recordName(kind);
        if (record == name)
            return text(kind);
        const QString noted = name + u": "_s;
        if (!record.startsWith(noted))
            continue;
        const QString note = record.mid(noted.size());
        return kind == Kind::Other ? note : text(kind) + u": "_s + note;
    }
    return record;
}
