#include "services/engine/accountkeys.h"

#include "services/core/heapwipe.h"
#include "services/engine/accountkeytext.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kWithoutKeysMs = 15'000;

/// The parts of a record, each of which may be empty: the keys and the keys before in the first
/// line, the secrets of webhooks in the second.
enum Part { Keys, Previous, Webhooks, PartCount };
using Lines = std::array<SecretBytes, PartCount>;
constexpr char kBeforePrevious = '\x1f'; // which no JSON text holds

VaultPlace placeOf(const ProcessorAccount &account)
{
    return {account.merchantId, {}, account.id.value, VaultRecordKind::AccountKeys};
}

/// All empty when there is no record.
Result<Lines> readLines(EngineCore &core, const ProcessorAccount &account)
{
    Lines lines;
    const VaultPlace place = placeOf(account);
    const Result<VaultRecord> record =
        core.vaultRecords.findSecret(place.merchantId, place.kind, place.recordId);
    if (!record)
        return record.error().code == ErrorCode::NotFound ? Result<Lines>(std::move(lines))
                                                          : Result<Lines>(record.error());
    const Result<SecretBytes> text = core.vault.openSecret(record->place, record->sealed);
    if (!text)
        return text.error();
    const QByteArrayView whole = text->view();
    const qsizetype line = std::ranges::find(whole, '\n') - whole.begin();
    const QByteArrayView keys = whole.first(line);
    const qsizetype end = std::ranges::find(keys, kBeforePrevious) - keys.begin();
    lines[Keys] = SecretBytes(keys.first(end));
    lines[Previous] = SecretBytes(keys.sliced(qMin(end + 1, keys.size())));
    lines[Webhooks] = SecretBytes(whole.sliced(qMin(line + 1, whole.size())));
    return lines;
}

Result<> writeLines(EngineCore &core, const ProcessorAccount &account, const Lines &lines)
{
    SecretBytes text = lines[Keys].clone();
    if (!lines[Previous].isEmpty()) {
        text.append("\x1f");
        text.append(lines[Previous].view());
    }
    text.append("\n");
    text.append(lines[Webhooks].view());
    const VaultPlace place = placeOf(account);
    const Result<SealedCard> sealed = core.vault.sealSecret(place, text);
    if (!sealed && sealed.error().code == ErrorCode::TooLong)
        return Error{ErrorCode::TooLong, u"connector_account_details"_s};
    if (!sealed)
        return sealed.error();
    core.ciphertextRemoved = true;
    const qint64 nowMs = core.clock.nowMs();
    return core.vaultRecords.putSecret(
        {0, place, sealed->keyGeneration, sealed->sealed, {}, nowMs, nowMs});
}

Result<ProcessorAccount> withKeys(const ProcessorAccount &account, QByteArrayView json)
{
    // Keys go out in headers, which the network library copies about.
    [[maybe_unused]] static const bool overwriting = [] {
        heapwipe::overwriteFrees();
        return true;
    }();
    Result<AccountKeys> keys = accountkeytext::read(json);
    if (!keys)
        return keys.error();
    ProcessorAccount opened = account;
    opened.keys = std::make_shared<const AccountKeys>(*std::move(keys));
    return opened;
}

/// Whether keys were given for it, which the database knows without opening anything.
Result<bool> wereGiven(EngineCore &core, const ProcessorAccount &account)
{
    const auto setup = core.setups.account(account.merchantId, account.id);
    if (!setup)
        return setup.error().code == ErrorCode::NotFound ? Result<bool>(false)
                                                         : Result<bool>(setup.error());
    return !setup->authType.isEmpty() && setup->authType != "NoKey"_L1;
}

Result<ProcessorAccount> checked(const Connector &connector, Result<ProcessorAccount> account)
{
    if (!account)
        return account;
    const Result<> fits = connector.checkAccount(*account);
    return fits ? account : Result<ProcessorAccount>(fits.error());
}

} // namespace

