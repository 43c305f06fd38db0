#include "services/api/profilereturns.h"

#include "services/core/async.h"

#include <QPromise>

FindReturnSettings returnSettingsOf(Merchants &merchants, QObject *context)
{
    return [&merchants, context](const MerchantId &merchant, const ProfileId &profile) {
        const auto promise = std::make_shared<QPromise<Result<ReturnSettings>>>();
        promise->start();
        const auto found = [promise](const Result<ProfileDetails> &details) {
            // A profile that was deleted meanwhile has nothing to say.
            ReturnSettings settings;
            if (details) {
                settings.returnUrl = details->profile.returnUrl;
                settings.withPost = details->profile.redirectWithPost;
                if (details->profile.responseHash)
                    settings.signingKey = details->signingKey;
            }
            promise->addResult(settings);
            promise->finish();
        };
        whenDone(merchants.findProfile(merchant, profile), context, found);
        return promise->future();
    };
}
