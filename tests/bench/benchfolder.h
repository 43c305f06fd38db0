#pragma once

#include <QTemporaryDir>

#include <thread>

/// The folder that everything of one run lies in, beside the program, on a real disk. It goes with
/// the run, also when that is ended by SIGTERM or SIGINT or gives up.
class BenchFolder
{
public:
    /// Before any thread is there, which would take the signals itself.
    static void blockSignals();

    BenchFolder();
    ~BenchFolder();
    BenchFolder(const BenchFolder &) = delete;
    BenchFolder &operator=(const BenchFolder &) = delete;

private:
    const QTemporaryDir m_folder;
    std::thread m_watcher; ///< waits for the signals, so that a busy run need not
};
