#include "services/api/openapiroute.h"

#include <QFile>

using namespace Qt::StringLiterals;

static void initResources()
{
    Q_INIT_RESOURCE(api);
}

Route openApiRoute()
{
    initResources();
    QFile file(u":/api/openapi.yaml"_s);
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const auto answer = [text](const ApiRequestPtr &, const ApiResponder &respond) {
        ApiReply reply;
        reply.contentType = "application/yaml";
        reply.body = text;
        respond(reply);
    };
    return {"GET", "/openapi.yaml", KeySet::None, answer, RouteBody::Any};
}
