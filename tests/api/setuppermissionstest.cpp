#include "tests/api/setupworld.h"
#include "tests/engine/expect.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Which key opens which route of the set-up, and that one merchant's things do not exist for
/// another.
class SetupPermissionsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void permMatrix_data();
    void permMatrix();
    void everyRouteIsInTheMatrix();
    void othersAnswerAsUnknown_data();
    void othersAnswerAsUnknown();
    void cleanupTestCase() { m_world.reset(); }

private:
    QByteArray keyOf(const QString &kind) const { return m_keys.value(kind); }

    std::unique_ptr<SetupWorld> m_world;
    QHash<QString, QByteArray> m_keys;
    QString m_account; ///< of shop_a
    QString m_profile;
    QString m_routing;
};

namespace {

/// Written by hand, as the reference says: A admin, K secret key.
struct Allowed
{
    const char *method;
    const char *pattern;
    const char *kinds;
};

constexpr Allowed kMatrix[] = {
    {"POST", "/accounts", "A"},
    {"GET", "/accounts/list", "A"},
    {"GET", "/accounts/{merchant_id}", "A"},
    {"POST", "/accounts/{merchant_id}", "A"},
    {"DELETE", "/accounts/{merchant_id}", "A"},
    {"POST", "/api_keys/{merchant_id}", "A"},
    {"GET", "/api_keys/{merchant_id}/list", "A"},
    {"GET", "/api_keys/{merchant_id}/{key_id}", "A"},
    {"POST", "/api_keys/{merchant_id}/{key_id}", "A"},
    {"DELETE", "/api_keys/{merchant_id}/{key_id}", "A"},
    {"POST", "/account/{merchant_id}/connectors", "K"},
    {"GET", "/account/{merchant_id}/connectors", "A"},
    {"GET", "/account/{merchant_id}/connectors/{mca_id}", "K"},
    {"POST", "/account/{merchant_id}/connectors/{mca_id}", "K"},
    {"DELETE", "/account/{merchant_id}/connectors/{mca_id}", "A"},
    {"POST", "/account/connectors/verify", "K"},
    {"POST", "/account/{merchant_id}/business_profile", "K"},
    {"GET", "/account/{merchant_id}/business_profile", "K"},
    {"GET", "/account/{merchant_id}/business_profile/{profile_id}", "K"},
    {"POST", "/account/{merchant_id}/business_profile/{profile_id}", "K"},
    {"DELETE", "/account/{merchant_id}/business_profile/{profile_id}", "A"},
    {"POST", "/account/{merchant_id}/business_profile/{profile_id}/toggle_connector_agnostic_mit",
     "K"},
    {"POST", "/ephemeral_keys", "K"},
    {"DELETE", "/ephemeral_keys/{id}", "K"},
    {"POST", "/routing", "K"},
    {"GET", "/routing", "K"},
    {"GET", "/routing/active", "K"},
    {"POST", "/routing/deactivate", "K"},
    {"GET", "/routing/default", "K"},
    {"POST", "/routing/default", "K"},
    {"GET", "/routing/default/profile", "K"},
    {"POST", "/routing/default/profile/{profile_id}", "K"},
    {"GET", "/routing/{id}", "K"},
    {"POST", "/routing/{id}/activate", "K"},
    {"POST", "/routing/rule/evaluate", "K"},
    {"POST", "/routing/evaluate", "K"},
    {"POST", "/events/{merchant_id}", "A"},
    {"GET", "/events/{merchant_id}/{event_id}/attempts", "A"},
    {"POST", "/events/{merchant_id}/{event_id}/retry", "A"},
};

} // namespace

void SetupPermissionsTest::initTestCase()
{
    testSeed();
    m_world = std::make_unique<SetupWorld>();
    QVERIFY(m_world->begun);
    m_keys[u"A"_s] = SetupWorld::kAdminKey;
    m_keys[u"K"_s] = m_world->makeMerchant(u"shop_a"_s);
    m_keys[u"other K"_s] = m_world->makeMerchant(u"shop_b"_s);
    const SetupAnswer merchant = m_world->admin("GET", u"/accounts/shop_a"_s);
    m_profile = merchant.text("default_profile");
    m_keys[u"P"_s] = merchant.text("publishable_key").toLatin1();
    CreateCustomer customer;
    customer.caller = {{u"shop_a"_s}, u"operator:tester"_s};
    customer.id = {u"cus_ada"_s};
    OX_OK(m_world->await(m_world->customers().create(customer)));
    m_keys[u"E"_s] =
        m_world->ask("POST", u"/ephemeral_keys"_s, keyOf(u"K"_s), R"({"customer_id":"cus_ada"})")
            .text("secret")
            .toLatin1();
    m_keys[u"nobody"_s] = "snd_" + QByteArray(64, '0');
    m_account = m_world
                    ->ask("POST", u"/account/shop_a/connectors"_s, keyOf(u"K"_s),
                          R"({"connector_type":"payment_processor","connector_name":"simulator",
                          "connector_account_details":{"auth_type":"NoKey"}})")
                    .text("merchant_connector_id");
    QByteArray routing = R"({"name":"n","description":"d","profile_id":"%1","algorithm":
        {"type":"single","data":{"connector":"simulator","merchant_connector_id":"%2"}}})";
    routing.replace("%1", m_profile.toLatin1()).replace("%2", m_account.toLatin1());
    m_routing = m_world->ask("POST", u"/routing"_s, keyOf(u"K"_s), routing).text("id");
    for (const QString &made : {m_account, m_profile, m_routing})
        QVERIFY(!made.isEmpty());
    for (const QByteArray &key : std::as_const(m_keys))
        QVERIFY(!key.isEmpty());
}

