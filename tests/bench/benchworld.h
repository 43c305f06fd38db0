#pragma once

#include "services/core/clock.h"
#include "services/core/random.h"
#include "services/domain/commands.h"
#include "services/engine/engine.h"
#include "services/engine/paymentservice.h"
#include "services/engine/savedmethodservice.h"
#include "services/engine/vaultservice.h"
#include "services/processors/simulator/simulatedbank.h"

#include <QObject>
#include <QTemporaryDir>

class KeyProvider;

/// A merchant with one simulator account, an engine and a bank in the same process, which answers
/// after latencyMs. The file lies on the disk of the build, so that a commit really reaches it.
class BenchWorld
{
public:
    /// With somebody who keeps keys there is a vault, and it is open.
    explicit BenchWorld(int latencyMs = 0, KeyProvider *keys = nullptr);
    /// On a file that `fill` puts something into first.
    BenchWorld(const std::function<void(const QString &file, qint64 count)> &fill, qint64 count);
    ~BenchWorld();

    QString file() const { return m_file; }
    PaymentService &payments() { return m_payments; }
    SavedMethodService &methods() { return m_methods; }
    static Caller caller();
    Engine &engine() { return m_engine; }

    CreatePayment create(int number) const;
    ConfirmPayment confirm(const PaymentId &id) const;
    CapturePayment capture(const PaymentId &id) const;

    /// Makes a merchant, profile and account in a fresh, migrated file.
    static void prepareFile(const QString &file);
    /// A directory of the run, or beside the benchmark program: on a real disk.
    static QString scratchTemplate();
    static constexpr const char *kFolderProperty = "benchFolder"; ///< of the application

private:
    BenchWorld(int latencyMs, KeyProvider *keys, const std::function<void(const QString &)> &fill);

    QTemporaryDir m_directory;
    QString m_file;
    SystemClock m_clock;
    SystemRandom m_random;
    SimulatedBank m_bank;
    Engine m_engine;
    PaymentService m_payments;
    SavedMethodService m_methods;
    VaultService m_vault;
};

/// Runs `count` payments with `inFlight` of them at a time, each created, confirmed and, with
/// `captures`, captured; returns when all are done.
class FlowDriver : public QObject
{
    Q_OBJECT

public:
    FlowDriver(BenchWorld &world, bool captures) : m_world(world), m_captures(captures) {}

    /// From now on every payment saves its card.
    void setSaving(bool saving) { m_saving = saving; }
    /// Seconds it took; ends the program when a payment did not end as it must.
    double run(int count, int inFlight);
    /// Payments that were confirmed, and captured if asked.
    const QList<PaymentId> &ids() const { return m_ids; }
    /// Milliseconds of each confirm call, begin and settle commits included.
    const QList<double> &confirmMs() const { return m_confirmMs; }

private:
    void startOne();
    void confirmed(const PaymentId &id);
    void finished();

    BenchWorld &m_world;
    bool m_captures;
    bool m_saving = false;
    int m_toStart = 0;
    int m_running = 0;
    int m_number = 0;
    QList<PaymentId> m_ids;
    QList<double> m_confirmMs;
};

/// Captures these payments with `inFlight` calls at a time; the seconds it took.
double captureAll(BenchWorld &world, const QList<PaymentId> &ids, int inFlight);
