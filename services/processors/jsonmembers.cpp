#include "services/processors/jsonmembers.h"

bool JsonMembers::has(QLatin1StringView name) const
{
    const QJsonValue value = m_json.value(name);
    return !value.isNull() && !value.isUndefined();
}

QString JsonMembers::text(QLatin1StringView name, Presence presence)
{
    return take(name, QJsonValue::String, presence).toString();
}

qint64 JsonMembers::amount(QLatin1StringView name, Presence presence)
{
    const QJsonValue value = take(name, QJsonValue::Double, presence);
    if (value.isUndefined())
        return 0;
    const qint64 number = value.toInteger(-1); // -1 also for what is not whole
    if (number < 0) {
        refuse(name);
        return 0;
    }
    return number;
}

bool JsonMembers::flag(QLatin1StringView name, Presence presence)
{
    return take(name, QJsonValue::Bool, presence).toBool();
}

QJsonObject JsonMembers::object(QLatin1StringView name, Presence presence)
{
    return take(name, QJsonValue::Object, presence).toObject();
}

QJsonArray JsonMembers::array(QLatin1StringView name, Presence presence)
{
    return take(name, QJsonValue::Array, presence).toArray();
}

QJsonValue JsonMembers::take(QLatin1StringView name, QJsonValue::Type type, Presence presence)
{
    const QJsonValue value = m_json.value(name);
    const bool missing = value.isNull() || value.isUndefined();
    if (value.type() == type)
        return value;
    if (!missing || presence == Required)
        refuse(name);
    return QJsonValue(QJsonValue::Undefined);
}

void JsonMembers::refuse(QLatin1StringView name)
{
    if (m_problem.isEmpty())
        m_problem = name;
}
