#pragma once

#include <QByteArray>
#include <QString>

/// How the text of a shipment file is stored.
enum class ManifestEncoding { Utf8, Utf8WithMark, Utf16LittleEndian, Utf16BigEndian, Windows1252 };

/// The decoded text of a file, or why there is none.
struct ManifestText
{
    QString text;
    ManifestEncoding encoding = ManifestEncoding::Utf8;
    QString problem; ///< in words; empty when the text could be read
};

/// Detects the encoding: a byte order mark, else the zero bytes of UTF-16, else well-formed UTF-8,
/// else Windows-1252. What is not text at all is refused.
ManifestText decodeManifest(const QByteArray &bytes);

/// "UTF-8", "Windows-1252": the same in every language.
QString encodingName(ManifestEncoding encoding);
