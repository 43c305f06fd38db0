#pragma once

#include <QByteArray>
#include <QStringList>
#include <QUrl>

/// What one challenge's page may reach. Times in milliseconds.
struct ChallengeRules
{
    QUrl firstUrl;              ///< where the challenge begins
    QStringList firstHosts;     ///< hosts it may begin on, lower case
    QUrl returnBase;            ///< a return is returnBase + token
    QByteArray returnTokenHash; ///< SHA-256 of this challenge's token
    bool loopbackAccount =
        false; ///< the account's own base URL is loopback: then only loopback passes
    int mostNavigations = 30;
    qint64 longestMs = 15 * 60 * 1000;
};

/// What becomes of a frame's wish to go somewhere.
enum class NavigationVerdict {
    Load,
    Drop,     ///< stays where it is
    Returned, ///< the return of this very challenge: not loaded, only told
    TooMany,  ///< the limit of navigations is reached: the view ends
};

/// Where a bank's page may go. Pure, so that every rule is tested without a browser.
class NavigationPolicy
{
public:
    explicit NavigationPolicy(ChallengeRules rules);

    /// Whether the challenge's own first address may be opened at all.
    bool mayBegin() const;
    /// Judges one navigation; those that load count towards the limit.
    NavigationVerdict navigate(const QUrl &url, bool mainFrame);
    /// Judges any request, sub-resources and redirects too. data: and blob: only outside the main
    /// frame.
    bool mayRequest(const QUrl &url, bool mainFrame) const;
    /// The token of this challenge's return, or empty: same scheme, host, port and path, nothing
    /// else of the address is looked at.
    QString returnedToken(const QUrl &url) const;
    const ChallengeRules &rules() const { return m_rules; }

private:
    bool mayReachHost(const QUrl &url) const;
    bool isUnderReturn(const QUrl &url) const;

    ChallengeRules m_rules;
    int m_navigations = 0;
};

/// A literal IPv4 or IPv6 address, or a name that only resolves on the local network.
bool isAddressOrLocalName(const QString &host);
