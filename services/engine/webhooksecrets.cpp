#include "services/engine/webhooksecrets.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

Result<QList<QByteArray>> webhooksecrets::open(EngineCore &core, const ProcessorAccount &account)
{
    const Result<VaultRecord> record = core.vaultRecords.findSecret(
        account.merchantId, VaultRecordKind::AccountKeys, account.id.value);
    if (!record && record.error().code == ErrorCode::NotFound)
        return QList<QByteArray>();
    if (!record)
        return record.error();
    const Result<SecretBytes> opened = core.vault.openSecret(record->place, record->sealed);
    if (!opened)
        return opened.error();
    // Two lines: the processor's keys, and these.
    const QByteArrayView bytes = opened->view();
    const qsizetype end = std::ranges::find(bytes, '\n') - bytes.begin();
    if (end >= bytes.size())
        return QList<QByteArray>();
    const QByteArrayView line = bytes.sliced(end + 1);
    const QJsonObject json =
        QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), line.size())).object();
    QList<QByteArray> secrets;
    for (const auto name : {"merchant_secret"_L1, "additional_secret"_L1}) {
        const QByteArray secret = json[name].toString().toUtf8();
        if (!secret.isEmpty())
            secrets.append(secret);
    }
    return secrets;
}
