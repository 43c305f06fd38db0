#pragma once

#include <QByteArrayList>

/// Named places where a test build can be made to die. In other builds faultPoint() is nothing.
///
/// ORCHESTRATORX_FAULT=name[:n] makes the process kill itself with SIGKILL when it reaches the
/// point of that name for the n-th time (1 when left out).
#ifdef WITH_TEST_HOOKS
void faultPoint(const char *name);
#else
inline void faultPoint(const char *) {}
#endif

/// All names, in the order a payment passes them; what --list-fault-points prints.
QByteArrayList faultPointNames();
