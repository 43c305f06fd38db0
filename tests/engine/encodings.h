#pragma once

#include <QByteArray>
#include <QList>

#include <algorithm>

/// A secret in the disguises in which it could have got into a file.
struct Disguise
{
    QByteArray name;
    QByteArray bytes;
};

/// Nine encodings: as it is, UTF-16 in both orders, hex in both cases, base64 at each of the three
/// offsets, backwards, and with its characters apart. Those too short to mean anything are left
/// out.
inline QList<Disguise> disguisesOf(const QByteArray &secret)
{
    QByteArray wide;
    QByteArray bigWide;
    QByteArray spaced;
    QByteArray backwards = secret;
    std::ranges::reverse(backwards);
    for (const char c : secret) {
        wide.append(c).append('\0');
        bigWide.append('\0').append(c);
        spaced.append(c).append(' ');
    }
    QList<Disguise> all{{"as it is", secret},
                        {"UTF-16LE", wide},
                        {"UTF-16BE", bigWide},
                        {"hex", secret.toHex()},
                        {"HEX", secret.toHex().toUpper()},
                        {"backwards", backwards},
                        {"spaced", spaced.trimmed()}};
    for (qsizetype offset = 0; offset < 3; ++offset) {
        // What stands before and after changes the outer characters; those within stay.
        QByteArray padded = QByteArray(offset, 'x') + secret;
        padded.append((3 - padded.size() % 3) % 3, 'x');
        const QByteArray text = padded.toBase64();
        const qsizetype first = offset == 0 ? 0 : offset + 1;
        const qsizetype bits = (offset + secret.size()) * 8;
        const QByteArray inner = text.sliced(first, bits / 6 - first);
        if (inner.size() >= 5)
            all.append({"base64 at " + QByteArray::number(offset), inner});
    }
    return all;
}
