#pragma once

#include "services/processors/simulator/adyenfacenews.h"
#include "services/processors/simulator/bankledger.h"
#include "services/processors/simulator/banknews.h"
#include "services/processors/simulator/bankteller.h"
#include "services/processors/simulator/simulatedbank.h"
#include "services/processors/simulator/stripefacenews.h"

#include <QStringList>

/// What the bank's counters share: the ledger, the time of the request at hand, and the settings
/// that do not outlive the process.
struct BankState
{
    struct PlannedFault
    {
        BankFault fault = BankFault::TimeoutBefore;
        int times = 1;
        QString pathPart;
    };
    struct SeenRequest
    {
        QByteArray method;
        QString path;
        QByteArray key;
    };

    BankSettings settings;
    BankLedger ledger;
    BankTeller teller = BankTeller(ledger);
    AdyenFaceNews adyenNews;
    StripeFaceNews stripeNews;
    BankNews news;
    qint64 nowMs = 0; ///< the bank's own time
    int latencyMs = 0;
    QList<PlannedFault> faults;
    QList<SeenRequest> requests; ///< the latest ones
    qint64 requestCount = 0;

    /// 20 characters of 0-9 A-Z a-z that only seed, name, purpose and number decide.
    QString derivedId(QLatin1StringView prefix, const QString &purpose) const;
    /// The fault planned for a call of that path, used up by asking.
    std::optional<BankFault> takeFault(const QString &path);
    void remember(const HttpRequest &request);
};

/// {"error":{…}} with that status.
HttpResponse errorResponse(const BankRefusal &refusal);
HttpResponse jsonResponse(int status, const QJsonObject &json);
/// The object in that text, or nothing.
std::optional<QJsonObject> jsonObject(QByteArrayView text);
