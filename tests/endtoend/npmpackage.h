#pragma once

#include <QProcess>
#include <QStandardPaths>

/// A package of the npm registry, installed into a folder without running anything of it.
class NpmPackage
{
public:
    NpmPackage(const QString &package, const QString &folder)
        : m_node(QStandardPaths::findExecutable(QStringLiteral("node")))
    {
        const QString npm = QStandardPaths::findExecutable(QStringLiteral("npm"));
        if (npm.isEmpty() || m_node.isEmpty()) {
            m_problem = QStringLiteral("npm and node are not here");
            return;
        }
        QProcess install;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), folder);
        install.setProcessEnvironment(environment);
        install.setWorkingDirectory(folder);
        install.setProcessChannelMode(QProcess::MergedChannels);
        install.start(npm,
                      {QStringLiteral("install"), QStringLiteral("--no-audit"),
                       QStringLiteral("--no-fund"), QStringLiteral("--ignore-scripts"), package});
        if (install.waitForFinished(120'000) && install.exitCode() == 0)
            return;
        install.kill();
        install.waitForFinished();
        m_problem = QStringLiteral("the npm registry cannot be reached");
    }

    /// Why there is no such package; empty when there is.
    const QString &problem() const { return m_problem; }
    /// The program that runs scripts which use it.
    const QString &node() const { return m_node; }

private:
    QString m_node;
    QString m_problem;
};
