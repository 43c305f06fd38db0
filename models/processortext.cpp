#include "models/processortext.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kDayMs = 24LL * 3'600'000;

} // namespace

ProcessorState ProcessorText::state(const ProcessorRow &row)
{
    if (row.setup.account.disabled)
        return ProcessorState::Disabled;
    if (row.health.isPaused)
        return ProcessorState::Paused;
    if (row.health.lastFailureMs > row.health.lastSuccessMs)
        return ProcessorState::Failing;
    return row.health.lastSuccessMs > 0 ? ProcessorState::Fine : ProcessorState::NotUsed;
}

QString ProcessorText::stateWord(ProcessorState state)
{
    switch (state) {
    case ProcessorState::Fine: return tr("Answering");
    case ProcessorState::NotUsed: return tr("Not asked yet");
    case ProcessorState::Failing: return tr("Last call failed");
    case ProcessorState::Paused: return tr("Paused");
    case ProcessorState::Disabled: return tr("Disabled");
    }
    return {};
}

QString ProcessorText::meaning(const ProcessorRow &row)
{
    switch (state(row)) {
    case ProcessorState::Fine: return tr("Payments are sent here.");
    case ProcessorState::NotUsed:
        return tr("Nothing was sent here since this program started. Press T to test it.");
    case ProcessorState::Failing:
        //: %1 says what went wrong
        return tr("The last call went wrong: %1").arg(failure(row.health.lastFailure));
    case ProcessorState::Paused:
        //: %1 says what went wrong
        return tr("It does not answer (%1), so new payments are kept away for half a minute at a "
                  "time. What was sent before is asked about.")
            .arg(failure(row.health.lastFailure));
    case ProcessorState::Disabled:
        return tr("No payment begins here. What began here goes on here.");
    }
    return {};
}

QString ProcessorText::failure(const QString &code)
{
    if (code == "keys_refused"_L1)
        return tr("the keys were refused");
    if (code == "not_reached"_L1)
        return tr("it could not be reached");
    if (code == "no_answer"_L1)
        return tr("no answer came");
    //: %1 is a number of HTTP, such as 503
    return tr("it answered with error %1").arg(code.section(u'_', 1));
}

QString ProcessorText::environment(bool testMode)
{
    return testMode ? tr("TEST") : tr("LIVE");
}

QString ProcessorText::keyName(KeyName name)
{
    switch (name) {
    case KeyName::SecretKey: return tr("Secret key");
    case KeyName::AccessKey: return tr("API key");
    case KeyName::MerchantAccount: return tr("Merchant account");
    case KeyName::SigningSecret: return tr("API secret");
    }
    return {};
}

QString ProcessorText::feature(ConnectorFeature feature)
{
    switch (feature) {
    case ConnectorFeature::PartialCapture: return tr("part captures");
    case ConnectorFeature::MultipleCaptures: return tr("several captures");
    case ConnectorFeature::PartialAuthorization: return tr("part authorisations");
    case ConnectorFeature::SavedCards: return tr("saved cards");
    case ConnectorFeature::NetworkTransactionIds: return tr("cards set up elsewhere");
    case ConnectorFeature::Lookup: return tr("can be asked");
    case ConnectorFeature::NetworkTokens: return tr("network tokens");
    }
    return {};
}

QString ProcessorText::features(const QList<ConnectorFeature> &features)
{
    QStringList words;
    for (const ConnectorFeature each : features)
        words.append(feature(each));
    return words.join(u", "_s);
}

QString ProcessorText::currencies(const ConnectorDescription &processor)
{
    return processor.currencies.isEmpty() ? tr("All") : processor.currencies.join(u", "_s);
}

QString ProcessorText::methods(const ConnectorAccount &setup)
{
    return setup.methodsJson == "[]"_L1 ? tr("None") : tr("Cards");
}

QString ProcessorText::keyAge(const ConnectorAccount &setup, qint64 nowMs)
{
    if (setup.keysSetAtMs == 0)
        return u"–"_s;
    const int days = static_cast<int>(qMax<qint64>(0, nowMs - setup.keysSetAtMs) / kDayMs);
    if (days == 0)
        return tr("today");
    return days == 1 ? tr("1 day") : tr("%1 days").arg(days);
}

QString ProcessorText::shownKeys(const QString &authShownJson)
{
    const QJsonObject shown = QJsonDocument::fromJson(authShownJson.toUtf8()).object();
    QStringList values;
    for (const QString &name : {u"api_key"_s, u"key1"_s, u"api_secret"_s}) {
        if (const QString value = shown[name].toString(); !value.isEmpty())
            values.append(value);
    }
    return values.join(u", "_s);
}

ErrorText ProcessorText::problem(const Error &error, const QString &processor, bool testMode)
{
    ErrorText text = errorText(error, {});
    text.where = tr("Nothing was sent for payment.");
    const bool ofKeys = error.field.startsWith("connector_account_details"_L1);
    const bool ofAddress = error.field == "base_url"_L1;
    const bool invalid = error.code == ErrorCode::InvalidValue;
    const bool missing = error.code == ErrorCode::MissingField;
    if (invalid && error.field == "connector_account_details"_L1) {
        text.what = tr("%1 refused the keys.").arg(processor);
        text.todo = tr("Copy them again from the processor's own pages; look whether they were "
                       "ended there.");
    } else if (invalid && ofKeys) {
        text.what = testMode ? tr("This is not a secret key for test payments.")
                             : tr("This is not a secret key for live payments.");
        text.todo = testMode ? tr("This is a test profile, and a live key is never used in one. "
                                  "Enter the test key.")
                             : tr("This is a live profile, and a test key is never used in one. "
                                  "Enter the live key.");
    } else if (missing && ofKeys) {
        text.what = tr("A key is missing.");
        text.todo = tr("Fill in every key that %1 asks for.").arg(processor);
    } else if (invalid && ofAddress) {
        text.what = tr("The address does not fit this account.");
        text.todo = testMode ? tr("Enter the https address for tests; plain http only leads to "
                                  "this computer.")
                             : tr("Enter the https address for live payments.");
    } else if (missing && ofAddress) {
        text.what = tr("The address is missing.");
        text.todo = tr("%1 gives every company an address of its own for live payments; it is in "
                       "its own pages.")
                        .arg(processor);
    } else if (error.code == ErrorCode::Duplicate) {
        text.what = tr("There is an account with this name already.");
        text.todo = tr("Choose another name.");
    } else if (error.code == ErrorCode::VaultLocked) {
        text.what = tr("The vault with the keys is locked.");
        text.todo = tr("Unlock the vault, then try again.");
    } else if (error.code == ErrorCode::Busy) {
        text.what = tr("There are calls to this account whose outcome is not known yet.");
        text.todo = tr("Wait until they are known; without its keys nobody could ask.");
    } else if (error.code == ErrorCode::OutcomeUnknown) {
        text.what = tr("%1 gave no clear answer.").arg(processor);
        text.todo = tr("Test again in a minute.");
    } else if (error.code == ErrorCode::ConnectorUnreachable) {
        text.what = tr("%1 could not be reached.").arg(processor);
        text.todo = tr("Check the address and the connection.");
    } else if (error.code == ErrorCode::NotFound) {
        text.what = tr("This is no longer there.");
        text.todo = tr("Somebody changed the account; read the page again (F5).");
    }
    return text;
}
