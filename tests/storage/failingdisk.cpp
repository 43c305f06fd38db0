#include "tests/storage/failingdisk.h"

#include <QFile>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

namespace {

struct Plan
{
    bool armed = false;
    bool forEver = false;
    int after = 0;
    int errorNumber = 0;
    int failures = 0;
    char folder[PATH_MAX] = {};
};
Plan plan;

bool failsNow(const char *path)
{
    if (std::strncmp(path, plan.folder, std::strlen(plan.folder)) != 0)
        return false;
    // Shared memory is no disk.
    if (std::strlen(path) > 4 && std::strcmp(path + std::strlen(path) - 4, "-shm") == 0)
        return false;
    if (plan.after-- > 0)
        return false;
    plan.after = 0;
    if (!plan.forEver && plan.failures > 0)
        return false;
    ++plan.failures;
    errno = plan.errorNumber;
    return true;
}

bool failsNow(int handle)
{
    if (!plan.armed)
        return false;
    char link[64] = {};
    char path[PATH_MAX] = {};
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    if (::readlink(link, path, sizeof path - 1) < 0)
        return false;
    return failsNow(path);
}

template <class Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

ssize_t pwrite64(int handle, const void *data, size_t size, off64_t offset)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64");
    return failsNow(handle) ? -1 : real(handle, data, size, offset);
}

ssize_t write(int handle, const void *data, size_t size)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t)>("write");
    return failsNow(handle) ? -1 : real(handle, data, size);
}

int fdatasync(int handle)
{
    static const auto real = next<int (*)(int)>("fdatasync");
    return failsNow(handle) ? -1 : real(handle);
}

int fsync(int handle)
{
    static const auto real = next<int (*)(int)>("fsync");
    return failsNow(handle) ? -1 : real(handle);
}

int ftruncate64(int handle, off64_t size) noexcept
{
    static const auto real = next<int (*)(int, off64_t)>("ftruncate64");
    return failsNow(handle) ? -1 : real(handle, size);
}

int open64(const char *path, int flags, ...)
{
    static const auto real = next<int (*)(const char *, int, ...)>("open64");
    mode_t mode = 0;
    if ((flags & O_CREAT) != 0) {
        std::va_list arguments;
        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
    }
    return plan.armed && failsNow(path) ? -1 : real(path, flags, mode);
}

} // extern "C"

void FailingDisk::fail(const QString &folder, int after, int errorNumber, bool forEver)
{
    plan = {};
    std::snprintf(plan.folder, sizeof plan.folder, "%s", QFile::encodeName(folder).constData());
    plan.after = after;
    plan.errorNumber = errorNumber;
    plan.forEver = forEver;
    plan.armed = true;
}

void FailingDisk::heal()
{
    plan.armed = false;
}

int FailingDisk::failures()
{
    return plan.failures;
}
