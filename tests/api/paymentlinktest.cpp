#include "services/api/paymentlinkroutes.h"
#include "services/engine/paymentlinkservice.h"
#include "tests/engine/expect.h"
#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace {

QStringList *messages = nullptr;

void keepMessage(QtMsgType, const QMessageLogContext &, const QString &message)
{
    messages->append(message);
}

} // namespace

/// Payments that are paid on a page of this server, from the link to the last page.
class PaymentLinkTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void rules();
    void linkIsFound();
    void pageIsSafe();
    void textsAreEscaped();
    void paid();
    void mistakesAreShown();
    void declined();
    void challenged();
    void timeIsOver();
    void changedMeanwhile();
    void cancelled();
    void whatIsNoForm();
    void nothingThere();
    void looks_data();
    void looks();
    void lookOfTheProfile();
    void tooOften();
    void logTellsNothing();

private:
    static constexpr const char *kGood = "4242424242424242";

    ApiAnswer linked(const QJsonObject &more = {})
    {
        QJsonObject body{{u"payment_link"_s, true}, {u"return_url"_s, u"https://shop.example/"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            body.insert(it.key(), it.value());
        return m_world->post(u"/payments"_s, ApiWorld::payment(1250, body));
    }
    static QString pathOf(const ApiAnswer &made)
    {
        const QUrl link(made[u"payment_link"_s][u"link"_s].toString());
        return link.path() + u'?' + link.query();
    }
    static QByteArray formOf(const char *number, const QByteArray &version = "1")
    {
        return QByteArray("card_number=") + number
               + "&card_exp=12+%2F+30&card_cvc=123&card_holder_name=Ada+Lovelace&version="
               + version;
    }
    ApiAnswer show(const QString &path) { return m_world->get(path, {}); }
    ApiAnswer send(const QString &path, const QByteArray &form,
                   const QByteArray &type = "application/x-www-form-urlencoded")
    {
        QNetworkRequest request(QUrl(m_world->base().toString() + path));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QString::fromLatin1(type));
        return ApiWorld::answerOf(m_network.post(request, form));
    }
    static QString placeOf(const ApiAnswer &answer)
    {
        const QUrl url = QUrl::fromEncoded(answer.header("Location"));
        return url.path() + u'?' + url.query();
    }
    QString statusOf(const ApiAnswer &made)
    {
        return m_world->get(u"/payments/"_s + made.text(u"payment_id"_s)).text(u"status"_s);
    }

    std::unique_ptr<ApiWorld> m_world;
    std::unique_ptr<PaymentLinkService> m_links;
    std::unique_ptr<PaymentAccessService> m_access;
    QNetworkAccessManager m_network;
};

void PaymentLinkTest::init()
{
    testSeed();
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_world = std::make_unique<ApiWorld>();
    QVERIFY(m_world->start());
    EngineWorld &engine = m_world->engine();
    OX_OK(engine.await(engine.vault().create(engine.caller())));
    m_links = std::make_unique<PaymentLinkService>(engine.engine());
    m_access = std::make_unique<PaymentAccessService>(engine.engine(), engine.file());
    auto *links = new PaymentLinkRoutes({engine.payments(), *m_access, *m_links, engine.merchants(),
                                         engine.clock(), [this] { return m_world->base(); }},
                                        &m_world->router());
    m_world->router().add(links->routes());
}

void PaymentLinkTest::cleanup()
{
    m_world.reset();
    m_links.reset();
    m_access.reset();
}

