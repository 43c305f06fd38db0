#include "services/domain/unifiederror.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Member
{
    QLatin1StringView name;
    QString UnifiedError::*value;
};

constexpr auto kMembers = std::to_array<Member>({
    {"message"_L1, &UnifiedError::message},
    {"standardised_code"_L1, &UnifiedError::standardisedCode},
    {"description"_L1, &UnifiedError::description},
    {"user_guidance_message"_L1, &UnifiedError::guidance},
});

} // namespace

QString toText(const UnifiedError &error)
{
    QJsonObject more;
    for (const Member &member : kMembers) {
        if (!(error.*member.value).isEmpty())
            more.insert(member.name, error.*member.value);
    }
    if (more.isEmpty())
        return error.code;
    return error.code + QString::fromUtf8(QJsonDocument(more).toJson(QJsonDocument::Compact));
}

UnifiedError unifiedErrorFromText(const QString &text)
{
    UnifiedError error;
    const qsizetype more = text.indexOf(u'{');
    error.code = text.left(more);
    if (more < 0)
        return error;
    const QJsonObject json = QJsonDocument::fromJson(text.sliced(more).toUtf8()).object();
    for (const Member &member : kMembers)
        error.*member.value = json.value(member.name).toString();
    return error;
}
