#pragma once

#include <QStringList>

#include <memory>

/// An OpenAPI text, to check answers against.
class Contract
{
public:
    Contract();
    ~Contract();

    /// OpenAPI 3.1 in YAML.
    bool readYaml(const QByteArray &text);
    /// Shapes by name, in JSON.
    bool readShapes(const QByteArray &text);
    /// "get /payments/{payment_id}", ...
    QStringList operations() const;
    /// Why that body is no answer with that status to that operation; empty when it is one.
    QString problem(const QString &method, const QString &pattern, const QString &status,
                    const QByteArray &body) const;
    /// Why that body has not the shape of that name; empty when it has.
    QString shapeProblem(const QString &name, const QByteArray &body) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};
