#pragma once

#include "ui/challenge/challengeview.h"

#include <QStringList>

/// Why the embedded page may not be used here. None: it may.
enum class ChallengeViewRefusal {
    None,
    RunsAsRoot,         ///< the browser's sandbox does not work for root
    EnvironmentForbids, ///< something in the environment takes the sandbox away
    ModuleMissing,      ///< the library is not installed or cannot be loaded
};

/// Where the embedded page comes from. An interface so that tests need no browser.
class ChallengeViewSource
{
public:
    virtual ~ChallengeViewSource() = default;
    /// Cheap: loads nothing.
    virtual ChallengeViewRefusal refusal() const = 0;
    /// Loads the library on first use; nullptr when refused or when that fails.
    virtual ChallengeViewModule *module() = 0;
};

/// The separately built library beside the program. The web engine comes into the process with the
/// first call of module() and not before.
class PluginChallengeViewSource final : public ChallengeViewSource
{
public:
    PluginChallengeViewSource();
    /// Looks in these folders only; for tests.
    explicit PluginChallengeViewSource(const QStringList &folders);

    ChallengeViewRefusal refusal() const override;
    ChallengeViewModule *module() override;

private:
    QString libraryFile() const;

    QStringList m_folders;
    ChallengeViewModule *m_module = nullptr;
    bool m_failed = false;
};
