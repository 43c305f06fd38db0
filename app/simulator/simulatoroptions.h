#pragma once

#include "services/core/result.h"

#include <QStringList>
#include <QUrl>

/// The command line of orchestratorx-simulator.
struct SimulatorOptions
{
    QString address;  ///< numeric, loopback
    quint16 port = 0; ///< 0 = any free one
    QString ledgerPath;
    QString name = QStringLiteral("sim_a");
    QUrl webhookUrl;          ///< where it tells what happened; empty: nowhere
    QByteArray webhookSecret; ///< that this is signed with
    bool exitsWithParent = false;
    bool showsHelp = false;
};

QString simulatorUsage();

/// Errors: MissingField, InvalidValue; field is the option, detail a line for the terminal.
Result<SimulatorOptions> simulatorOptions(const QStringList &arguments);
