#include "models/manifestcolumns.h"

#include <QCoreApplication>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ManifestColumns)
};

const auto kSetting = u"manifest/shapes"_s;

/// Names as they stand in files, without case, blanks and signs; the best come first.
QStringList namesOf(ManifestRole role)
{
    switch (role) {
    case ManifestRole::Order:
        return {
            u"orderreference"_s,    u"orderref"_s,    u"orderid"_s,         u"ordernumber"_s,
            u"orderno"_s,           u"ordernr"_s,     u"order"_s,           u"merchantreference"_s,
            u"bestellnummer"_s,     u"bestellnr"_s,   u"bestellreferenz"_s, u"bestellung"_s,
            u"auftragsnummer"_s,    u"auftragsnr"_s,  u"auftrag"_s,         u"numérodecommande"_s,
            u"numerodecommande"_s,  u"nocommande"_s,  u"ncommande"_s,       u"référencecommande"_s,
            u"referencecommande"_s, u"refcommande"_s, u"commande"_s,        u"reference"_s,
            u"référence"_s,         u"referenz"_s};
    case ManifestRole::Payment:
        return {u"paymentid"_s, u"payment"_s,        u"zahlungsid"_s, u"zahlungid"_s,
                u"zahlung"_s,   u"zahlungsnummer"_s, u"idpaiement"_s, u"paiementid"_s,
                u"paiement"_s,  u"iddepaiement"_s};
    case ManifestRole::Transaction:
        return {u"transactionid"_s,  u"transaction"_s,        u"processorreference"_s,
                u"pspreference"_s,   u"transaktionsid"_s,     u"transaktionid"_s,
                u"transaktion"_s,    u"transaktionsnummer"_s, u"idtransaction"_s,
                u"iddetransaction"_s};
    case ManifestRole::Amount:
        return {u"amount"_s,    u"capture"_s, u"captureamount"_s, u"amounttocapture"_s,
                u"total"_s,     u"value"_s,   u"betrag"_s,        u"summe"_s,
                u"warenwert"_s, u"montant"_s, u"somme"_s,         u"valeur"_s};
    case ManifestRole::Currency:
        return {u"currency"_s, u"currencycode"_s, u"währung"_s, u"waehrung"_s,
                u"wkz"_s,      u"devise"_s,       u"monnaie"_s};
    case ManifestRole::Shipment:
        return {u"shipmentreference"_s,
                u"shipmentref"_s,
                u"shipmentid"_s,
                u"shipment"_s,
                u"trackingnumber"_s,
                u"trackingno"_s,
                u"tracking"_s,
                u"parcel"_s,
                u"delivery"_s,
                u"deliverynote"_s,
                u"sendungsnummer"_s,
                u"sendungsnr"_s,
                u"sendung"_s,
                u"lieferschein"_s,
                u"lieferscheinnummer"_s,
                u"lieferung"_s,
                u"paket"_s,
                u"paketnummer"_s,
                u"expédition"_s,
                u"expedition"_s,
                u"livraison"_s,
                u"numérodesuivi"_s,
                u"numerodesuivi"_s,
                u"suivi"_s,
                u"colis"_s,
                u"envoi"_s};
    }
    return {};
}

QString bare(const QString &name)
{
    QString letters;
    for (const QChar c : name.toCaseFolded()) {
        if (c.isLetterOrNumber())
            letters.append(c);
    }
    return letters;
}

} // namespace

bool ManifestColumns::isUsable() const
{
    if (of(ManifestRole::Order) < 0 && of(ManifestRole::Payment) < 0
        && of(ManifestRole::Transaction) < 0)
        return false;
    for (size_t i = 0; i < columns.size(); ++i) {
        if (columns.at(i) >= 0 && std::ranges::count(columns, columns.at(i)) > 1)
            return false;
    }
    return true;
}

QString manifestRoleName(ManifestRole role)
{
    switch (role) {
    case ManifestRole::Order: return Words::tr("Order reference");
    case ManifestRole::Payment: return Words::tr("Payment ID");
    case ManifestRole::Transaction: return Words::tr("Transaction ID");
    case ManifestRole::Amount: return Words::tr("Amount");
    case ManifestRole::Currency: return Words::tr("Currency");
    case ManifestRole::Shipment: return Words::tr("Shipment");
    }
    return {};
}

ManifestColumns guessColumns(const QStringList &header)
{
    QStringList bareNames;
    for (const QString &name : header)
        bareNames.append(bare(name));
    ManifestColumns guess;
    for (int i = 0; i < kManifestRoles; ++i) {
        const auto role = static_cast<ManifestRole>(i);
        for (const QString &name : namesOf(role)) {
            const auto at = static_cast<int>(bareNames.indexOf(name));
            if (at < 0 || std::ranges::count(guess.columns, at) > 0)
                continue;
            guess.set(role, at);
            break;
        }
    }
    return guess;
}

std::optional<ManifestColumns> ManifestShapes::find(const QString &shape,
                                                    qsizetype columnCount) const
{
    // "shape=1,-1,-1,2,3,-1,0": the columns in the order of the roles, then the decimals.
    for (const QString &line : m_settings.value(kSetting).toStringList()) {
        if (!line.startsWith(shape + u'='))
            continue;
        const QStringList numbers = line.mid(shape.size() + 1).split(u',');
        if (numbers.size() != kManifestRoles + 1)
            return std::nullopt;
        ManifestColumns kept;
        for (int i = 0; i < kManifestRoles; ++i) {
            bool isNumber = false;
            const int column = numbers.at(i).toInt(&isNumber);
            if (!isNumber || column < -1 || column >= columnCount)
                return std::nullopt;
            kept.set(static_cast<ManifestRole>(i), column);
        }
        const int decimals = numbers.last().toInt();
        if (decimals == static_cast<int>(DecimalSign::Point)
            || decimals == static_cast<int>(DecimalSign::Comma))
            kept.decimals = static_cast<DecimalSign>(decimals);
        return kept.isUsable() ? std::optional(kept) : std::nullopt;
    }
    return std::nullopt;
}

void ManifestShapes::keep(const QString &shape, const ManifestColumns &columns)
{
    QStringList lines = m_settings.value(kSetting).toStringList();
    lines.removeIf([&](const QString &line) { return line.startsWith(shape + u'='); });
    QStringList numbers;
    for (const int column : columns.columns)
        numbers.append(QString::number(column));
    numbers.append(QString::number(static_cast<int>(columns.decimals)));
    lines.prepend(shape + u'=' + numbers.join(u','));
    while (lines.size() > kMostShapes)
        lines.removeLast();
    m_settings.setValue(kSetting, lines);
}
