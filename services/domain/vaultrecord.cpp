#include "services/domain/vaultrecord.h"

#include "services/domain/fromtext.h"

using namespace Qt::StringLiterals;

QString toText(VaultRecordKind kind)
{
    switch (kind) {
    case VaultRecordKind::SavedCard: return u"saved_card"_s;
    case VaultRecordKind::HeldCard: return u"held_card"_s;
    case VaultRecordKind::AccountKeys: return u"account_keys"_s;
    case VaultRecordKind::ProfileKeys: return u"profile_keys"_s;
    case VaultRecordKind::NetworkToken: return u"network_token"_s;
    }
    return {};
}

std::optional<VaultRecordKind> vaultRecordKindFromText(QStringView text)
{
    return fromText(text, VaultRecordKind::NetworkToken);
}
