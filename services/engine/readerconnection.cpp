#include "services/engine/readerconnection.h"

#include <QThreadStorage>

namespace {

/// One reading connection a thread; closed with the thread that made it.
struct Connection
{
    QString file;
    Database database;
};

QThreadStorage<std::shared_ptr<Connection>> g_connection;

} // namespace

Result<Database *> readerConnection(const QString &file)
{
    if (g_connection.hasLocalData() && g_connection.localData()->file == file)
        return &g_connection.localData()->database;
    auto connection = std::make_shared<Connection>();
    connection->file = file;
    DatabaseOptions options;
    options.file = file;
    options.createIfMissing = false;
    options.readOnly = true;
    const Result<> opened = connection->database.open(options);
    if (!opened)
        return opened.error();
    g_connection.setLocalData(connection);
    return &connection->database;
}
