#pragma once

#include "models/errortext.h"
#include "services/interfaces/connectoraccounts.h"

#include <QCoreApplication>
#include <QLocale>

/// An account at a processor with all that is known of it.
struct ProcessorRow
{
    ConnectorAccount setup;
    AccountHealth health;
    ConnectorDescription processor;
};

/// How an account is doing.
enum class ProcessorState { Fine, NotUsed, Failing, Paused, Disabled };

/// Accounts at processors in words. Pure.
class ProcessorText
{
    Q_DECLARE_TR_FUNCTIONS(ProcessorText)

public:
    static ProcessorState state(const ProcessorRow &row);
    static QString stateWord(ProcessorState state);
    /// One sentence on what the state means for payments.
    static QString meaning(const ProcessorRow &row);
    static QString failure(const QString &code);
    static QString environment(bool testMode);
    static QString keyName(KeyName name);
    static QString feature(ConnectorFeature feature);
    static QString features(const QList<ConnectorFeature> &features);
    static QString currencies(const ConnectorDescription &processor);
    static QString methods(const ConnectorAccount &setup);
    /// "12 days", "today"; a dash without keys.
    static QString keyAge(const ConnectorAccount &setup, qint64 nowMs);
    /// The keys with all but their ends hidden, one after another; empty without.
    static QString shownKeys(const QString &authShownJson);
    /// `processor` is its display name; nothing was sent for any payment.
    static ErrorText problem(const Error &error, const QString &processor, bool testMode);
};
