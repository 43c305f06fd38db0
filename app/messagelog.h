#pragma once

#include "services/core/clock.h"

#include <QFile>
#include <QString>

/// Takes over Qt's message handler while it lives: every line goes through the scrubber into a file
/// that only its owner may read. A full file moves aside, the oldest goes. Safe from any thread;
/// there is one at a time.
class MessageLog
{
public:
    struct Options
    {
        QString folder; ///< made if missing; empty: lines go to stderr
        QString fileName = QStringLiteral("orchestratorx.log");
        QtMsgType threshold = QtInfoMsg; ///< what is less important is not written
        bool toTerminal = false;         ///< everything that is written goes to stderr too
        qint64 bytesPerFile = 1'048'576;
        int files = 5; ///< the current one included
    };

    MessageLog(const Options &options, const Clock &clock);
    ~MessageLog();
    MessageLog(const MessageLog &) = delete;
    MessageLog &operator=(const MessageLog &) = delete;

    /// The file in the folder; older ones end in .1, .2 ...
    QString fileName() const { return m_file.fileName(); }
    /// Whether the file could be opened; if not, lines go to stderr.
    bool isWritingToFile() const { return m_file.isOpen(); }

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &message);
    void write(QtMsgType type, const char *category, const QString &message);
    void open();
    void rotate();

    Options m_options;
    const Clock &m_clock;
    QFile m_file;
    QtMessageHandler m_previous = nullptr;
};
