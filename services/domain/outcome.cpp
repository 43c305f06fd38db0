#include "services/domain/outcome.h"

using namespace Qt::StringLiterals;

QString toText(OutcomeClass outcome)
{
    switch (outcome) {
    case OutcomeClass::NotSent: return u"not_sent"_s;
    case OutcomeClass::Decided: return u"decided"_s;
    case OutcomeClass::Rejected: return u"rejected"_s;
    case OutcomeClass::RetryLater: return u"retry_later"_s;
    case OutcomeClass::Unknown: return u"unknown"_s;
    case OutcomeClass::Integrity: return u"integrity"_s;
    }
    return {};
}
