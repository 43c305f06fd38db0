#include "services/domain/detachment.h"

#include "services/domain/fromtext.h"
#include "services/domain/ladder.h"

using namespace Qt::StringLiterals;

QString toText(DetachReason reason)
{
    switch (reason) {
    case DetachReason::MethodRemoved: return u"method_removed"_s;
    case DetachReason::CustomerDeleted: return u"customer_deleted"_s;
    case DetachReason::AgreementRevoked: return u"agreement_revoked"_s;
    }
    return {};
}

QString toText(DetachState state)
{
    switch (state) {
    case DetachState::Due: return u"due"_s;
    case DetachState::Done: return u"done"_s;
    case DetachState::Refused: return u"refused"_s;
    }
    return {};
}

std::optional<DetachReason> detachReasonFromText(QStringView text)
{
    return fromText(text, DetachReason::AgreementRevoked);
}

std::optional<DetachState> detachStateFromText(QStringView text)
{
    return fromText(text, DetachState::Refused);
}

Detachment answered(const Detachment &detachment, const DetachAnswer &answer, qint64 nowMs)
{
    Detachment after = detachment;
    after.sendCount += 1;
    after.errorCode = answer.code;
    after.modifiedAtMs = nowMs;
    const bool refused =
        answer.kind == DetachAnswer::Kind::Refused && after.sendCount >= kDetachRefusals;
    if (answer.kind == DetachAnswer::Kind::Done || refused) {
        after.state = refused ? DetachState::Refused : DetachState::Done;
        after.token.clear();
        after.nextAtMs = 0;
    } else {
        after.nextAtMs = nowMs + ladderDelayMs(after.sendCount);
    }
    return after;
}
