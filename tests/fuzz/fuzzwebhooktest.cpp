#include "services/api/multipart.h"
#include "services/engine/newsrecord.h"
#include "services/processors/connectorregistry.h"
#include "services/processors/newssignature.h"
#include "tests/support/mutator.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Calls of processors with broken bodies and broken signatures, by the hundred thousand: nothing
/// that is not signed is read, and what is read can be written down and read again.
class FuzzWebhookTest : public QObject
{
    Q_OBJECT

private slots:
    void corpusIsThere();
    void fuzz_webhook();
    void fuzz_multipart();

private:
    const QByteArrayList m_corpus = fuzzCorpus(QString::fromUtf8(OX_CORPUS));
};

namespace {

constexpr qint64 kNowMs = 1'792'000'000'000;
const QByteArray kSecret = "whsec_of_the_test";

QByteArray problemOf(const Connector &connector, const QByteArray &input)
{
    const ProcessorAccount account;
    const QByteArray time = QByteArray::number(kNowMs);
    const QByteArray text = time + '.' + input;
    const QByteArray mac = news_signature::hmacSha256(kSecret, text).toHex();
    const HttpHeaders good = {{"Simulator-Signature", "t=" + time + ",v1=" + mac}};
    // The input as a signature: never right, whatever it says.
    for (const QByteArray name : {"Simulator-Signature", "Stripe-Signature", "HmacSignature"}) {
        const auto forged = connector.parseNews(account, {{name, input}}, "{}", kSecret, kNowMs);
        if (forged)
            return "a forged signature is taken";
    }
    for (const QByteArray &secret : {kSecret, QByteArray()}) {
        const auto news = connector.parseNews(account, good, input, secret, kNowMs);
        if (!news)
            continue;
        for (const ProcessorNews &one : *news) {
            const QByteArray record = newsrecord::toRecord(one);
            const auto again = newsrecord::fromRecord(record);
            if (!again || newsrecord::toRecord(*again) != record)
                return "reads otherwise when it is written";
            const ProcessorNews hint = newsrecord::asHint(one);
            if (hint.outcome || hint.dispute || hint.token)
                return "a hint says more than that something happened";
        }
    }
    return {};
}

} // namespace

void FuzzWebhookTest::corpusIsThere()
{
    QVERIFY(m_corpus.size() >= 3);
    const ConnectorRegistry connectors;
    for (const QByteArray &input : m_corpus)
        QCOMPARE(problemOf(*connectors.find(u"simulator"), input), QByteArray());
}

void FuzzWebhookTest::fuzz_webhook()
{
    const ConnectorRegistry connectors;
    Mutator mutator(testSeed(), m_corpus,
                    {"null", "[]", "{}", "\"\"", "-1", "1e400", "9223372036854775808", "\\u0000",
                     "t=", "v1=", ",", "\xff"});
    const FuzzBudget budget;
    qint64 count = 0;
    while (!budget.isSpent()) {
        const QByteArray input = mutator.next();
        for (const char16_t *name : {u"simulator", u"stripe", u"adyen"}) {
            const Connector *connector = connectors.find(name);
            const QByteArray problem = connector ? problemOf(*connector, input) : QByteArray();
            QVERIFY2(problem.isEmpty(), QByteArray(problem + ": " + input.toHex()).constData());
        }
        ++count;
    }
    qInfo("%lld inputs", static_cast<long long>(count));
}

void FuzzWebhookTest::fuzz_multipart()
{
    const QByteArray form = "--b\r\nContent-Disposition: form-data; name=\"file\"; "
                            "filename=\"a/b.png\"\r\nContent-Type: image/png\r\n\r\nxyz\r\n"
                            "--b\r\nContent-Disposition: form-data; name=\"dispute_id\"\r\n\r\n"
                            "dp_1\r\n--b--\r\n";
    const auto parts = multipart::read("multipart/form-data; boundary=b", form);
    QVERIFY(parts);
    QCOMPARE(parts->size(), 2);
    QCOMPARE(parts->at(0).fileName, u"b.png"_s);
    QCOMPARE(parts->at(0).content, "xyz");
    QCOMPARE(parts->at(1).content, "dp_1");
    Mutator mutator(testSeed(), {form}, {"--b", "--b--", "\r\n\r\n", "\r\n--b", "name="});
    const FuzzBudget budget;
    while (!budget.isSpent()) {
        const QByteArray input = mutator.next();
        const auto read = multipart::read("multipart/form-data; boundary=b", input);
        QVERIFY(!read || read->size() <= 16);
        (void)multipart::read(input, form);
    }
}

QTEST_GUILESS_MAIN(FuzzWebhookTest)
#include "fuzzwebhooktest.moc"
