#include "tests/layers/sourcefile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

/// Blanks comments and literals, character by character.
class Reader
{
public:
    explicit Reader(SourceFile &file) : m_file(file), m_text(file.text) {}

    void read()
    {
        m_file.code = m_text;
        while (m_at < m_text.size()) {
            if (startsWith(u"//"))
                blankUntil(u"\n", 0);
            else if (startsWith(u"/*"))
                blankUntil(u"*/", 2);
            else if (startsWith(u"R\"") && !isWordBefore())
                rawLiteral();
            else if (m_text.at(m_at) == u'"')
                literal(u'"');
            else if (m_text.at(m_at) == u'\'' && !isWordBefore())
                literal(u'\''); // after a word it separates digits
            else
                ++m_at;
        }
    }

private:
    bool startsWith(QStringView token) const
    {
        return QStringView(m_text).sliced(m_at).startsWith(token);
    }
    /// u'x' and L'x' are literals too; 1'000 is not.
    bool isWordBefore() const
    {
        if (m_at == 0)
            return false;
        const QChar before = m_text.at(m_at - 1);
        return before.isLetterOrNumber() && before != u'u' && before != u'U' && before != u'L';
    }
    void blank(qsizetype from, qsizetype to)
    {
        for (qsizetype i = from; i < to; ++i) {
            if (m_file.code.at(i) != u'\n')
                m_file.code[i] = u' ';
        }
    }
    void blankUntil(QStringView end, qsizetype endLength)
    {
        const qsizetype found = m_text.indexOf(end, m_at + 2);
        const qsizetype stop = found < 0 ? m_text.size() : found + endLength;
        blank(m_at, stop);
        m_at = stop;
    }
    void literal(QChar quote)
    {
        const qsizetype start = m_at;
        for (++m_at; m_at < m_text.size() && m_text.at(m_at) != quote; ++m_at) {
            if (m_text.at(m_at) == u'\\')
                ++m_at;
        }
        keep(start, start + 1, qMin(m_at, m_text.size()));
        ++m_at;
    }
    void rawLiteral()
    {
        const qsizetype start = m_at + 1;
        const qsizetype open = m_text.indexOf(u'(', start);
        const QString end = u')' + m_text.mid(start + 1, open - start - 1) + u'"';
        const qsizetype close = m_text.indexOf(end, open);
        keep(start, open + 1, close < 0 ? m_text.size() : close);
        m_at = close < 0 ? m_text.size() : close + end.size();
    }
    void keep(qsizetype offset, qsizetype from, qsizetype to)
    {
        m_file.literals.append({offset, m_text.mid(from, to - from)});
        blank(from, to);
    }

    SourceFile &m_file;
    const QString m_text;
    qsizetype m_at = 0;
};

} // namespace

qsizetype SourceFile::lineAt(qsizetype offset) const
{
    return QStringView(text).first(offset).count(u'\n') + 1;
}

QString SourceFile::problem(qsizetype offset, const QString &what) const
{
    return u"%1:%2: %3"_s.arg(path).arg(lineAt(offset)).arg(what);
}

SourceFile sourceFile(const QString &path, const QString &text)
{
    SourceFile file;
    file.path = path;
    file.text = text;
    Reader(file).read();
    return file;
}

QList<SourceFile> sourceTree(const QString &root)
{
    QList<SourceFile> files;
    for (const QString &folder : {u"app"_s, u"models"_s, u"services"_s, u"tests"_s, u"ui"_s}) {
        QDirIterator walk(root + u'/' + folder, {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                          QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            QFile file(walk.next());
            if (file.open(QIODevice::ReadOnly)) {
                const QString path = QDir(root).relativeFilePath(file.fileName());
                files.append(sourceFile(path, QString::fromUtf8(file.readAll())));
            }
        }
    }
    return files;
}
