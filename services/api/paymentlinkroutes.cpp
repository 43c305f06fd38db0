#include "services/api/paymentlinkroutes.h"

#include "services/api/answering.h"
#include "services/api/fields.h"
#include "services/api/formbody.h"
#include "services/api/paymentcommands.h"
#include "services/api/paymentfields.h"
#include "services/api/paymentjson.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestHolder = 255;
constexpr qsizetype kLongestDate = 9;

ApiReply noSuchLink()
{
    return paymentpage::messagePage(404, u"There is no such payment"_s,
                                    u"Check the address, or ask the shop for a new link."_s);
}

ApiReply tooOften(qint64 waitMs)
{
    ApiReply reply = paymentpage::messagePage(429, u"Too many requests"_s,
                                              u"Nothing was done. Please try again in a minute."_s);
    reply.headers.append(HttpHeader{"Retry-After", QByteArray::number((waitMs + 999) / 1000)});
    return reply;
}

ApiReply notNow()
{
    return paymentpage::messagePage(
        503, u"Not possible now"_s,
        u"The payment could not be looked at. Nothing was taken; please try again later."_s);
}

/// The same page, asked for anew: going back or reloading sends no card again.
ApiReply backToPage(const paymentpage::Facts &facts, const QUrl &publicBase, bool changed = false)
{
    QUrl page = paymentjson::linkPage(publicBase, facts.view.payment);
    if (changed)
        page.setQuery(QString(page.query() + u"&notice=changed"_s));
    ApiReply reply;
    reply.status = 303;
    reply.contentType = "text/plain; charset=utf-8";
    reply.headers = {{"Location", page.toEncoded()}, {"Referrer-Policy", "no-referrer"}};
    return reply;
}

Pan numberFrom(QByteArrayView typed)
{
    SecretBytes digits;
    for (qsizetype i = 0; i < typed.size(); ++i) {
        if (typed.at(i) != ' ' && typed.at(i) != '-')
            digits.append(typed.sliced(i, 1));
    }
    return Pan(digits.view());
}

/// "09/28", "9 / 2028", "0928": month and year, 0 for what cannot be read.
std::pair<int, int> expiryFrom(const QString &typed)
{
    QString text = typed;
    text.remove(u' ');
    QString month = text.section(u'/', 0, 0);
    QString year = text.section(u'/', 1);
    const bool glued = !text.contains(u'/') && (text.size() == 4 || text.size() == 6);
    if (glued) {
        month = text.first(2);
        year = text.sliced(2);
    }
    const auto digits = [](const QString &part, qsizetype longest) {
        const bool plain =
            std::ranges::all_of(part, [](QChar c) { return c >= u'0' && c <= u'9'; });
        return plain && !part.isEmpty() && part.size() <= longest ? part.toInt() : 0;
    };
    const int number = digits(year, 4);
    return {digits(month, 2), year.size() == 2 ? number + 2000 : number};
}

CardDetails cardFrom(const FormBody &form, const paymentpage::Form &shown)
{
    CardDetails card;
    card.number = numberFrom(form.value("card_number"));
    card.cvc = Cvc(form.value("card_cvc").trimmed());
    card.holder = shown.holder;
    std::tie(card.expiryMonth, card.expiryYear) = expiryFrom(shown.expiry);
    return card;
}

/// Everything that is wrong, so that nobody has to send a card twice to hear the second half.
QMap<QString, QString> errorsOf(const CardDetails &card, qint64 nowMs)
{
    QMap<QString, QString> errors;
    CardDetails good; // with the other fields as they should be, each is judged by itself
    good.expiryMonth = 12;
    good.expiryYear = QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC).date().year() + 1;
    good.number = card.number.clone();
    const Result<> number = checkCard(good, nowMs, false);
    if (!number)
        errors.insert(u"card_number"_s, u"This is not a card number. Compare it with your card."_s);
    good.cvc = card.cvc.clone();
    if (number && !checkCard(good, nowMs, true))
        errors.insert(u"card_cvc"_s, u"Enter the 3 digits on the back of your card; 4 on the front "
                                     "of an American Express card."_s);
    const Result<> expiry = checkExpiry(card.expiryMonth, card.expiryYear, nowMs);
    if (!expiry)
        errors.insert(u"card_exp"_s,
                      expiry.error().code == ErrorCode::CardExpired
                          ? u"This card has expired. Take another one."_s
                          : u"Enter month and year as on your card, such as 09/28."_s);
    if (card.holder.isEmpty())
        errors.insert(u"card_holder_name"_s, u"Enter the name as it stands on your card."_s);
    else if (!checkText(card.holder, u"card_holder_name"_s))
        errors.insert(u"card_holder_name"_s, u"Enter the name only."_s);
    return errors;
}

