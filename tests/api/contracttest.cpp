#include "tests/api/contract.h"

#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

/// Our answers have the shapes that clients of that API were written for.
class ContractTest : public QObject
{
    Q_OBJECT

private:
    void fits(const QString &shape, const ApiAnswer &answer);
    ApiAnswer paid(const QJsonObject &more, const QString &number = u"4242424242424242"_s);

    std::unique_ptr<ApiWorld> m_world;
    Contract m_contract;

private slots:
    void initTestCase();
    void aWrongShapeIsSeen();
    void payments();
    void customersAndMethods();
    void refundsAndMandates();
};

void ContractTest::initTestCase()
{
    testSeed();
    m_world = std::make_unique<ApiWorld>();
    QVERIFY(m_world->start());
    QVERIFY(EngineWorld::await(m_world->engine().vault().create(m_world->engine().caller()))
                .has_value());
    QFile file(QStringLiteral(OX_CONTRACT));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(m_contract.readShapes(file.readAll()));
}

void ContractTest::fits(const QString &shape, const ApiAnswer &answer)
{
    QCOMPARE(answer.status, 200);
    const QString problem = m_contract.shapeProblem(shape, answer.body);
    QVERIFY2(problem.isEmpty(), qPrintable(shape + u": "_s + problem));
}

ApiAnswer ContractTest::paid(const QJsonObject &more, const QString &number)
{
    QJsonObject body = ApiWorld::payment(1000, more);
    body.insert(u"confirm"_s, true);
    body.insert(u"payment_method"_s, u"card"_s);
    body.insert(u"payment_method_data"_s, ApiWorld::card(number));
    return m_world->post(u"/payments"_s, body);
}

void ContractTest::aWrongShapeIsSeen()
{
    QVERIFY(!m_contract.shapeProblem(u"payment"_s, "{}").isEmpty());
    QVERIFY(!m_contract.shapeProblem(u"refund"_s, "[]").isEmpty());
    QVERIFY(!m_contract.shapeProblem(u"nothing"_s, "{}").isEmpty());
}

void ContractTest::payments()
{
    const ApiAnswer made =
        m_world->post(u"/payments"_s, ApiWorld::payment(1000, {{u"customer_id"_s, u"cus_1"_s}}));
    fits(u"payment"_s, made);
    fits(u"payment"_s, paid({{u"capture_method"_s, u"manual"_s}}));
    fits(u"payment"_s, paid({}, u"4000000000000002"_s));
    fits(u"payment"_s, paid({{u"authentication_type"_s, u"three_ds"_s}}, u"4000000000003220"_s));
    const ApiAnswer done = paid({{u"metadata"_s, QJsonObject{{u"a"_s, 1}}}});
    const QString path = u"/payments/"_s + done.text(u"payment_id"_s);
    m_world->post(u"/refunds"_s, {{u"payment_id"_s, done.text(u"payment_id"_s)}});
    fits(u"payment"_s, m_world->get(path + u"?expand_attempts=true&expand_captures=true"_s));
    fits(u"payments"_s, m_world->get(u"/payments/list"_s));
}

void ContractTest::customersAndMethods()
{
    fits(u"customer"_s, m_world->post(u"/customers"_s, {{u"email"_s, u"a@b.example"_s}}));
    const ApiAnswer saved =
        paid({{u"customer_id"_s, u"cus_2"_s}, {u"setup_future_usage"_s, u"off_session"_s}});
    fits(u"payment"_s, saved);
    const QString method = saved.text(u"payment_method_id"_s);
    fits(u"customer_methods"_s, m_world->get(u"/customers/cus_2/payment_methods"_s));
    fits(u"method"_s, m_world->get(u"/payment_methods/"_s + method));
    fits(u"method_default"_s,
         m_world->post(u"/customers/cus_2/payment_methods/%1/default"_s.arg(method), {}));
    fits(u"customer"_s, m_world->get(u"/customers/cus_2"_s));
    fits(u"method_deleted"_s, m_world->ask("DELETE", u"/payment_methods/"_s + method));
    fits(u"customer_deleted"_s, m_world->ask("DELETE", u"/customers/cus_2"_s));
}

void ContractTest::refundsAndMandates()
{
    const QString id = paid({}).text(u"payment_id"_s);
    fits(u"refund"_s, m_world->post(u"/refunds"_s, {{u"payment_id"_s, id}, {u"amount"_s, 5}}));
    fits(u"refunds"_s, m_world->post(u"/refunds/list"_s, {}));
    const QJsonObject acceptance{{u"acceptance_type"_s, u"offline"_s},
                                 {u"accepted_at"_s, u"2026-01-01T10:00:00Z"_s}};
    const QJsonObject mandate{{u"customer_acceptance"_s, acceptance},
                              {u"mandate_type"_s, QJsonObject{{u"multi_use"_s, QJsonValue::Null}}}};
    const ApiAnswer agreed = paid({{u"customer_id"_s, u"cus_3"_s}, {u"mandate_data"_s, mandate}});
    fits(u"payment"_s, agreed);
    const QString agreement = agreed.text(u"mandate_id"_s);
    fits(u"mandate"_s, m_world->get(u"/mandates/"_s + agreement));
    fits(u"mandate_revoked"_s, m_world->post(u"/mandates/revoke/"_s + agreement, {}));
}

QTEST_GUILESS_MAIN(ContractTest)

#include "contracttest.moc"
