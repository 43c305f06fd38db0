#include "services/processors/simulator/simulatedbank.h"

#include "services/processors/simulator/adyenface.h"
#include "services/processors/simulator/bankapi.h"
#include "services/processors/simulator/bankcontrol.h"
#include "services/processors/simulator/challengepage.h"
#include "services/processors/simulator/importing.h"
#include "services/processors/simulator/stripeface.h"

#include <mutex>

using namespace Qt::StringLiterals;

struct SimulatedBank::Private
{
    Private(const BankSettings &settings, const Clock &systemClock, BankJournal *kept)
        : clock(systemClock)
        , journal(kept)
    {
        state.settings = settings;
    }

    std::mutex mutex;
    const Clock &clock;
    BankJournal *journal; ///< nullptr: nothing outlives the process
    BankState state;
    bool isBroken = false; ///< memory is ahead of the journal: nothing may be answered any more

    /// Brings the bank's clock up to date and does what fell due.
    void wake()
    {
        state.nowMs = clock.nowMs() + state.ledger.offsetMs();
        state.teller.settle(state.nowMs);
    }
    /// Puts down what is to be told of what has just happened, in the words that each payment was
    /// made in.
    void observe()
    {
        QStringList own;
        QStringList adyens;
        QStringList stripes;
        for (const QString &id : state.ledger.takeTouched()) {
            const BankPayment *payment = state.ledger.byId(id);
            if (payment && AdyenFace::made(state.ledger, *payment))
                adyens.append(id);
            else if (StripeFace::made(id))
                stripes.append(id);
            else
                own.append(id);
        }
        state.news.observe(state.ledger, own, state.nowMs, [this](const BankPayment &payment) {
            return toJson(payment, state.settings.baseUrl);
        });
        state.adyenNews.observe(
            state.ledger, adyens, state.nowMs,
            [this](const QString &payment, const QString &word, const QString &reference) {
                return AdyenFace::nameOf(state, payment, word, reference);
            },
            state.news);
        state.stripeNews.observe(
            state.ledger, stripes, state.nowMs, state.settings.baseUrl,
            [this] { return StripeFace(state).newId("evt"_L1); }, state.news);
    }
    Result<> writeDown()
    {
        if (!journal) {
            state.ledger.dropChanges();
            return {};
        }
        const QByteArray line = state.ledger.takeChanges();
        if (line.isEmpty())
            return {};
        Result<> written = journal->append(line);
        isBroken = !written;
        return written;
    }
    BankReply route(const HttpRequest &request)
    {
        const QString path = request.url.path();
        if (path.startsWith("/v1/"_L1))
            return BankApi(state).handle(request);
        if (path.startsWith("/adyen/v71/"_L1))
            return AdyenFace(state).handle(request);
        if (path.startsWith("/stripe/v1/"_L1))
            return StripeFace(state).handle(request);
        if (path.startsWith("/control/"_L1))
            return {BankControl(state).handle(request), BankDelivery::Whole, 0, 0};
        if (path.startsWith("/challenge/"_L1))
            return {ChallengePage(state).handle(request), BankDelivery::Whole, 0, 0};
        return {errorResponse({404, u"not_found"_s, u"invalid_request"_s, u"No such page."_s}),
                BankDelivery::Whole, 0, 0};
    }
};

SimulatedBank::SimulatedBank(const BankSettings &settings, const Clock &clock, BankJournal *journal)
    : d(std::make_unique<Private>(settings, clock, journal))
{
}

SimulatedBank::~SimulatedBank() = default;

Result<> SimulatedBank::open()
{
    const std::lock_guard lock(d->mutex);
    if (!d->journal)
        return {};
    return d->journal->replay([this](QByteArrayView line) { return d->state.ledger.replay(line); });
}

BankReply SimulatedBank::handle(const HttpRequest &request)
{
    const std::lock_guard lock(d->mutex);
    BankReply unwritten = {errorResponse({500, u"internal"_s, u"processor_error"_s,
                                          u"The ledger cannot be written."_s}),
                           BankDelivery::Whole, 0, 0};
    if (d->isBroken)
        return unwritten;
    d->wake();
    BankReply reply = d->route(request);
    d->observe();
    return d->writeDown() ? reply : unwritten;
}

Result<> SimulatedBank::import(const ImportedPayment &payment)
{
    const std::lock_guard lock(d->mutex);
    Result<> added = addImported(payment, d->state.ledger);
    d->state.ledger.takeTouched(); // happened long ago
    return added ? d->writeDown() : added;
}

void SimulatedBank::setBaseUrl(const QUrl &url)
{
    const std::lock_guard lock(d->mutex);
    d->state.settings.baseUrl = url;
}

void SimulatedBank::setLatencyMs(int ms)
{
    const std::lock_guard lock(d->mutex);
    d->state.latencyMs = ms;
}

Result<> SimulatedBank::advance(qint64 ms)
{
    const std::lock_guard lock(d->mutex);
    d->state.ledger.setOffset(d->state.ledger.offsetMs() + ms);
    d->wake();
    d->observe();
    return d->writeDown();
}

void SimulatedBank::subscribe(const QUrl &url, const QByteArray &secret, BankDialect dialect)
{
    const std::lock_guard lock(d->mutex);
    d->state.news.subscribe(dialect, url, secret);
}

QList<BankCall> SimulatedBank::takeDueNews()
{
    const std::lock_guard lock(d->mutex);
    if (d->isBroken)
        return {};
    d->wake();
    d->observe();
    if (!d->writeDown())
        return {};
    return d->state.news.takeDue(d->state.nowMs);
}

void SimulatedBank::newsAnswered(qint64 number, bool taken)
{
    const std::lock_guard lock(d->mutex);
    d->state.news.answered(number, taken, d->state.nowMs);
}

void SimulatedBank::injectFault(BankFault fault, int times, const QString &pathPart)
{
    const std::lock_guard lock(d->mutex);
    d->state.faults.append({fault, times, pathPart});
}

QJsonObject SimulatedBank::ledger()
{
    const std::lock_guard lock(d->mutex);
    d->wake();
    return ledgerJson(d->state);
}

qint64 SimulatedBank::requestCount() const
{
    const std::lock_guard lock(d->mutex);
    return d->state.requestCount;
}
