#pragma once

#include "services/interfaces/events.h"
#include "services/interfaces/vaultaccess.h"
#include "tests/support/fakepayments.h"

/// A vault that does what the test says and keeps what it was asked. Passphrases are kept too: they
/// are test passphrases. `now` is how it stands; an answer that is no refusal becomes it.
class FakeVault final : public VaultAccess
{
public:
    explicit FakeVault(Events &events) : m_events(events) {}

    QFuture<Result<VaultStatus>> status() override { return statusAnswers.ask(now); }
    QFuture<Result<VaultStatus>> create(const Caller &, KeyAccess access = {}) override
    {
        asked.append(QStringLiteral("create"));
        place = access.place;
        passphrase = access.passphrase.view().toByteArray();
        return become(createError, {VaultState::Open, {}, access.place}, createAnswers);
    }
    QFuture<Result<VaultStatus>> unlock(const Caller &, SecretBytes given = {}) override
    {
        asked.append(QStringLiteral("unlock"));
        passphrase = given.view().toByteArray();
        return become(unlockError, {VaultState::Open, {}, now.place}, unlockAnswers);
    }
    QFuture<Result<VaultStatus>> lock(const Caller &) override
    {
        asked.append(QStringLiteral("lock"));
        now = {VaultState::Locked, {ErrorCode::VaultLocked}, now.place};
        emit m_events.vaultChanged();
        return statusAnswers.ask(now);
    }
    QFuture<Result<QString>> recoverySheet(const Caller &, SecretBytes given) override
    {
        asked.append(QStringLiteral("sheet"));
        passphrase = given.view().toByteArray();
        return sheetAnswers.ask(sheetError ? Result<QString>(*sheetError) : Result<QString>(sheet));
    }
    QFuture<Result<VaultStatus>> restore(RestoreVault command) override
    {
        asked.append(QStringLiteral("restore"));
        typedSheet = command.sheet;
        place = command.access.place;
        passphrase = command.access.passphrase.view().toByteArray();
        return become(restoreError, {VaultState::Open, {}, place}, restoreAnswers);
    }

    /// How it stands from now on, told as the engine tells it.
    void set(const VaultStatus &status)
    {
        now = status;
        emit m_events.vaultChanged();
    }

    VaultStatus now;
    QStringList asked; ///< "create", "unlock" ...
    KeyPlace place = KeyPlace::Keychain;
    QByteArray passphrase;
    QString typedSheet;
    QString sheet = sampleSheet();
    std::optional<Error> createError;
    std::optional<Error> unlockError;
    std::optional<Error> restoreError;
    std::optional<Error> sheetError;
    FakeAnswers<VaultStatus> statusAnswers;
    FakeAnswers<VaultStatus> createAnswers;
    FakeAnswers<VaultStatus> unlockAnswers;
    FakeAnswers<VaultStatus> restoreAnswers;
    FakeAnswers<QString> sheetAnswers;

    static QString sampleSheet()
    {
        QString lines;
        for (int i = 1; i <= 8; ++i)
            lines += QStringLiteral("%1WMC-HJ4K-9QRS-TV0X-Z7\n").arg(i);
        return lines;
    }

private:
    QFuture<Result<VaultStatus>> become(const std::optional<Error> &refusal,
                                        const VaultStatus &status,
                                        FakeAnswers<VaultStatus> &answers)
    {
        if (refusal && now.state == VaultState::Locked)
            now.reason = *refusal;
        if (!refusal)
            now = status;
        emit m_events.vaultChanged();
        return answers.ask(refusal ? Result<VaultStatus>(*refusal) : Result<VaultStatus>(status));
    }

    Events &m_events;
};
