#include "services/api/disputeroutes.h"

#include "services/api/answering.h"

using namespace Qt::StringLiterals;

QList<Route> disputeRoutes()
{
    const auto list = [](const ApiRequestPtr &, const ApiResponder &respond) {
        respond(jsonReply("[]"));
    };
    const auto one = [](const ApiRequestPtr &, const ApiResponder &respond) {
        respond(errorReply({404, u"HE_04"_s, u"There is no such dispute"_s}));
    };
    return {{"GET", "/disputes/list", KeySet::Secret, list},
            {"GET", "/disputes/{dispute_id}", KeySet::Secret, one}};
}
