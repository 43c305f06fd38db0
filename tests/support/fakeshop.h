#pragma once

#include "services/interfaces/webhookobjects.h"
#include "services/processors/webhooktransport.h"

#include <QMutex>

#include <memory>

/// A merchant's shop that takes webhooks as it is told to. It outlives the transports that engines
/// own. Safe from any thread.
class FakeShop
{
public:
    /// One webhook that came.
    struct Got
    {
        QUrl url;
        HttpHeaders headers;
        QByteArray body;
        bool loopbackAllowed = false;
    };

    /// A transport for one engine.
    std::unique_ptr<WebhookTransport> makeTransport() { return std::make_unique<Transport>(*this); }

    /// What later ones are answered: a status, 0 for none, -1 for never.
    void answer(int status)
    {
        const QMutexLocker lock(&m_mutex);
        m_status = status;
    }
    QList<Got> got() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_got;
    }
    qsizetype count() const { return got().size(); }

private:
    class Transport final : public WebhookTransport
    {
    public:
        explicit Transport(FakeShop &shop) : m_shop(shop) {}

        void send(WebhookRequest request, int, QObject *context,
                  std::function<void(const WebhookAnswer &)> handler) override
        {
            const int status = m_shop.take(request);
            if (status < 0)
                return;
            const WebhookAnswer answer{status,
                                       status == 0 ? QStringLiteral("no connection") : QString()};
            QMetaObject::invokeMethod(
                context, [handler = std::move(handler), answer] { handler(answer); },
                Qt::QueuedConnection);
        }

    private:
        FakeShop &m_shop;
    };

    int take(const WebhookRequest &request)
    {
        const QMutexLocker lock(&m_mutex);
        m_got.append({request.url, request.headers, request.body, request.loopbackAllowed});
        return m_status;
    }

    mutable QMutex m_mutex;
    QList<Got> m_got;
    int m_status = 200;
};

/// Spells objects in a few words.
class BriefObjects final : public WebhookObjects
{
public:
    QByteArray payment(const PaymentView &view) const override
    {
        return R"({"payment_id":")" + view.payment.id.value.toLatin1() + R"(","status":")"
               + toText(view.payment.status).toLatin1() + R"("})";
    }
    QByteArray refund(const Refund &refund) const override
    {
        return R"({"refund_id":")" + refund.id.value.toLatin1() + R"("})";
    }
    QByteArray mandate(const Agreement &agreement) const override
    {
        return R"({"mandate_id":")" + agreement.mandate.id.value.toLatin1() + R"("})";
    }
};
