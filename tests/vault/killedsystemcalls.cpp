#include "tests/vault/killedsystemcalls.h"

#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

int callsLeft = 0;

bool diesNow()
{
    return callsLeft > 0 && --callsLeft == 0;
}

void die()
{
    ::kill(::getpid(), SIGKILL);
}

template <class Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

void dieAtSystemCall(int number)
{
    callsLeft = number;
}

extern "C" {

ssize_t write(int handle, const void *data, size_t size)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t)>("write");
    if (diesNow()) {
        real(handle, data, size / 2);
        die();
    }
    return real(handle, data, size);
}

int fsync(int handle)
{
    static const auto real = next<int (*)(int)>("fsync");
    if (diesNow())
        die();
    return real(handle);
}

int rename(const char *from, const char *to) noexcept
{
    static const auto real = next<int (*)(const char *, const char *)>("rename");
    if (diesNow())
        die();
    const int renamed = real(from, to);
    if (diesNow())
        die();
    return renamed;
}

int unlink(const char *path) noexcept
{
    static const auto real = next<int (*)(const char *)>("unlink");
    if (diesNow())
        die();
    return real(path);
}

int fchmod(int handle, mode_t mode) noexcept
{
    static const auto real = next<int (*)(int, mode_t)>("fchmod");
    if (diesNow())
        die();
    return real(handle, mode);
}

} // extern "C"
