#include "models/vaulttext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(VaultText)
};

QString lockedMeaning(const VaultStatus &status)
{
    const QString rest = Words::tr("Payments with a card that is typed in, captures and refunds go "
                                   "on working.");
    if (status.place == KeyPlace::KeyFile)
        return Words::tr("Stored cards cannot be used or added until somebody enters the "
                         "passphrase of the key file.")
               + u' ' + rest;
    if (status.place == KeyPlace::SampleFile)
        return Words::tr("The sample cards cannot be used or added until it is unlocked. Its key "
                         "lies beside them.")
               + u' ' + rest;
    return Words::tr("Stored cards cannot be used or added until the keychain gives the key.")
           + u' ' + rest;
}

} // namespace

QString vaulttext::shortState(const VaultStatus &status)
{
    switch (status.state) {
    case VaultState::None: return Words::tr("No vault yet");
    case VaultState::Locked:
        return status.reason.code == ErrorCode::VaultLocked ? Words::tr("Vault locked")
                                                            : Words::tr("Vault locked: see why");
    case VaultState::Open: return Words::tr("Vault open");
    }
    return {};
}

QString vaulttext::meaning(const VaultStatus &status)
{
    switch (status.state) {
    case VaultState::None:
        return Words::tr("Cards can be kept for a customer's next payment once there is a vault: "
                         "they are encrypted with a key that is not in the data file.");
    case VaultState::Locked: return lockedMeaning(status);
    case VaultState::Open:
        if (status.place == KeyPlace::SampleFile)
            return Words::tr("This is the vault of the sample data. Its key lies in a file beside "
                             "them under a passphrase that everybody knows: no real card belongs "
                             "here.");
        //: %1 is "in this computer's keychain" or the like
        return Words::tr("Stored cards can be used and added. The key is kept %1.")
            .arg(place(status.place));
    }
    return {};
}

QString vaulttext::place(KeyPlace place)
{
    switch (place) {
    case KeyPlace::Keychain: return Words::tr("in this computer's keychain");
    case KeyPlace::KeyFile: return Words::tr("in a key file beside the data, under a passphrase");
    case KeyPlace::SampleFile: return Words::tr("in a file beside the sample data");
    }
    return {};
}

QString vaulttext::whyNotNow(const VaultStatus &status)
{
    switch (status.state) {
    case VaultState::None:
        return Words::tr("There is no vault for cards yet. Create one: \u201cNo vault yet\u201d at "
                         "the bottom of the window.");
    case VaultState::Locked:
        return Words::tr("The vault is locked. Unlock it: \u201cVault locked\u201d at the bottom "
                         "of the window.");
    case VaultState::Open: return {};
    }
    return {};
}

ErrorText vaulttext::trouble(const Error &error, KeyPlace place)
{
    ErrorScene scene;
    scene.action = MoneyAction::Edit;
    ErrorText text = errorText(error, scene);
    text.where = Words::tr("No money has moved, and no stored card was changed.");
    if (error.code == ErrorCode::VaultKeyMissing && place != KeyPlace::Keychain) {
        text.what = Words::tr("The key file does not hold this vault's key.");
        text.todo = Words::tr("Put the right key file back beside the data file, or restore the "
                              "key from the recovery sheet.");
    } else if (error.code == ErrorCode::VaultRecordDamaged) {
        text.what = Words::tr("The vault's own entry in the data file is damaged.");
        text.todo = Words::tr("Restore a backup of the data file. Nothing is repaired by itself, "
                              "so that nothing is lost.");
    } else if (error.code == ErrorCode::VaultKeyWrong && place == KeyPlace::Keychain) {
        text.todo = Words::tr("Another program or computer may have put its key there. Restore "
                              "the right one from the recovery sheet.");
    } else if (error.code == ErrorCode::VaultKeychainError) {
        text.todo = Words::tr("Start the keychain service and try again, or keep the key in a key "
                              "file with a passphrase.");
    } else if (error.code == ErrorCode::Busy) {
        text.what = Words::tr("The vault is still busy with something else.");
        text.todo = Words::tr("Try again in a few seconds.");
    } else if (error.code == ErrorCode::RecoverySheetUnreadable) {
        const QString line = error.field.mid(error.field.indexOf(u' ') + 1);
        //: %1 is the number of a line
        text.what = error.field.startsWith("line "_L1)
                        ? Words::tr("Line %1 of the sheet has a typing mistake.").arg(line)
                        : Words::tr("A sheet has eight lines; this is another number of them.");
        text.todo = Words::tr("Compare it with the paper.");
    }
    return text;
}

bool vaulttext::isForTheSheet(const Error &error)
{
    return error.code == ErrorCode::VaultKeyMissing || error.code == ErrorCode::VaultKeyWrong
           || error.code == ErrorCode::KeyFileDamaged;
}