void PaymentLinkTest::rules()
{
    const QMap<QString, qint64> before = m_world->engine().rowCounts();
    const auto refused = [](const ApiAnswer &answer) {
        return u"%1 %2"_s.arg(answer.status).arg(answer.errorCode());
    };
    const QJsonObject card{{u"confirm"_s, true}, {u"payment_method_data"_s, ApiWorld::card()}};
    QCOMPARE(refused(linked(card)), u"422 IR_06"_s);
    QCOMPARE(refused(linked({{u"return_url"_s, QJsonValue()}})), u"422 IR_06"_s);
    QCOMPARE(m_world->engine().rowCounts(), before);
    const ApiAnswer plain = m_world->post(u"/payments"_s, ApiWorld::payment(1250));
    QVERIFY(plain[u"payment_link"_s].isNull());
    const QString path = u"/payments/"_s + plain.text(u"payment_id"_s);
    QCOMPARE(refused(m_world->post(path, {{u"payment_link"_s, true}})), u"422 IR_06"_s);
    // The profile's address will do.
    EngineWorld &engine = m_world->engine();
    ProfileChange change;
    change.returnUrl = u"https://profile.example/"_s;
    OX_OK(
        engine.await(engine.merchants().updateProfile(engine.caller(), engine.profile(), change)));
    QCOMPARE(linked({{u"return_url"_s, QJsonValue()}}).status, 200);
}

