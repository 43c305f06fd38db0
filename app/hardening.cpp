#include "app/hardening.h"

#include <QByteArray>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

Result<> hardenProcess(int argumentCount, const char *const *arguments)
{
    const rlimit noDump{0, 0}; // memory holds card numbers while a payment is confirmed
    if (::setrlimit(RLIMIT_CORE, &noDump) != 0)
        qWarning("cannot switch core dumps off");
    ::umask(077);
#ifndef WITH_TEST_HOOKS
    for (const char *name : {"QTWEBENGINE_REMOTE_DEBUGGING", "QTWEBENGINE_CHROMIUM_FLAGS",
                             "QTWEBENGINE_DISABLE_SANDBOX", "QT_LOGGING_RULES", "QT_LOGGING_CONF"})
        qunsetenv(name);
#endif
    for (int i = 1; i < argumentCount; ++i) {
        const QByteArray argument = QByteArray(arguments[i]).toLower();
        if (argument.startsWith("--webengineargs") || argument.startsWith("-webengineargs"))
            return Error{ErrorCode::InvalidValue, u"--webEngineArgs"_s,
                         u"--webEngineArgs is not taken: it would change how the bank's page is "
                         "contained."_s};
    }
    return {};
}

void forbidInspection()
{
    if (::prctl(PR_SET_DUMPABLE, 0) != 0)
        qWarning("cannot keep other programs from looking into this one");
}