/// What a shopper hears of a refusal; nothing was sent to a bank.
QString noticeOf(const Error &error)
{
    if (error.field == "blocklist"_L1)
        return u"This card cannot be used here. Nothing was taken; please take another one."_s;
    if (error.code == ErrorCode::TooMany)
        return u"Too many payments have failed. Nothing was taken; please try again later."_s;
    return u"The payment cannot be taken now. Nothing was taken; please try again later."_s;
}

bool isForm(const HttpRequest &request)
{
    const QByteArray type = headerValue(request.headers, "Content-Type");
    const qsizetype end = type.indexOf(';');
    const QByteArray media = (end < 0 ? type : type.first(end)).trimmed().toLower();
    return media == "application/x-www-form-urlencoded";
}

} // namespace

PaymentLinkRoutes::PaymentLinkRoutes(PaymentLinkServices services, QObject *parent)
    : QObject(parent)
    , m_services(std::move(services))
    , m_pages(kPagesPerMinute, kPagesPerMinute, m_services.clock)
    , m_cards(kCardsPerMinute, kCardsPerMinute, m_services.clock)
{
}

QList<Route> PaymentLinkRoutes::routes()
{
    const auto retrieves = [this](const ApiRequestPtr &request, const ApiResponder &respond) {
        retrieve(request, respond);
    };
    const auto shows = [this](const ApiRequestPtr &request, const ApiResponder &respond) {
        show(request, respond);
    };
    const auto takes = [this](const ApiRequestPtr &request, const ApiResponder &respond) {
        take(request, respond);
    };
    const QByteArray page = "/payment_link/{merchant_id}/{payment_id}";
    return {
        {"GET", "/payment_link/{payment_link_id}", KeySet::Secret | KeySet::Publishable, retrieves},
        {"GET", page, KeySet::None, shows, RouteBody::Any},
        {"POST", page, KeySet::None, takes, RouteBody::Any}};
}

void PaymentLinkRoutes::retrieve(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const MerchantId merchant = request->identity.merchantId;
    const bool browser = request->identity.kind == KeyKind::Publishable;
    const QString secret = request->queryValue(u"client_secret").value_or(QString());
    if (browser && secret.isEmpty())
        return respond(errorReply(missingField(u"client_secret"_s)));
    const auto found = [this, merchant, browser, secret, respond](const PaymentLink &link) {
        if (!browser)
            return answerLink(link, respond);
        whenDone(m_services.access.session(merchant, ClientSecret(secret.toUtf8())), this,
                 [this, link, respond](const Result<Payment> &payment) {
                     if (!payment || payment->id != link.paymentId)
                         return respond(errorReply(badClientSecret()));
                     answerLink(link, respond);
                 });
    };
    onValue(m_services.links.find(merchant, request->pathValue("payment_link_id")), this,
            ErrorSubject::Payment, respond, found);
}

void PaymentLinkRoutes::answerLink(const PaymentLink &link, const ApiResponder &respond)
{
    const auto answer = [this, link, respond](const PaymentView &view) {
        const Payment &payment = view.payment;
        JsonWriter out;
        out.beginObject();
        out.member("payment_link_id"_L1, link.id);
        out.member("merchant_id"_L1, link.merchantId);
        out.member("processor_merchant_id"_L1, link.merchantId);
        out.member("payment_id"_L1, payment.id);
        out.member(
            "link_to_pay"_L1,
            paymentjson::linkPage(m_services.publicBase(), payment).toString(QUrl::FullyEncoded));
        out.member("secure_link"_L1, nullptr);
        out.member("amount"_L1, payment.netAmount);
        out.member("currency"_L1, toText(payment.currency));
        out.member("created_at"_L1, fields::timeText(link.createdAtMs));
        out.member("expiry"_L1, fields::timeText(payment.sessionExpiresAtMs));
        out.member("description"_L1, textOrNull(payment.description));
        out.member("status"_L1, view.sessionEnded ? "expired"_L1 : "active"_L1);
        out.endObject();
        respond(jsonReply(out.take()));
    };
    onValue(m_services.access.view(link.merchantId, link.paymentId, {}), this,
            ErrorSubject::Payment, respond, answer);
}

void PaymentLinkRoutes::withFacts(const ApiRequestPtr &request, const ApiResponder &respond,
                                  const WithFacts &then)
{
    const MerchantId merchant{request->pathValue("merchant_id")};
    const PaymentId id{request->pathValue("payment_id")};
    const auto facts = std::make_shared<paymentpage::Facts>();
    const auto withProfile = [facts, then](const Result<ProfileDetails> &profile) {
        // Settings that were kept before they were checked count as none.
        const Result<PageLook> theirs =
            profile ? profileLook(profile->profile.settingsJson) : Result<PageLook>(PageLook());
        const PageLook look = theirs.value_or({});
        facts->look =
            pageLook(facts->view.extras.value(u"payment_link_config"_s), look).value_or(look);
        then(*facts);
    };
    const auto withMerchant = [this, facts, withProfile](const Result<MerchantAccount> &account) {
        const Payment &payment = facts->view.payment;
        facts->merchantName = account ? account->name : QString();
        whenDone(m_services.merchants.findProfile(payment.merchantId, payment.profileId), this,
                 withProfile);
    };
    whenDone(m_services.access.view(merchant, id, {}), this,
             [this, facts, merchant, respond, withMerchant](const Result<PaymentView> &view) {
                 if (!view && view.error().code != ErrorCode::NotFound)
                     return respond(notNow());
                 if (!view || paymentjson::linkId(*view).isEmpty())
                     return respond(noSuchLink());
                 facts->view = *view;
                 if (!view->challengeUrl.isEmpty())
                     facts->challenge =
                         paymentjson::startPage(m_services.publicBase(), view->payment);
                 whenDone(m_services.merchants.find(merchant), this, withMerchant);
             });
}

