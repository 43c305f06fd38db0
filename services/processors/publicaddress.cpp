#include "services/processors/publicaddress.h"

#include <QHostAddress>
#include <QList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Subnet = QPair<QHostAddress, int>;

QList<Subnet> parsed(std::initializer_list<const char *> texts)
{
    QList<Subnet> subnets;
    for (const char *text : texts)
        subnets.append(QHostAddress::parseSubnet(QString::fromLatin1(text)));
    return subnets;
}

bool isIn(const QHostAddress &address, const QList<Subnet> &subnets)
{
    return std::ranges::any_of(
        subnets, [&address](const Subnet &subnet) { return address.isInSubnet(subnet); });
}

/// The address of IPv4 that one of IPv6 is written for, or the address itself.
QHostAddress plain(const QHostAddress &address)
{
    bool isFour = false;
    const quint32 four = address.toIPv4Address(&isFour);
    return isFour ? QHostAddress(four) : address;
}

} // namespace

bool isPublicAddress(const QHostAddress &address)
{
    static const QList<Subnet> notPublicFour = parsed(
        {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
         "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
         "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"});
    // Of what is given out there is only 2000::/3 so far.
    static const QList<Subnet> givenOutSix = parsed({"2000::/3"});
    static const QList<Subnet> notPublicSix =
        parsed({"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"});
    const QHostAddress judged = plain(address);
    if (judged.isNull() || !judged.scopeId().isEmpty())
        return false;
    if (judged.protocol() == QAbstractSocket::IPv4Protocol)
        return !isIn(judged, notPublicFour);
    return isIn(judged, givenOutSix) && !isIn(judged, notPublicSix);
}

QString refusalOfAddress(const QHostAddress &address, bool loopbackAllowed)
{
    if (isPublicAddress(address))
        return {};
    if (loopbackAllowed && plain(address).isLoopback())
        return {};
    return u"the address is not a public one"_s;
}