void SetupPermissionsTest::permMatrix_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("allowed");
    for (const Allowed &row : kMatrix) {
        // Things that nobody has, so that what is let in changes nothing.
        QString path = QString::fromLatin1(row.pattern);
        path.replace(u"{merchant_id}"_s, u"shop_none"_s);
        for (const char *name : {"{key_id}", "{mca_id}", "{profile_id}", "{event_id}", "{id}"})
            path.replace(QString::fromLatin1(name), u"none_1"_s);
        for (const char *kind : {"A", "K", "P", "E", "nobody"}) {
            const bool allowed = QByteArray(row.kinds).contains(kind);
            QTest::addRow("%s %s by %s", row.method, row.pattern, kind)
                << QByteArray(row.method) << path << QString::fromLatin1(kind) << allowed;
        }
    }
}

void SetupPermissionsTest::permMatrix()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QString, kind);
    QFETCH(bool, allowed);
    const auto before = m_world->rowCounts();
    const SetupAnswer answer =
        m_world->ask(method, path, keyOf(kind), method == "POST" ? R"({"x_unknown":1})" : "");
    QCOMPARE(answer.status == 401, !allowed);
    if (!allowed)
        QCOMPARE(answer.code(), kind == "nobody"_L1 ? u"IR_01"_s : u"IR_18"_s);
    QVERIFY(answer.status < 500 || answer.status == 501);
    QCOMPARE(m_world->rowCounts(), before);
}

void SetupPermissionsTest::everyRouteIsInTheMatrix()
{
    QStringList routed;
    for (const Route &route : m_world->router->routes())
        routed += QString::fromLatin1(route.method + ' ' + route.pattern);
    QStringList known;
    for (const Allowed &row : kMatrix)
        known += QString::fromLatin1(QByteArray(row.method) + ' ' + row.pattern);
    routed.sort();
    known.sort();
    QCOMPARE(routed, known);
}

void SetupPermissionsTest::othersAnswerAsUnknown_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path"); // %1 is an id
    QTest::addColumn<QString>("which");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *method, const QString &path, const char *which,
                        const QByteArray &body = "{}") {
        QTest::newRow(qPrintable(QString::fromLatin1(method) + u' ' + path + u' '
                                 + QString::fromLatin1(which)))
            << QByteArray(method) << path << QString::fromLatin1(which) << body;
    };
    row("GET", u"/account/%1/business_profile"_s, "merchant", "");
    row("POST", u"/account/%1/business_profile"_s, "merchant");
    row("POST", u"/account/%1/connectors"_s, "merchant");
    row("GET", u"/account/shop_b/business_profile/%1"_s, "profile", "");
    row("POST", u"/account/shop_b/business_profile/%1"_s, "profile", R"({"profile_name":"mine"})");
    row("GET", u"/account/shop_b/connectors/%1"_s, "account", "");
    row("POST", u"/account/shop_b/connectors/%1"_s, "account", R"({"disabled":true})");
    row("GET", u"/routing/%1"_s, "routing", "");
    row("POST", u"/routing/%1/activate"_s, "routing");
    row("POST", u"/routing/default/profile/%1"_s, "profile", "[]");
    row("POST", u"/routing/deactivate"_s, "profile in the body", R"({"profile_id":"%1"})");
    row("POST", u"/routing"_s, "profile in the body",
        R"({"name":"n","description":"d","profile_id":"%1",
        "algorithm":{"type":"single","data":{"connector":"simulator"}}})");
    row("POST", u"/ephemeral_keys"_s, "customer in the body", R"({"customer_id":"%1"})");
}

void SetupPermissionsTest::othersAnswerAsUnknown()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QString, which);
    QFETCH(QByteArray, body);
    const QHash<QString, QString> theirs = {{u"merchant"_s, u"shop_a"_s},
                                            {u"profile"_s, m_profile},
                                            {u"profile in the body"_s, m_profile},
                                            {u"customer in the body"_s, u"cus_ada"_s},
                                            {u"account"_s, m_account},
                                            {u"routing"_s, m_routing}};
    const auto before = m_world->rowCounts();
    const auto asked = [&](const QString &id) {
        QString target = path;
        target.replace(u"%1"_s, id);
        return m_world->ask(method, target, keyOf(u"other K"_s),
                            QByteArray(body).replace("%1", id.toLatin1()));
    };
    const SetupAnswer foreign = asked(theirs.value(which));
    const SetupAnswer unknown = asked(u"none_1"_s);
    QVERIFY2(foreign.status == 404, foreign.body.constData());
    QCOMPARE(foreign.code(), u"HE_02"_s);
    QCOMPARE(foreign.status, unknown.status);
    QCOMPARE(foreign.body, unknown.body);
    QCOMPARE(m_world->rowCounts(), before);
}

QTEST_GUILESS_MAIN(SetupPermissionsTest)
#include "setuppermissionstest.moc"
