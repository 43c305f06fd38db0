#include "services/processors/adyen/adyennews.h"

#include "services/processors/adyen/adyenconnector.h"
#include "tests/processors/adyen/adyencall.h"
#include "tests/processors/contracts/processorcontract.h"
#include "tests/support/seed.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

/// What Adyen tells of its own accord. The bodies are those of its contract, signed here.
class AdyenNewsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void knownSignature();
    void everyEvent_data();
    void everyEvent();
    void failures_data();
    void failures();
    void ours();
    void badSignatures();
    void twice();
    void anotherMerchantAccount();
    void unreadable_data();
    void unreadable();
    void unknownEvent();
    void receipt();

private:
    static QJsonObject example(const QString &code)
    {
        for (auto it = m_examples.begin(); it != m_examples.end(); ++it) {
            const QJsonObject item =
                it.value()["value"_L1]["notificationItems"_L1][0]["NotificationRequestItem"_L1]
                    .toObject();
            if (item["eventCode"_L1].toString() == code)
                return item;
        }
        return {};
    }
    static QJsonObject signedItem(QJsonObject item)
    {
        QJsonObject extra = item["additionalData"_L1].toObject();
        extra.insert("hmacSignature"_L1,
                     QString::fromLatin1(AdyenNews::signatureOf(item, kSecret)));
        item.insert("additionalData"_L1, extra);
        return item;
    }
    static QByteArray body(const QList<QJsonObject> &items)
    {
        QJsonArray rows;
        for (const QJsonObject &item : items)
            rows.append(QJsonObject{{u"NotificationRequestItem"_s, item}});
        return QJsonDocument(QJsonObject{{u"live"_s, u"false"_s}, {u"notificationItems"_s, rows}})
            .toJson();
    }
    Result<QList<ProcessorNews>> told(const QByteArray &text,
                                      const QByteArray &secret = kSecret) const
    {
        ProcessorAccount account = adyenCall(OperationKind::Sale).account;
        account.keys = std::make_shared<const AccountKeys>(
            AccountKeys{SecretBytes("AQEtest"), u"YOUR_MERCHANT_ACCOUNT"_s, {}});
        return m_connector.parseNews(account, {}, text, secret, 0);
    }

    inline static const QByteArray kSecret =
        "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";
    inline static QJsonObject m_examples;
    const AdyenConnector m_connector;
    const ProcessorContract m_contract{u"adyen-webhooks-v1.json"_s};
};

