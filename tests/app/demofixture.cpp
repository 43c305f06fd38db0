#include "tests/app/demofixture.h"

#include "services/storage/operationstore.h"
#include "services/storage/paymentstore.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

void DemoFixture::makeFolder()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_database = std::make_unique<Database>();
}

void DemoFixture::removeFolder()
{
    m_database.reset();
    m_folder.reset();
}

QUrl DemoFixture::prepare(DemoData &demo, int count)
{
    QSignalSpy ready(&demo, &DemoData::ready);
    QSignalSpy failed(&demo, &DemoData::failed);
    demo.prepare(m_folder->path(), count);
    [&] { QTRY_VERIFY_WITH_TIMEOUT(ready.count() + failed.count() > 0, 60'000); }();
    if (ready.isEmpty())
        return {};
    m_database = std::make_unique<Database>();
    const Result<> opened = m_database->open({ready.first().first().toString(), false, true});
    return opened ? ready.first().at(1).toUrl() : QUrl();
}

DemoAnswer DemoFixture::ask(const QByteArray &method, const QUrl &url, const QJsonObject &body)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Authorization", "Bearer test");
    request.setRawHeader("Idempotency-Key", m_random.bytes(20).toHex());
    QNetworkReply *reply = method == "GET" ? m_network.get(request)
                                           : m_network.post(request, QJsonDocument(body).toJson());
    [&] { QTRY_VERIFY(reply->isFinished()); }();
    reply->deleteLater();
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            QJsonDocument::fromJson(reply->readAll()).object()};
}

Result<PaymentDetails> DemoFixture::details(const PaymentId &id)
{
    const auto attempts = PaymentStore(*m_database).attempts(kMerchant, id);
    const auto operations = OperationStore(*m_database).forPayment(kMerchant, id);
    const auto payment = PaymentStore(*m_database).find(kMerchant, id);
    if (!attempts || !operations || !payment)
        return Error{ErrorCode::NotFound};
    return PaymentDetails{*payment, *attempts, *operations, {}, {}};
}
