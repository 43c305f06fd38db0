#include "app/newshop.h"

#include "services/core/clock.h"
#include "services/core/random.h"
#include "services/storage/accountstore.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

QString NewShop::databaseFile(const QString &folder, bool testMode)
{
    return QDir(folder).filePath(testMode ? u"shop-test.sqlite"_s : u"shop-live.sqlite"_s);
}

Result<> NewShop::make(const QString &file, const QString &name, bool testMode, const Clock &clock,
                       Random &random)
{
    if (QFile::exists(file))
        return {};
    if (!QDir().mkpath(QFileInfo(file).absolutePath()))
        return Error{ErrorCode::StorageUnavailable, {}, file};
    Database database;
    AccountStore accounts(database);
    const MerchantId merchant{random.newId("merchant"_L1)};
    Profile first;
    first.id = {random.newId("pro"_L1)};
    first.merchantId = merchant;
    first.name = u"default"_s;
    return database.open({file, true, false})
        .and_then([&] { return database.migrate(); })
        .and_then([&] { return database.begin(); })
        .and_then([&] { return accounts.insertMerchant(merchant, name, testMode, clock.nowMs()); })
        .and_then([&] { return accounts.insertProfile(first); })
        .and_then([&] { return database.commit(); });
}
