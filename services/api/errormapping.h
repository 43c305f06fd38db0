#pragma once

#include "services/api/apirequest.h"
#include "services/api/json/jsonfault.h"
#include "services/core/result.h"

/// What a call is about: the same refusal has other codes on other routes.
enum class ErrorSubject {
    General,
    Payment, ///< create, update, confirm, cancel
    Capture,
    Refund,
    Customer,
    Method,
    Mandate,
};

/// A refusal as the API words it.
struct ApiError
{
    int status = 500;
    QString code;    ///< "IR_04"
    QString message; ///< for people; names the field, never its value
    QString type = QStringLiteral("invalid_request");
    /// The body could not be read: `error_type` is sent as well.
    bool isParseFault = false;
    QString reason = {}; ///< longer text, left out when empty

    friend bool operator==(const ApiError &, const ApiError &) = default;
};

/// The family, code and status of an engine's refusal.
ApiError apiError(const Error &error, ErrorSubject subject = ErrorSubject::General);
/// A fault of the body: 400 IR_06 under both spellings of the family.
ApiError parseFault(const QString &message);
ApiError parseFault(const JsonFault &fault);
/// 422 IR_06: a value that does not fit.
ApiError unfitValue(const QString &message);
/// 400 IR_16: what the call needs is not so.
ApiError unmetCondition(const QString &message);
/// 400 IR_04.
ApiError missingField(const QString &field);
/// 401 IR_01: no key, or none that is known.
ApiError unauthorized();
/// 401 IR_18: a known key that may not do this.
ApiError notAllowed();
/// 400 IR_09: a client secret that is wrong, another payment's or too old, all alike.
ApiError badClientSecret();
/// 404 IR_02.
ApiError unknownUrl();
/// 501 IR_00.
ApiError notOffered();

/// {"error": {...}} with its status.
ApiReply errorReply(const ApiError &error);
