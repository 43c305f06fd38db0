#pragma once

#include "services/core/result.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <optional>

/// Which colours the window takes.
enum class ColorScheme { System, Light, Dark };

/// From which importance on messages are written down.
enum class LogLevel { Debug, Info, Warning };

/// What the program was asked to do, checked and complete. The command line wins over the
/// environment.
struct AppOptions
{
    bool demo = false;    ///< sample data and a simulated bank of its own
    QString databaseFile; ///< absolute; empty: nobody named one
    ColorScheme colorScheme = ColorScheme::System;
    bool quitAfterFirstPaint = false; ///< for the benchmarks
    LogLevel logLevel = LogLevel::Info;
    QString auditFile;    ///< absolute; its audit trail is to be checked, and nothing else
    QString operatorName; ///< who sits here, for audit and timeline; never empty

    friend bool operator==(const AppOptions &, const AppOptions &) = default;
};

/// What --help, --version and --list-fault-points print, or nothing when none of them was given.
/// Asks for no display. arguments[0] is the program.
std::optional<QString> immediateAnswer(const QStringList &arguments);

/// Reads the command line (arguments[0] is the program) and the environment variables that --help
/// names. Errors: InvalidValue, with the option in `field` and one clear sentence in `detail`.
Result<AppOptions> parseOptions(const QStringList &arguments,
                                const QProcessEnvironment &environment);
