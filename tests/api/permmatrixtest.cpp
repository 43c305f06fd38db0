#include "services/api/blocklistroutes.h"
#include "services/api/disputeroutes.h"
#include "services/api/paymentlinkroutes.h"
#include "services/engine/blocklistservice.h"
#include "services/engine/disputeservice.h"
#include "services/engine/paymentlinkservice.h"
#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

/// Which key opens which route of a merchant's own programs; those that set merchants up have a
/// matrix of their own.
class PermMatrixTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyRouteIsInTheMatrix();
    void permMatrix_data();
    void permMatrix();
    void cleanupTestCase() { m_world.reset(); }

private:
    std::unique_ptr<ApiWorld> m_world;
    std::unique_ptr<DisputeService> m_disputes;
    std::unique_ptr<BlocklistService> m_blocklists;
    std::unique_ptr<PaymentLinkService> m_links;
    std::unique_ptr<PaymentAccessService> m_access;
};

namespace {

/// Written by hand, as the reference says: K secret key, P publishable key, E ephemeral key,
/// - none needed.
struct Allowed
{
    const char *method;
    const char *pattern;
    const char *kinds;
};

constexpr Allowed kMatrix[] = {
    {"POST", "/payments", "K"},
    {"POST", "/payments/create", "K"},
    {"POST", "/payments/sync", "K"},
    {"GET", "/payments/{payment_id}", "KP"},
    {"POST", "/payments/{payment_id}", "K"},
    {"POST", "/payments/{payment_id}/confirm", "KP"},
    {"POST", "/payments/{payment_id}/capture", "K"},
    {"POST", "/payments/{payment_id}/cancel", "K"},
    {"POST", "/payments/{payment_id}/incremental_authorization", "K"},
    {"POST", "/payments/{payment_id}/update_metadata", "K"},
    {"GET", "/payments/list", "K"},
    {"POST", "/payments/list", "K"},
    {"POST", "/payments/filter", "K"},
    {"GET", "/payments/v2/filter", "K"},
    {"GET", "/payments/aggregate", "K"},
    {"GET", "/payments/redirect/{payment_id}/{merchant_id}/{attempt_id}", "-"},
    {"GET", "/payments/{payment_id}/{merchant_id}/redirect/response/{connector}", "-"},
    {"POST", "/payments/{payment_id}/{merchant_id}/redirect/response/{connector}", "-"},
    {"GET", "/payments/{payment_id}/{merchant_id}/redirect/complete/{connector}", "-"},
    {"POST", "/payments/{payment_id}/{merchant_id}/redirect/complete/{connector}", "-"},
    {"POST", "/refunds", "K"},
    {"POST", "/refunds/sync", "K"},
    {"POST", "/refunds/list", "K"},
    {"POST", "/refunds/filter", "K"},
    {"GET", "/refunds/v2/filter", "K"},
    {"GET", "/refunds/{refund_id}", "K"},
    {"POST", "/refunds/{refund_id}", "K"},
    {"POST", "/customers", "K"},
    {"GET", "/customers/list", "K"},
    {"GET", "/customers/list_with_count", "K"},
    {"GET", "/customers/{customer_id}", "KE"},
    {"POST", "/customers/{customer_id}", "K"},
    {"DELETE", "/customers/{customer_id}", "K"},
    {"GET", "/customers/payment_methods", "PE"},
    {"GET", "/customers/{customer_id}/payment_methods", "KE"},
    {"POST", "/customers/{customer_id}/payment_methods/{payment_method_id}/default", "KE"},
    {"GET", "/account/payment_methods", "KP"},
    {"POST", "/payment_methods", "K"},
    {"GET", "/payment_methods/{payment_method_id}", "K"},
    {"POST", "/payment_methods/{payment_method_id}/update", "KP"},
    {"POST", "/payment_methods/{payment_method_id}/save", "P"},
    {"DELETE", "/payment_methods/{payment_method_id}", "KE"},
    {"GET", "/mandates/list", "K"},
    {"GET", "/mandates/{mandate_id}", "K"},
    {"POST", "/mandates/revoke/{mandate_id}", "K"},
    {"GET", "/customers/{customer_id}/mandates", "K"},
    {"GET", "/disputes/list", "K"},
    {"GET", "/disputes/{dispute_id}", "K"},
    {"POST", "/disputes/accept/{dispute_id}", "K"},
    {"PUT", "/disputes/evidence", "K"},
    {"POST", "/disputes/evidence", "K"},
    {"DELETE", "/disputes/evidence", "K"},
    {"GET", "/disputes/evidence/{dispute_id}", "K"},
    {"GET", "/blocklist", "K"},
    {"POST", "/blocklist", "K"},
    {"DELETE", "/blocklist", "K"},
    {"POST", "/blocklist/toggle", "K"},
    {"GET", "/payment_link/{payment_link_id}", "KP"},
    {"GET", "/payment_link/{merchant_id}/{payment_id}", "-"},
    {"POST", "/payment_link/{merchant_id}/{payment_id}", "-"},
    {"GET", "/openapi.yaml", "-"},
};

QByteArray keyOf(char kind)
{
    switch (kind) {
    case 'K': return ApiWorld::kSecret;
    case 'P': return ApiWorld::kPublishable;
    case 'E': return ApiWorld::kEphemeral;
    case 'A': return ApiWorld::kAdmin;
    default: return {};
    }
}

} // namespace

