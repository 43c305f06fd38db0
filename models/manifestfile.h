#pragma once

#include "models/manifesttext.h"

#include <QList>
#include <QStringList>

/// One record of a shipment file: a line, or several when a quoted field runs over them.
struct ManifestRecord
{
    int line = 0; ///< where it begins, from 1
    QStringList fields;
    QString problem; ///< in words; empty when it has the header's columns
};

/// A shipment file taken apart.
struct ManifestFile
{
    QString problem; ///< why it cannot be used, in words; empty when it can
    ManifestEncoding encoding = ManifestEncoding::Utf8;
    QChar delimiter = QLatin1Char(',');
    QStringList header;
    QList<ManifestRecord> records; ///< without the header and empty lines
    QString shape;                 ///< the same for files with the same columns
};

inline constexpr qint64 kLargestManifest = 10'000'000; ///< bytes
inline constexpr int kMostManifestLines = 50'000;      ///< without the header
inline constexpr int kMostManifestColumns = 200;
inline constexpr int kLongestManifestField = 1'000; ///< characters

/// Takes a CSV file apart: encoding and delimiter (comma, semicolon, tab) are detected, fields may
/// be quoted, the first line names the columns. A record with another number of fields, an open
/// quote or an overlong field carries its problem; what is too large is refused as a whole.
ManifestFile readManifest(const QByteArray &bytes);

/// That the file is larger than kLargestManifest, in words.
QString manifestTooLarge();
