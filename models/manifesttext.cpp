#include "models/manifesttext.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ManifestText)
};

/// What Windows-1252 has between 0x80 and 0x9F; 0 where it has nothing.
constexpr std::array<char16_t, 32> kUpperControls = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// Of a file without a mark: every second byte of western text in UTF-16 is zero.
std::optional<ManifestEncoding> encodingByZeroes(const QByteArray &bytes)
{
    constexpr qsizetype kLooked = 4096;
    const qsizetype pairs = qMin(bytes.size(), kLooked) / 2;
    qsizetype even = 0;
    qsizetype odd = 0;
    for (qsizetype i = 0; i < pairs; ++i) {
        even += bytes.at(2 * i) == 0 ? 1 : 0;
        odd += bytes.at(2 * i + 1) == 0 ? 1 : 0;
    }
    if (pairs > 0 && odd * 10 >= pairs * 7 && even * 10 < pairs)
        return ManifestEncoding::Utf16LittleEndian;
    if (pairs > 0 && even * 10 >= pairs * 7 && odd * 10 < pairs)
        return ManifestEncoding::Utf16BigEndian;
    return std::nullopt;
}

ManifestText damaged(ManifestEncoding encoding)
{
    //: %1 is the name of an encoding such as UTF-8
    return {{},
            encoding,
            Words::tr("The file is damaged: it is not whole %1 text.").arg(encodingName(encoding))};
}

ManifestText decodeAs(ManifestEncoding encoding, QStringConverter::Encoding converter,
                      QByteArrayView bytes)
{
    QStringDecoder decoder(converter, QStringConverter::Flag::Stateless);
    const QString text = decoder(bytes);
    const bool halved = converter != QStringConverter::Utf8 && bytes.size() % 2 != 0;
    return decoder.hasError() || halved ? damaged(encoding) : ManifestText{text, encoding, {}};
}

ManifestText decodeWindows1252(const QByteArray &bytes)
{
    QString text;
    text.reserve(bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const bool special = byte >= 0x80 && byte < 0xA0;
        const char16_t unit = special ? kUpperControls.at(byte - 0x80U) : byte;
        if (special && unit == 0)
            return damaged(ManifestEncoding::Windows1252);
        text.append(QChar(unit));
    }
    return {text, ManifestEncoding::Windows1252, {}};
}

ManifestText decode(const QByteArray &bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        return decodeAs(ManifestEncoding::Utf8WithMark, QStringConverter::Utf8,
                        QByteArrayView(bytes).sliced(3));
    if (bytes.startsWith("\xFF\xFE"))
        return decodeAs(ManifestEncoding::Utf16LittleEndian, QStringConverter::Utf16LE,
                        QByteArrayView(bytes).sliced(2));
    if (bytes.startsWith("\xFE\xFF"))
        return decodeAs(ManifestEncoding::Utf16BigEndian, QStringConverter::Utf16BE,
                        QByteArrayView(bytes).sliced(2));
    if (const auto wide = encodingByZeroes(bytes))
        return decodeAs(*wide,
                        *wide == ManifestEncoding::Utf16BigEndian ? QStringConverter::Utf16BE
                                                                  : QStringConverter::Utf16LE,
                        bytes);
    const ManifestText narrow = decodeAs(ManifestEncoding::Utf8, QStringConverter::Utf8, bytes);
    return narrow.problem.isEmpty() ? narrow : decodeWindows1252(bytes);
}

bool isControl(QChar c)
{
    return c.unicode() < 0x20 && c != u'\t' && c != u'\n' && c != u'\r';
}

} // namespace

ManifestText decodeManifest(const QByteArray &bytes)
{
    if (bytes.startsWith("PK\x03\x04") || bytes.startsWith("\xD0\xCF\x11\xE0"))
        return {{},
                ManifestEncoding::Utf8,
                Words::tr("This is a workbook, not a CSV file. Save the sheet as CSV and import "
                          "that.")};
    ManifestText decoded = decode(bytes);
    if (decoded.problem.isEmpty() && std::ranges::any_of(decoded.text, isControl))
        return {{}, decoded.encoding, Words::tr("This is not a text file.")};
    return decoded;
}

QString encodingName(ManifestEncoding encoding)
{
    switch (encoding) {
    case ManifestEncoding::Utf8: return u"UTF-8"_s;
    case ManifestEncoding::Utf8WithMark: return u"UTF-8 (BOM)"_s;
    case ManifestEncoding::Utf16LittleEndian: return u"UTF-16 LE"_s;
    case ManifestEncoding::Utf16BigEndian: return u"UTF-16 BE"_s;
    case ManifestEncoding::Windows1252: return u"Windows-1252"_s;
    }
    return {};
}