void PaymentLinkRoutes::show(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const QByteArray &peer = request->http.peer;
    if (!m_pages.take(peer))
        return respond(tooOften(m_pages.waitMs(peer)));
    paymentpage::Form form;
    if (request->queryValue(u"notice") == u"changed"_s)
        form.notice = u"The shop has changed this payment. Look at it again before you pay."_s;
    withFacts(request, respond, [form, respond](const paymentpage::Facts &facts) {
        respond(paymentpage::page(facts, form));
    });
}

void PaymentLinkRoutes::take(const ApiRequestPtr &request, const ApiResponder &respond)
{
    const QByteArray &peer = request->http.peer;
    if (!m_cards.take(peer))
        return respond(tooOften(m_cards.waitMs(peer)));
    auto read = isForm(request->http) ? FormBody::read(request->http.body.view()) : std::nullopt;
    request->http.body.clear();
    if (!read)
        return respond(paymentpage::messagePage(
            400, u"This could not be read"_s,
            u"Nothing was taken. Open the payment's address and fill in the form there."_s));
    const auto form = std::make_shared<FormBody>(std::move(*read));
    withFacts(request, respond, [this, request, form, respond](const paymentpage::Facts &facts) {
        if (!paymentpage::canBePaid(facts.view))
            return respond(backToPage(facts, m_services.publicBase()));
        pay(request, form, facts, respond);
    });
}

void PaymentLinkRoutes::pay(const ApiRequestPtr &request, const std::shared_ptr<FormBody> &form,
                            const paymentpage::Facts &facts, const ApiResponder &respond)
{
    const Payment &payment = facts.view.payment;
    paymentpage::Form shown;
    shown.holder =
        QString::fromUtf8(form->value("card_holder_name")).simplified().left(kLongestHolder);
    shown.expiry = QString::fromUtf8(form->value("card_exp")).simplified().left(kLongestDate);
    const auto command = std::make_shared<ConfirmPayment>();
    command->caller = {payment.merchantId, u"customer"_s};
    command->id = payment.id;
    command->card = cardFrom(*form, shown);
    shown.errors = errorsOf(*command->card, m_services.clock.nowMs());
    if (looksLikeCardNumber(shown.holder))
        shown.holder.clear(); // it is not sent back
    if (looksLikeCardNumber(shown.expiry))
        shown.expiry.clear();
    if (!shown.errors.isEmpty()) {
        shown.status = 422;
        return respond(paymentpage::page(facts, shown));
    }
    PaymentBody browser;
    paymentcommands::nameBrowser(browser, request->http, facts.view);
    command->extras = browser.extras;
    // What is paid is what was shown.
    UpdatePayment unchanged;
    unchanged.caller = command->caller;
    unchanged.id = payment.id;
    unchanged.expectedVersion = form->value("version").toByteArray().toLongLong();
    command->change = std::move(unchanged);
    const auto go = [this, command, facts, shown, respond](const Result<Payment> &theirs) {
        if (!theirs || theirs->id != facts.view.payment.id)
            return respond(backToPage(facts, m_services.publicBase()));
        whenDone(m_services.payments.confirm(std::move(*command)), this,
                 [this, facts, shown, respond](const Result<Payment> &paid) {
                     confirmed(paid, facts, shown, respond);
                 });
    };
    whenDone(m_services.access.session(payment.merchantId,
                                       ClientSecret(facts.view.clientSecret.toUtf8())),
             this, go);
}

void PaymentLinkRoutes::confirmed(const Result<Payment> &payment, const paymentpage::Facts &facts,
                                  paymentpage::Form form, const ApiResponder &respond) const
{
    const bool moved = payment || payment.error().code == ErrorCode::InvalidState
                       || payment.error().code == ErrorCode::Busy;
    if (moved)
        return respond(backToPage(facts, m_services.publicBase()));
    const Error &error = payment.error();
    if (error.code == ErrorCode::VersionConflict)
        return respond(backToPage(facts, m_services.publicBase(), true));
    form.status = 422;
    form.notice = noticeOf(error);
    respond(paymentpage::page(facts, form));
}
