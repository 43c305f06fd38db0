#pragma once

#include "services/domain/routingfacts.h"

/// What a merchant lets one account be used for: its payment_methods_enabled, for cards.
struct AccountRules
{
    /// One entry; lists in lower case, empty ones allow everything.
    struct CardRule
    {
        QString type; ///< "credit", "debit"; empty: both
        QStringList networks;
        QStringList currenciesOnly;
        QStringList currenciesNot;
        QStringList countriesOnly;
        QStringList countriesNot;
        qint64 minimum = 0;
        qint64 maximum = 0; ///< 0: no limit
        bool recurring = true;

        friend bool operator==(const CardRule &, const CardRule &) = default;
    };

    bool restricted = false; ///< without, cards of any kind; with, one of the rules must allow it
    QList<CardRule> cards;

    friend bool operator==(const AccountRules &, const AccountRules &) = default;
};

/// Reads a JSON array of payment_methods_enabled; an empty text restricts nothing. InvalidValue
/// with the path of what is wrong: "payment_methods_enabled[0].payment_method_types[1]...".
Result<AccountRules> parseAccountRules(const QString &methodsJson);
/// Whether an entry looks at the country of the billing address.
bool looksAtCountry(const AccountRules &rules);

/// An account that a payment could go to, with what speaks for and against it.
struct RoutingCandidate
{
    ConnectorAccountId id;
    QString connector;
    QString label;
    bool ofProfile = true;
    bool rightMode = true;
    bool disabled = false;
    bool unavailable = false; ///< it did not answer lately: nothing new is sent
    bool multipleCaptures = true;
    bool networkTransactionIds = true;
    bool networkTokens = true; ///< takes one in place of a card's number, under such an id
    bool keepsForLater = true; ///< what it sets up can be charged without the shopper
    AccountRules rules;
};

/// What a payment needs besides its facts.
struct RoutingNeeds
{
    bool byNetworkId = false;    ///< charged under another processor's set-up
    QStringList connectors;      ///< the request names the only ones that may be used; empty: any
    bool byNetworkToken = false; ///< with a network token in place of the card's number
};

/// Why an account is passed over.
enum class PassedOver {
    No,
    OtherProfile,
    WrongMode,
    Disabled,
    NotNamed,
    CardsOff,
    CardType,
    CardNetwork,
    Currency,
    Country,
    Amount,
    Recurring,
    CaptureMethod,
    NetworkId,
    NetworkToken,
    Unavailable,
};

QString toText(PassedOver why); ///< "card_network"; "" for No
std::optional<PassedOver> passedOverFromText(QStringView text);

/// The first thing that keeps the payment from that account.
PassedOver whyNot(const RoutingCandidate &account, const PaymentFacts &facts,
                  const RoutingNeeds &needs);
