#pragma once

#include "models/timechoice.h"
#include "models/workspace.h"
#include "services/engine/paymentlistservice.h"
#include "services/engine/paymentservice.h"
#include "services/engine/refundservice.h"
#include "services/processors/simulator/simulatedbank.h"

/// The window's side of a big file: engine, lists and workspace, as the program composes them.
class TableWorld
{
public:
    explicit TableWorld(const QString &file);
    ~TableWorld();

    Workspace &workspace() { return m_workspace; }

    /// The file with that many payments beside the benchmark program; made if it is not there in
    /// the schema of this program.
    static QString fileWith(qint64 payments);
    /// Builds the search index of the file to the end.
    static void indexWords(const QString &file);

private:
    SystemClock m_clock;
    SystemRandom m_random;
    SimulatedBank m_bank;
    Engine m_engine;
    PaymentService m_payments;
    RefundService m_refunds;
    PaymentListService m_lists;
    TimeChoice m_time;
    Workspace m_workspace;
};
