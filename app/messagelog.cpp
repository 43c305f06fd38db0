#include "app/messagelog.h"

#include "services/core/scrubber.h"

#include <QDateTime>
#include <QDir>
#include <QLoggingCategory>

#include <cstdio>
#include <cstring>
#include <mutex>

using namespace Qt::StringLiterals;

namespace {

// Qt's handler is a plain function: this is how it finds the object, which cannot go while a line
// is being written. Null when there is none.
std::mutex gate;
MessageLog *activeLog = nullptr;

int importance(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return 0;
    case QtInfoMsg: return 1;
    case QtWarningMsg: return 2;
    case QtCriticalMsg: return 3;
    case QtFatalMsg: return 4;
    }
    return 4;
}

QLatin1StringView word(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return "debug"_L1;
    case QtInfoMsg: return "info"_L1;
    case QtWarningMsg: return "warning"_L1;
    case QtCriticalMsg: return "critical"_L1;
    case QtFatalMsg: return "fatal"_L1;
    }
    return "fatal"_L1;
}

/// Qt Network writes whole requests, headers and all, when asked to be talkative.
bool isBanned(const char *category)
{
    return category && std::strncmp(category, "qt.network", 10) == 0;
}

} // namespace

MessageLog::MessageLog(const Options &options, const Clock &clock)
    : m_options(options)
    , m_clock(clock)
    , m_file(options.folder + u'/' + options.fileName)
{
    open();
    QLoggingCategory::setFilterRules(u"qt.network.*=false"_s);
    {
        const std::lock_guard lock(gate);
        activeLog = this;
    }
    m_previous = qInstallMessageHandler(&MessageLog::handle);
}

MessageLog::~MessageLog()
{
    qInstallMessageHandler(m_previous);
    const std::lock_guard lock(gate);
    activeLog = nullptr;
}

void MessageLog::handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    thread_local bool writing = false; // what writing itself has to say would never end
    if (writing || isBanned(context.category))
        return;
    writing = true;
    {
        const std::lock_guard lock(gate);
        if (activeLog)
            activeLog->write(type, context.category, message);
    }
    writing = false;
}

void MessageLog::write(QtMsgType type, const char *category, const QString &message)
{
    if (importance(type) < importance(m_options.threshold))
        return;
    const QString time =
        QDateTime::fromMSecsSinceEpoch(m_clock.nowMs(), Qt::UTC).toString(Qt::ISODateWithMs);
    const bool named = category && std::strcmp(category, "default") != 0;
    const QString place = named ? u' ' + QString::fromUtf8(category) : QString();
    const QString text = time + u' ' + word(type) + place + u": "_s + scrubbed(message) + u'\n';
    const QByteArray line = text.toUtf8();
    if (m_file.isOpen()) {
        if (m_file.size() > 0 && m_file.size() + line.size() > m_options.bytesPerFile)
            rotate();
        m_file.write(line);
        m_file.flush(); // the last line before a crash is the one that is wanted
    }
    if (m_options.toTerminal || !m_file.isOpen())
        std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
}

void MessageLog::open()
{
    if (m_options.folder.isEmpty())
        return;
    QDir().mkpath(m_options.folder);
    if (m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

void MessageLog::rotate()
{
    const QString name = m_file.fileName();
    const auto numbered = [&name](int number) -> QString {
        return name + u'.' + QString::number(number);
    };
    m_file.close();
    QFile::remove(numbered(m_options.files - 1));
    for (int number = m_options.files - 2; number >= 1; --number)
        QFile::rename(numbered(number), numbered(number + 1));
    if (m_options.files > 1)
        QFile::rename(name, numbered(1));
    else
        QFile::remove(name);
    open();
}
