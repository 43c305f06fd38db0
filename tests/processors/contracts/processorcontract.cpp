#include "tests/processors/contracts/processorcontract.h"

#include "tests/processors/contracts/formfields.h"

#include <QFile>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

using namespace Qt::StringLiterals;
using Json = nlohmann::json;

namespace {

/// OpenAPI 3.0 says "or null" with a member of its own; JSON Schema does not know it.
Json withNulls(const Json &schema)
{
    if (schema.is_array()) {
        Json list = Json::array();
        for (const Json &item : schema)
            list.push_back(withNulls(item));
        return list;
    }
    if (!schema.is_object())
        return schema;
    Json object = Json::object();
    for (const auto &[name, value] : schema.items())
        object[name] = withNulls(value);
    if (!object.contains("nullable") || !object["nullable"].is_boolean())
        return object;
    const bool orNull = object["nullable"];
    object.erase("nullable");
    return orNull ? Json{{"anyOf", Json::array({object, Json{{"type", "null"}}})}} : object;
}

bool isTemplate(QStringView part)
{
    return part.startsWith(u'{') && part.endsWith(u'}');
}

/// Whether the path is one of that pattern; names given beat names left open.
int fits(const QString &path, const QString &pattern)
{
    const QStringList parts = path.split(u'/');
    const QStringList wanted = pattern.split(u'/');
    if (parts.size() != wanted.size())
        return -1;
    int same = 0;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts.at(i) == wanted.at(i))
            ++same;
        else if (!isTemplate(wanted.at(i)) || parts.at(i).isEmpty())
            return -1;
    }
    return same;
}

} // namespace

struct ProcessorContract::Private
{
    Json text;
    Json schemas; ///< every named shape, with "or null" said so that a validator knows it

    QString check(const Json &schema, const Json &value) const;
    const Json *operation(const QString &name) const;
    QString queryProblem(const Json &operation, const QUrl &url) const;
};

QString ProcessorContract::Private::check(const Json &schema, const Json &value) const
{
    Json root = withNulls(schema);
    if (root.contains("$ref")) { // a root is no reference
        const std::string name = root["$ref"];
        root = schemas[name.substr(name.rfind('/') + 1)];
    }
    root["components"] = Json{{"schemas", schemas}};
    valijson::Schema parsed;
    valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(root), parsed);
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(parsed, valijson::adapters::NlohmannJsonAdapter(value), &results))
        return {};
    QStringList problems;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        std::string path;
        for (const std::string &step : error.context)
            path += step;
        problems.append(QString::fromStdString(path + ": " + error.description));
    }
    return problems.isEmpty() ? u"not valid"_s : problems.join(u"; "_s);
}

const Json *ProcessorContract::Private::operation(const QString &name) const
{
    const std::string method = name.section(u' ', 0, 0).toStdString();
    const std::string path = name.section(u' ', 1).toStdString();
    const Json &paths = text["paths"];
    const bool isThere = paths.contains(path) && paths[path].contains(method);
    return isThere ? &paths[path][method] : nullptr;
}

QString ProcessorContract::Private::queryProblem(const Json &operation, const QUrl &url) const
{
    const auto tree = formTree(url.query(QUrl::FullyEncoded).toLatin1());
    if (!tree)
        return u"the query cannot be decoded"_s;
    Json schema = {{"type", "object"}, {"properties", Json::object()}};
    for (const Json &parameter : operation.value("parameters", Json::array())) {
        if (parameter["in"] != "query")
            continue;
        const std::string name = parameter["name"];
        schema["properties"][name] = parameter["schema"];
        if (parameter.value("required", false))
            schema["required"].push_back(name);
    }
    const TypedForm form = typedForm(*tree, schema);
    return form.problem.isEmpty() ? check(schema, form.value) : form.problem;
}

ProcessorContract::ProcessorContract(const QString &file) : d(std::make_unique<Private>())
{
    QFile text(QStringLiteral(OX_CONTRACTS "/") + file);
    if (!text.open(QIODevice::ReadOnly))
        return;
    d->text = Json::parse(text.readAll().toStdString(), nullptr, false);
    if (isValid())
        d->schemas = withNulls(d->text["components"]["schemas"]);
}

ProcessorContract::~ProcessorContract() = default;

bool ProcessorContract::isValid() const
{
    return d->text.is_object() && d->text.contains("paths") && d->text.contains("components");
}

QStringList ProcessorContract::operations() const
{
    QStringList all;
    for (const auto &[path, methods] : d->text["paths"].items()) {
        for (const auto &[method, operation] : methods.items())
            all.append(QString::fromStdString(method) + u' ' + QString::fromStdString(path));
    }
    return all;
}

QString ProcessorContract::operationOf(const HttpRequest &request, const QUrl &base) const
{
    QString path = request.url.path();
    if (!path.startsWith(base.path()))
        return {};
    path = path.mid(base.path().size());
    QString found;
    int best = -1;
    for (const QString &operation : operations()) {
        if (operation.section(u' ', 0, 0).toUpper() != QString::fromLatin1(request.method))
            continue;
        const int same = fits(path, operation.section(u' ', 1));
        if (same > best) {
            best = same;
            found = operation;
        }
    }
    return found;
}

QString ProcessorContract::requestProblem(const HttpRequest &request, const QUrl &base) const
{
    const Json *operation = d->operation(operationOf(request, base));
    if (!operation)
        return u"no such call: "_s + QString::fromLatin1(request.method) + u' '
               + request.url.path();
    const QString query = d->queryProblem(*operation, request.url);
    if (!query.isEmpty())
        return query;
    const Json content =
        operation->value("requestBody", Json::object()).value("content", Json::object());
    const std::string type = headerValue(request.headers, "Content-Type").toStdString();
    if (request.body.isEmpty() && (type.empty() || content.contains(type)))
        return {};
    if (!content.contains(type))
        return u"no such content type: "_s + QString::fromStdString(type);
    const Json &schema = content[type]["schema"];
    if (type == "application/json") {
        const Json body =
            Json::parse(request.body.view().toByteArray().toStdString(), nullptr, false);
        return body.is_discarded() ? u"not JSON"_s : d->check(schema, body);
    }
    const auto tree = formTree(request.body.view());
    if (!tree)
        return u"the form cannot be decoded"_s;
    const TypedForm form = typedForm(*tree, schema);
    return form.problem.isEmpty() ? d->check(schema, form.value) : form.problem;
}

QString ProcessorContract::replyProblem(const HttpRequest &request, const QUrl &base,
                                        const HttpResponse &response) const
{
    const Json *operation = d->operation(operationOf(request, base));
    if (!operation)
        return u"no such call"_s;
    const Json &responses = (*operation)["responses"];
    const std::string status = std::to_string(response.status);
    const std::string key = responses.contains(status) ? status : "default";
    if (!responses.contains(key))
        return u"no such status"_s;
    const Json body = Json::parse(response.body.toStdString(), nullptr, false);
    if (body.is_discarded())
        return u"not JSON"_s;
    return d->check(responses[key]["content"]["application/json"]["schema"], body);
}

QString ProcessorContract::shapeProblem(const QString &name, const QByteArray &json) const
{
    const Json body = Json::parse(json.toStdString(), nullptr, false);
    if (body.is_discarded())
        return u"not JSON"_s;
    if (!d->schemas.contains(name.toStdString()))
        return u"there is no such shape"_s;
    return d->check(d->schemas[name.toStdString()], body);
}
