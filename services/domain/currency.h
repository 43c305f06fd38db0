#pragma once

#include <QList>
#include <QString>

#include <optional>

// X(enumerator, ISO 4217 code, decimals of the minor unit). The decimals are those the REST API
// documents: as ISO, but IRR and MGA without decimals and ISK with two. A connector whose processor
// counts otherwise converts inside its own folder.
// clang-format off
#define OX_CURRENCIES(X) \
    X(Aed, "AED", 2) X(Afn, "AFN", 2) X(All, "ALL", 2) X(Amd, "AMD", 2) X(Ang, "ANG", 2) \
    X(Aoa, "AOA", 2) X(Ars, "ARS", 2) X(Aud, "AUD", 2) X(Awg, "AWG", 2) X(Azn, "AZN", 2) \
    X(Bam, "BAM", 2) X(Bbd, "BBD", 2) X(Bdt, "BDT", 2) X(Bgn, "BGN", 2) X(Bhd, "BHD", 3) \
    X(Bif, "BIF", 0) X(Bmd, "BMD", 2) X(Bnd, "BND", 2) X(Bob, "BOB", 2) X(Brl, "BRL", 2) \
    X(Bsd, "BSD", 2) X(Btn, "BTN", 2) X(Bwp, "BWP", 2) X(Byn, "BYN", 2) X(Bzd, "BZD", 2) \
    X(Cad, "CAD", 2) X(Cdf, "CDF", 2) X(Chf, "CHF", 2) X(Clf, "CLF", 4) X(Clp, "CLP", 0) \
    X(Cny, "CNY", 2) X(Cop, "COP", 2) X(Crc, "CRC", 2) X(Cuc, "CUC", 2) X(Cup, "CUP", 2) \
    X(Cve, "CVE", 2) X(Czk, "CZK", 2) X(Djf, "DJF", 0) X(Dkk, "DKK", 2) X(Dop, "DOP", 2) \
    X(Dzd, "DZD", 2) X(Egp, "EGP", 2) X(Ern, "ERN", 2) X(Etb, "ETB", 2) X(Eur, "EUR", 2) \
    X(Fjd, "FJD", 2) X(Fkp, "FKP", 2) X(Gbp, "GBP", 2) X(Gel, "GEL", 2) X(Ghs, "GHS", 2) \
    X(Gip, "GIP", 2) X(Gmd, "GMD", 2) X(Gnf, "GNF", 0) X(Gtq, "GTQ", 2) X(Gyd, "GYD", 2) \
    X(Hkd, "HKD", 2) X(Hnl, "HNL", 2) X(Hrk, "HRK", 2) X(Htg, "HTG", 2) X(Huf, "HUF", 2) \
    X(Idr, "IDR", 2) X(Ils, "ILS", 2) X(Inr, "INR", 2) X(Iqd, "IQD", 3) X(Irr, "IRR", 0) \
    X(Isk, "ISK", 2) X(Jmd, "JMD", 2) X(Jod, "JOD", 3) X(Jpy, "JPY", 0) X(Kes, "KES", 2) \
    X(Kgs, "KGS", 2) X(Khr, "KHR", 2) X(Kmf, "KMF", 0) X(Kpw, "KPW", 2) X(Krw, "KRW", 0) \
    X(Kwd, "KWD", 3) X(Kyd, "KYD", 2) X(Kzt, "KZT", 2) X(Lak, "LAK", 2) X(Lbp, "LBP", 2) \
    X(Lkr, "LKR", 2) X(Lrd, "LRD", 2) X(Lsl, "LSL", 2) X(Lyd, "LYD", 3) X(Mad, "MAD", 2) \
    X(Mdl, "MDL", 2) X(Mga, "MGA", 0) X(Mkd, "MKD", 2) X(Mmk, "MMK", 2) X(Mnt, "MNT", 2) \
    X(Mop, "MOP", 2) X(Mru, "MRU", 2) X(Mur, "MUR", 2) X(Mvr, "MVR", 2) X(Mwk, "MWK", 2) \
    X(Mxn, "MXN", 2) X(Myr, "MYR", 2) X(Mzn, "MZN", 2) X(Nad, "NAD", 2) X(Ngn, "NGN", 2) \
    X(Nio, "NIO", 2) X(Nok, "NOK", 2) X(Npr, "NPR", 2) X(Nzd, "NZD", 2) X(Omr, "OMR", 3) \
    X(Pab, "PAB", 2) X(Pen, "PEN", 2) X(Pgk, "PGK", 2) X(Php, "PHP", 2) X(Pkr, "PKR", 2) \
    X(Pln, "PLN", 2) X(Pyg, "PYG", 0) X(Qar, "QAR", 2) X(Ron, "RON", 2) X(Rsd, "RSD", 2) \
    X(Rub, "RUB", 2) X(Rwf, "RWF", 0) X(Sar, "SAR", 2) X(Sbd, "SBD", 2) X(Scr, "SCR", 2) \
    X(Sdg, "SDG", 2) X(Sek, "SEK", 2) X(Sgd, "SGD", 2) X(Shp, "SHP", 2) X(Sle, "SLE", 2) \
    X(Sll, "SLL", 2) X(Sos, "SOS", 2) X(Srd, "SRD", 2) X(Ssp, "SSP", 2) X(Std, "STD", 2) \
    X(Stn, "STN", 2) X(Svc, "SVC", 2) X(Syp, "SYP", 2) X(Szl, "SZL", 2) X(Thb, "THB", 2) \
    X(Tjs, "TJS", 2) X(Tmt, "TMT", 2) X(Tnd, "TND", 3) X(Top, "TOP", 2) X(Try, "TRY", 2) \
    X(Ttd, "TTD", 2) X(Twd, "TWD", 2) X(Tzs, "TZS", 2) X(Uah, "UAH", 2) X(Ugx, "UGX", 0) \
    X(Usd, "USD", 2) X(Uyu, "UYU", 2) X(Uzs, "UZS", 2) X(Ves, "VES", 2) X(Vnd, "VND", 0) \
    X(Vuv, "VUV", 0) X(Wst, "WST", 2) X(Xaf, "XAF", 0) X(Xcd, "XCD", 2) X(Xof, "XOF", 0) \
    X(Xpf, "XPF", 0) X(Yer, "YER", 2) X(Zar, "ZAR", 2) X(Zmw, "ZMW", 2) X(Zwl, "ZWL", 2)
// clang-format on

/// A currency we accept.
enum class Currency : quint8 {
#define OX_ENUMERATOR(name, code, decimals) name,
    OX_CURRENCIES(OX_ENUMERATOR)
#undef OX_ENUMERATOR
};

/// Every currency, ordered by code.
const QList<Currency> &allCurrencies();

/// "EUR".
QString toText(Currency currency);

/// Number of decimals of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD.
int decimals(Currency currency);

/// From an upper-case ISO 4217 code; nothing for any other text.
std::optional<Currency> currencyFromText(QStringView code);
