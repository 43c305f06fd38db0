#include "services/api/redirectroutes.h"

#include "services/api/answering.h"
#include "services/api/paymentjson.h"
#include "services/domain/paymentlifecycle.h"

#include <QMessageAuthenticationCode>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace {

constexpr auto kTokenName = "return_token"_L1;

ApiReply moved(const QUrl &to)
{
    ApiReply reply;
    reply.status = 302;
    reply.contentType = "text/plain; charset=utf-8";
    reply.headers = {{"Location", to.toEncoded()}, {"Referrer-Policy", "no-referrer"}};
    return reply;
}

/// A page that goes on by itself, with a link for who does not let it.
ApiReply sendingPage(const QString &to)
{
    const QString url = to.toHtmlEscaped();
    ApiReply reply;
    reply.contentType = "text/html; charset=utf-8";
    reply.body = u"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                 "<meta http-equiv=\"refresh\" content=\"0;url=%1\"><title>Verification</title>"
                 "</head><body><p><a href=\"%1\">Go on to your bank to verify this payment</a></p>"
                 "</body></html>"_s.arg(url)
                     .toUtf8();
    reply.headers = {
        {"Referrer-Policy", "no-referrer"},
        {"Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"}};
    return reply;
}

ApiReply sessionEnded()
{
    return errorReply({400, u"IR_08"_s, u"The session of this payment has ended"_s});
}

} // namespace

namespace {

using Parameters = QList<std::pair<QString, QString>>;

/// What goes home with the shopper: the parameters and, with a key, their signature, which the
/// merchant's own of `returnUrl` are part of.
Parameters withSignature(const QUrl &returnUrl, const Parameters &parameters,
                         const SecretBytes *key)
{
    if (!key)
        return parameters;
    Parameters all = parameters;
    const QUrlQuery own(returnUrl);
    for (const auto &item : own.queryItems(QUrl::FullyDecoded))
        all.append({item.first, item.second});
    std::ranges::stable_sort(all, {}, &std::pair<QString, QString>::first);
    QStringList lines;
    for (const auto &[name, value] : all)
        lines.append(QString(name + u'=' + value));
    const QByteArray mac = QMessageAuthenticationCode::hash(
        lines.join(u'&').toUtf8(), key->view().toByteArray(), QCryptographicHash::Sha512);
    return parameters
           + Parameters{{u"signature"_s, QString::fromLatin1(mac.toHex())},
                        {u"signature_algorithm"_s, u"HMAC-SHA512"_s}};
}

} // namespace

QUrl signedReturn(const QUrl &returnUrl, QList<std::pair<QString, QString>> parameters,
                  const SecretBytes *key)
{
    QUrlQuery query(returnUrl);
    parameters = withSignature(returnUrl, parameters, key);
    for (const auto &[name, value] : parameters)
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    QUrl url = returnUrl;
    url.setQuery(query);
    return url;
}

ApiReply formReturn(const QUrl &returnUrl, const QList<std::pair<QString, QString>> &parameters)
{
    static const QByteArray script = "document.forms[0].submit()";
    QString inputs;
    for (const auto &[name, value] : parameters)
        inputs += u"<input type=\"hidden\" name=\"%1\" value=\"%2\">"_s.arg(name.toHtmlEscaped(),
                                                                            value.toHtmlEscaped());
    ApiReply reply;
    reply.contentType = "text/html; charset=utf-8";
    reply.body = u"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                 "<title>Back to the shop</title></head><body><form method=\"post\" "
                 "action=\"%1\">%2<button>Go back to the shop</button></form>"
                 "<script>%3</script></body></html>"_s
                     .arg(returnUrl.toString(QUrl::FullyEncoded).toHtmlEscaped(), inputs,
                          QString::fromLatin1(script))
                     .toUtf8();
    // This script and no other runs.
    const QByteArray hash = QCryptographicHash::hash(script, QCryptographicHash::Sha256).toBase64();
    reply.headers = {{"Referrer-Policy", "no-referrer"},
                     {"Content-Security-Policy", "default-src 'none'; base-uri 'none'; "
                                                 "frame-ancestors 'none'; script-src 'sha256-"
                                                     + hash + '\''}};
    return reply;
}

RedirectRoutes::RedirectRoutes(Payments &payments, PaymentAccess &access,
                               FindReturnSettings settings, std::function<QUrl()> publicBase,
                               QObject *parent)
    : QObject(parent)
    , m_payments(payments)
    , m_access(access)
    , m_settings(std::move(settings))
    , m_publicBase(std::move(publicBase))
{
}

