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
#define OX_OK(result) QVERIFY2((result).has_value(), describe(result).constData())

/// The call was refused with this code and field.
#define OX_REFUSED(result, wantedCode, wantedField)                                                \
    do {                                                                                           \
        QVERIFY2(!(result).has_value(), "not refused");                                            \
        QCOMPARE(static_cast<int>((result).error().code), static_cast<int>(wantedCode));           \
        QCOMPARE((result).error().field, QString(wantedField));                                    \
    } while (false)