void AdyenNewsTest::initTestCase()
{
    testSeed();
    QFile file(QStringLiteral(OX_CONTRACTS "/adyen-webhooks-v1.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_examples =
        QJsonDocument::fromJson(file.readAll()).object()["components"_L1]["examples"_L1].toObject();
    QCOMPARE(m_examples.size(), 21);
    QVERIFY(m_contract.isValid());
}

/// The sample that Adyen's own libraries test themselves with.
void AdyenNewsTest::knownSignature()
{
    const QJsonObject item = {
        {u"pspReference"_s, u"7914073381342284"_s},
        {u"originalReference"_s, QString()},
        {u"merchantAccountCode"_s, u"TestMerchant"_s},
        {u"merchantReference"_s, u"TestPayment-1407325143704"_s},
        {u"amount"_s, QJsonObject{{u"value"_s, 1130}, {u"currency"_s, u"EUR"_s}}},
        {u"eventCode"_s, u"AUTHORISATION"_s},
        {u"success"_s, u"true"_s}};
    QCOMPARE(AdyenNews::signatureOf(item, kSecret), "coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=");
}

void AdyenNewsTest::everyEvent_data()
{
    QTest::addColumn<QString>("state"); // "-": a hint, or something else
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("dispute");
    const auto row = [](const char *code, const char *state, const char *kind,
                        const char *dispute = "") {
        QTest::newRow(code) << QString::fromLatin1(state) << QString::fromLatin1(kind)
                            << QString::fromLatin1(dispute);
    };
    row("AUTHORISATION", "captured", "");
    row("CAPTURE", "captured", "capture");
    row("CAPTURE_FAILED", "declined", "capture");
    row("CANCELLATION", "voided", "void");
    row("TECHNICAL_CANCEL", "voided", "void");
    row("CANCEL_OR_REFUND", "voided", "void");
    row("REFUND", "declined", "refund"); // the example is of one that failed
    row("REFUND_FAILED", "declined", "refund");
    row("REFUNDED_REVERSED", "declined", "refund");
    row("AUTHORISATION_ADJUSTMENT", "authorized", "increment");
    row("EXPIRE", "expired", "");
    row("OFFER_CLOSED", "declined", "");
    row("RECURRING_CONTRACT", "-", "");
    row("REQUEST_FOR_INFORMATION", "-", "", "pre_dispute dispute_opened");
    row("NOTIFICATION_OF_CHARGEBACK", "-", "", "dispute dispute_opened");
    row("CHARGEBACK", "-", "", "dispute dispute_opened");
    row("CHARGEBACK_REVERSED", "-", "", "dispute dispute_won");
    row("SECOND_CHARGEBACK", "-", "", "pre_arbitration dispute_lost");
    row("PREARBITRATION_WON", "-", "", "pre_arbitration dispute_won");
    row("PREARBITRATION_LOST", "-", "", "pre_arbitration dispute_lost");
    row("NOTIFICATION_OF_FRAUD", "-", "");
}

static QString textOf(ReplyState state)
{
    switch (state) {
    case ReplyState::Authorized: return u"authorized"_s;
    case ReplyState::Captured: return u"captured"_s;
    case ReplyState::Voided: return u"voided"_s;
    case ReplyState::Refunded: return u"refunded"_s;
    case ReplyState::Declined: return u"declined"_s;
    case ReplyState::Expired: return u"expired"_s;
    default: return u"other"_s;
    }
}

void AdyenNewsTest::everyEvent()
{
    QFETCH(const QString, dispute);
    const QString code = QString::fromLatin1(QTest::currentDataTag());
    const QJsonObject item = example(code);
    QVERIFY(!item.isEmpty());
    const auto news = told(body({signedItem(item)}));
    QVERIFY2(news, news ? "" : qPrintable(news.error().field));
    QCOMPARE(news->size(), 1);
    const ProcessorNews &only = news->constFirst();
    QCOMPARE(only.eventType, code);
    QCOMPARE(only.eventId, item["pspReference"_L1].toString() + u':' + code + u':'
                               + item["success"_L1].toString());
    QVERIFY(only.occurredAtMs > 1'500'000'000'000);
    const QString state = only.outcome ? textOf(only.outcome->state) : u"-"_s;
    QTEST(state, "state");
    const QString kind = only.kind ? toText(*only.kind) : QString();
    QTEST(kind, "kind");
    const QString stage = only.dispute
                              ? toText(only.dispute->stage) + u' ' + toText(only.dispute->status)
                              : QString();
    QCOMPARE(stage, dispute);
    if (only.dispute) {
        QCOMPARE(only.dispute->amount, 1000);
        QCOMPARE(only.dispute->processorReference, item["pspReference"_L1].toString());
    }
    if (code == "CHARGEBACK"_L1) {
        QCOMPARE(only.dispute->reasonCode, u"4853"_s);
        QCOMPARE(only.dispute->respondByMs, 1'627'693'387'000);
    }
    if (code == "RECURRING_CONTRACT"_L1)
        QCOMPARE(only.token->token, u"YOUR_SHOPPER_REFERENCE.M5N7TQ4TG5PFWR50"_s);
    if (code == "AUTHORISATION"_L1) {
        QCOMPARE(only.outcome->processorToken, u"YOUR_SHOPPER_REFERENCE.M5N7TQ4TG5PFWR50"_s);
        QCOMPARE(only.attemptReference, u"YOUR_MERCHANT_REFERENCE"_s);
        QCOMPARE(only.paymentReference, u"QFQTPCQ8HXSKGK82"_s);
    }
}

void AdyenNewsTest::failures_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("category");
    QTest::newRow("AUTHORISATION") << u"Not enough balance"_s << u"insufficient_funds"_s;
    QTest::newRow("AUTHORISATION cvc") << u"CVC Declined"_s << u"incorrect_cvc"_s;
    QTest::newRow("AUTHORISATION new") << u"Something new"_s << u"generic_decline"_s;
    QTest::newRow("CAPTURE") << u"Insufficient balance on payment"_s << u"processor_error"_s;
    QTest::newRow("CANCELLATION") << u"Already captured"_s << u"processor_error"_s;
    QTest::newRow("REFUND") << u"Not captured"_s << u"not_refundable"_s;
}

void AdyenNewsTest::failures()
{
    QFETCH(const QString, reason);
    const QString code = QString::fromLatin1(QTest::currentDataTag()).section(u' ', 0, 0);
    QJsonObject item = example(code);
    item.insert("success"_L1, u"false"_s);
    item.insert("reason"_L1, reason);
    const auto news = told(body({signedItem(item)}));
    QVERIFY(news && news->constFirst().outcome);
    QCOMPARE(news->constFirst().outcome->state, ReplyState::Declined);
    QTEST(news->constFirst().outcome->error.category, "category");
    QCOMPARE(news->constFirst().outcome->error.message, reason);
}

void AdyenNewsTest::ours()
{
    QJsonObject item = example(u"CAPTURE"_s);
    item.insert("merchantReference"_L1, u"op_0123456789abcdefghij"_s);
    const auto news = told(body({signedItem(item)}));
    QVERIFY(news);
    QCOMPARE(news->constFirst().operation, (OperationId{u"op_0123456789abcdefghij"_s}));
    QVERIFY(news->constFirst().attemptReference.isEmpty());
    QCOMPARE(news->constFirst().paymentReference, u"9913140798220028"_s);
    QCOMPARE(news->constFirst().operationReference, u"QFQTPCQ8HXSKGK82"_s);
    QCOMPARE(news->constFirst().outcome->amount, 1000);
}

void AdyenNewsTest::badSignatures()
{
    const QJsonObject good = signedItem(example(u"CAPTURE"_s));
    QVERIFY(told(body({good})));
    QJsonObject changed = good;
    changed.insert("success"_L1, u"false"_s);
    QJsonObject amount = good;
    amount.insert("amount"_L1, QJsonObject{{u"currency"_s, u"EUR"_s}, {u"value"_s, 1001}});
    QJsonObject bare = good;
    bare.remove("additionalData"_L1);
    for (const QJsonObject &bad : {changed, amount, bare}) {
        QCOMPARE(told(body({bad})).error().code, ErrorCode::IntegrityMismatch);
        QCOMPARE(told(body({good, bad})).error().code, ErrorCode::IntegrityMismatch);
    }
    QCOMPARE(told(body({good}), "00" + kSecret.mid(2)).error().code, ErrorCode::IntegrityMismatch);
    QVERIFY(told(body({bare}), {})); // hints, for who has no secret
}

void AdyenNewsTest::twice()
{
    const QJsonObject item = signedItem(example(u"REFUND"_s));
    const auto news = told(body({item, item}));
    QVERIFY(news);
    QCOMPARE(news->at(0).eventId, news->at(1).eventId);
}

void AdyenNewsTest::anotherMerchantAccount()
{
    QJsonObject item = example(u"CAPTURE"_s);
    item.insert("merchantAccountCode"_L1, u"Other"_s);
    const auto news = told(body({signedItem(item), signedItem(example(u"REFUND"_s))}));
    QVERIFY(news);
    QCOMPARE(news->size(), 1);
    QCOMPARE(news->constFirst().eventType, u"REFUND"_s);
}

void AdyenNewsTest::unreadable_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("not JSON") << QByteArray("{");
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("no items") << QByteArray("{\"notificationItems\":[]}");
    QTest::newRow("items of another type") << QByteArray("{\"notificationItems\":[7]}");
}

void AdyenNewsTest::unreadable()
{
    QFETCH(const QByteArray, text);
    QCOMPARE(told(text).error().code, ErrorCode::IntegrityMismatch);
    QCOMPARE(told(text, {}).error().code, ErrorCode::InvalidValue);
}

void AdyenNewsTest::unknownEvent()
{
    QJsonObject item = example(u"CAPTURE"_s);
    item.insert("eventCode"_L1, u"REPORT_AVAILABLE"_s);
    const auto news = told(body({signedItem(item)}));
    QVERIFY(news);
    QVERIFY(!news->constFirst().outcome && !news->constFirst().dispute);
}

void AdyenNewsTest::receipt()
{
    QCOMPARE(m_connector.newsReceipt(), "[accepted]");
}

QTEST_APPLESS_MAIN(AdyenNewsTest)
#include "adyennewstest.moc"