QList<Route> RedirectRoutes::routes()
{
    const auto back = [this](const ApiRequestPtr &request, const ApiResponder &respond) {
        comeBack(request, respond);
    };
    QList<Route> routes{{"GET", "/payments/redirect/{payment_id}/{merchant_id}/{attempt_id}",
                         KeySet::None,
                         [this](const ApiRequestPtr &request, const ApiResponder &respond) {
                             start(request, respond);
                         },
                         RouteBody::Any}};
    for (const QByteArray kind : {"response", "complete"}) {
        for (const QByteArray method : {"GET", "POST"})
            routes.append({method,
                           "/payments/{payment_id}/{merchant_id}/redirect/" + kind + "/{connector}",
                           KeySet::None, back, RouteBody::Any});
    }
    return routes;
}

QUrl RedirectRoutes::returnBase(const QUrl &publicBase)
{
    return QUrl(publicBase.toString(QUrl::StripTrailingSlash)
                + u"/payments/(payment_id)/(merchant_id)/redirect/response/(connector)?"_s
                + kTokenName + u'=');
}

void RedirectRoutes::start(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const PaymentId id{request->pathValue("payment_id")};
    const QString attempt = request->pathValue("attempt_id");
    onValue(m_access.view({request->pathValue("merchant_id")}, id, {}), this, ErrorSubject::Payment,
            respond, [respond, attempt](const PaymentView &view) {
                const Payment &payment = view.payment;
                if (attempt != attemptId(payment.id, payment.attemptCount).value)
                    return respond(errorReply(unknownUrl()));
                if (view.challengeUrl.isEmpty())
                    return respond(errorReply(unmetCondition(
                        u"There is nothing that the shopper could do for this payment now"_s)));
                if (view.sessionEnded)
                    return respond(sessionEnded());
                respond(sendingPage(view.challengeUrl));
            });
}

void RedirectRoutes::comeBack(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const MerchantId merchant{request->pathValue("merchant_id")};
    const PaymentId id{request->pathValue("payment_id")};
    const QString token = request->queryValue(QString(kTokenName)).value_or(QString());
    // Whatever else the return carries proves nothing. Without the token nobody learns anything.
    const QString query = request->http.url.query(QUrl::FullyEncoded);
    whenDone(m_payments.resume(token, query), this,
             [this, merchant, id, respond](const Result<Payment> &resumed) {
                 if (resumed && (resumed->id != id || resumed->merchantId != merchant))
                     return respond(errorReply(
                         apiError({ErrorCode::NotFound, u"payment_id"_s}, ErrorSubject::Payment)));
                 if (!resumed && resumed.error().code == ErrorCode::NotFound)
                     return respond(errorReply(
                         apiError({ErrorCode::NotFound, u"payment_id"_s}, ErrorSubject::Payment)));
                 // When asking failed, what is stored is still true.
                 onValue(m_access.view(merchant, id, {}), this, ErrorSubject::Payment, respond,
                         [this, respond](const PaymentView &view) { goOn(view, respond); });
             });
}

void RedirectRoutes::goOn(const PaymentView &view, const ApiResponder &respond)
{
    if (view.payment.status == PaymentStatus::RequiresCustomerAction)
        return respond(moved(paymentjson::startPage(m_publicBase(), view.payment)));
    onValue(m_settings(view.payment.merchantId, view.payment.profileId), this,
            ErrorSubject::Payment, respond, [this, view, respond](const ReturnSettings &settings) {
                sendHome(view, settings, respond);
            });
}

void RedirectRoutes::sendHome(const PaymentView &view, const ReturnSettings &settings,
                              const ApiResponder &respond)
{
    const Payment &payment = view.payment;
    const QUrl home(payment.returnUrl.isEmpty() ? settings.returnUrl : payment.returnUrl);
    if (home.isEmpty())
        return respond(errorReply(missingField(u"return_url"_s)));
    const QList<std::pair<QString, QString>> parameters{
        {u"status"_s, toText(payment.status)},
        {u"payment_id"_s, payment.id.value},
        {u"payment_intent_client_secret"_s, view.clientSecret},
        {u"amount"_s, QString::number(payment.amount)},
        {u"manual_retry_allowed"_s, u"false"_s},
    };
    const SecretBytes *key = settings.signingKey.get();
    respond(settings.withPost ? formReturn(home, withSignature(home, parameters, key))
                              : moved(signedReturn(home, parameters, key)));
}
