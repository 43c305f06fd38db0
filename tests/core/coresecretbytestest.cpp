#include "services/core/securebytes.h"
#include "tests/support/seed.h"

#include <QTest>

#include <type_traits>
#include <vector>

using namespace Qt::StringLiterals;

// What must not compile, said where it is checked at every build.
static_assert(!std::is_copy_constructible_v<SecretBytes>);
static_assert(!std::is_copy_assignable_v<SecretBytes>);
static_assert(!std::is_copy_constructible_v<Pan>);
static_assert(!std::is_copy_assignable_v<Cvc>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes>);
static_assert(!std::is_convertible_v<Pan, QByteArray>);
static_assert(!std::is_convertible_v<Pan, QString>);
static_assert(!std::is_convertible_v<Pan, Cvc>);
static_assert(!std::is_constructible_v<Cvc, Pan>);

namespace {

template <class T>
concept Printable = requires(const T &secret, QDebug debug)
{
    debug << secret;
};
template <class T>
concept Comparable = requires(const T &a, const T &b)
{
    a == b;
};

} // namespace

static_assert(!Printable<Pan>);
static_assert(!Printable<ApiKey>);
static_assert(!Printable<SecretBytes>);
static_assert(!Comparable<Pan>);
static_assert(!Comparable<SecretBytes>);
static_assert(Printable<QString> && Comparable<QString>); // the question itself is well put

class CoreSecretBytesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void keepsWhatItWasGiven();
    void growsByAppending();
    void movingEmptiesTheSource();
    void assigningReleasesWhatWasThere();
    void clonesAreIndependent();
    void zerosAreWrittenInPlace();
    void comparesOnlyWhenAsked();
    void masksTellNothing();
    void wipesBuffersOfOthers();
    void holdsMoreThanTheArena();
};

void CoreSecretBytesTest::keepsWhatItWasGiven()
{
    const SecretBytes bytes("4242424242424242");
    QCOMPARE(bytes.size(), 16);
    QVERIFY(!bytes.isEmpty());
    QCOMPARE(bytes.view().toByteArray(), "4242424242424242"_ba);
    const SecretBytes nothing;
    QVERIFY(nothing.isEmpty());
    QCOMPARE(nothing.size(), 0);
}

void CoreSecretBytesTest::growsByAppending()
{
    SecretBytes bytes;
    QByteArray expected;
    for (int i = 0; i < 500; ++i) {
        const QByteArray part = QByteArray::number(i);
        bytes.append(part);
        expected += part;
    }
    QCOMPARE(bytes.view().toByteArray(), expected);
    bytes.clear();
    QVERIFY(bytes.isEmpty());
    bytes.append("again");
    QCOMPARE(bytes.view().toByteArray(), "again"_ba);
}

void CoreSecretBytesTest::movingEmptiesTheSource()
{
    SecretBytes source("123");
    const char *place = source.view().data();
    const SecretBytes target(std::move(source));
    QCOMPARE(target.view().toByteArray(), "123"_ba);
    QVERIFY(target.view().data() == place); // no second copy was made
    QVERIFY(source.isEmpty());              // NOLINT(bugprone-use-after-move): that is the question
}

void CoreSecretBytesTest::assigningReleasesWhatWasThere()
{
    SecretBytes target("old secret");
    target = SecretBytes("new");
    QCOMPARE(target.view().toByteArray(), "new"_ba);
    SecretBytes &same = target;
    target = std::move(same);
    QCOMPARE(target.view().toByteArray(), "new"_ba);
}

void CoreSecretBytesTest::clonesAreIndependent()
{
    SecretBytes first("abc");
    const SecretBytes second = first.clone();
    first.append("def");
    QCOMPARE(first.view().toByteArray(), "abcdef"_ba);
    QCOMPARE(second.view().toByteArray(), "abc"_ba);

    const Pan number(QByteArrayView("4242424242424242"));
    const Pan copy = number.clone();
    QCOMPARE(copy.reveal().toByteArray(), "4242424242424242"_ba);
    QVERIFY(copy.reveal().data() != number.reveal().data());
}

void CoreSecretBytesTest::zerosAreWrittenInPlace()
{
    SecretBytes bytes = SecretBytes::zeros(33);
    QCOMPARE(bytes.view().toByteArray(), QByteArray(33, '\0'));
    bytes.data()[32] = 'x';
    QCOMPARE(bytes.view().back(), 'x');
    bytes.append("yz");
    QCOMPARE(bytes.view().last(3).toByteArray(), "xyz"_ba);
    QVERIFY(SecretBytes::zeros(0).isEmpty());
}

void CoreSecretBytesTest::comparesOnlyWhenAsked()
{
    const SecretBytes bytes("secret");
    QVERIFY(bytes.sameAs("secret"));
    QVERIFY(!bytes.sameAs("secreT"));
    QVERIFY(!bytes.sameAs("secre"));
    QVERIFY(!bytes.sameAs("secrets"));
    QVERIFY(!bytes.sameAs({}));
    QVERIFY(SecretBytes().sameAs({}));
}

void CoreSecretBytesTest::masksTellNothing()
{
    QCOMPARE(Pan::masked(), Cvc::masked());
    for (const QChar c : Pan::masked())
        QVERIFY(!c.isLetterOrNumber());
}

void CoreSecretBytesTest::wipesBuffersOfOthers()
{
    QByteArray bytes("4242424242424242");
    wipe(bytes);
    QVERIFY(bytes.isEmpty());
    QString text = u"123"_s;
    text.detach();
    wipe(text);
    QVERIFY(text.isEmpty());
}

void CoreSecretBytesTest::holdsMoreThanTheArena()
{
    // 3 MiB in pieces: past the locked arena payments still work, and are still wiped.
    std::vector<SecretBytes> many;
    const QByteArray block(4096, 'x');
    for (int i = 0; i < 768; ++i)
        many.emplace_back(block);
    for (const SecretBytes &bytes : many)
        QCOMPARE(bytes.view().toByteArray(), block);
}

QTEST_APPLESS_MAIN(CoreSecretBytesTest)
#include "coresecretbytestest.moc"
