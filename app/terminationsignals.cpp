#include "app/terminationsignals.h"

#include <QSocketNotifier>

#include <csignal>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

TerminationSignals::TerminationSignals(QObject *parent) : QObject(parent)
{
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    sigprocmask(SIG_BLOCK, &wanted, nullptr);
    m_descriptor = ::signalfd(-1, &wanted, SFD_NONBLOCK | SFD_CLOEXEC);
    m_notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &TerminationSignals::terminated);
}

TerminationSignals::~TerminationSignals()
{
    m_notifier->setEnabled(false);
    ::close(m_descriptor);
}

void TerminationSignals::followParent()
{
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
}
