#include "models/csvtext.h"

using namespace Qt::StringLiterals;

namespace {

QString safe(const QString &field)
{
    static const QString starts = u"=+-@\t\r"_s;
    return !field.isEmpty() && starts.contains(field.front()) ? QString(u'\'' + field) : field;
}

} // namespace

void CsvText::add(const QStringList &fields)
{
    QStringList written;
    for (const QString &field : fields) {
        QString text = safe(field);
        const bool plain = !text.contains(m_delimiter) && !text.contains(u'"')
                           && !text.contains(u'\n') && !text.contains(u'\r');
        if (!plain)
            text = u'"' + text.replace(u"\""_s, u"\"\""_s) + u'"';
        written.append(text);
    }
    m_text += written.join(m_delimiter) + u"\r\n"_s;
}

QByteArray CsvText::bytes() const
{
    return QByteArray("\xEF\xBB\xBF") + m_text.toUtf8();
}
