#include "services/engine/webhooksecrets.h"

#include "services/engine/accountkeys.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

Result<QList<QByteArray>> webhooksecrets::open(EngineCore &core, const ProcessorAccount &account)
{
    const Result<SecretBytes> given = accountkeys::webhookSecrets(core, account);
    if (!given)
        return given.error();
    const QByteArrayView text = given->view();
    if (text.isEmpty())
        return QList<QByteArray>();
    const QJsonObject json =
        QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size())).object();
    QList<QByteArray> secrets;
    for (const auto name : {"merchant_secret"_L1, "additional_secret"_L1}) {
        const QByteArray secret = json[name].toString().toUtf8();
        if (!secret.isEmpty())
            secrets.append(secret);
    }
    return secrets;
}
