#pragma once

#include "app/demodata.h"
#include "services/domain/payment.h"
#include "services/interfaces/payments.h"
#include "services/storage/database.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QTemporaryDir>

/// One answer of the test bank.
struct DemoAnswer
{
    int status = 0;
    QJsonObject body;
};

/// A folder with sample data and its test bank, for one test.
class DemoFixture : public QObject
{
protected:
    void makeFolder();
    void removeFolder();
    /// Prepares the folder and gives the bank's address; empty when it failed.
    QUrl prepare(DemoData &demo, int count = 12'000);
    DemoAnswer ask(const QByteArray &method, const QUrl &url, const QJsonObject &body = {});
    Result<PaymentDetails> details(const PaymentId &id);

    const MerchantId kMerchant{QStringLiteral("merchant_acme")};
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    QNetworkAccessManager m_network;
};
