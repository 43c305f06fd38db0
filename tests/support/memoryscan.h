#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>

#include <algorithm>
#include <utility>

/// Looks for bytes in the whole writable memory of this process, as they are and as hexadecimal or
/// base64 text. Keeps them disguised, so that it does not find itself.
class MemoryScan
{
public:
    explicit MemoryScan(QByteArrayView wanted)
    {
        // Each form is disguised in its own buffer, so that none is left behind in the clear.
        QByteArray copy = wanted.toByteArray();
        QByteArray base64 = copy.toBase64();
        base64.truncate(base64.size() - 4); // the end depends on the length
        m_disguised.append(disguised(copy.toHex()));
        m_disguised.append(disguised(std::move(base64)));
        m_disguised.append(disguised(std::move(copy)));
    }

    static bool isPossible()
    {
        return QFile(QStringLiteral("/proc/self/mem")).open(QFile::ReadOnly);
    }

    /// How often any form is found.
    int places() const
    {
        QFile maps(QStringLiteral("/proc/self/maps"));
        QFile memory(QStringLiteral("/proc/self/mem"));
        if (!maps.open(QFile::ReadOnly) || !memory.open(QFile::ReadOnly | QFile::Unbuffered))
            return -1;
        int found = 0;
        for (const QByteArray &line : maps.readAll().split('\n')) {
            const QList<QByteArray> range = line.split(' ').first().split('-');
            if (range.size() != 2 || !line.contains(" rw"))
                continue;
            const qint64 from = range.at(0).toLongLong(nullptr, 16);
            const qint64 to = range.at(1).toLongLong(nullptr, 16);
            if (to - from <= kLargest)
                found += placesIn(memory, from, to);
        }
        return found;
    }

private:
    static constexpr char kMask = '\x5a';
    static constexpr qint64 kLargest = qint64(1) << 30; ///< above it lies a sanitizer's shadow
    static constexpr qsizetype kChunk = 1 << 20;
    static constexpr qsizetype kOverlap = 128; ///< longer than any form

    static QByteArray disguised(QByteArray bytes)
    {
        for (char &byte : bytes)
            byte = static_cast<char>(byte ^ kMask);
        return bytes;
    }

    /// Reads in pieces that overlap, and undoes the disguise byte by byte: nowhere may the bytes
    /// come to stand in the clear.
    int placesIn(QFile &memory, qint64 from, qint64 to) const
    {
        int found = 0;
        for (qint64 at = from; at < to; at += kChunk) {
            if (!memory.seek(at))
                return found;
            const QByteArray piece = memory.read(qMin<qint64>(kChunk + kOverlap, to - at));
            for (const QByteArray &form : m_disguised)
                found += placesIn(piece, form);
        }
        return found;
    }

    static int placesIn(const QByteArray &piece, const QByteArray &form)
    {
        const auto same = [](char plain, char disguised) { return (plain ^ kMask) == disguised; };
        const auto first = static_cast<char>(form.front() ^ kMask);
        int found = 0;
        for (qsizetype i = piece.indexOf(first); i >= 0 && i < kChunk;
             i = piece.indexOf(first, i + 1)) {
            const QByteArrayView there = QByteArrayView(piece).sliced(i);
            found += there.size() >= form.size()
                             && std::equal(there.begin(), there.begin() + form.size(), form.begin(),
                                           same)
                         ? 1
                         : 0;
        }
        return found;
    }

    QList<QByteArray> m_disguised;
};
