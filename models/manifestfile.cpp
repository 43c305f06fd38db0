#include "models/manifestfile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QLocale>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ManifestFile)
};

constexpr QChar kQuote = u'"';

/// Reads records one after another.
class Scanner
{
public:
    Scanner(QStringView text, QChar delimiter) : m_text(text), m_delimiter(delimiter) {}

    bool atEnd() const { return m_at >= m_text.size(); }
    ManifestRecord next();

private:
    QChar here() const { return m_at < m_text.size() ? m_text.at(m_at) : QChar(u'\n'); }
    bool endsLine() const { return here() == u'\n' || here() == u'\r'; }
    QString plainField();
    QString quotedField(ManifestRecord &record);
    void finishLine();

    QStringView m_text;
    QChar m_delimiter;
    qsizetype m_at = 0;
    int m_line = 1;
};

QString Scanner::plainField()
{
    const qsizetype from = m_at;
    while (!endsLine() && here() != m_delimiter)
        ++m_at;
    return m_text.sliced(from, m_at - from).trimmed().toString();
}

QString Scanner::quotedField(ManifestRecord &record)
{
    QString field;
    ++m_at; // the opening quote
    while (m_at < m_text.size()) {
        const QChar c = m_text.at(m_at++);
        if (c == kQuote && here() == kQuote && m_at < m_text.size()) {
            field.append(c);
            ++m_at;
        } else if (c == kQuote) {
            if (!plainField().isEmpty())
                record.problem = Words::tr("there is text behind a closing quote");
            return field.trimmed();
        } else {
            if (c == u'\n')
                ++m_line;
            field.append(c);
        }
    }
    record.problem = Words::tr("a quote is opened and never closed");
    return field.trimmed();
}

void Scanner::finishLine()
{
    if (here() == u'\r')
        ++m_at;
    if (m_at < m_text.size() && here() == u'\n')
        ++m_at;
    ++m_line;
}

ManifestRecord Scanner::next()
{
    ManifestRecord record;
    record.line = m_line;
    for (;;) {
        while (here() == u' ' && here() != m_delimiter)
            ++m_at;
        const bool quoted = m_at < m_text.size() && here() == kQuote;
        record.fields.append(quoted ? quotedField(record) : plainField());
        if (m_at >= m_text.size() || endsLine())
            break;
        ++m_at; // the delimiter
    }
    finishLine();
    return record;
}

bool isEmpty(const ManifestRecord &record)
{
    return record.problem.isEmpty() && std::ranges::all_of(record.fields, &QString::isEmpty);
}

/// The one that parts the first line into most fields, outside quotes.
QChar likelyDelimiter(QStringView text)
{
    QChar best = u',';
    qsizetype most = 1;
    for (const QChar candidate : {u';', u',', u'\t'}) {
        Scanner scanner(text, candidate);
        ManifestRecord first;
        while (!scanner.atEnd() && isEmpty(first = scanner.next()))
            ;
        if (first.fields.size() > most) {
            most = first.fields.size();
            best = candidate;
        }
    }
    return best;
}

/// Spreadsheets say it themselves: "sep=;".
std::optional<QChar> namedDelimiter(QStringView text)
{
    const bool named = text.size() > 4 && text.startsWith(u"sep=", Qt::CaseInsensitive);
    if (!named || (text.size() > 5 && text.at(5) != u'\n' && text.at(5) != u'\r'))
        return std::nullopt;
    const QChar said = text.at(4);
    return said == u',' || said == u';' || said == u'\t' ? std::optional(said) : std::nullopt;
}

QString shapeOf(const QStringList &header)
{
    QStringList names;
    for (const QString &name : header)
        names.append(name.simplified().toCaseFolded());
    const QByteArray text = names.join(QChar(0x1F)).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(text, QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().first(24));
}

void checkFields(ManifestRecord &record, qsizetype expected)
{
    if (!record.problem.isEmpty())
        return;
    const auto tooLong = [](const QString &field) { return field.size() > kLongestManifestField; };
    if (record.fields.size() != expected)
        //: %1 and %2 are numbers of columns
        record.problem =
            Words::tr("it has %1 columns, the first line has %2")
                .arg(QLocale().toString(record.fields.size()), QLocale().toString(expected));
    else if (std::ranges::any_of(record.fields, tooLong))
        //: %1 is a number of characters
        record.problem = Words::tr("a field is longer than %1 characters")
                             .arg(QLocale().toString(kLongestManifestField));
}

ManifestFile refused(ManifestFile file, const QString &problem)
{
    file.problem = problem;
    file.records.clear();
    return file;
}

} // namespace

QString manifestTooLarge()
{
    //: %1 is a number of megabytes
    return Words::tr("The file is too large: at most %1 MB can be imported at once.")
        .arg(QLocale().toString(kLargestManifest / 1'000'000));
}

ManifestFile readManifest(const QByteArray &bytes)
{
    ManifestFile file;
    if (bytes.size() > kLargestManifest)
        return refused(file, manifestTooLarge());
    const ManifestText decoded = decodeManifest(bytes);
    file.encoding = decoded.encoding;
    if (!decoded.problem.isEmpty())
        return refused(file, decoded.problem);
    const auto named = namedDelimiter(decoded.text);
    file.delimiter = named ? *named : likelyDelimiter(decoded.text);
    Scanner scanner(decoded.text, file.delimiter);
    if (named)
        scanner.next();
    while (!scanner.atEnd()) {
        ManifestRecord record = scanner.next();
        if (isEmpty(record))
            continue;
        if (file.header.isEmpty()) {
            if (!record.problem.isEmpty())
                //: %1 is what is wrong, such as "a quote is opened and never closed"
                return refused(file,
                               Words::tr("The first line cannot be read: %1.").arg(record.problem));
            if (record.fields.size() > kMostManifestColumns)
                //: %1 is a number of columns
                return refused(file, Words::tr("The file has more than %1 columns.")
                                         .arg(QLocale().toString(kMostManifestColumns)));
            file.header = record.fields;
            continue;
        }
        if (file.records.size() >= kMostManifestLines)
            //: %1 is a number of lines
            return refused(file, Words::tr("The file has more than %1 lines. Split it.")
                                     .arg(QLocale().toString(kMostManifestLines)));
        checkFields(record, file.header.size());
        file.records.append(std::move(record));
    }
    if (file.header.isEmpty())
        return refused(file, Words::tr("The file is empty."));
    if (file.records.isEmpty())
        return refused(file, Words::tr("The file has a first line and nothing below it."));
    file.shape = shapeOf(file.header);
    return file;
}
