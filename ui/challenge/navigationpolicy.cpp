#include "ui/challenge/navigationpolicy.h"

#include "services/domain/merchantsetup.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool isFrameOnlyScheme(const QString &scheme)
{
    return scheme == "data"_L1 || scheme == "blob"_L1 || scheme == "about"_L1;
}

QString hostOf(const QUrl &url)
{
    QString host = url.host(QUrl::FullyDecoded).toLower();
    while (host.endsWith(u'.')) // "localhost." is localhost
        host.chop(1);
    return host;
}

int portOf(const QUrl &url)
{
    const QString scheme = url.scheme();
    return url.port(scheme == "https"_L1 || scheme == "wss"_L1 ? 443 : 80);
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && hostOf(a) == hostOf(b) && portOf(a) == portOf(b);
}

} // namespace

bool isAddressOrLocalName(const QString &host)
{
    if (host.isEmpty() || host.contains(u':') || !host.contains(u'.'))
        return true; // IPv6, or a name without a domain
    const auto digitOrPoint = [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.'; };
    return std::ranges::all_of(host, digitOrPoint) || host.endsWith(".localhost"_L1)
           || host.endsWith(".local"_L1) || host.endsWith(".internal"_L1);
}

NavigationPolicy::NavigationPolicy(ChallengeRules rules) : m_rules(std::move(rules)) {}

bool NavigationPolicy::mayBegin() const
{
    return mayRequest(m_rules.firstUrl, true)
           && m_rules.firstHosts.contains(hostOf(m_rules.firstUrl));
}

NavigationVerdict NavigationPolicy::navigate(const QUrl &url, bool mainFrame)
{
    if (mainFrame && !returnedToken(url).isEmpty())
        return NavigationVerdict::Returned;
    if (!mayRequest(url, mainFrame))
        return NavigationVerdict::Drop;
    if (url.scheme() == "about"_L1) // an empty frame is not a hop
        return NavigationVerdict::Load;
    if (m_navigations >= m_rules.mostNavigations)
        return NavigationVerdict::TooMany;
    ++m_navigations;
    return NavigationVerdict::Load;
}

bool NavigationPolicy::mayRequest(const QUrl &url, bool mainFrame) const
{
    if (!url.isValid())
        return false;
    const QString scheme = url.scheme();
    if (isFrameOnlyScheme(scheme))
        return !mainFrame;
    if (!url.userInfo().isEmpty() || isUnderReturn(url))
        return false;
    const bool plain = scheme == "http"_L1 || scheme == "ws"_L1;
    if (!plain && scheme != "https"_L1 && scheme != "wss"_L1)
        return false;
    return (!plain || m_rules.loopbackAccount) && mayReachHost(url);
}

QString NavigationPolicy::returnedToken(const QUrl &url) const
{
    if (m_rules.returnTokenHash.isEmpty() || !isUnderReturn(url) || !url.userInfo().isEmpty())
        return {};
    const QString token =
        url.path(QUrl::FullyEncoded).mid(m_rules.returnBase.path(QUrl::FullyEncoded).size());
    const QByteArray hash = QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256);
    return hash == m_rules.returnTokenHash ? token : QString();
}

bool NavigationPolicy::mayReachHost(const QUrl &url) const
{
    const QString host = hostOf(url);
    return m_rules.loopbackAccount ? namesThisMachine(host) : !isAddressOrLocalName(host);
}

bool NavigationPolicy::isUnderReturn(const QUrl &url) const
{
    return m_rules.returnBase.isValid() && !m_rules.returnBase.isEmpty()
           && sameOrigin(url, m_rules.returnBase)
           && url.path(QUrl::FullyEncoded).startsWith(m_rules.returnBase.path(QUrl::FullyEncoded));
}
