#pragma once

#include "services/api/router.h"
#include "services/interfaces/paymentaccess.h"
#include "services/interfaces/payments.h"

#include <QUrl>

/// Where a profile sends shoppers back to, and how they show that we sent them.
struct ReturnSettings
{
    QString returnUrl;                             ///< of payments that name none; may be empty
    std::shared_ptr<const SecretBytes> signingKey; ///< null: nothing is signed
    bool withPost = false;                         ///< as a form instead of a link
};

using FindReturnSettings =
    std::function<QFuture<Result<ReturnSettings>>(const MerchantId &, const ProfileId &)>;

/// Parameters of a return, signed: the merchant's own of `returnUrl` and ours, HMAC-SHA512 over all
/// of them by name, as `name=value` joined with `&`.
QUrl signedReturn(const QUrl &returnUrl, QList<std::pair<QString, QString>> parameters,
                  const SecretBytes *key);

/// A page that sends the browser to `returnUrl` with these in a form, by itself or by a button.
ApiReply formReturn(const QUrl &returnUrl, const QList<std::pair<QString, QString>> &parameters);

/// What a shopper's browser asks for around a challenge: the page that sends it to the bank, and
/// the addresses that the bank sends it back to. Coming back only asks the processor how things
/// stand; then the browser goes on to the merchant, or to the challenge again.
class RedirectRoutes final : public QObject
{
    Q_OBJECT

public:
    /// `payments` and `access` outlive the routes.
    RedirectRoutes(Payments &payments, PaymentAccess &access, FindReturnSettings settings,
                   std::function<QUrl()> publicBase, QObject *parent = nullptr);

    QList<Route> routes();

    /// For Engine::setReturnBase: what challenges return to, with names in brackets for the engine
    /// to put the payment's own in.
    static QUrl returnBase(const QUrl &publicBase);

private:
    void start(const ApiRequestPtr &request, const ApiResponder &respond);
    void comeBack(const ApiRequestPtr &request, const ApiResponder &respond);
    void goOn(const PaymentView &view, const ApiResponder &respond);
    void sendHome(const PaymentView &view, const ReturnSettings &settings,
                  const ApiResponder &respond);

    Payments &m_payments;
    PaymentAccess &m_access;
    const FindReturnSettings m_settings;
    const std::function<QUrl()> m_publicBase;
};
