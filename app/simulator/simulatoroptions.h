#pragma once

#include "services/core/result.h"
#include "services/processors/simulator/bankdialect.h"

#include <QList>
#include <QStringList>
#include <QUrl>

/// The command line of orchestratorx-simulator.
struct SimulatorOptions
{
    QString address;  ///< numeric, loopback
    quint16 port = 0; ///< 0 = any free one
    QString ledgerPath;
    QString name = QStringLiteral("sim_a");
    /// Where it tells what happened, and what signs that.
    struct Listener
    {
        BankDialect dialect = BankDialect::Own;
        QUrl url;
        QByteArray secret;
    };
    QList<Listener> listeners;
    bool exitsWithParent = false;
    bool showsHelp = false;
};

QString simulatorUsage();

/// Errors: MissingField, InvalidValue; field is the option, detail a line for the terminal.
Result<SimulatorOptions> simulatorOptions(const QStringList &arguments);