void PermMatrixTest::initTestCase()
{
    testSeed();
    m_world = std::make_unique<ApiWorld>();
    QVERIFY(m_world->start());
    m_disputes = std::make_unique<DisputeService>(m_world->engine().engine());
    addDisputeRoutes(m_world->router(), *m_disputes);
    m_blocklists = std::make_unique<BlocklistService>(m_world->engine().engine());
    addBlocklistRoutes(m_world->router(), *m_blocklists);
    EngineWorld &engine = m_world->engine();
    m_links = std::make_unique<PaymentLinkService>(engine.engine());
    m_access = std::make_unique<PaymentAccessService>(engine.engine(), engine.file());
    auto *links = new PaymentLinkRoutes({engine.payments(), *m_access, *m_links, engine.merchants(),
                                         engine.clock(), [this] { return m_world->base(); }},
                                        &m_world->router());
    m_world->router().add(links->routes());
}

void PermMatrixTest::everyRouteIsInTheMatrix()
{
    QStringList routed;
    for (const Route &route : m_world->router().routes())
        routed.append(QString::fromLatin1(route.method + ' ' + route.pattern));
    QStringList written;
    for (const Allowed &allowed : kMatrix)
        written.append(QString::fromLatin1(QByteArray(allowed.method) + ' ' + allowed.pattern));
    std::ranges::sort(routed);
    std::ranges::sort(written);
    QCOMPARE(routed, written);
}

void PermMatrixTest::permMatrix_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("kinds");

    for (const Allowed &allowed : kMatrix) {
        // Of the ephemeral key's own customer; everything else is nobody's.
        QString path = QString::fromLatin1(allowed.pattern).replace(u"{customer_id}"_s, u"cus_1"_s);
        while (path.contains(u'{'))
            path.replace(path.indexOf(u'{'), path.indexOf(u'}') - path.indexOf(u'{') + 1, u"x"_s);
        QTest::addRow("%s %s", allowed.method, allowed.pattern)
            << QByteArray(allowed.method) << path << QByteArray(allowed.kinds);
    }
}

void PermMatrixTest::permMatrix()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, kinds);
    for (const char kind : {'K', 'P', 'E', 'A'}) {
        const QString code = m_world->ask(method, path, {}, keyOf(kind)).errorCode();
        const bool isOpen = kinds.contains(kind) || kinds == "-";
        QVERIFY2((code != u"IR_18"_s && code != u"IR_01"_s) == isOpen,
                 qPrintable(u"%1 %2"_s.arg(QLatin1Char(kind)).arg(code)));
    }
    for (const QByteArray &key : {QByteArray(), "nobody's"_ba}) {
        const QString code = m_world->ask(method, path, {}, key).errorCode();
        QCOMPARE(code == u"IR_01"_s, kinds != "-");
    }
}

QTEST_GUILESS_MAIN(PermMatrixTest)
#include "permmatrixtest.moc"
