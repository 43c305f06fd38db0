#include "tests/processors/contracts/formfields.h"

using namespace Qt::StringLiterals;
using Json = nlohmann::json;

namespace {

QByteArray decoded(QByteArray text)
{
    return QByteArray::fromPercentEncoding(text.replace('+', ' '));
}

/// "a[b][0]" as a, b, 0; empty when the brackets do not fit.
QList<QByteArray> stepsOf(const QByteArray &name)
{
    const qsizetype open = name.indexOf('[');
    if (open < 0)
        return {name};
    QList<QByteArray> steps = {name.left(open)};
    if (!name.endsWith(']'))
        return {};
    for (const QByteArray &step : name.mid(open).chopped(1).split(']')) {
        if (!step.startsWith('['))
            return {};
        steps.append(step.mid(1));
    }
    return steps;
}

TypedForm typedObject(const Json &tree, const Json &schema, const QString &where)
{
    TypedForm form{Json::object(), {}};
    const Json properties = schema.value("properties", Json::object());
    const Json more = schema.value("additionalProperties", Json(false));
    for (const auto &[name, value] : tree.items()) {
        const QString there = where + u'/' + QString::fromStdString(name);
        Json part;
        if (properties.contains(name))
            part = properties[name];
        else if (more.is_object())
            part = more;
        else
            return {{}, there + u": no such name"_s};
        const TypedForm inner = typedForm(value, part, there);
        if (!inner.problem.isEmpty())
            return inner;
        form.value[name] = inner.value;
    }
    return form;
}

TypedForm typedList(const Json &tree, const Json &schema, const QString &where)
{
    TypedForm form{Json::array(), {}};
    for (size_t i = 0; i < tree.size(); ++i) {
        const std::string index = std::to_string(i);
        if (!tree.contains(index))
            return {{}, where + u": a gap in the list"_s};
        const TypedForm inner = typedForm(tree[index], schema.value("items", Json::object()),
                                          where + u'/' + QString::number(i));
        if (!inner.problem.isEmpty())
            return inner;
        form.value.push_back(inner.value);
    }
    return form;
}

TypedForm typedScalar(const Json &tree, const std::string &type, const QString &where)
{
    if (!tree.is_string())
        return {{}, where + u": not a single value"_s};
    const std::string text = tree;
    if (type == "boolean")
        return text == "true" || text == "false"
                   ? TypedForm{text == "true", {}}
                   : TypedForm{{}, where + u": neither true nor false"_s};
    if (type == "integer" || type == "number") {
        bool isNumber = false;
        const qint64 number = QByteArray::fromStdString(text).toLongLong(&isNumber);
        return isNumber ? TypedForm{number, {}} : TypedForm{{}, where + u": not a number"_s};
    }
    return {tree, {}};
}

} // namespace

std::optional<Json> formTree(QByteArrayView text)
{
    Json root = Json::object();
    if (text.isEmpty())
        return root;
    for (const QByteArray &field : text.toByteArray().split('&')) {
        const qsizetype equals = field.indexOf('=');
        if (equals <= 0)
            return std::nullopt;
        const QList<QByteArray> steps = stepsOf(decoded(field.left(equals)));
        if (steps.isEmpty())
            return std::nullopt;
        Json *at = &root;
        for (const QByteArray &step : steps) {
            if (at->is_string())
                return std::nullopt;
            at = &(*at)[step.toStdString()];
        }
        if (!at->is_null()) // said twice
            return std::nullopt;
        *at = decoded(field.mid(equals + 1)).toStdString();
    }
    return root;
}

TypedForm typedForm(const Json &tree, const Json &schema, const QString &where)
{
    if (schema.contains("anyOf")) {
        TypedForm last{{}, where + u": no branch fits"_s};
        for (const Json &branch : schema["anyOf"]) {
            const TypedForm form = typedForm(tree, branch, where);
            if (form.problem.isEmpty())
                return form;
            last = form;
        }
        return last;
    }
    const std::string type = schema.value("type", std::string("string"));
    if (type == "object")
        return tree.is_object() ? typedObject(tree, schema, where)
                                : TypedForm{{}, where + u": not an object"_s};
    if (type == "array")
        return tree.is_object() ? typedList(tree, schema, where)
                                : TypedForm{{}, where + u": not a list"_s};
    return typedScalar(tree, type, where);
}