Result<ProcessorAccount> accountkeys::opened(EngineCore &core, const ProcessorAccount &account)
{
    const Connector *connector = core.connectors.find(account.connector);
    if (!connector)
        return Error{ErrorCode::NotSupported, u"connector"_s, account.connector};
    const ConnectorDescription description = connector->description();
    const bool needed = !description.keys.isEmpty() && !description.keysOptional;
    if (description.keys.isEmpty())
        return checked(*connector, account);
    if (!core.vault.isUnlocked()) {
        const Result<bool> given = needed ? Result<bool>(true) : wereGiven(core, account);
        if (!given)
            return given.error();
        return *given ? Result<ProcessorAccount>(ErrorCode::VaultLocked)
                      : checked(*connector, account);
    }
    const Result<Lines> lines = readLines(core, account);
    if (!lines)
        return lines.error();
    if (!lines->at(Keys).isEmpty())
        return checked(*connector, withKeys(account, lines->at(Keys).view()));
    return needed ? Result<ProcessorAccount>(
               Error{ErrorCode::MissingField, u"connector_account_details"_s})
                  : checked(*connector, account);
}

Result<ProcessorAccount> accountkeys::given(const ProcessorAccount &account,
                                            const AccountChange &change)
{
    return change.auth ? withKeys(account, change.auth->view()) : Result<ProcessorAccount>(account);
}

Result<> accountkeys::postpone(EngineCore &core, const Operation &operation)
{
    const qint64 nowMs = core.clock.nowMs();
    Result<Operation> later = core.operations.find(operation.merchantId, operation.id);
    if (!later || later->nextCheckAtMs == 0 || later->nextCheckAtMs > nowMs)
        return {}; // it is not due
    later->nextCheckAtMs = nowMs + kWithoutKeysMs;
    return core.operations.update(*later, later->state);
}

Result<SecretBytes> accountkeys::webhookSecrets(EngineCore &core, const ProcessorAccount &account)
{
    Result<Lines> lines = readLines(core, account);
    return lines ? Result<SecretBytes>(std::move(lines->at(Webhooks)))
                 : Result<SecretBytes>(lines.error());
}

Result<> accountkeys::keep(EngineCore &core, const ProcessorAccount &account,
                           const AccountChange &change)
{
    if (!change.auth && !change.webhookSecrets)
        return {};
    Result<Lines> lines = readLines(core, account);
    if (!lines)
        return lines.error();
    if (change.auth) {
        lines->at(Previous) = change.keepPrevious ? std::move(lines->at(Keys)) : SecretBytes();
        lines->at(Keys) = change.auth->clone();
    }
    if (change.webhookSecrets)
        lines->at(Webhooks) = change.webhookSecrets->clone();
    return writeLines(core, account, *lines);
}

Result<> accountkeys::restorePrevious(EngineCore &core, const ProcessorAccount &account)
{
    Result<Lines> lines = readLines(core, account);
    if (!lines)
        return lines.error();
    if (lines->at(Previous).isEmpty())
        return Error{ErrorCode::NotFound, u"connector_account_details"_s};
    lines->at(Keys) = std::exchange(lines->at(Previous), SecretBytes());
    return writeLines(core, account, *lines);
}

Result<> accountkeys::dropPrevious(EngineCore &core, const ProcessorAccount &account)
{
    Result<Lines> lines = readLines(core, account);
    if (!lines)
        return lines.error();
    lines->at(Previous).clear();
    return writeLines(core, account, *lines);
}

Result<> accountkeys::check(EngineCore &core, const ConnectorAccount &setup,
                            const AccountChange &change)
{
    const Connector *connector = core.connectors.find(setup.account.connector);
    if (!connector)
        return {}; // of a program that knew more processors
    Result<ProcessorAccount> account = given(setup.account, change);
    if (!account)
        return account.error();
    if (!change.auth && core.vault.isUnlocked()) {
        const Result<Lines> lines = readLines(core, setup.account);
        if (!lines)
            return lines.error();
        if (!lines->at(Keys).isEmpty())
            account = withKeys(setup.account, lines->at(Keys).view());
    }
    return account ? connector->checkAccount(*account) : Result<>(account.error());
}
