#include "tests/support/inprocesstransport.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

HttpResult resultOf(const BankReply &reply)
{
    switch (reply.delivery) {
    case BankDelivery::Whole: return {Delivery::Answered, reply.response, {}};
    case BankDelivery::NoReply: return {Delivery::Unanswered, {}, u"timeout"_s};
    case BankDelivery::Drop: return {Delivery::Unanswered, {}, u"connection reset"_s};
    case BankDelivery::Close: return {Delivery::Unanswered, {}, u"closed without a reply"_s};
    case BankDelivery::Reset: return {Delivery::Unanswered, {}, u"reset within the reply"_s};
    case BankDelivery::Truncated: return {Delivery::Unanswered, {}, u"reply cut off"_s};
    }
    return {};
}

} // namespace

InProcessTransport::InProcessTransport(SimulatedBank &bank) : m_bank(bank) {}

void InProcessTransport::send(HttpRequest request, int timeoutMs, QObject *context,
                              std::function<void(const HttpResult &)> handler)
{
    ++m_sendCount;
    HttpResult result{Delivery::NotSent, {}, u"connection refused"_s};
    int waitMs = 0;
    if (m_reachable) {
        const BankReply reply = m_bank.handle(request);
        result = resultOf(reply);
        waitMs = reply.delayMs + m_latencyMs;
        if (reply.delivery == BankDelivery::NoReply || waitMs > timeoutMs) {
            result = {Delivery::Unanswered, {}, u"timeout"_s};
            waitMs = timeoutMs;
        }
    }
    const auto deliver = [handler = std::move(handler), result = std::move(result)] {
        handler(result);
    };
    if (waitMs == 0)
        QMetaObject::invokeMethod(context, deliver, Qt::QueuedConnection);
    else
        QTimer::singleShot(waitMs, Qt::PreciseTimer, context, deliver);
}
