#include "app/simulator/bankserver.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kTellEveryMs = 100;
constexpr int kTellWithinMs = 10'000;

HttpLimits bankLimits()
{
    HttpLimits limits;
    // All clients of a simulated bank come from one address, with many calls in flight.
    limits.connectionsPerAddress = limits.connections;
    limits.requestsPerConnection = 1'000'000;
    // Longer than any client keeps an idle connection: a bank that hangs up just when a request
    // leaves would make outcomes unknown that nobody asked for.
    limits.idleTimeoutMs = 600'000;
    return limits;
}

HttpReply::Ending endingOf(BankDelivery delivery)
{
    switch (delivery) {
    case BankDelivery::Whole: return HttpReply::Ending::Whole;
    case BankDelivery::NoReply: return HttpReply::Ending::Silence;
    case BankDelivery::Drop: return HttpReply::Ending::Drop;
    case BankDelivery::Close: return HttpReply::Ending::Close;
    case BankDelivery::Reset: return HttpReply::Ending::Reset;
    case BankDelivery::Truncated: return HttpReply::Ending::Truncate;
    }
    return HttpReply::Ending::Drop;
}

QUrl urlOf(const QString &address, quint16 port)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(address);
    url.setPort(port);
    return url;
}

} // namespace

BankServer::BankServer(const BankSettings &settings, const Clock &clock,
                       std::unique_ptr<FileBankJournal> journal)
    : m_journal(std::move(journal))
    , m_bank(settings, clock, m_journal.get())
    , m_server([this](const HttpRequest &request,
                      const HttpResponder &respond) { answer(request, respond); },
               bankLimits())
{
    connect(&m_timer, &QTimer::timeout, this, &BankServer::tellNews);
    m_timer.start(kTellEveryMs);
}

Result<std::unique_ptr<BankServer>> BankServer::start(const BankSettings &settings,
                                                      const Clock &clock, const QString &ledgerPath,
                                                      const QString &address, quint16 port)
{
    Result<std::unique_ptr<FileBankJournal>> journal = FileBankJournal::open(ledgerPath);
    if (!journal)
        return journal.error();
    std::unique_ptr<BankServer> server(new BankServer(settings, clock, std::move(*journal)));
    const Result<> opened = server->m_bank.open();
    if (!opened)
        return opened.error();
    const Result<quint16> listening = server->m_server.listen(address, port);
    if (!listening)
        return listening.error();
    server->m_bank.setBaseUrl(urlOf(address, *listening));
    return server;
}

void BankServer::answer(const HttpRequest &request, const HttpResponder &respond)
{
    const BankReply reply = m_bank.handle(request);
    const HttpReply out = {reply.response, endingOf(reply.delivery), reply.bodyBytes};
    if (reply.delayMs == 0)
        respond(out);
    else
        QTimer::singleShot(reply.delayMs, Qt::PreciseTimer, this, [respond, out] { respond(out); });
}

void BankServer::tellNews()
{
    for (const BankCall &due : m_bank.takeDueNews()) {
        const WebhookRequest request{due.url, due.headers, due.body, true};
        m_messenger.send(request, kTellWithinMs, this,
                         [this, number = due.number](const WebhookAnswer &answer) {
                             const bool taken = answer.status >= 200 && answer.status < 300;
                             m_bank.newsAnswered(number, taken);
                         });
    }
}
