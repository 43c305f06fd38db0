#pragma once

#include "services/http/httplimits.h"

#include <QByteArrayView>

/// Checks that Beast leaves to us, as plain functions. A non-zero return is the HTTP status to
/// refuse with; the connection is closed afterwards.
namespace http_rules {

/// The raw head, from the request line to the empty line: length of the request line (414), of the
/// fields and their number (431), folded lines and stray CR or LF (400).
int checkHead(QByteArrayView head, const HttpLimits &limits);

/// Origin form only: no absolute or asterisk target, no fragment, backslash, %00, %2f, %5c, broken
/// escapes, control bytes or invalid UTF-8, and no "." or ".." segment however it is spelled.
int checkTarget(QByteArrayView target);

/// The one Host field, against the loopback names and those configured; a port in it must be ours.
int checkHost(QByteArrayView host, const HttpLimits &limits, quint16 port);

/// A Content-Length of 1 to 10 digits, within that many bytes (413).
int checkLength(QByteArrayView value, qsizetype most);

/// How large a body may be for that request line, which is well formed.
qsizetype mostBodyBytes(QByteArrayView requestLine, const HttpLimits &limits);

/// Whether the value of a field is valid UTF-8.
bool isUtf8(QByteArrayView value);

} // namespace http_rules
