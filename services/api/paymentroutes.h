#pragma once

#include "services/api/paymentfields.h"
#include "services/api/paymentjson.h"
#include "services/api/router.h"
#include "services/interfaces/payments.h"

/// One payment over HTTP: create, update, confirm, capture, cancel, retrieve, sync, late metadata.
class PaymentRoutes final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive the routes. `publicBase` is asked for each answer that sends a shopper away.
    PaymentRoutes(Payments &payments, PaymentAccess &access, std::function<QUrl()> publicBase,
                  QObject *parent = nullptr);

    QList<Route> routes();
    /// What is known of payments and not offered.
    static QByteArrayList notOffered();

private:
    using Step = std::function<void(const PaymentView &)>;
    using Handler = void (PaymentRoutes::*)(const ApiRequestPtr &, const ApiResponder &);

    Route route(const char *method, const char *pattern, KeySets keys, Handler handler);
    void create(const ApiRequestPtr &request, const ApiResponder &respond);
    void update(const ApiRequestPtr &request, const ApiResponder &respond);
    void confirm(const ApiRequestPtr &request, const ApiResponder &respond);
    void capture(const ApiRequestPtr &request, const ApiResponder &respond);
    void cancel(const ApiRequestPtr &request, const ApiResponder &respond);
    void retrieve(const ApiRequestPtr &request, const ApiResponder &respond);
    void sync(const ApiRequestPtr &request, const ApiResponder &respond);
    void raiseAuthorization(const ApiRequestPtr &request, const ApiResponder &respond);
    void changeMetadata(const ApiRequestPtr &request, const ApiResponder &respond);

    /// Goes on when the key may reach the payment: a publishable one with its client secret.
    void withAccess(const ApiRequestPtr &request, const PaymentId &id, const ClientSecret &secret,
                    const ApiResponder &respond, const std::function<void()> &then);
    void withView(const ApiRequestPtr &request, const PaymentId &id, const ApiResponder &respond,
                  const Step &then);
    void pay(const ApiRequestPtr &request, const std::shared_ptr<PaymentBody> &body,
             const PaymentView &view, const ApiResponder &respond);
    void answer(const MerchantId &merchant, const PaymentId &id, const ApiResponder &respond,
                const paymentjson::Shown &shown = {});
    void answerSynced(const ApiRequestPtr &request, const PaymentId &id, bool asks,
                      const paymentjson::Shown &shown, const ApiResponder &respond);

    Payments &m_payments;
    PaymentAccess &m_access;
    const std::function<QUrl()> m_publicBase;
};
