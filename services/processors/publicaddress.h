#pragma once

#include <QString>

class QHostAddress;

/// Whether an address is one of the public internet: not this machine, not a private or local
/// network, nothing that stands for another address or is set aside. An address of IPv4 in the
/// dress of IPv6 is judged as what it is.
bool isPublicAddress(const QHostAddress &address);

/// Why a webhook may not go there; empty: it may. To this machine only with `loopbackAllowed`.
QString refusalOfAddress(const QHostAddress &address, bool loopbackAllowed);
