#include "services/domain/inboxentry.h"

#include "services/domain/fromtext.h"

using namespace Qt::StringLiterals;

QString toText(InboxState state)
{
    switch (state) {
    case InboxState::Waiting: return u"waiting"_s;
    case InboxState::Done: return u"done"_s;
    case InboxState::Unmatched: return u"unmatched"_s;
    case InboxState::Noted: return u"noted"_s;
    }
    return {};
}

std::optional<InboxState> inboxStateFromText(QStringView text)
{
    return fromText(text, InboxState::Noted);
}

qint64 inboxDelayMs(int tries)
{
    constexpr qint64 kSecondMs = 1'000;
    constexpr qint64 kHourMs = 3'600 * kSecondMs;
    constexpr int kHoursOfAWeek = 168;
    static constexpr qint64 kFirst[] = {10 * kSecondMs, 60 * kSecondMs, 600 * kSecondMs};
    constexpr int kCount = static_cast<int>(std::size(kFirst));
    if (tries < 1)
        return kSecondMs;
    if (tries <= kCount)
        return kFirst[tries - 1];
    return tries <= kCount + kHoursOfAWeek ? kHourMs : 0;
}
