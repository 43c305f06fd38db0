#include "services/engine/methodcreationservice.h"
#include "tests/engine/savingworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Methods that were made without their card, across the end of the program.
class EngineWaitingMethodsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void outlivesTheProgram();
    void filledOnce();
    void timeIsOver();

private:
    static constexpr const char *kGood = "4242424242424242";

    struct World : SavingWorld
    {
        Result<CreatedMethod> make()
        {
            CreateCustomer customer;
            customer.caller = caller();
            customer.id = {u"cus_1"_s};
            const auto known = await(customers().create(customer));
            if (!known && known.error().code != ErrorCode::Duplicate)
                return known.error();
            CreateMethod command;
            command.caller = caller();
            command.customerId = {u"cus_1"_s};
            command.nickname = u"Blue one"_s;
            return await(MethodCreationService(engine()).create(std::move(command)));
        }
        FillMethod filling(const CreatedMethod &made) const
        {
            FillMethod command;
            command.caller = caller();
            command.id = made.method.id;
            command.secret = ClientSecret(made.clientSecret.toUtf8());
            command.card = testCard(kGood);
            return command;
        }
        Result<SavedMethod> fill(const CreatedMethod &made)
        {
            return await(MethodCreationService(engine()).fill(filling(made)));
        }
    };
};

void EngineWaitingMethodsTest::outlivesTheProgram()
{
    World world;
    OX_OK(world.open());
    const auto made = world.make();
    OX_OK(made);
    QVERIFY(!world.column(u"SELECT hex(secret_hash) FROM waiting_method"_s)
                 .join(u' ')
                 .contains(QString::fromLatin1(made->clientSecret.toLatin1().toHex()),
                           Qt::CaseInsensitive));
    OX_OK(world.restart());
    OX_OK(world.unlock());
    MethodCreationService creation(world.engine());
    const auto waiting = world.await(creation.waiting(world.merchant(), made->method.id));
    OX_OK(waiting);
    QCOMPARE(*waiting, made->method);
    OX_REFUSED(world.await(creation.waiting({u"merchant_other"_s}, made->method.id)),
               ErrorCode::NotFound, u"payment_method_id"_s);
    const auto filled = world.fill(*made);
    OX_OK(filled);
    QCOMPARE(filled->id, made->method.id);
    QCOMPARE(filled->nickname, u"Blue one"_s);
    QCOMPARE(world.saved().size(), 1);
}

void EngineWaitingMethodsTest::filledOnce()
{
    World world;
    OX_OK(world.open());
    const auto made = world.make();
    OX_OK(made);
    MethodCreationService creation(world.engine());
    const auto first = creation.fill(world.filling(*made));
    const auto second = creation.fill(world.filling(*made));
    OX_OK(world.await(first));
    OX_REFUSED(world.await(second), ErrorCode::NotFound, u"client_secret"_s);
    QCOMPARE(world.saved().size(), 1);
    // The same number again is the same method, and its card came by either secret.
    const auto again = world.make();
    OX_OK(again);
    const auto filled = world.fill(*again);
    OX_OK(filled);
    QCOMPARE(filled->id, made->method.id);
    for (const QString &secret : {made->clientSecret, again->clientSecret})
        OX_OK(world.await(
            creation.filledBy(world.merchant(), made->method.id, ClientSecret(secret.toUtf8()))));
    OX_REFUSED(world.await(creation.filledBy(world.merchant(), again->method.id,
                                             ClientSecret(again->clientSecret.toUtf8()))),
               ErrorCode::NotFound, u"client_secret"_s);
}

void EngineWaitingMethodsTest::timeIsOver()
{
    World world;
    OX_OK(world.open());
    const auto made = world.make();
    OX_OK(made);
    world.advance(MethodCreation::kWaitsForMs);
    OX_REFUSED(world.fill(*made), ErrorCode::NotFound, u"client_secret"_s);
    OX_OK(world.make());
    QCOMPARE(world.column(u"SELECT count(*) FROM waiting_method"_s), QStringList{u"1"_s});
}

QTEST_GUILESS_MAIN(EngineWaitingMethodsTest)
#include "enginewaitingmethodstest.moc"