void PaymentLinkTest::linkIsFound()
{
    const ApiAnswer made = linked({{u"description"_s, u"Two tickets"_s}});
    QCOMPARE(made.status, 200);
    const QJsonValue link = made[u"payment_link"_s];
    const QString id = link[u"payment_link_id"_s].toString();
    QVERIFY(QRegularExpression(u"^plink_[A-Za-z0-9]{20}$"_s).match(id).hasMatch());
    QVERIFY(link[u"secure_link"_s].isNull());
    const QString payment = made.text(u"payment_id"_s);
    QCOMPARE(link[u"link"_s].toString(),
             QString(m_world->base().toString() + u"/payment_link/merchant_test/"_s + payment
                     + u"?locale=en"_s));
    QCOMPARE(m_world->get(u"/payments/"_s + payment)[u"payment_link"_s], link);
    const QString path = u"/payment_link/"_s + id;
    const ApiAnswer found = m_world->get(path);
    QCOMPARE(found.status, 200);
    QCOMPARE(found.text(u"link_to_pay"_s), link[u"link"_s].toString());
    QCOMPARE(found.number(u"amount"_s), 1250);
    QCOMPARE(found.text(u"currency"_s), u"EUR"_s);
    QCOMPARE(found.text(u"status"_s), u"active"_s);
    QCOMPARE(found.text(u"description"_s), u"Two tickets"_s);
    QCOMPARE(m_world->get(path, ApiWorld::kForeign).errorCode(), u"HE_02"_s);
    QCOMPARE(m_world->get(u"/payment_link/plink_none"_s).errorCode(), u"HE_02"_s);
    QCOMPARE(m_world->get(path, ApiWorld::kPublishable).errorCode(), u"IR_04"_s);
    const QString secret = path + u"?client_secret="_s;
    QCOMPARE(m_world->get(secret + u"pay_x_secret_y"_s, ApiWorld::kPublishable).errorCode(),
             u"IR_09"_s);
    QCOMPARE(m_world->get(secret + made.text(u"client_secret"_s), ApiWorld::kPublishable).status,
             200);
    m_world->engine().advance(901'000);
    QCOMPARE(m_world->get(path).text(u"status"_s), u"expired"_s);
}

void PaymentLinkTest::pageIsSafe()
{
    const ApiAnswer made = linked({{u"customer_id"_s, u"cus_1"_s}, {u"email"_s, u"a@b.example"_s}});
    const ApiAnswer page = show(pathOf(made));
    QCOMPARE(page.status, 200);
    QVERIFY(page.header("Content-Type").startsWith("text/html"));
    QCOMPARE(page.header("Cache-Control"), "no-store"_ba);
    QCOMPARE(page.header("Referrer-Policy"), "no-referrer"_ba);
    QCOMPARE(page.header("X-Content-Type-Options"), "nosniff"_ba);
    const QString policy = QString::fromLatin1(page.header("Content-Security-Policy"));
    QVERIFY(policy.startsWith(u"default-src 'none'; base-uri 'none'; form-action 'self'; "
                              "frame-ancestors 'none'; style-src 'nonce-"_s));
    const QString nonce = policy.section(u"'nonce-"_s, 1).section(u'\'', 0, 0);
    QVERIFY(nonce.size() >= 22);
    QVERIFY(QString::fromUtf8(page.body).contains(u"<style nonce=\"%1\">"_s.arg(nonce)));
    QVERIFY(show(pathOf(made)).header("Content-Security-Policy") != policy.toLatin1());
    const QString text = QString::fromUtf8(page.body);
    QVERIFY(text.contains(u"12.50\u00a0EUR"_s));
    for (const QString &absent : {u"<script"_s, u"http://"_s, u"https://"_s, u"style=\""_s,
                                  u"cus_1"_s, u"a@b.example"_s, made.text(u"client_secret"_s)})
        QVERIFY2(!text.contains(absent), qPrintable(absent));
    // Each field has its label.
    QRegularExpression input(u"<input id=\"([a-z_]+)\""_s);
    int fields = 0;
    for (const auto &found : input.globalMatch(text)) {
        ++fields;
        QVERIFY(text.contains(u"<label for=\"%1\">"_s.arg(found.captured(1))));
    }
    QCOMPARE(fields, 4);
    QVERIFY(text.contains(u"Your card is used for this payment only."_s));
    const ApiAnswer keeps =
        linked({{u"customer_id"_s, u"cus_1"_s}, {u"setup_future_usage"_s, u"off_session"_s}});
    QVERIFY(show(pathOf(keeps)).body.contains("Your card is kept for later payments"));
}

void PaymentLinkTest::textsAreEscaped()
{
    const QString nasty = u"\"><script>alert(1)</script>&'"_s;
    const QJsonObject line{
        {u"product_name"_s, QString(u"item"_s + nasty)}, {u"quantity"_s, 2}, {u"amount"_s, 625}};
    const QJsonObject detail{{u"key"_s, QString(u"key"_s + nasty)},
                             {u"value"_s, QString(u"value"_s + nasty)}};
    const QJsonObject config{{u"seller_name"_s, QString(u"seller"_s + nasty)},
                             {u"payment_button_text"_s, QString(u"button"_s + nasty)},
                             {u"logo"_s, u"https://cdn.example/a.png?x=%22%3E&y='1'"_s},
                             {u"transaction_details"_s, QJsonArray{detail}}};
    const ApiAnswer made =
        linked({{u"description"_s, QString(u"about"_s + nasty)},
                {u"order_details"_s, QJsonArray{line}},
                {u"return_url"_s, u"https://shop.example/?a=%22%3E%3Cb%3E&b='x'"_s},
                {u"payment_link_config"_s, config}});
    QVERIFY2(made.status == 200, made.body.constData());
    const ApiAnswer page = show(pathOf(made));
    QCOMPARE(page.status, 200);
    for (const char *word : {"item", "key", "value", "seller", "button", "about"}) {
        const QString whole = QLatin1StringView(word) + nasty.toHtmlEscaped();
        QVERIFY2(page.body.contains(whole.toUtf8()), word);
    }
    QVERIFY(!page.body.contains("<script"));
    QVERIFY(page.header("Content-Security-Policy").endsWith("; img-src https://cdn.example"));
    // What the shopper typed, too.
    const QByteArray wrong = "card_number=1&card_exp=%22%3E%3Cb&card_cvc=1&card_holder_name="
                             + QUrl::toPercentEncoding(nasty);
    const ApiAnswer again = send(pathOf(made), wrong);
    QCOMPARE(again.status, 422);
    QVERIFY(!again.body.contains("<script"));
    QVERIFY(!again.body.contains("\"><b"));
    QVERIFY(again.body.contains(nasty.toHtmlEscaped().toUtf8()));
    m_world->engine().advance(901'000);
    const ApiAnswer over = show(pathOf(made));
    QVERIFY(!over.body.contains("<b>"));
    QVERIFY(over.body.contains("Expired"));
}

void PaymentLinkTest::paid()
{
    const ApiAnswer made = linked();
    const ApiAnswer sent = send(pathOf(made), formOf(kGood));
    QCOMPARE(sent.status, 303);
    QCOMPARE(placeOf(sent), pathOf(made));
    QCOMPARE(statusOf(made), u"succeeded"_s);
    const ApiAnswer page = show(placeOf(sent));
    QCOMPARE(page.status, 200);
    QVERIFY(page.body.contains("Thank you. The payment went through."));
    QVERIFY(page.body.contains("href=\"https://shop.example/\""));
    QVERIFY(!page.body.contains("<form"));
    // Going back and sending it again moves nothing.
    QCOMPARE(send(pathOf(made), formOf(kGood)).status, 303);
    const PaymentId id{made.text(u"payment_id"_s)};
    QCOMPARE(m_world->engine().effects(id), (QStringList{u"authorize 1250"_s, u"capture 1250"_s}));
    QCOMPARE(m_world->engine().settledProblems(id), QString());
    const PaymentDetails details = m_world->engine().details(id);
    QCOMPARE(details.payment.card.holder, u"Ada Lovelace"_s);
    const ApiAnswer shown = m_world->get(u"/payments/"_s + id.value);
    QCOMPARE(shown[u"browser_info"_s][u"ip_address"_s].toString(), u"127.0.0.1"_s);
}

void PaymentLinkTest::mistakesAreShown()
{
    const ApiAnswer made = linked();
    const qint64 asked = m_world->engine().bank().requestCount();
    const ApiAnswer page =
        send(pathOf(made), "card_number=4242+4242+4242+4241&card_exp=13%2F30&card_cvc=12&"
                           "card_holder_name=Ada+%26+Co&version=1");
    QCOMPARE(page.status, 422);
    const QString text = QString::fromUtf8(page.body);
    for (const QString &field : {u"card_number"_s, u"card_exp"_s}) {
        QVERIFY2(text.contains(u"id=\"%1-error\""_s.arg(field)), qPrintable(field));
        QVERIFY(
            QRegularExpression(
                u"<input id=\"%1\"[^>]*aria-describedby=\"[^\"]*%1-error\"[^>]*aria-invalid"_s.arg(
                    field))
                .match(text)
                .hasMatch());
    }
    QVERIFY(!text.contains(u"card_holder_name-error"_s));
    QVERIFY(text.contains(u"value=\"Ada &amp; Co\""_s));
    QVERIFY(text.contains(u"value=\"13/30\""_s));
    QVERIFY(!text.contains(u"4241"_s));
    QCOMPARE(text.count(u"autofocus"_s), 1);
    const ApiAnswer code = send(
        pathOf(made), "card_number=4242424242424242&card_exp=1230&card_cvc=12&card_holder_name=A");
    QVERIFY(code.body.contains("id=\"card_cvc-error\""));
    QVERIFY(!code.body.contains("424242"));
    const ApiAnswer old = send(
        pathOf(made), "card_number=4242424242424242&card_exp=1219&card_cvc=123&card_holder_name=");
    QVERIFY(old.body.contains("This card has expired."));
    QVERIFY(old.body.contains("id=\"card_holder_name-error\""));
    // A number in the wrong place is not sent back.
    const ApiAnswer swapped = send(
        pathOf(made), "card_number=1&card_exp=1230&card_cvc=123&card_holder_name=4242424242424242");
    QCOMPARE(swapped.status, 422);
    QVERIFY(!swapped.body.contains("4242424242424242"));
    QCOMPARE(statusOf(made), u"requires_confirmation"_s);
    QCOMPARE(m_world->engine().bank().requestCount(), asked);
}

void PaymentLinkTest::declined()
{
    const ApiAnswer made = linked();
    QCOMPARE(send(pathOf(made), formOf("4000000000000002")).status, 303);
    QCOMPARE(statusOf(made), u"failed"_s);
    const ApiAnswer page = show(pathOf(made));
    QVERIFY(page.body.contains("Nothing was taken from your card."));
    QVERIFY(!page.body.contains("<form"));
}

void PaymentLinkTest::challenged()
{
    const ApiAnswer made = linked({{u"authentication_type"_s, u"three_ds"_s}});
    QCOMPARE(send(pathOf(made), formOf("4000000000003220")).status, 303);
    QCOMPARE(statusOf(made), u"requires_customer_action"_s);
    const ApiAnswer page = show(pathOf(made));
    const QString payment = made.text(u"payment_id"_s);
    const QString start = m_world->base().toString() + u"/payments/redirect/"_s + payment;
    const QString text = QString::fromUtf8(page.body);
    QVERIFY(text.contains(u"http-equiv=\"refresh\" content=\"0;url="_s + start));
    QVERIFY(text.contains(u"href=\""_s + start));
    const QUrl back = m_world->engine().answerChallenge({payment}, "approve");
    const ApiAnswer home = show(back.path() + u'?' + back.query(QUrl::FullyEncoded));
    QCOMPARE(home.status, 302);
    QVERIFY(home.header("Location").startsWith("https://shop.example/?status=succeeded"));
    QVERIFY(show(pathOf(made)).body.contains("Thank you."));
}

void PaymentLinkTest::timeIsOver()
{
    const ApiAnswer made = linked({{u"session_expiry"_s, 60}});
    QVERIFY(show(pathOf(made)).body.contains("<form"));
    m_world->engine().advance(61'000);
    const ApiAnswer page = show(pathOf(made));
    QVERIFY(page.body.contains("The time to pay on this page is over."));
    QVERIFY(!page.body.contains("<form"));
    QCOMPARE(send(pathOf(made), formOf(kGood)).status, 303);
    QCOMPARE(statusOf(made), u"requires_confirmation"_s);
}

void PaymentLinkTest::changedMeanwhile()
{
    const ApiAnswer made = linked();
    const QString payment = u"/payments/"_s + made.text(u"payment_id"_s);
    QCOMPARE(m_world->post(payment, {{u"amount"_s, 9900}}).status, 200);
    const ApiAnswer sent = send(pathOf(made), formOf(kGood));
    QCOMPARE(sent.status, 303);
    QCOMPARE(statusOf(made), u"requires_confirmation"_s);
    const ApiAnswer page = show(placeOf(sent));
    QVERIFY(page.body.contains("The shop has changed this payment."));
    QVERIFY(QString::fromUtf8(page.body).contains(u"99.00\u00a0EUR"_s));
    const QRegularExpression version(u"name=\"version\" value=\"(\\d+)\""_s);
    const QString now = version.match(QString::fromUtf8(page.body)).captured(1);
    QCOMPARE(send(pathOf(made), formOf(kGood, now.toLatin1())).status, 303);
    QCOMPARE(statusOf(made), u"succeeded"_s);
}

void PaymentLinkTest::cancelled()
{
    const ApiAnswer made = linked();
    const QString payment = u"/payments/"_s + made.text(u"payment_id"_s);
    QCOMPARE(m_world->post(payment + u"/cancel"_s, {}).status, 200);
    QVERIFY(show(pathOf(made)).body.contains("This payment was called off."));
    QCOMPARE(send(pathOf(made), formOf(kGood)).status, 303);
    QCOMPARE(statusOf(made), u"cancelled"_s);
}

void PaymentLinkTest::whatIsNoForm()
{
    const QString path = pathOf(linked());
    QCOMPARE(send(path, formOf(kGood), "application/json").status, 400);
    QCOMPARE(send(path, formOf(kGood) + "&card_number=4000000000000002").status, 400);
    QCOMPARE(send(path, "card_number=%4").status, 400);
    QCOMPARE(send(path, QByteArray("a&").repeated(40)).status, 400);
    QCOMPARE(send(path, "a=1").status, 422);
}

void PaymentLinkTest::nothingThere()
{
    const ApiAnswer plain = m_world->post(u"/payments"_s, ApiWorld::payment(1250));
    const ApiAnswer made = linked();
    const QStringList paths{
        u"/payment_link/merchant_test/"_s + plain.text(u"payment_id"_s),
        u"/payment_link/merchant_other/"_s + made.text(u"payment_id"_s),
        u"/payment_link/merchant_test/pay_none"_s,
    };
    QByteArray first;
    for (const QString &path : paths) {
        const ApiAnswer page = show(path);
        QCOMPARE(page.status, 404);
        QVERIFY(page.body.contains("There is no such payment"));
        QCOMPARE(send(path, formOf(kGood)).status, 404);
    }
    QCOMPARE(m_world->get(u"/payments/"_s + plain.text(u"payment_id"_s)).text(u"status"_s),
             u"requires_confirmation"_s);
}

void PaymentLinkTest::looks_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::addColumn<bool>("good");

    const auto row = [](const char *name, const QString &member, const QJsonValue &value,
                        bool good) {
        QTest::newRow(name) << QJsonObject{{member, value}} << good;
    };
    row("theme", u"theme"_s, u"#4E6ADD"_s, true);
    row("short theme", u"theme"_s, u"#abc"_s, true);
    row("theme in words", u"theme"_s, u"red"_s, false);
    row("theme with more", u"theme"_s, u"#fff;}"_s, false);
    row("logo", u"logo"_s, u"https://cdn.example/logo.png"_s, true);
    row("logo without https", u"logo"_s, u"http://cdn.example/logo.png"_s, false);
    row("logo in place", u"logo"_s, u"data:image/png;base64,AA=="_s, false);
    row("logo with a name", u"logo"_s, u"https://a:b@cdn.example/logo.png"_s, false);
    row("seller", u"seller_name"_s, u"Café ☕"_s, true);
    row("long seller", u"seller_name"_s, QString(256, u'x'), false);
    row("card number", u"seller_name"_s, u"4242424242424242"_s, false);
    row("button", u"payment_button_text"_s, 1, false);
    row("for other clients", u"sdk_layout"_s, u"accordion"_s, true);
    row("nobody's", u"colour"_s, u"#ffffff"_s, false);
    row("details", u"transaction_details"_s, u"x"_s, false);
}

void PaymentLinkTest::looks()
{
    QFETCH(QJsonObject, config);
    QFETCH(bool, good);
    const ApiAnswer made = linked({{u"payment_link_config"_s, config}});
    QCOMPARE(made.status == 200, good);
    if (good)
        QCOMPARE(show(pathOf(made)).status, 200);
}

void PaymentLinkTest::lookOfTheProfile()
{
    EngineWorld &engine = m_world->engine();
    const auto set = [&engine](const QString &config) {
        ProfileChange change;
        change.settingsJson = QString(u"{\"payment_link_config\":"_s + config + u'}');
        return engine.await(
            engine.merchants().updateProfile(engine.caller(), engine.profile(), change));
    };
    OX_REFUSED(set(u"{\"theme\":\"blue\"}"_s), ErrorCode::InvalidValue,
               u"payment_link_config.theme"_s);
    OX_OK(set(uR"({"theme":"#112233","seller_name":"From the profile","allowed_domains":null})"_s));
    const ApiAnswer page = show(pathOf(linked()));
    QVERIFY(page.body.contains("--accent: #112233; --on-accent: #ffffff;"));
    QVERIFY(page.body.contains("From the profile"));
    const ApiAnswer own =
        show(pathOf(linked({{u"payment_link_config"_s, QJsonObject{{u"theme"_s, u"#FFEE00"_s}}}})));
    QVERIFY(own.body.contains("--accent: #ffee00; --on-accent: #000000;"));
    QVERIFY(own.body.contains("From the profile"));
}

void PaymentLinkTest::tooOften()
{
    const QString path = pathOf(linked());
    for (qint64 i = 0; i < PaymentLinkRoutes::kCardsPerMinute; ++i)
        QCOMPARE(send(path, "a=1").status, 422);
    const ApiAnswer refused = send(path, formOf(kGood));
    QCOMPARE(refused.status, 429);
    QVERIFY(refused.header("Retry-After").toInt() > 0);
    m_world->engine().advance(60'000);
    QCOMPARE(send(path, formOf(kGood)).status, 303);
}

void PaymentLinkTest::logTellsNothing()
{
    const ApiAnswer made = linked();
    QStringList lines;
    messages = &lines;
    const QtMessageHandler before = qInstallMessageHandler(keepMessage);
    send(pathOf(made), formOf(kGood));
    show(pathOf(made));
    qInstallMessageHandler(before);
    const QString all = lines.join(u'\n');
    for (const QString &secret : {QString::fromLatin1(kGood), u"Lovelace"_s,
                                  made.text(u"client_secret"_s), made.text(u"payment_id"_s)})
        QVERIFY(!all.contains(secret));
}

QTEST_GUILESS_MAIN(PaymentLinkTest)
#include "paymentlinktest.moc"
