#include "tests/api/contract.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <yaml-cpp/yaml.h>

using namespace Qt::StringLiterals;
using Json = nlohmann::json;

namespace {

/// A scalar that is not quoted may be a number, a truth value or null.
Json scalar(const YAML::Node &node)
{
    const std::string text = node.Scalar();
    if (node.Tag() == "!") // quoted
        return text;
    if (text == "true" || text == "false")
        return text == "true";
    bool isNumber = false;
    const qint64 number = QByteArray::fromStdString(text).toLongLong(&isNumber);
    if (isNumber)
        return number;
    return text == "null" || text == "~" ? Json() : Json(text);
}

Json jsonOf(const YAML::Node &node)
{
    if (node.IsNull())
        return nullptr;
    if (node.IsScalar())
        return scalar(node);
    if (node.IsSequence()) {
        Json list = Json::array();
        for (const YAML::Node &item : node)
            list.push_back(jsonOf(item));
        return list;
    }
    Json object = Json::object();
    for (const auto &member : node)
        object[member.first.Scalar()] = jsonOf(member.second);
    return object;
}

} // namespace

struct Contract::Private
{
    /// Why the body is not what that part of the text says.
    QString check(const Json &part, const QByteArray &body) const;

    Json text;
};

QString Contract::Private::check(const Json &part, const QByteArray &body) const
{
    const Json value = Json::parse(body.toStdString(), nullptr, false);
    if (value.is_discarded())
        return u"not JSON"_s;
    // References point from the root: the parts stand beside what refers to them.
    Json root = part;
    root["components"] = text["components"];
    if (root.contains("$ref")) {
        const Json::json_pointer named(root["$ref"].get<std::string>().substr(1));
        root = text[named];
        root["components"] = text["components"];
    }
    valijson::Schema schema;
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(root), schema);
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(value), &results))
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

Contract::Contract() : d(std::make_unique<Private>()) {}
Contract::~Contract() = default;

bool Contract::readYaml(const QByteArray &text)
{
    try {
        d->text = jsonOf(YAML::Load(text.toStdString()));
    } catch (const YAML::Exception &) {
        return false;
    }
    return d->text.contains("paths") && d->text.contains("components");
}

QStringList Contract::operations() const
{
    QStringList all;
    for (const auto &[path, methods] : d->text["paths"].items()) {
        for (const auto &[method, operation] : methods.items())
            all.append(QString::fromStdString(method + " " + path));
    }
    return all;
}

bool Contract::readShapes(const QByteArray &text)
{
    d->text = Json::parse(text.toStdString(), nullptr, false);
    return !d->text.is_discarded() && d->text.contains("roots");
}

QString Contract::shapeProblem(const QString &name, const QByteArray &body) const
{
    if (!d->text["roots"].contains(name.toStdString()))
        return u"there is no such shape"_s;
    const std::string part = d->text["roots"][name.toStdString()];
    return d->check(d->text["components"]["schemas"][part], body);
}

QString Contract::problem(const QString &method, const QString &pattern, const QString &status,
                          const QByteArray &body) const
{
    const Json::json_pointer where(
        "/paths/" + QString(pattern).replace(u'~', u"~0"_s).replace(u'/', u"~1"_s).toStdString()
        + "/" + method.toStdString() + "/responses/" + status.toStdString()
        + "/content/application~1json/schema");
    if (!d->text.contains(where))
        return u"no such answer is in the text"_s;
    return d->check(d->text[where], body);
}
