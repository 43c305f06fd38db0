#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

/// Takes members out of a reply one by one and remembers the first that is missing or of another
/// type. null counts as missing. Ask problem() before using anything.
class JsonMembers
{
public:
    enum Presence { Required, Optional };

    explicit JsonMembers(const QJsonObject &json) : m_json(json) {}

    bool has(QLatin1StringView name) const;
    QString text(QLatin1StringView name, Presence presence = Required);
    /// A whole number that is not negative: an amount in minor units, or a time in ms.
    qint64 amount(QLatin1StringView name, Presence presence = Required);
    bool flag(QLatin1StringView name, Presence presence = Required);
    QJsonObject object(QLatin1StringView name, Presence presence = Required);
    QJsonArray array(QLatin1StringView name, Presence presence = Required);

    /// Name of the first member that did not fit, or empty.
    QString problem() const { return m_problem; }

private:
    QJsonValue take(QLatin1StringView name, QJsonValue::Type type, Presence presence);
    void refuse(QLatin1StringView name);

    QJsonObject m_json;
    QString m_problem;
};
