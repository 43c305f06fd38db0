#pragma once

#include "services/core/clock.h"
#include "services/core/httpmessage.h"
#include "services/core/result.h"
#include "services/processors/simulator/bankdialect.h"
#include "services/processors/simulator/bankfault.h"
#include "services/processors/simulator/bankjournal.h"
#include "services/processors/simulator/importedpayment.h"

#include <QJsonObject>
#include <QList>
#include <QUrl>

#include <memory>

/// How one instance of the simulated bank differs from another.
struct BankSettings
{
    QString name = QStringLiteral("sim_a");
    quint64 seed = 1; ///< same seed, name and history: same ids
    QUrl baseUrl = QUrl(QStringLiteral("http://127.0.0.1")); ///< what its challenge URLs start with
};

/// One call that the bank makes of its own accord.
struct BankCall
{
    qint64 number = 0;
    QUrl url;
    HttpHeaders headers;
    QByteArray body;
    BankDialect dialect = BankDialect::Own;
};

/// A processor that exists nowhere: a deterministic function of its history and its clock, test
/// cards only. Its dialect is JSON over HTTP/1.1; see ARCHITECTURE.md. Safe from any thread.
class SimulatedBank
{
public:
    /// A bank with a ledger in `journal`, which outlives it: call open() first. Without one it
    /// forgets, and is ready at once.
    SimulatedBank(const BankSettings &settings, const Clock &clock, BankJournal *journal = nullptr);
    ~SimulatedBank();

    /// Reads the journal. Errors: InvalidValue (a line nobody understands), storage errors.
    Result<> open();

    /// Answers one request; what it changes is in the journal when this returns. request.url may be
    /// absolute or origin-form. Never answers for money it could not write down.
    BankReply handle(const HttpRequest &request);

    /// Adds a payment that was handled before. Errors: InvalidValue, Duplicate (field "id"),
    /// storage errors.
    Result<> import(const ImportedPayment &payment);

    // What the control API does, for tests in the same process.
    void setBaseUrl(const QUrl &url);
    void setLatencyMs(int ms);   ///< added to every reply under /v1
    Result<> advance(qint64 ms); ///< moves the bank's own clock ahead
    /// Spoils the next `times` calls under /v1 whose path contains pathPart (all when empty).
    void injectFault(BankFault fault, int times = 1, const QString &pathPart = {});
    /// {"payments":[…],"effects":[…]}: the bank's truth.
    QJsonObject ledger();
    /// Where the bank tells what happened to payments that were made in that dialect, and the
    /// secret that signs it (Adyen's in hex); an empty address: nowhere.
    void subscribe(const QUrl &url, const QByteArray &secret,
                   BankDialect dialect = BankDialect::Own);
    /// The calls that are to be made now; say with newsAnswered() what became of each.
    QList<BankCall> takeDueNews();
    void newsAnswered(qint64 number, bool taken);
    /// How many requests came under /v1 so far, spoiled ones included.
    qint64 requestCount() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};
