#pragma once

#include "services/core/result.h"

#include <QTest>

/// For failure messages: what a call answered.
template <class T>
QByteArray describe(const Result<T> &result)
{
    if (result)
        return "a value";
    const Error &error = result.error();
    return "error " + QByteArray::number(static_cast<int>(error.code)) + " field '"
           + error.field.toUtf8() + "' " + error.detail.toUtf8();
}

/// The call went through.
#define OX_OK(result)                                                                              \
    do {                                                                                           \
        const auto &answered_ = (result);                                                          \
        QVERIFY2(answered_.has_value(), describe(answered_).constData());                          \
    } while (false)

/// The call was refused with this code and field.
#define OX_REFUSED(result, wantedCode, wantedField)                                                \
    do {                                                                                           \
        const auto &answered_ = (result);                                                          \
        QVERIFY2(!answered_.has_value(), "not refused");                                           \
        const bool asWanted_ = answered_.error().code == (wantedCode);                             \
        QVERIFY2(asWanted_, describe(answered_).constData());                                      \
        QCOMPARE(answered_.error().field, QString(wantedField));                                   \
    } while (false)
