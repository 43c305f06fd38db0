#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <nlohmann/json.hpp>

#include <optional>

/// Decodes a form body or a query, "a[b][0]=v", to a tree: objects and texts, lists as objects with
/// "0", "1"... as names. Nothing when it is not one.
std::optional<nlohmann::json> formTree(QByteArrayView text);

/// The tree with the types that the schema gives it. The problem is named when a name is not in the
/// schema or a text is no number where one is wanted.
struct TypedForm
{
    nlohmann::json value;
    QString problem;
};
TypedForm typedForm(const nlohmann::json &tree, const nlohmann::json &schema,
                    const QString &where = {});
